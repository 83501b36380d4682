//! Swaps, absences and acting deputies: who is on duty from which instant.

use shared::alert::ladder::candidates;
use shared::alert::notice;
use shared::board::card::{Level, Post, Reason};
use shared::duty::{Ask, Number, Refusal, Shift, ShiftKind};
use shared::{Command, Event};

use crate::duty::{ask, refusal, rota};
use crate::fixture::{at, client, day, initials, shift, staff};
use crate::play::Play;

const NIGHT: &str = "03-12 17:00";
const MORNING: &str = "03-13 08:00";

fn night(who: &str) -> Shift {
    shift(who, ShiftKind::Jour, NIGHT, MORNING)
}

fn evening() -> Play {
    let mut play = Play::from("03-12 12:00");
    play.duty(&[
        night("R.E."),
        shift("T.V.", ShiftKind::Bakjour, NIGHT, MORNING),
    ]);
    play
}

fn offer(to: Option<&str>) -> Ask {
    Ask::AskSwap {
        shift: night("R.E."),
        to: to.map(staff),
    }
}

fn take(number: u32) -> Ask {
    Ask::TakeSwap {
        swap: Number(number),
        who: None,
    }
}

fn asked(play: &Play) -> Vec<&'static str> {
    let all = candidates(&play.board, client("D.M."), play.now);
    all.into_iter().map(initials).collect()
}

#[test]
fn a_swap_that_is_taken_changes_who_is_asked_from_that_instant() {
    let mut play = evening();
    play.at("03-12 20:00").does("R.E.", &ask(offer(None)));
    assert_eq!(asked(&play), ["R.E.", "T.V."], "an offer changes nothing");
    play.at("03-12 21:30").does("N.B.", &ask(take(1)));
    assert_eq!(asked(&play), ["N.B.", "T.V."]);
    assert_eq!(
        rota(&play),
        [
            "R.E. jour 03-12 17:00 03-12 21:30",
            "T.V. bakjour 03-12 17:00 03-13 08:00",
            "N.B. jour 03-12 21:30 03-13 08:00",
        ]
    );
    play.place("A.N.", "D.M.", Level::Red, Reason::Crisis);
    let told: Vec<&str> = play
        .log
        .iter()
        .flat_map(|recorded| match &recorded.event {
            Event::RungReached { letters, .. } => letters.iter().map(|one| one.to).collect(),
            _ => Vec::new(),
        })
        .map(initials)
        .collect();
    assert_eq!(told, ["N.B.", "T.V."]);
}

#[test]
fn the_next_rung_of_an_alert_finds_the_one_who_took_the_shift() {
    let mut play = evening();
    play.at("03-12 20:00")
        .does("R.E.", &ask(offer(None)))
        .place("A.N.", "D.M.", Level::Red, Reason::Crisis);
    let first = play
        .board
        .alerts
        .values()
        .next()
        .map(|alert| alert.responsible);
    assert_eq!(first, Some(Some(staff("R.E."))));
    play.at("03-12 20:03").does("N.B.", &ask(take(1)));
    play.at("03-12 20:11");
    let got = play.log.iter().any(|recorded| match &recorded.event {
        Event::RungReached { letters, .. } => letters.iter().any(|one| one.to == staff("N.B.")),
        _ => false,
    });
    assert!(got, "N.B. is told at a later rung");
}

#[test]
fn an_offer_is_taken_back_until_somebody_has_taken_it() {
    let mut play = evening();
    play.does("R.E.", &ask(offer(None)));
    play.does("R.E.", &ask(Ask::TakeBackSwap { swap: Number(1) }));
    assert_eq!(refusal(&mut play, "N.B.", take(1)), Refusal::NoSuchSwap);

    play.does("R.E.", &ask(offer(None)));
    play.does("N.B.", &ask(take(2)));
    let by = staff("N.B.");
    let back = Ask::TakeBackSwap { swap: Number(2) };
    assert_eq!(refusal(&mut play, "R.E.", back), Refusal::SwapTaken { by });
    assert_eq!(
        refusal(&mut play, "C.F.", take(2)),
        Refusal::SwapTaken { by }
    );
    assert_eq!(
        play.ask("N.B.", &ask(take(2))),
        Ok(Vec::new()),
        "twice means once"
    );
}

