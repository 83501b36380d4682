//! What a team calls its levels.

use shared::access::{self, ViewClass};
use shared::board::card::{Level, LevelNames, Reason};
use shared::board::member::Organisation;
use shared::deescalation::Transition;
use shared::deescalation::policy::Policy;
use shared::people::People;
use shared::wording::{Language, card, rejection, rules, timeline};
use shared::{Command, Rejection, Span};

use crate::play::Play;

fn named(names: &[(Level, &str)]) -> LevelNames {
    let mut all = LevelNames::default();
    for (level, name) in names {
        all.set(*level, Some((*name).to_owned()));
    }
    all
}

fn set(play: &Play, level_names: LevelNames) -> Command {
    let policy = Policy {
        level_names,
        ..play.board.policy.clone()
    };
    let policy = Box::new(policy);
    Command::SetPolicy { policy }
}

#[test]
fn those_who_lead_name_the_levels_and_the_version_of_the_rules_stays() {
    let mut play = Play::from("03-16 08:00");
    let policy = Box::new(Policy {
        fresh: Span::hours(20),
        ..Policy::default()
    });
    play.does("G.S.", &Command::SetPolicy { policy });
    let version = play.board.policy.version.clone();

    let wish = set(&play, named(&[(Level::Red, " Kris ")]));
    assert_eq!(play.ask("M.H.", &wish), Err(Rejection::NotAllowed));
    play.does("G.S.", &wish);
    assert_eq!(
        play.board.policy.level_names,
        named(&[(Level::Red, "Kris")])
    );
    assert_eq!(play.board.policy.version, version);
    assert_eq!(play.ask("O.D.", &wish), Ok(Vec::new()), "nothing changes");

    let standard = set(&play, LevelNames::default());
    play.does("O.D.", &standard);
    assert!(play.board.policy.level_names.is_standard());
}

#[test]
fn a_name_that_could_be_taken_for_another_level_is_refused_in_words() {
    let mut play = Play::from("03-16 08:00");
    let wish = set(&play, named(&[(Level::Yellow, "RÖD")]));
    let refused = play.ask("G.S.", &wish).unwrap_err();
    assert_eq!(
        refused,
        Rejection::LevelName {
            level: Level::Yellow
        }
    );
    let words = rejection::explain(Language::Sv, &refused, &People::default(), play.now);
    assert_eq!(words.happened, "Nivån Gul kan inte heta så.");
    assert!(words.next.contains("24 tecken"), "{}", words.next);
}

#[test]
fn the_names_go_with_those_of_people_to_every_class() {
    let mut play = Play::from("03-16 08:00");
    let wish = set(&play, named(&[(Level::Red, "Kris")]));
    play.does("G.S.", &wish);
    let care = ViewClass::Care {
        employer: Organisation::Municipality,
    };
    for class in [care, ViewClass::Load] {
        let people = access::names(&play.board, &People::default(), class);
        assert_eq!(people.levels.own(Level::Red), Some("Kris"));
        assert_eq!(people.levels.own(Level::Yellow), None);
    }
}

#[test]
fn the_teams_word_wins_in_both_languages_and_the_others_fall_back() {
    let names = named(&[(Level::Red, "Akut"), (Level::Plan, "FACT-plan")]);
    for (language, yellow, step) in [
        (Language::Sv, "Gul", "gul → FACT-plan"),
        (Language::En, "Yellow", "yellow → FACT-plan"),
    ] {
        assert_eq!(card::level(language, &names, Level::Red), "Akut");
        assert_eq!(card::level(language, &names, Level::Yellow), yellow);
        assert_eq!(
            rules::transition(language, &names, Transition::YellowToPlan),
            step
        );
    }
}

#[test]
fn a_line_of_the_time_line_uses_the_names_of_today() {
    let mut play = Play::from("03-16 08:00");
    play.place("G.S.", "D.M.", Level::Red, Reason::Crisis);
    let placed = play
        .log
        .iter()
        .find(|recorded| matches!(recorded.event, shared::Event::Placed { .. }))
        .expect("a raise");
    let people = People {
        levels: named(&[(Level::Red, "Akut"), (Level::Plan, "Grön")]),
        ..People::default()
    };
    let line = timeline::line(Language::Sv, placed, &people, play.now);
    assert!(line.starts_with("Akut, förut Grön: kris"), "{line}");
}

#[test]
fn a_policy_without_names_and_times_reads_as_it_always_did() {
    let json = serde_json::to_value(Policy::default()).unwrap();
    let fields = json.as_object().unwrap();
    assert!(!fields.contains_key("level_names") && !fields.contains_key("ladder"));
    let read: Policy = serde_json::from_value(json).unwrap();
    assert_eq!(read, Policy::default());
}
