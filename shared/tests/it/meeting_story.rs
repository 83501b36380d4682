//! Scenario 4: the morning meeting, as a story.

use shared::board::card::{Fact, Legal, LegalStatus, Level, Reason};
use shared::board::event::Actor;
use shared::board::meeting::{Lack, Missing, Novelty, Section, agenda};
use shared::board::member::Organisation::{Municipality, Region};
use shared::duty::ShiftKind;
use shared::load::{Counts, Load, Weights};
use shared::wording::Language;
use shared::wording::meeting::summary;
use shared::{Command, ContactId, Event, Rejection};

use crate::fixture::{at, client, day, shift, staff};
use crate::meeting::{
    held, lines, minutes, name, put, same_for_every_viewer, start, team, turn_to, who,
};
use crate::play::Play;

fn note(play: &mut Play, by: &str, whom: &str, fact: Fact) {
    let client = client(whom);
    play.does(by, &Command::Note { client, fact });
}

/// The meeting looks at everything on its agenda; whoever lacks a contact gets M.H.
fn look_at_all(play: &mut Play, chair: &str) {
    let items: Vec<_> = held(play).agenda.clone();
    let date = play.now.local().date().format("%m-%d 15:00").to_string();
    for item in items {
        let whom = who(item.client);
        play.does(chair, &turn_to(whom, item.section));
        let is_on = play.card(whom).level != Level::Plan;
        if is_on && play.card(whom).contact_on(play.now).is_none() {
            name(play, chair, whom, &["M.H."], &date);
        }
    }
}

/// The board of scenario 4 up to Monday 16 March, with the meeting of Friday behind it.
fn until_monday() -> Play {
    let mut play = team("03-10 08:00");
    put(&mut play, "V.B.", Level::Yellow, Reason::LifeEvent);
    play.at("03-10 09:00");
    put(&mut play, "L.H.", Level::Stepdown, Reason::Crisis);
    put(&mut play, "Ö.L.", Level::Yellow, Reason::Medication);
    put(&mut play, "G.R.", Level::Yellow, Reason::Addiction);
    put(&mut play, "Y.P.", Level::Yellow, Reason::Avoidant);
    put(&mut play, "Z.E.", Level::Yellow, Reason::New);
    put(&mut play, "C.W.", Level::Inpatient, Reason::Legal);
    let legal = Legal {
        status: Some(LegalStatus::Lpt),
        changed: play.now,
        ends: Some(day("03-19")),
    };
    let client = client("C.W.");
    play.happen(Actor::Server, vec![Event::LegalChanged { client, legal }]);
    play.at("03-11 08:00");
    put(&mut play, "U.K.", Level::Red, Reason::IntensiveShort);
    play.at("03-11 13:00");
    put(&mut play, "B.T.", Level::Stepdown, Reason::Crisis);
    play.at("03-12 10:00");
    let seen = || Fact::PsychiatristReviewed("Fortsätter".to_owned());
    note(&mut play, "Q.P.", "U.K.", seen());
    play.at("03-12 19:12");
    put(&mut play, "D.M.", Level::Red, Reason::Crisis);

    play.at("03-13 08:30")
        .does("G.S.", &start(&["A.N.", "Q.P."]));
    // 2.12: D.M. is first among new; there was no meeting before.
    assert_eq!(
        lines(&play)[..2],
        ["New: D.M.".to_owned(), "Red: U.K.".to_owned()]
    );
    note(&mut play, "Q.P.", "D.M.", seen());
    look_at_all(&mut play, "G.S.");
    play.at("03-13 08:50").does("G.S.", &Command::CloseMeeting);

    play.at("03-13 16:40");
    put(&mut play, "F.N.", Level::Yellow, Reason::Prevention);
    play.at("03-15 15:00");
    let missed = Event::ContactMissed {
        client: crate::fixture::client("V.B."),
        booking: "00000000000000000000000901"
            .parse::<ContactId>()
            .expect("an id"),
    };
    play.happen(Actor::Rules, vec![missed]);
    play
}

