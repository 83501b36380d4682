//! Reading: the sentences of `docs/scenarios.md`, and what a wrong one is told.

use super::*;
use crate::scenario::ast::Act;
use crate::scenario::when::clock_written;

const BEGINNING: &str = "scenario \"Prov\"\nlag Öst\nfre 13 mar 2026 16:40:00\n";

#[track_caller]
fn statement(source: &str) -> Says {
    let text = format!("{BEGINNING}{source}");
    let scenario = parse(&text).unwrap_or_else(|problem| panic!("{problem}"));
    scenario.body.last().expect("a statement").says.clone()
}

#[track_caller]
fn check_problem(source: &str, expected: &str) {
    let problem = parse(&format!("{BEGINNING}{source}")).expect_err("a problem");
    assert_eq!(problem.to_string(), expected);
}

#[test]
fn a_course_has_a_title_a_team_a_beginning_and_statements() {
    let text = format!("# Först\n{BEGINNING}J.A. bedömer F.N. gul\n\n16:46:20\n");
    let scenario = parse(&text).expect("a scenario");
    assert_eq!(scenario.title, "Prov");
    assert_eq!(clock_written(scenario.start), "16:40:00");
    assert_eq!(scenario.body.len(), 3);
    assert_eq!(scenario.body[1].line, 5);
    assert_eq!(scenario.body[1].source, "J.A. bedömer F.N. gul");
}

#[test]
fn what_somebody_does_has_its_time_and_its_refusal() {
    let says = statement(
        "A.N. når D.M. tel \"hotar granne\" krishändelse hände 12:50 nekas: \"Det ingår inte i din roll.\"",
    );
    let Says::Deed(deed) = says else {
        panic!("somebody does something")
    };
    assert!(matches!(
        deed.act,
        Act::Contact {
            crisis: true,
            reached: true,
            ..
        }
    ));
    assert_eq!(
        deed.happened.map(clock_written),
        Some("12:50:00".to_owned())
    );
    assert_eq!(deed.refused.as_deref(), Some("Det ingår inte i din roll."));
}

#[test]
fn every_sentence_of_the_document_is_understood() {
    let document = include_str!("../../../../docs/scenarios.md");
    let mut examples = 0;
    for block in document.split("```scenario\n").skip(1) {
        let example = block.split("```").next().unwrap_or_default();
        let text = if example.contains("scenario \"") {
            example.to_owned()
        } else if example.starts_with("lag Öst") {
            format!("scenario \"Prov\"\n{example}fre 13 mar 2026 16:40:00\n")
        } else {
            format!("{BEGINNING}{example}")
        };
        if let Err(problem) = parse(&text) {
            panic!("{problem} in\n{text}");
        }
        examples += 1;
    }
    assert!(examples > 8, "the document has examples: {examples}");
}

#[test]
fn a_line_that_cannot_be_read_says_what_can_stand_there() {
    check_problem(
        "J.A. bedömer F.N. grönt",
        "rad 4: läste ”grönt” efter ”J.A. bedömer F.N.”; här kan stå: grön, gul, röd",
    );
    check_problem(
        "J.A. bedömer F.N.",
        "rad 4: raden tar slut efter ”J.A. bedömer F.N.”; här kan stå: grön, gul, röd",
    );
    check_problem(
        "väntar F.N. nivå gul idag",
        "rad 4: läste ”idag” efter ”väntar F.N. nivå gul”; här kan stå: sedan, radens slut",
    );
    check_problem(
        "Z.Z. bedömer F.N. grön",
        "rad 4: Z.Z. finns inte i laget: M.H., A.N., R.E., N.B., Q.P., X.L., G.S., K.J., P.S., T.V., C.F., L.K., J.A., O.D., W.T.",
    );
    check_problem(
        "16:39:59",
        "rad 4: klockan går bara framåt, och är redan fre 13 mar 2026 16:40:00",
    );
    check_problem(
        "logg 13:00:00 \"hopp\"",
        &format!(
            "rad 4: ingen händelse heter \"hopp\"; händelser: {}",
            crate::scenario::kinds::ALL.join(", ")
        ),
    );
}

#[test]
fn a_variant_branches_from_the_end_of_a_step() {
    let text = format!(
        "{BEGINNING}steg 1\nJ.A. bedömer F.N. gul\n17:00:00\nsteg 2\n17:30:00\n\
         variant b efter steg 1\n16:50:00\nJ.A. bedömer F.N. röd\n"
    );
    let scenario = parse(&text).expect("a scenario");
    let variant = &scenario.variants[0];
    assert_eq!((variant.name.as_str(), variant.body.len()), ("b", 2));
    // The time before step 2 belongs to step 2.
    assert_eq!(end_of_step(&scenario.body, "1"), Some(3));
    let missing = format!("{BEGINNING}variant b efter steg 9\n");
    assert_eq!(
        parse(&missing).expect_err("no step").to_string(),
        "rad 4: det finns inget steg 9 före första varianten"
    );
}
