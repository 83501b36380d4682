//! What people may ask for, and why they are refused.

use shared::board::card::{ActionClass, Channel, Flag, Level, Reason, Sign};
use shared::board::decide::decide;
use shared::board::event::Actor;
use shared::board::member::Organisation;
use shared::duty::ShiftKind;
use shared::rejection::Field;
use shared::{ClientId, Command, Event, Rejection};

use crate::fixture::{at, client, day, shift, staff};
use crate::play::Play;
use crate::stories::proposed;

fn text(play: &Play, text: &str) -> Command {
    let mut wish = play.placing("F.N.", Level::Yellow, Reason::Prevention);
    if let Command::Place { text: line, .. } = &mut wish {
        text.clone_into(line);
    }
    wish
}

fn name(play: &Play, who: &[&str]) -> Command {
    let based_on = play
        .card("F.N.")
        .contact_today
        .as_ref()
        .map(|named| named.seq);
    let who = who.iter().map(|one| staff(one)).collect();
    let (client, at, how) = (client("F.N."), at("03-16 11:00"), Channel::Home);
    Command::NameContact {
        client,
        who,
        at,
        how,
        based_on,
    }
}

#[test]
fn a_stale_level_is_a_conflict_with_who_and_when() {
    let mut play = Play::from("03-16 08:00");
    let stale = play.placing("F.N.", Level::Yellow, Reason::Prevention);
    play.at("03-16 08:41")
        .place("L.K.", "F.N.", Level::Yellow, Reason::Somatic);
    let (field, by, at) = (Field::Level, Actor::Staff(staff("L.K.")), at("03-16 08:41"));
    play.at("03-16 08:42");
    assert_eq!(
        play.ask("J.A.", &stale),
        Err(Rejection::Conflict { field, by, at })
    );
    assert_eq!(
        play.card("F.N.").reason(),
        Some(Reason::Somatic),
        "nothing was overwritten"
    );
    let seen = play.placing("F.N.", Level::Red, Reason::Crisis);
    assert!(
        play.ask("J.A.", &seen).is_ok(),
        "possible for somebody who has seen it"
    );
}

#[test]
fn a_stale_contact_is_a_conflict_and_does_not_hinder_a_change_of_level() {
    let mut play = Play::from("03-16 08:00");
    let stale = name(&play, &["J.A."]);
    let first = name(&play, &["X.L."]);
    play.at("03-16 08:32").does("G.S.", &first);
    let (field, by, at) = (
        Field::ContactToday,
        Actor::Staff(staff("G.S.")),
        at("03-16 08:32"),
    );
    assert_eq!(
        play.ask("J.A.", &stale),
        Err(Rejection::Conflict { field, by, at })
    );
    play.place("J.A.", "F.N.", Level::Yellow, Reason::Prevention);
    let second = name(&play, &["J.A.", "P.S."]);
    play.does("J.A.", &second);
    let named = &play
        .card("F.N.")
        .contact_today
        .as_ref()
        .expect("a contact")
        .value;
    assert_eq!(named.who, [staff("J.A."), staff("P.S.")]);
}

#[test]
fn a_step_by_the_rules_is_a_conflict_with_the_rules() {
    let mut play = proposed();
    play.at("03-17 08:41").meeting().at("03-17 12:59");
    let stale = play.placing("F.N.", Level::Yellow, Reason::Somatic);
    play.at("03-17 13:00:01");
    let (field, by, at) = (Field::Level, Actor::Rules, at("03-17 13:00"));
    assert_eq!(
        play.ask("M.H.", &stale),
        Err(Rejection::Conflict { field, by, at })
    );
}

#[test]
fn a_line_of_text_must_say_something_in_at_most_200_characters() {
    let mut play = Play::from("03-16 08:00");
    for blank in ["", "   ", "\n\t "] {
        let wish = text(&play, blank);
        assert_eq!(play.ask("J.A.", &wish), Err(Rejection::TextMissing));
    }
    let wish = text(&play, &"ö".repeat(201));
    assert_eq!(
        play.ask("J.A.", &wish),
        Err(Rejection::TextTooLong { limit: 200 })
    );
    let wish = text(&play, &"ö".repeat(200));
    assert!(play.ask("J.A.", &wish).is_ok(), "characters, not bytes");
    let wish = text(&play, "  sover inte,\n\n öppnar\tinte ");
    play.does("J.A.", &wish);
    let why = play.card("F.N.").why.clone().expect("a reason");
    assert_eq!(
        why.value.text, "sover inte, öppnar inte",
        "one line everywhere"
    );
}

