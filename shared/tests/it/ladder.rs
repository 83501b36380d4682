//! Who gets which text when (`scenarios.md` 2 and 7.5, `policy.md` 7).

use shared::alert::letter::Text;
use shared::alert::{AlertState, Class, Delays, Rung};
use shared::board::card::{Level, Reason};
use shared::board::event::Actor;
use shared::board::member::Organisation;
use shared::due::{self, Due};
use shared::duty::ShiftKind::{Bakjour, Day, DayCm, Jour, Ledningsjour, Manager};
use shared::{Command, Event, Rejection, Span};

use crate::fixture::{at, client, initials, shift, staff};
use crate::play::Play;

/// Scenario 2: the jour-CM is R.E., bakjour T.V.; Q.P. raises D.M. to red at 19:12.
pub(crate) fn red_at_19_12() -> Play {
    let mut play = Play::from("03-12 18:00");
    play.duty(&[
        shift("R.E.", Jour, "03-12 17:00", "03-13 08:00"),
        shift("T.V.", Bakjour, "03-12 17:00", "03-13 08:00"),
    ]);
    play.at("03-12 19:12")
        .place("Q.P.", "D.M.", Level::Red, Reason::Crisis);
    play
}

/// An ordinary Thursday; K.J. raises D.M. to red at 10:00. M.H. and P.S. are off duty.
fn red_by_day() -> Play {
    let mut play = Play::from("03-12 07:00");
    let duty = [
        ("A.N.", Day),
        ("C.F.", Day),
        ("L.K.", DayCm),
        ("G.S.", Day),
        ("J.A.", Day),
        ("K.J.", Day),
        ("O.D.", Manager),
        ("W.T.", Ledningsjour),
    ];
    play.duty(&duty.map(|(who, kind)| shift(who, kind, "03-12 08:00", "03-12 17:00")));
    play.at("03-12 10:00")
        .place("K.J.", "D.M.", Level::Red, Reason::Crisis);
    play
}

/// The times since a moment at which somebody got a text, and who; sorted.
fn told(play: &Play, text: Text) -> Vec<(String, Vec<&'static str>)> {
    let rungs = play.log.iter().filter_map(|recorded| {
        let letters = recorded
            .event
            .letters()
            .iter()
            .filter(|written| written.text == text);
        let mut who: Vec<_> = letters.map(|written| initials(written.to)).collect();
        who.sort_unstable();
        let time = recorded.at.local().time().to_string();
        (!who.is_empty()).then_some((time, who))
    });
    rungs.collect()
}

#[test]
fn scenario_2_the_ladder_climbs_to_the_second_and_stops_when_he_takes_it() {
    let mut play = red_at_19_12();
    play.at("03-12 19:18:40")
        .ack("T.V.", "D.M.")
        .at("03-12 19:40");
    assert_eq!(
        play.letters_since("03-12 19:12"),
        [
            "19:12:00 R.E. M1 – Brådskande. Kvittera i appen före 19:17.",
            "19:12:00 T.V. M2 – Du är reserv. Läs i appen.",
            "19:14:00 R.E. M1 – Brådskande. Kvittera i appen före 19:17.",
            "19:17:00 T.V. M3 – Du är nu ansvarig. Kvittera före 19:22.",
            "19:17:00 R.E. M4 – Larmet är överlämnat. Läs i appen.",
            "19:18:40 R.E. M9 – Mottaget av en kollega.",
        ]
    );
    let number = play.alert("D.M.").number;
    let letter = play.alert("D.M.").letters[0].written.letter(Some(number));
    assert_eq!(letter.title(), format!("Teamtavlan: larm {number}"));
}

