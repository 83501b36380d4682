//! Who is asked on the screen, who is known to be unreachable, who sat in the meeting,
//! and who gets quiet letters (`policy.md` 3.3, 3.7 and 7).

use shared::alert::letter::Carrier;
use shared::alert::{AlertState, Class, Rung, notice};
use shared::board::card::{Level, Reason};
use shared::board::decide::raise_in_meeting;
use shared::board::event::Actor;
use shared::board::member::Organisation;
use shared::deescalation::Transition;
use shared::duty::ShiftKind::{Bakjour, Day, DayCm, Jour, Ledningsjour};
use shared::{Event, StaffId};

use crate::fixture::{at, client, initials, shift, staff};
use crate::play::Play;

const NONE: [&str; 0] = [];

/// The evening of 12 March: jour-CM R.E., bakjour T.V.
fn evening() -> Play {
    let mut play = Play::from("03-12 18:00");
    play.duty(&[
        shift("R.E.", Jour, "03-12 17:00", "03-13 08:00"),
        shift("T.V.", Bakjour, "03-12 17:00", "03-13 08:00"),
    ]);
    play
}

fn lost(play: &mut Play, who: &str, since: &str) {
    let event = Event::ContactLost {
        staff: staff(who),
        since: at(since),
    };
    play.happen(Actor::Server, vec![event]);
}

/// Who was asked on the screen, on which rung.
fn asked(play: &Play) -> Vec<(Rung, &'static str)> {
    let rungs = play.log.iter().filter_map(|recorded| match recorded.event {
        Event::RungReached { rung, asked, .. } => Some((rung, initials(asked?))),
        _ => None,
    });
    rungs.collect()
}

#[test]
fn a_reporter_who_is_first_is_asked_at_each_rung_that_would_send_a_letter() {
    let mut play = evening();
    play.at("03-12 19:12")
        .place("R.E.", "D.M.", Level::Red, Reason::Crisis)
        .at("03-12 19:33");
    let asked_of = |rung| (rung, "R.E.");
    assert_eq!(
        asked(&play),
        [
            asked_of(Rung::T0),
            asked_of(Rung::T2),
            asked_of(Rung::T5),
            asked_of(Rung::T10),
            asked_of(Rung::Repeat(1)),
            asked_of(Rung::Repeat(2)),
        ]
    );
    let lines = play.letters_since("03-12 19:00");
    assert!(!lines.iter().any(|line| line.contains("R.E.")));
    assert!(
        play.alert("D.M.")
            .nobody_reached
            .iter()
            .all(|(rung, _)| *rung == Rung::T15),
        "only the manager is missing; the reporter is somebody"
    );
}

#[test]
fn a_reporter_who_is_second_is_asked_when_it_is_their_turn() {
    let mut play = evening();
    play.at("03-12 19:12")
        .place("T.V.", "D.M.", Level::Red, Reason::Crisis)
        .at("03-12 19:21");
    assert_eq!(asked(&play), [(Rung::T0, "T.V."), (Rung::T5, "T.V.")]);
    assert_eq!(play.alert("D.M.").responsible, Some(staff("T.V.")));
    assert_eq!(
        play.letters_since("03-12 19:00"),
        [
            "19:12:00 R.E. M1 – Brådskande. Kvittera i appen före 19:17.",
            "19:14:00 R.E. M1 – Brådskande. Kvittera i appen före 19:17.",
            "19:17:00 R.E. M4 – Larmet är överlämnat. Läs i appen.",
        ]
    );
}

#[test]
fn a_reporter_further_down_gets_letters_like_everybody_else() {
    let mut play = evening();
    play.duty(&[shift("N.B.", Ledningsjour, "03-12 17:00", "03-13 08:00")]);
    play.at("03-12 19:12")
        .place("N.B.", "D.M.", Level::Red, Reason::Crisis)
        .at("03-12 19:27");
    let got: Vec<_> = play
        .letters_since("03-12 19:00")
        .into_iter()
        .filter(|line| line.contains("N.B."))
        .collect();
    assert_eq!(
        got,
        [
            "19:22:00 N.B. M5 – Ingen har kvitterat. Öppna appen.",
            "19:27:00 N.B. M5 – Ingen har kvitterat. Öppna appen.",
        ]
    );
    assert_eq!(asked(&play), []);
}