#[test]
fn the_other_lines_follow_the_same_rules() {
    let mut play = Play::from("03-16 08:00");
    play.place("J.A.", "F.N.", Level::Yellow, Reason::Prevention);
    let (client, owner, due, class) = (
        client("F.N."),
        staff("P.S."),
        at("03-17 12:00"),
        ActionClass::Other,
    );
    let long = "x".repeat(201);
    let text = long.clone();
    let open = Command::OpenAction {
        client,
        class,
        text,
        owner,
        due,
    };
    assert_eq!(
        play.ask("J.A.", &open),
        Err(Rejection::TextTooLong { limit: 200 })
    );
    let open = Command::OpenAction {
        client,
        class,
        text: " ".to_owned(),
        owner,
        due,
    };
    assert_eq!(play.ask("J.A.", &open), Err(Rejection::TextMissing));
    let hold = Command::Hold {
        client,
        reason: String::new(),
        until: None,
    };
    assert_eq!(play.ask("J.A.", &hold), Err(Rejection::TextMissing));
    let (how, reached, crisis) = (Channel::Phone, false, false);
    let call = Command::LogContact {
        client,
        how,
        reached,
        crisis,
        text: long,
        booking: None,
    };
    assert_eq!(
        play.ask("J.A.", &call),
        Err(Rejection::TextTooLong { limit: 200 })
    );
    assert!(
        play.ask("J.A.", &crate::play::call("F.N.", false)).is_ok(),
        "a call needs no line"
    );
}

#[test]
fn every_step_between_levels_is_possible_for_a_person_except_two_that_mean_nothing() {
    let mut refused = Vec::new();
    for from in Level::ALL {
        for wanted in Level::ALL {
            let mut play = Play::from("03-16 08:00");
            if from != Level::Plan {
                let by_way = if from == Level::Stepdown {
                    Level::Yellow
                } else {
                    from
                };
                play.place("J.A.", "F.N.", by_way, Reason::Crisis);
                play.place("J.A.", "F.N.", from, Reason::Crisis);
            }
            let wish = play.placing("F.N.", wanted, Reason::Crisis);
            match play.ask("J.A.", &wish) {
                Ok(_) => assert_eq!(play.card("F.N.").level, wanted),
                Err(rejection) => {
                    assert_eq!(rejection, Rejection::NotPossible { from, wanted });
                    refused.push((from, wanted));
                }
            }
        }
    }
    assert_eq!(
        refused,
        [(Level::Plan, Level::Stepdown), (Level::Plan, Level::Plan)]
    );
}

#[test]
fn a_raise_sets_the_review_date_and_other_levels_keep_it() {
    let mut play = Play::from("03-12 08:00");
    let expected = [
        (Level::Red, "03-19"),
        (Level::Stepdown, "03-19"),
        (Level::Inpatient, "03-19"),
        (Level::Plan, "03-19"),
        (Level::Yellow, "03-15"),
    ];
    for (level, review) in expected {
        play.place("J.A.", "F.N.", level, Reason::Crisis);
        assert_eq!(
            play.card("F.N.").review_date(),
            Some(day(review)),
            "{level:?}"
        );
    }
}

#[test]
fn a_client_whom_the_person_may_not_see_looks_like_one_who_does_not_exist() {
    let mut play = Play::from("03-16 08:00");
    let (cm, deputy, open_to) = (None, None, vec![Organisation::Region]);
    let client = client("F.N.");
    play.happen(
        Actor::Server,
        vec![Event::ClientEnrolled {
            client,
            cm,
            deputy,
            open_to,
        }],
    );
    let assess = |client| Command::Assess {
        client,
        sign: Sign::Green,
    };
    let unknown: ClientId = "0000000000000000000000ZZZZ".parse().expect("an identifier");
    for (who, client) in [("P.S.", client), ("O.D.", client), ("M.H.", unknown)] {
        assert_eq!(
            play.ask(who, &assess(client)),
            Err(Rejection::NoSuchClient),
            "{who}"
        );
    }
    assert!(play.ask("M.H.", &assess(client)).is_ok());
}