#[test]
fn an_offer_to_a_colleague_is_taken_by_that_colleague_or_given_by_the_leader() {
    let mut play = evening();
    play.does("R.E.", &ask(offer(Some("N.B."))));
    let who = staff("N.B.");
    assert_eq!(
        refusal(&mut play, "C.F.", take(1)),
        Refusal::AskedAnother { who }
    );
    let for_another = Ask::TakeSwap {
        swap: Number(1),
        who: Some(staff("N.B.")),
    };
    assert_eq!(
        refusal(&mut play, "C.F.", for_another.clone()),
        Refusal::NotYourShift { of: who }
    );
    play.does("G.S.", &ask(for_another));
    assert!(rota(&play).contains(&"N.B. jour 03-12 17:00 03-13 08:00".to_owned()));
}

#[test]
fn a_swap_is_undone_by_the_leader_and_what_was_worked_stays() {
    let mut play = evening();
    play.does("R.E.", &ask(offer(None)))
        .does("N.B.", &ask(take(1)));
    let undo = || Ask::CancelSwap { swap: Number(1) };
    assert_eq!(refusal(&mut play, "R.E.", undo()), Refusal::LeaderDecides);
    play.at("03-12 22:00").does("G.S.", &ask(undo()));
    assert_eq!(
        rota(&play),
        [
            "N.B. jour 03-12 17:00 03-12 22:00",
            "T.V. bakjour 03-12 17:00 03-13 08:00",
            "R.E. jour 03-12 22:00 03-13 08:00",
        ]
    );
    assert_eq!(play.board.duty.swaps, []);
}

#[test]
fn nobody_offers_what_is_anothers_or_over_and_nobody_takes_two_at_once() {
    let mut play = evening();
    let of = staff("R.E.");
    assert_eq!(
        refusal(&mut play, "N.B.", offer(None)),
        Refusal::NotYourShift { of }
    );
    play.does("R.E.", &ask(offer(None)));
    assert_eq!(refusal(&mut play, "R.E.", offer(None)), Refusal::OwnShift);
    assert!(matches!(
        refusal(&mut play, "T.V.", take(1)),
        Refusal::Busy {
            role: ShiftKind::Bakjour,
            ..
        }
    ));
    play.at("03-13 08:00");
    assert_eq!(refusal(&mut play, "N.B.", take(1)), Refusal::Past);
}

#[test]
fn an_absence_frees_its_shifts_and_its_end_gives_back_what_nobody_took() {
    let mut play = evening();
    play.duty(&[shift("R.E.", ShiftKind::Day, "03-16 08:00", "03-16 17:00")]);
    let away = || Ask::Absent {
        who: staff("R.E."),
        from: at("03-12 22:00"),
        to: at("03-17 00:00"),
    };
    let of = staff("R.E.");
    assert_eq!(
        refusal(&mut play, "N.B.", away()),
        Refusal::NotYourShift { of }
    );
    play.does("R.E.", &ask(away()));
    assert_eq!(
        rota(&play),
        [
            "R.E. jour 03-12 17:00 03-12 22:00",
            "T.V. bakjour 03-12 17:00 03-13 08:00",
        ]
    );
    play.at("03-12 23:00");
    assert_eq!(asked(&play), ["T.V."], "nobody has the first line");
    play.does("N.B.", &ask(take(2)));
    assert_eq!(asked(&play), ["N.B.", "T.V."]);
    assert_eq!(
        refusal(&mut play, "R.E.", take(3)),
        Refusal::Away { who: of }
    );

    play.does("R.E.", &ask(Ask::EndAbsence { absence: Number(1) }));
    assert_eq!(
        rota(&play),
        [
            "R.E. jour 03-12 17:00 03-12 22:00",
            "T.V. bakjour 03-12 17:00 03-13 08:00",
            "N.B. jour 03-12 23:00 03-13 08:00",
            "R.E. day 03-16 08:00 03-16 17:00",
        ]
    );
}

#[test]
fn the_leader_gives_adds_and_removes_shifts() {
    let mut play = evening();
    let give = Ask::Assign {
        shift: night("R.E."),
        to: staff("N.B."),
    };
    assert_eq!(
        refusal(&mut play, "R.E.", give.clone()),
        Refusal::LeaderDecides
    );
    play.does("O.D.", &ask(give.clone()));
    assert_eq!(refusal(&mut play, "O.D.", give), Refusal::NoSuchShift);
    play.does(
        "G.S.",
        &ask(Ask::Remove {
            shift: night("N.B."),
        }),
    );
    play.does(
        "G.S.",
        &ask(Ask::Add {
            shift: night("C.F."),
        }),
    );
    assert_eq!(
        rota(&play),
        [
            "C.F. jour 03-12 17:00 03-13 08:00",
            "T.V. bakjour 03-12 17:00 03-13 08:00",
        ]
    );
    let long = Ask::Add {
        shift: shift("M.H.", ShiftKind::Jour, "03-13 17:00", "03-19 08:00"),
    };
    assert_eq!(refusal(&mut play, "G.S.", long), Refusal::WrongTimes);
}