#[test]
fn a_reporter_who_is_alone_is_asked_and_the_rung_is_not_empty() {
    let mut play = Play::from("03-12 18:00");
    play.duty(&[shift("R.E.", Jour, "03-12 17:00", "03-13 08:00")]);
    play.at("03-12 19:12")
        .place("R.E.", "D.M.", Level::Red, Reason::Crisis);
    assert_eq!(asked(&play), [(Rung::T0, "R.E.")]);
    assert_eq!(play.rung("D.M."), Some(Rung::T0));
    assert_eq!(play.letters_since("03-12 19:00"), NONE);
}

#[test]
fn contact_lost_for_more_than_two_minutes_makes_the_second_responsible_at_once() {
    for (since, leads) in [("03-12 19:09:59", true), ("03-12 19:10", false)] {
        let mut play = evening();
        play.at("03-12 19:11");
        lost(&mut play, "R.E.", since);
        play.at("03-12 19:12")
            .place("Q.P.", "D.M.", Level::Red, Reason::Crisis);
        assert_eq!(play.alert("D.M.").reserve_leads, leads, "{since}");
        play.at("03-12 19:21:59");
        let lines = play.letters_since("03-12 19:12");
        if leads {
            assert_eq!(
                lines,
                [
                    "19:12:00 R.E. M1 – Brådskande. Kvittera i appen före 19:17.",
                    "19:12:00 T.V. M3 – Du är nu ansvarig. Kvittera före 19:17.",
                    "19:14:00 R.E. M1 – Brådskande. Kvittera i appen före 19:17.",
                ]
            );
            assert_eq!(play.alert("D.M.").responsible, Some(staff("T.V.")));
            play.at("03-12 19:22");
            assert_eq!(play.rung("D.M."), Some(Rung::T10));
        } else {
            assert_eq!(lines.len(), 5, "the ordinary ladder");
        }
    }
}

#[test]
fn contact_that_came_back_or_a_letter_that_was_shown_ends_the_loss() {
    let mut play = evening();
    lost(&mut play, "R.E.", "03-12 18:00");
    assert!(play.board.members[&staff("R.E.")].contact_lost.is_some());
    let regained = Event::ContactRegained {
        staff: staff("R.E."),
    };
    play.happen(Actor::Server, vec![regained]);
    assert_eq!(play.board.members[&staff("R.E.")].contact_lost, None);

    play.at("03-12 19:12")
        .place("Q.P.", "D.M.", Level::Red, Reason::Crisis)
        .at("03-12 19:13");
    lost(&mut play, "R.E.", "03-12 19:11");
    let alert = play.alert("D.M.");
    let shown = Event::LetterShown {
        alert: alert.number,
        letter: alert.letters[0].written.id,
    };
    play.at("03-12 19:13:30").happen(Actor::Server, vec![shown]);
    assert_eq!(play.board.members[&staff("R.E.")].contact_lost, None);
    // Reported late, but lost before the phone showed the letter.
    lost(&mut play, "R.E.", "03-12 19:13");
    assert_eq!(play.board.members[&staff("R.E.")].contact_lost, None);
    lost(&mut play, "R.E.", "03-12 19:14");
    assert!(play.board.members[&staff("R.E.")].contact_lost.is_some());
}

#[test]
fn a_rung_without_anyone_after_the_hand_over_fell_away_is_passed_to_the_tenth_minute() {
    let mut play = Play::from("03-12 18:00");
    play.duty(&[
        shift("R.E.", Jour, "03-12 17:00", "03-12 19:13"),
        shift("T.V.", Bakjour, "03-12 17:00", "03-12 19:13"),
    ]);
    lost(&mut play, "R.E.", "03-12 18:00");
    play.at("03-12 19:12")
        .place("Q.P.", "D.M.", Level::Red, Reason::Crisis)
        .at("03-12 19:14");
    assert_eq!(play.rung("D.M."), Some(Rung::T10), "T+2 has nobody");
}

