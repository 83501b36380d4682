//! Letters about the rota: to people on duty whom a change concerns, at any time of day
//! (`policy.md` 7), never to anybody off duty, never to the one who made it.

use shared::board::member::Function;
use shared::duty::{Ask, Number, ShiftKind};

use crate::duty::ask;
use crate::fixture::{at, client, day, shift, staff};
use crate::play::Play;

const NIGHT: (&str, &str) = ("03-12 17:00", "03-13 08:00");

/// The night of 12 March with R.E. and T.V. on call; M.H. and the team leader work by day.
fn night() -> Play {
    let mut play = Play::from("03-12 12:00");
    play.duty(&[
        shift("R.E.", ShiftKind::Jour, NIGHT.0, NIGHT.1),
        shift("T.V.", ShiftKind::Bakjour, NIGHT.0, NIGHT.1),
    ]);
    play.days(&["M.H.", "G.S."], "03-12", "03-13");
    play
}

fn offer(to: Option<&str>) -> Ask {
    Ask::AskSwap {
        shift: shift("R.E.", ShiftKind::Jour, NIGHT.0, NIGHT.1),
        to: to.map(staff),
    }
}

fn take() -> Ask {
    Ask::TakeSwap {
        swap: Number(1),
        who: None,
    }
}

#[test]
fn a_colleague_on_duty_who_is_asked_by_name_is_told_at_night_too() {
    let mut play = night();
    play.at("03-12 23:00")
        .does("R.E.", &ask(offer(Some("T.V."))));
    assert_eq!(
        play.letters_since("03-12 20:00"),
        ["23:00:00 T.V. M8 – Tavlan är uppdaterad."]
    );
}

#[test]
fn an_offer_to_everybody_tells_nobody_and_the_one_who_is_relieved_is_told() {
    let mut play = night();
    play.at("03-12 18:00").does("R.E.", &ask(offer(None)));
    assert_eq!(play.letters_since("03-12 17:30"), Vec::<String>::new());
    play.at("03-12 21:30").does("N.B.", &ask(take()));
    assert_eq!(
        play.letters_since("03-12 20:00"),
        ["21:30:00 R.E. M8 – Tavlan är uppdaterad."]
    );
}

#[test]
fn who_is_given_the_shift_that_runs_now_is_told_and_who_gets_tomorrow_is_left_in_peace() {
    let mut play = night();
    let give = Ask::Assign {
        shift: shift("R.E.", ShiftKind::Jour, NIGHT.0, NIGHT.1),
        to: staff("N.B."),
    };
    play.at("03-12 19:00").does("G.S.", &ask(give));
    assert_eq!(
        play.letters_since("03-12 18:00"),
        [
            "19:00:00 R.E. M8 – Tavlan är uppdaterad.",
            "19:00:00 N.B. M8 – Tavlan är uppdaterad."
        ]
    );
    let tomorrow = Ask::Add {
        shift: shift("C.F.", ShiftKind::Jour, "03-13 17:00", "03-14 08:00"),
    };
    play.does("G.S.", &ask(tomorrow));
    assert_eq!(play.letters_since("03-12 19:01"), Vec::<String>::new());
}

#[test]
fn an_absence_that_leaves_a_shift_tells_those_who_plan_if_they_are_on_duty() {
    for (moment, told) in [
        (
            "03-12 14:00",
            vec!["14:00:00 G.S. M8 – Tavlan är uppdaterad."],
        ),
        ("03-12 19:00", Vec::new()),
    ] {
        let mut play = night();
        let leads = &play.board.members[&staff("G.S.")];
        assert_eq!(leads.function, Function::TeamLeader);
        let away = Ask::Absent {
            who: staff("R.E."),
            from: at("03-12 20:00"),
            to: at("03-13 08:00"),
        };
        play.at(moment).does("R.E.", &ask(away));
        assert_eq!(play.letters_since(moment), told);
    }
}

#[test]
fn who_acts_as_deputy_is_told_and_so_is_the_cm() {
    let mut play = Play::from("03-16 09:00");
    play.days(&["A.N.", "C.F.", "L.K."], "03-16", "03-20");
    let wish = Ask::ActFor {
        client: client("D.M."),
        who: staff("L.K."),
        first: day("03-17"),
        last: day("03-18"),
    };
    play.does("C.F.", &ask(wish));
    assert_eq!(
        play.letters_since("03-16 08:30"),
        [
            "09:00:00 A.N. M8 – Tavlan är uppdaterad.",
            "09:00:00 L.K. M8 – Tavlan är uppdaterad."
        ]
    );
}