#[test]
fn scenario_2_1_to_2_3_responsibility_goes_from_the_first_to_the_second_after_5_minutes() {
    let mut play = red_at_19_12();
    let alert = play.alert("D.M.");
    assert_eq!(
        (alert.responsible, alert.reserve),
        (Some(staff("R.E.")), Some(staff("T.V.")))
    );
    assert_eq!(alert.reporter, Actor::Staff(staff("Q.P.")));
    play.at("03-12 19:16:59");
    assert_eq!(play.alert("D.M.").responsible, Some(staff("R.E.")));
    play.at("03-12 19:17");
    let alert = play.alert("D.M.");
    assert_eq!(
        (alert.responsible, alert.reserve),
        (Some(staff("T.V.")), Some(staff("R.E.")))
    );
}

#[test]
fn scenario_2_4_the_one_who_takes_it_is_todays_contact_and_has_30_minutes() {
    let mut play = red_at_19_12();
    play.at("03-12 19:18:40").ack("T.V.", "D.M.");
    let by = Actor::Staff(staff("T.V."));
    assert_eq!(
        play.alert("D.M.").state,
        AlertState::Acknowledged { by, at: play.now }
    );
    let contact = play
        .card("D.M.")
        .contact_on(play.now)
        .expect("today's contact");
    assert_eq!(contact.who, [staff("T.V.")]);
    let restart = Due::Restart {
        alert: play.alert("D.M.").number,
    };
    assert_eq!(
        due::next(&play.board, play.now),
        Some((at("03-12 19:48:40"), restart))
    );
}

#[test]
fn scenario_2_5_a_late_tap_is_told_who_has_it_and_may_join_as_helper() {
    let mut play = red_at_19_12();
    play.at("03-12 19:18:40")
        .ack("T.V.", "D.M.")
        .at("03-12 19:22");
    let alert = play.alert("D.M.").number;
    let (by, taken) = (Actor::Staff(staff("T.V.")), at("03-12 19:18:40"));
    let answer = play.ask("R.E.", &Command::Acknowledge { alert });
    assert_eq!(
        answer,
        Err(Rejection::AlreadyAcknowledged { by, at: taken })
    );
    play.does("R.E.", &Command::Help { alert });
    assert_eq!(play.alert("D.M.").helpers, [staff("R.E.")]);
    assert_eq!(
        play.alert("D.M.").state,
        AlertState::Acknowledged { by, at: taken }
    );
    assert_eq!(
        play.ask("R.E.", &Command::Help { alert }),
        Ok(Vec::new()),
        "once is enough"
    );
    assert_eq!(
        play.ask("T.V.", &Command::Help { alert }),
        Ok(Vec::new()),
        "has it already"
    );
}

#[test]
fn scenario_2_6_the_first_action_closes_the_alert_and_a_crisis_in_it_starts_no_new_ladder() {
    let mut play = red_at_19_12();
    play.at("03-12 19:18:40")
        .ack("T.V.", "D.M.")
        .at("03-12 19:31")
        .call("T.V.", "D.M.", true);
    assert_eq!(
        play.alert("D.M.").state,
        AlertState::Closed { at: play.now }
    );
    assert_eq!(play.card("D.M.").crisis(), Some(at("03-12 19:31")));
    assert_eq!(play.board.alerts.len(), 1);
    play.at("03-12 21:00");
    assert_eq!(play.letters_since("03-12 19:19"), Vec::<String>::new());
}

#[test]
fn scenario_2_off_duty_colleagues_are_left_in_peace_all_night() {
    let mut play = red_at_19_12();
    play.at("03-13 07:59");
    let got = |who| {
        play.letters_since("03-12 19:12")
            .iter()
            .any(|line| line.contains(who))
    };
    for who in [
        "A.N.", "C.F.", "M.H.", "L.K.", "J.A.", "Q.P.", "O.D.", "W.T.",
    ] {
        assert!(!got(who), "{who} is off duty, or raised it");
    }
    assert!(
        got("G.S."),
        "the team leader is the only one who may be disturbed off duty"
    );
}