/// A meeting on Monday morning. V.B. is played by F.N.: CM M.H. and deputy P.S.
fn meeting() -> Play {
    let mut play = Play::from("03-16 07:00");
    let duty = [("M.H.", Day), ("P.S.", Day), ("L.K.", DayCm), ("G.S.", Day)];
    play.duty(&duty.map(|(who, kind)| shift(who, kind, "03-16 08:00", "03-16 17:00")));
    play.at("03-16 08:38");
    play
}

fn raised_by_the_meeting(play: &mut Play, present: &[&str]) {
    let present: Vec<StaffId> = present.iter().map(|who| staff(who)).collect();
    let ctx = play.ctx(Actor::Staff(staff("G.S.")));
    let events = raise_in_meeting(&play.board, client("F.N."), Class::P1, &present, &ctx);
    play.happen(ctx.actor, events);
}

#[test]
fn scenario_4_6_a_raise_in_the_meeting_is_taken_by_it_and_those_absent_are_told() {
    let mut play = meeting();
    raised_by_the_meeting(&mut play, &["G.S.", "M.H."]);
    assert_eq!(
        play.letters_since("03-16 08:30"),
        ["08:38:00 P.S. M2 – Du är reserv. Läs i appen."]
    );
    let kinds: Vec<_> = play.log[play.log.len() - 2..]
        .iter()
        .map(|recorded| &recorded.event)
        .collect();
    assert!(matches!(
        kinds[..],
        [
            Event::AlertRaised {
                in_meeting: true,
                ..
            },
            Event::Acknowledged { .. }
        ]
    ));
    assert!(matches!(
        play.alert("F.N.").state,
        AlertState::Acknowledged { .. }
    ));
    assert!(
        play.card("F.N.").contact_on(play.now).is_none(),
        "the meeting names the contact"
    );
    play.at("03-16 09:08");
    assert_eq!(
        play.rung("F.N."),
        Some(Rung::T0),
        "no contact was named: the ladder begins"
    );
    assert!(!play.alert("F.N.").in_meeting);
}

#[test]
fn in_the_meeting_nobody_off_duty_present_or_without_right_is_told() {
    let mut play = meeting();
    raised_by_the_meeting(&mut play, &["G.S.", "M.H.", "P.S."]);
    assert_eq!(play.letters_since("03-16 08:30"), NONE);

    let mut play = meeting();
    let event = Event::ClientEnrolled {
        client: client("F.N."),
        cm: Some(staff("A.N.")),
        deputy: Some(staff("P.S.")),
        open_to: vec![Organisation::Region],
    };
    play.happen(Actor::Server, vec![event]);
    raised_by_the_meeting(&mut play, &["G.S."]);
    assert_eq!(
        play.letters_since("03-16 08:30"),
        NONE,
        "A.N. is off duty, P.S. may not see"
    );
}

#[test]
fn the_meeting_takes_an_open_alert_and_replaces_an_open_task() {
    let mut play = meeting();
    play.call("J.A.", "F.N.", true).at("03-16 08:39");
    raised_by_the_meeting(&mut play, &["G.S.", "M.H."]);
    assert_eq!(play.board.alerts.len(), 1);
    assert!(matches!(
        play.alert("F.N.").state,
        AlertState::Acknowledged { .. }
    ));
    assert_eq!(
        play.letters_since("03-16 08:39").len(),
        2,
        "M9 to M.H. and P.S."
    );

    let mut play = meeting();
    play.place("J.A.", "F.N.", Level::Yellow, Reason::Prevention);
    play.at("03-16 08:39");
    raised_by_the_meeting(&mut play, &["G.S.", "M.H."]);
    assert_eq!(play.board.alerts.len(), 2);
    assert_eq!(play.alert("F.N.").class, Class::P1);
}