#[test]
fn scenario_4_the_morning_meeting() {
    let mut play = until_monday();

    let by_day = |who| shift(who, ShiftKind::Day, "03-16 08:00", "03-16 17:00");
    play.duty(&["N.B.", "C.F.", "M.H.", "L.K."].map(by_day));

    // 4.1: the order, and who is there.
    play.at("03-16 08:30").does(
        "G.S.",
        &start(&[
            "M.H.", "A.N.", "Q.P.", "X.L.", "K.J.", "L.K.", "P.S.", "C.F.", "J.A.",
        ]),
    );
    assert_eq!(
        lines(&play),
        [
            "New: F.N. V.B.",
            "Red: U.K. D.M.",
            "Yellow: Ö.L. G.R. Y.P. Z.E.",
            "Stepdown: L.H. B.T.",
            "Inpatient: C.W.",
            "Legal: C.W.",
        ]
    );
    let meeting = held(&play);
    assert_eq!(meeting.since, at("03-13 08:30"), "new since Friday 08:30");
    assert_eq!(meeting.last_ended, Some(at("03-13 08:50")));
    assert_eq!(meeting.present.len(), 10);
    let news: Vec<_> = play.board.news.of(client("V.B.")).collect();
    assert_eq!(news, [(Novelty::ContactMissed, at("03-15 15:00"))]);
    let first = meeting.pointer().expect("it begins with the first");
    assert_eq!(first.client, client("F.N."));

    // 4.5, taken first here: what is decided about F.N.
    note(&mut play, "Q.P.", "F.N.", Fact::CrisisPlanConfirmed);
    name(&mut play, "G.S.", "F.N.", &["M.H."], "03-16 14:00");

    // 4.3: a client without a contact for today is not left, unless that is said.
    play.at("03-16 08:32");
    name(&mut play, "G.S.", "V.B.", &["M.H."], "03-16 11:00");
    play.does("G.S.", &turn_to("U.K.", Section::Red));
    let on = turn_to("D.M.", Section::Red);
    let client_left = client("U.K.");
    assert_eq!(
        play.ask("G.S.", &on),
        Err(Rejection::ContactMissing {
            client: client_left
        })
    );
    assert_eq!(held(&play).pointer().expect("a client").client, client_left);
    name(&mut play, "G.S.", "U.K.", &["X.L."], "03-16 13:00");

    // 4.4: the pointer moves on; two go to D.M.
    play.at("03-16 08:34").does("G.S.", &on);
    name(&mut play, "G.S.", "D.M.", &["A.N.", "J.A."], "03-16 11:00");

    // 4.6: a raise that the meeting makes.
    play.at("03-16 08:38")
        .does("G.S.", &turn_to("V.B.", Section::New));
    play.place("C.F.", "V.B.", Level::Red, Reason::LifeEvent);
    // The meeting has taken it; of the CM and the deputy only the one who is absent is told.
    assert_eq!(
        play.letters_since("03-16 08:38"),
        ["08:38:00 N.B. M2 – Du är reserv. Läs i appen."]
    );
    assert!(play.alert("V.B.").in_meeting);
    assert_eq!(
        lines(&play)[0],
        "New: F.N. V.B.",
        "the agenda does not jump"
    );

    // 4.7: put up during the meeting, at the end of the section, not under the pointer.
    play.at("03-16 08:41")
        .place("L.K.", "Å.M.", Level::Yellow, Reason::Somatic);
    assert_eq!(lines(&play)[2], "Yellow: Ö.L. G.R. Y.P. Z.E. +Å.M.");
    assert!(
        play.letters_since("03-16 08:39").is_empty(),
        "both are there"
    );
    assert_eq!(
        held(&play).pointer().expect("a client").client,
        client("V.B.")
    );

    // 4.8 to 4.10: the rest, Z.E. left without a contact as was said aloud.
    play.at("03-16 08:43");
    for (whom, section) in [
        ("Ö.L.", Section::Yellow),
        ("G.R.", Section::Yellow),
        ("Y.P.", Section::Yellow),
        ("Å.M.", Section::Yellow),
        ("L.H.", Section::Stepdown),
        ("B.T.", Section::Stepdown),
        ("C.W.", Section::Inpatient),
    ] {
        play.does("G.S.", &turn_to(whom, section));
        name(&mut play, "G.S.", whom, &["M.H."], "03-16 15:00");
    }
    play.does("G.S.", &turn_to("C.W.", Section::Legal));
    play.does("G.S.", &turn_to("Z.E.", Section::Yellow));
    let leave = Command::MoveTo {
        client: client("F.N."),
        section: Section::New,
        skip: true,
    };
    let moved = play.ask("G.S.", &leave).expect("as was said aloud");
    assert!(matches!(
        moved[..],
        [Event::MeetingMoved { skipped: true, .. }]
    ));

    // 4.11: the end lists what is missing.
    play.at("03-16 08:47");
    let missing = vec![Missing {
        client: client("Z.E."),
        lacks: vec![Lack::Contact],
    }];
    assert_eq!(
        play.ask("G.S.", &Command::CloseMeeting),
        Err(Rejection::NotComplete { missing })
    );
    name(&mut play, "G.S.", "Z.E.", &["K.J."], "03-16 10:00");

    // 4.12: the minutes.
    play.at("03-16 08:48:30")
        .does("G.S.", &Command::CloseMeeting);
    assert!(play.board.meeting.is_none());
    let minutes = minutes(&play);
    assert_eq!(
        summary(Language::Sv, minutes),
        "12/12 diskuterade, 18 min 30 s"
    );
    assert_eq!(minutes.notes_of(Region).count(), 12);
    assert_eq!(minutes.notes_of(Municipality).count(), 9);
    let hers = minutes.day_of(staff("K.J."));
    let [(whom, contact)] = hers[..] else {
        panic!("one contact: {hers:?}");
    };
    assert_eq!((whom, contact.at), (client("Z.E."), at("03-16 10:00")));
    let raised = minutes
        .items
        .iter()
        .find(|item| item.client == client("V.B."))
        .expect("a minute");
    assert_eq!(raised.level, Level::Red);
    let decided = |seq| {
        play.log
            .iter()
            .find(|one| one.seq == seq)
            .expect("an event")
    };
    let raise = |seq: &_| matches!(decided(*seq).event, Event::Placed { .. });
    assert!(
        raised.decisions.iter().any(raise),
        "the raise is a decision"
    );

    // 4.13: the load.
    let load = Load::of(Counts::of(&play.board), Weights::default().capacity(8));
    assert_eq!((load.minutes, load.percent()), (15 * 60, Some(47)));

    // Nothing that the meeting has talked about is new on Tuesday.
    play.at("03-16 08:48:31");
    let fresh = agenda(&play.board, at("03-17 08:30"));
    assert!(fresh.iter().all(|item| item.section != Section::New));

    same_for_every_viewer(&play);
}