#[test]
fn the_team_leader_is_disturbed_off_duty_only_from_the_tenth_minute() {
    let mut play = red_at_19_12();
    play.at("03-12 19:21:59");
    assert_eq!(told(&play, Text::M5), []);
    play.at("03-12 19:22");
    assert_eq!(
        told(&play, Text::M5),
        [("19:22:00".to_owned(), vec!["G.S.", "R.E.", "T.V."])]
    );
}

#[test]
fn the_whole_ladder_by_day_has_exact_times_and_the_reporter_is_on_duty_like_everybody() {
    let mut play = red_by_day();
    play.at("03-12 11:20");
    let times = |text| told(&play, text);
    let line = |time: &str, who: &[&'static str]| (time.to_owned(), who.to_vec());
    assert_eq!(
        times(Text::M1),
        [line("10:00:00", &["A.N."]), line("10:02:00", &["A.N."])]
    );
    assert_eq!(times(Text::M2), [line("10:00:00", &["C.F."])]);
    assert_eq!(times(Text::M3), [line("10:05:00", &["C.F."])]);
    assert_eq!(times(Text::M4), [line("10:05:00", &["A.N."])]);
    let all = ["A.N.", "C.F.", "G.S.", "J.A.", "K.J.", "L.K.", "W.T."];
    assert_eq!(
        times(Text::M5),
        [
            line("10:10:00", &all),
            line("10:15:00", &["W.T."]), // ledningsjour, so not the manager
            line("10:20:00", &all),
            line("10:25:00", &all),
            line("10:30:00", &all),
            line("10:45:00", &all),
            line("11:00:00", &all),
            line("11:15:00", &all),
        ]
    );
}

#[test]
fn without_ledningsjour_the_manager_is_told_at_15_minutes_without_right_to_see() {
    let mut play = Play::from("03-12 07:00");
    let duty = [("A.N.", Day), ("C.F.", Day), ("O.D.", Manager)];
    play.duty(&duty.map(|(who, kind)| shift(who, kind, "03-12 08:00", "03-12 17:00")));
    play.at("03-12 10:00")
        .place("Q.P.", "D.M.", Level::Red, Reason::Crisis)
        .at("03-12 10:20");
    let five = told(&play, Text::M5);
    let minutes: Vec<_> = five
        .iter()
        .map(|(time, who)| (time.as_str(), who.join(" ")))
        .collect();
    assert_eq!(
        minutes,
        [
            ("10:10:00", "A.N. C.F. G.S.".to_owned()),
            ("10:15:00", "O.D.".to_owned()),
            ("10:20:00", "A.N. C.F. G.S. O.D.".to_owned()),
        ]
    );
}

#[test]
fn rungs_have_the_times_of_the_policy() {
    let minutes = |class: Class| {
        std::iter::successors(Some(Rung::T0), move |rung| rung.next(class))
            .map(|rung| Delays::default().offset(class, rung).whole_minutes())
            .take(11)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        minutes(Class::P1),
        [0, 2, 5, 10, 15, 20, 25, 30, 45, 60, 75]
    );
    assert_eq!(minutes(Class::P2), [0, 15, 30]);
}

#[test]
fn the_candidates_are_found_again_at_each_rung() {
    let mut play = Play::from("03-12 07:00");
    play.duty(&[
        shift("A.N.", Day, "03-12 08:00", "03-12 17:00"),
        shift("C.F.", Day, "03-12 08:00", "03-12 17:00"),
        shift("R.E.", Jour, "03-12 17:00", "03-13 08:00"),
        shift("T.V.", Bakjour, "03-12 17:00", "03-13 08:00"),
    ]);
    play.at("03-12 16:58")
        .place("Q.P.", "D.M.", Level::Red, Reason::Crisis)
        .at("03-12 17:03");
    assert_eq!(
        play.letters_since("03-12 16:58"),
        [
            "16:58:00 A.N. M1 – Brådskande. Kvittera i appen före 17:03.",
            "16:58:00 C.F. M2 – Du är reserv. Läs i appen.",
            "17:00:00 R.E. M1 – Brådskande. Kvittera i appen före 17:03.",
            "17:00:00 R.E. M8 – Tavlan är uppdaterad.",
            "17:00:00 T.V. M8 – Tavlan är uppdaterad.",
            "17:03:00 T.V. M3 – Du är nu ansvarig. Kvittera före 17:08.",
            "17:03:00 R.E. M4 – Larmet är överlämnat. Läs i appen.",
        ]
    );
}

#[test]
fn scenario_7_5_a_candidate_without_right_is_skipped_and_gets_nothing() {
    let mut play = Play::from("03-23 08:00");
    play.duty(&[
        shift("A.N.", Day, "03-23 08:00", "03-23 17:00"),
        shift("T.V.", Jour, "03-24 17:00", "03-25 08:00"),
        shift("R.E.", Bakjour, "03-24 17:00", "03-25 08:00"),
        shift("W.T.", Ledningsjour, "03-24 17:00", "03-25 08:00"),
    ]);
    play.at("03-23 09:10")
        .place("A.N.", "H.W.", Level::Red, Reason::Crisis);
    play.ack("A.N.", "H.W.").call("A.N.", "H.W.", false);
    let (cm, deputy) = (Some(staff("A.N.")), Some(staff("R.E.")));
    let open_to = vec![Organisation::Region];
    play.at("03-24 15:20");
    play.happen(
        Actor::Staff(staff("G.S.")),
        vec![Event::ClientEnrolled {
            client: client("H.W."),
            cm,
            deputy,
            open_to,
        }],
    );
    play.at("03-24 19:40").call("Q.P.", "H.W.", true);
    assert_eq!(
        play.board.alerts.len(),
        2,
        "the first is over: a new alert with a new number"
    );
    assert_eq!(
        play.letters_since("03-24 19:40"),
        [
            "19:40:00 R.E. M1 – Brådskande. Kvittera i appen före 19:45.",
            "19:40:00 W.T. M2 – Du är reserv. Läs i appen.",
        ]
    );
    let mut unanswered = Play {
        board: play.board.clone(),
        log: play.log.clone(),
        now: play.now,
    };
    unanswered.at("03-24 21:00");
    let lines = unanswered.letters_since("03-24 19:40");
    assert!(
        !lines.iter().any(|line| line.contains("T.V.")),
        "however long nobody answers"
    );
    let alert = unanswered.alert("H.W.").number;
    let answer = unanswered.ask("T.V.", &Command::Acknowledge { alert });
    assert_eq!(answer, Err(Rejection::NoSuchAlert));
    play.at("03-24 19:43").ack("R.E.", "H.W.");
    assert_eq!(
        play.letters_since("03-24 19:43"),
        ["19:43:00 W.T. M9 – Mottaget av en kollega."]
    );
}

#[test]
fn without_an_action_the_ladder_begins_again_after_30_minutes_with_the_same_number() {
    let mut play = red_at_19_12();
    let number = play.alert("D.M.").number;
    play.at("03-12 19:18:40")
        .ack("T.V.", "D.M.")
        .at("03-12 19:48:39");
    assert!(matches!(
        play.alert("D.M.").state,
        AlertState::Acknowledged { .. }
    ));
    play.at("03-12 19:50:40");
    assert_eq!(
        play.letters_since("03-12 19:19"),
        [
            "19:48:40 R.E. M1 – Brådskande. Kvittera i appen före 19:53.",
            "19:48:40 T.V. M2 – Du är reserv. Läs i appen.",
            "19:50:40 R.E. M1 – Brådskande. Kvittera i appen före 19:53.",
        ]
    );
    assert_eq!(play.alert("D.M.").number, number);
    assert_eq!(play.board.alerts.len(), 1);
    let late = at("03-12 20:18:40").since(at("03-12 19:48:40"));
    assert_eq!(late, Span::minutes(30));
}