#[test]
fn only_the_hand_over_and_the_later_rungs_are_also_called() {
    let mut play = evening();
    play.at("03-12 19:12")
        .place("Q.P.", "D.M.", Level::Red, Reason::Crisis)
        .at("03-12 19:32");
    for state in &play.alert("D.M.").letters {
        let called = state
            .written
            .letter(None)
            .carriers()
            .contains(&Carrier::Sms);
        let is_late = state.at >= at("03-12 19:22");
        let took_over = state.at == at("03-12 19:17") && state.written.to == staff("T.V.");
        assert_eq!(called, is_late || took_over);
    }
}

/// Tuesday morning: F.N. and B.T. (CM M.H.) and D.M. (CM A.N.) wait for a step down.
fn proposals() -> Play {
    let mut play = Play::from("03-17 07:00");
    let duty = [
        ("M.H.", Day),
        ("P.S.", DayCm),
        ("C.F.", Jour),
        ("Q.P.", Day),
    ];
    play.duty(&duty.map(|(who, kind)| shift(who, kind, "03-17 08:00", "03-17 17:00")));
    for whom in ["F.N.", "B.T.", "D.M."] {
        let event = Event::ProposalMade {
            client: client(whom),
            transition: Transition::YellowToPlan,
            execution: at("03-17 13:00"),
            verdicts: Vec::new(),
        };
        play.happen(Actor::Rules, vec![event]);
    }
    play
}

fn morning(play: &mut Play) -> Vec<String> {
    let mut lines = play.at("03-17 08:00").letters_since("03-17 07:00");
    // The letters that try phones at the beginning of shifts are another matter.
    lines.retain(|line| !line.contains(" M8 "));
    lines.sort();
    lines
}

#[test]
fn scenario_1_12_the_morning_tells_each_how_many_proposals_are_theirs() {
    let mut play = proposals();
    assert_eq!(
        morning(&mut play),
        [
            "08:00:00 M.H. M7 – 2 förslag att granska före 13:00.",
            "08:00:00 P.S. M7 – 1 förslag att granska före 13:00.",
            "08:00:00 Q.P. M7 – 3 förslag att granska före 13:00.",
        ],
        "C.F. is the deputy of two, but on jour; A.N. is off duty"
    );
}

#[test]
fn nobody_is_told_of_a_proposal_for_a_client_whom_they_may_not_see() {
    let mut play = proposals();
    let event = Event::ClientEnrolled {
        client: client("F.N."),
        cm: Some(staff("M.H.")),
        deputy: Some(staff("P.S.")),
        open_to: vec![Organisation::Municipality],
    };
    play.happen(Actor::Server, vec![event]);
    assert_eq!(
        morning(&mut play),
        [
            "08:00:00 M.H. M7 – 1 förslag att granska före 13:00.",
            "08:00:00 P.S. M7 – 1 förslag att granska före 13:00.",
            "08:00:00 Q.P. M7 – 2 förslag att granska före 13:00.",
        ]
    );
}

#[test]
fn after_a_step_down_the_case_manager_and_the_deputy_are_told_if_on_duty_by_day() {
    let play = proposals();
    let told = |at_time: &str, whom| {
        let chance = &mut fastrand::Rng::with_seed(1);
        let letters = notice::stepped(&play.board, client(whom), at(at_time), chance);
        letters
            .iter()
            .map(|written| (initials(written.to), written.letter(None).body()))
            .collect::<Vec<_>>()
    };
    let body = || "Tavlan är uppdaterad.".to_owned();
    assert_eq!(
        told("03-17 13:00", "F.N."),
        [("M.H.", body()), ("P.S.", body())]
    );
    assert_eq!(told("03-17 13:00", "D.M."), [("C.F.", body())]);
    assert_eq!(told("03-17 17:00", "F.N."), [], "off duty");
    let mut late = proposals();
    late.duty(&[shift("M.H.", Jour, "03-17 17:00", "03-18 08:00")]);
    let chance = &mut fastrand::Rng::with_seed(1);
    let evening = notice::stepped(&late.board, client("F.N."), at("03-17 18:00"), chance);
    assert_eq!(evening, [], "on duty, but it is evening");
}
