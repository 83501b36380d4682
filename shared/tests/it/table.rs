//! Gate × step × outcome as one text, in the words of the screen. `UPDATE_EXPECT=1`
//! writes it again; read the difference against `policy.md` 2 before you keep it.

use std::fmt::Write as _;

use expect_test::expect_file;
use shared::deescalation::Transition;
use shared::deescalation::gate::{Gate, State, Verdict};
use shared::wording::{Language, rules};

use crate::cases;
use crate::fixture::at;
use crate::ripe::Ripe;

const STEPS: [(&str, Transition); 3] = [
    ("ROD→NED", Transition::RedToStepdown),
    ("NED→PLAN", Transition::StepdownToPlan),
    ("GUL→PLAN", Transition::YellowToPlan),
];

/// What the screen prints of a gate on Wednesday 18 March, 08:30.
fn words(verdict: &Verdict, ripe: &Ripe) -> String {
    let (language, now) = (Language::Sv, at("03-18 08:30"));
    let rules = ripe.board.policy.step(ripe.transition);
    match verdict.state {
        State::Open => {
            let evidence = rules::evidence(language, &verdict.because, now);
            let gate = rules::gate(language, verdict.gate, rules);
            format!("open: {gate}: {evidence}")
        }
        State::Closed => format!("closed: {}", rules::hinder(language, verdict, rules, now)),
        State::Unknown => format!("unknown: {}", rules::hinder(language, verdict, rules, now)),
    }
}

#[test]
fn the_table_of_every_gate_step_and_outcome_is_the_reviewed_one() {
    let mut table = String::new();
    for (step, transition) in STEPS {
        writeln!(table, "# {step}").expect("a string");
        for (gate, name, change) in cases::all() {
            let mut ripe = Ripe::of(transition);
            change(&mut ripe);
            let verdicts = ripe.judge();
            let own = verdicts
                .iter()
                .find(|one| one.gate == gate)
                .expect("every gate is judged");
            let others: Vec<_> = verdicts
                .iter()
                .filter(|one| one.gate != gate && one.state != State::Open)
                .map(|one| one.gate.name())
                .collect();
            let also = if others.is_empty() {
                String::new()
            } else {
                format!(" (also {})", others.join(", "))
            };
            let said = words(own, &ripe);
            writeln!(table, "{}, {name} → {said}{also}", gate.name()).expect("a string");
        }
    }
    expect_file!["../golden/gates.txt"].assert_eq(&table);
}

#[test]
fn the_table_has_every_gate_open_and_closed_on_every_step_and_unknown_where_data_can_lack() {
    let table = include_str!("../golden/gates.txt");
    let lacks = [
        Gate::D3,
        Gate::D3f,
        Gate::D7,
        Gate::D8,
        Gate::D10,
        Gate::D12,
    ];
    for (step, transition) in STEPS {
        let start = table.find(&format!("# {step}\n")).expect("the step");
        let part = &table[start + 1..];
        let part = part.split("\n# ").next().unwrap_or(part);
        let has = |gate: Gate, state: &str| {
            part.lines().any(|line| {
                line.starts_with(&format!("{}, ", gate.name()))
                    && line.contains(&format!(" → {state}: "))
            })
        };
        for gate in Gate::ALL {
            assert!(has(gate, "open"), "{step} {gate:?}");
            // From red to step-down somebody else still answers.
            let always = gate == Gate::D10 && transition == Transition::RedToStepdown;
            assert_eq!(has(gate, "closed"), !always, "{step} {gate:?}");
            let may_lack = lacks.contains(&gate) && !always;
            assert_eq!(has(gate, "unknown"), may_lack, "{step} {gate:?}");
        }
    }
}