#[test]
fn only_colleagues_who_may_see_the_client_can_be_named_for_something() {
    let mut play = Play::from("03-16 08:00");
    let (client, at, how) = (client("F.N."), at("03-17 10:00"), Channel::Home);
    let (class, text) = (ActionClass::Other, "Ringa".to_owned());
    for who in ["O.D."] {
        let owner = staff(who);
        let wishes = [
            name(&play, &["M.H.", who]),
            Command::Book {
                client,
                who: owner,
                at,
                how,
            },
            Command::OpenAction {
                client,
                class,
                text: text.clone(),
                owner,
                due: at,
            },
        ];
        for wish in wishes {
            assert_eq!(play.ask("M.H.", &wish), Err(Rejection::NotTheirClient));
        }
    }
    let nobody = name(&play, &[]);
    assert_eq!(play.ask("M.H.", &nobody), Err(Rejection::NobodyNamed));
}

#[test]
fn only_people_of_the_team_ask_for_anything() {
    let play = Play::from("03-16 08:00");
    let wish = Command::Assess {
        client: client("F.N."),
        sign: Sign::Green,
    };
    let stranger = "0000000000000000000000ZZZZ".parse().expect("an identifier");
    for actor in [Actor::Rules, Actor::Server, Actor::Staff(stranger)] {
        let answer = decide(&play.board, &wish, &play.ctx(actor));
        assert_eq!(
            answer,
            Err(Rejection::NotAllowed),
            "signs are judged by people"
        );
    }
}

#[test]
fn the_risk_of_suicide_is_cleared_by_the_psychiatrist_alone() {
    let mut play = Play::from("03-16 08:00");
    let clear = |flag| Command::ClearFlag {
        client: client("F.N."),
        flag,
    };
    play.flag("J.A.", "F.N.", Flag::Suicide)
        .flag("J.A.", "F.N.", Flag::NeverAlone);
    for who in ["J.A.", "M.H.", "G.S."] {
        let answer = play.ask(who, &clear(Flag::Suicide));
        assert_eq!(answer, Err(Rejection::PsychiatristClears), "{who}");
    }
    play.does("Q.P.", &clear(Flag::Suicide))
        .does("J.A.", &clear(Flag::NeverAlone));
    assert_eq!(play.card("F.N.").raised_flags().count(), 0);
}

#[test]
fn a_wish_that_is_fulfilled_already_changes_nothing_and_answers_no_alert() {
    let mut play = Play::from("03-12 18:00");
    play.duty(&[shift("R.E.", ShiftKind::Jour, "03-12 17:00", "03-13 08:00")]);
    play.at("03-12 19:12")
        .place("Q.P.", "F.N.", Level::Red, Reason::Crisis)
        .ack("R.E.", "F.N.");
    let client = client("F.N.");
    let clear = Command::ClearFlag {
        client,
        flag: Flag::NeverAlone,
    };
    let review = Command::SetReview {
        client,
        date: day("03-19"),
    };
    for wish in [clear, review] {
        assert_eq!(play.ask("G.S.", &wish), Ok(Vec::new()));
    }
    assert!(
        play.alert("F.N.").is_open(),
        "nothing was done for the client"
    );
    let review = Command::SetReview {
        client,
        date: day("03-20"),
    };
    assert_eq!(
        play.ask("G.S.", &review).expect("possible").len(),
        2,
        "and the alert is over"
    );
}

#[test]
fn what_is_not_there_cannot_be_closed_lifted_or_shown() {
    let mut play = Play::from("03-16 08:00");
    let client = client("F.N.");
    let action = "0000000000000000000000ZZZZ".parse().expect("an identifier");
    let answer = play.ask("M.H.", &Command::CloseAction { client, action });
    assert_eq!(answer, Err(Rejection::NoSuchAction));
    assert_eq!(
        play.ask("M.H.", &Command::ShowProposals),
        Err(Rejection::NoProposal)
    );
    assert_eq!(
        play.ask("M.H.", &Command::LiftHold { client, hold: None }),
        Err(Rejection::NoHold)
    );
    let alert = "4127".parse().expect("a number");
    for wish in [Command::Acknowledge { alert }, Command::Help { alert }] {
        assert_eq!(play.ask("M.H.", &wish), Err(Rejection::NoSuchAlert));
    }
}

#[test]
fn nobody_can_help_before_somebody_has_taken_the_alert() {
    let mut play = Play::from("03-16 08:00");
    play.place("J.A.", "F.N.", Level::Red, Reason::Crisis);
    let alert = play.alert("F.N.").number;
    assert_eq!(
        play.ask("M.H.", &Command::Help { alert }),
        Err(Rejection::NotAcknowledged)
    );
}