#[test]
fn an_acting_deputy_is_asked_while_the_dates_hold() {
    let mut play = Play::from("03-16 09:00");
    play.days(&["C.F.", "L.K."], "03-16", "03-20");
    let wish = || Ask::ActFor {
        client: client("D.M."),
        who: staff("L.K."),
        first: day("03-17"),
        last: day("03-18"),
    };
    assert_eq!(refusal(&mut play, "N.B.", wish()), Refusal::LeaderDecides);
    play.does("C.F.", &ask(wish()));
    assert_eq!(asked(&play), ["C.F."]);
    play.at("03-17 09:00");
    assert_eq!(asked(&play), ["L.K."]);
    play.at("03-18 16:59");
    assert_eq!(asked(&play), ["L.K."]);
    play.at("03-19 09:00");
    assert_eq!(asked(&play), ["C.F."]);
}

#[test]
fn an_acting_deputy_gets_the_quiet_letters_while_the_dates_hold() {
    let mut play = Play::from("03-16 09:00");
    play.days(&["C.F.", "L.K."], "03-16", "03-20");
    let wish = ask(Ask::ActFor {
        client: client("D.M."),
        who: staff("L.K."),
        first: day("03-17"),
        last: day("03-18"),
    });
    play.does("C.F.", &wish);
    let told = |play: &Play| {
        let mut chance = fastrand::Rng::with_seed(1);
        let letters = notice::stepped(&play.board, client("D.M."), play.now, &mut chance);
        letters
            .iter()
            .map(|letter| initials(letter.to))
            .collect::<Vec<_>>()
    };
    assert_eq!(told(&play), ["C.F."]);
    play.at("03-17 09:00");
    assert_eq!(told(&play), ["L.K."]);
    play.at("03-19 09:00");
    assert_eq!(told(&play), ["C.F."]);
}

#[test]
fn who_may_not_see_a_client_does_not_act_for_them() {
    let mut play = Play::from("03-16 09:00");
    let consent = Command::SetConsent {
        client: client("D.M."),
        open_to: vec![shared::board::member::Organisation::Region],
    };
    play.does("A.N.", &consent);
    let wish = ask(Ask::ActFor {
        client: client("D.M."),
        who: staff("T.V."),
        first: day("03-17"),
        last: day("03-18"),
    });
    assert_eq!(
        play.ask("A.N.", &wish),
        Err(shared::Rejection::NotTheirClient)
    );
    assert_eq!(play.card("D.M.").holder(Post::Deputy), None);
}

#[test]
fn an_acting_deputy_who_may_not_see_the_client_any_more_is_passed_over() {
    let mut play = Play::from("03-16 09:00");
    play.days(&["C.F.", "L.K.", "R.E."], "03-16", "03-20");
    play.does(
        "A.N.",
        &ask(Ask::ActFor {
            client: client("D.M."),
            who: staff("R.E."),
            first: day("03-16"),
            last: day("03-18"),
        }),
    );
    assert_eq!(asked(&play), ["R.E."]);
    let consent = Command::SetConsent {
        client: client("D.M."),
        open_to: vec![shared::board::member::Organisation::Municipality],
    };
    play.does("C.F.", &consent);
    assert_eq!(asked(&play), ["C.F."]);
}

#[test]
fn times_that_nobody_lives_to_see_are_refused_and_not_counted() {
    let mut play = evening();
    let far = |millis| shared::Timestamp::from_millis(millis);
    for (from, to) in [
        (far(i64::MIN), far(i64::MAX)),
        (at("03-13 08:00"), far(i64::MAX)),
        (far(i64::MIN), at("03-13 08:00")),
        (at("03-13 08:00"), at("03-13 08:00")),
    ] {
        let who = staff("R.E.");
        let away = Ask::Absent { who, from, to };
        assert_eq!(refusal(&mut play, "R.E.", away), Refusal::WrongTimes);
        let kind = ShiftKind::Jour;
        let shift = Shift {
            who,
            kind,
            from,
            to,
        };
        assert_eq!(
            refusal(&mut play, "G.S.", Ask::Add { shift }),
            Refusal::WrongTimes
        );
    }
}
