//! Worked cases of `scenarios.md` that several tests begin with.

use shared::Command;
use shared::board::card::{
    ActionClass, Channel, Fact, Flag, HandOver, Level, Reason, Sign, SipAnswer,
};
use shared::duty::ShiftKind;

use crate::fixture::{at, client, shift, staff};
use crate::play::Play;

/// Scenario 1 to the morning of Monday: F.N. is yellow since Friday 16:40.
pub(crate) fn friday_afternoon() -> Play {
    let mut play = Play::from("03-13 15:00");
    play.duty(&[
        shift("P.S.", ShiftKind::Day, "03-13 08:00", "03-13 17:00"),
        shift("L.K.", ShiftKind::DayCm, "03-13 08:00", "03-13 17:00"),
        shift("N.B.", ShiftKind::Jour, "03-13 17:00", "03-16 08:00"),
        shift("C.F.", ShiftKind::Bakjour, "03-13 17:00", "03-16 08:00"),
    ]);
    play.days(&["M.H."], "03-16", "03-27");
    play.at("03-13 16:40")
        .place("J.A.", "F.N.", Level::Yellow, Reason::Prevention)
        .assess("J.A.", "F.N.", Sign::Yellow);
    play.at("03-13 16:51")
        .call("P.S.", "F.N.", false)
        .assess("P.S.", "F.N.", Sign::Yellow)
        .book("N.B.", "F.N.", "03-14 11:00")
        .book("N.B.", "F.N.", "03-15 11:00");
    play.at("03-14 11:02")
        .call("N.B.", "F.N.", false)
        .assess("N.B.", "F.N.", Sign::Yellow);
    play.at("03-15 11:06")
        .call("N.B.", "F.N.", false)
        .assess("N.B.", "F.N.", Sign::Green);
    play.at("03-16 06:00");
    play
}

/// Scenario 1.9 and 1.11: what was missing is done on Monday.
pub(crate) fn ready_on_monday() -> Play {
    let mut play = friday_afternoon();
    play.at("03-16 08:36")
        .note("Q.P.", "F.N.", reviewed("Ingen läkartid"))
        .note("Q.P.", "F.N.", Fact::CrisisPlanConfirmed);
    play.at("03-16 14:20")
        .call("M.H.", "F.N.", false)
        .assess("M.H.", "F.N.", Sign::Green)
        .tell("M.H.", "F.N.", "Vill ha samtal på torsdag")
        .book("M.H.", "F.N.", "03-19 10:00");
    play
}

/// Scenario 1.12: F.N. is proposed on Tuesday 17 March, 06:00.
pub(crate) fn proposed() -> Play {
    let mut play = ready_on_monday();
    play.at("03-17 06:00");
    assert_eq!(play.hinders("F.N.", "03-17"), Vec::<String>::new());
    play
}

/// Scenario 1.14: F.N. is off the board since Tuesday 17 March, 13:00.
pub(crate) fn off_the_board() -> Play {
    let mut play = proposed();
    play.at("03-17 08:41").meeting().at("03-17 13:00");
    assert_eq!(play.card("F.N.").level, Level::Plan);
    play
}

/// Scenario 2 to its first morning: D.M. is red since Thursday 12 March, 19:12.
pub(crate) fn red_at_19_12() -> Play {
    let mut play = Play::from("03-12 18:00");
    play.duty(&[
        shift("R.E.", ShiftKind::Jour, "03-12 17:00", "03-13 08:00"),
        shift("T.V.", ShiftKind::Bakjour, "03-12 17:00", "03-13 08:00"),
    ]);
    play.at("03-12 19:12")
        .place("Q.P.", "D.M.", Level::Red, Reason::Crisis)
        .flag("Q.P.", "D.M.", Flag::Suicide);
    play.at("03-12 19:18:40").ack("T.V.", "D.M.");
    play.at("03-12 19:31")
        .call("T.V.", "D.M.", true)
        .assess("T.V.", "D.M.", Sign::Red);
    play.at("03-12 20:40").book("T.V.", "D.M.", "03-13 07:40");
    play.at("03-13 07:40")
        .call("T.V.", "D.M.", false)
        .assess("T.V.", "D.M.", Sign::Red);
    play.at("03-13 13:52")
        .note("Q.P.", "D.M.", reviewed("Samma medicin"));
    play
}

/// Scenario 2.15: greens on Friday, Saturday and Sunday by two people, and everything
/// else that a step from red asks for.
pub(crate) fn greens_over_the_weekend(cleared: bool) -> Play {
    let mut play = red_at_19_12();
    play.at("03-19 15:00")
        .note("A.N.", "D.M.", Fact::CrisisPlanConfirmed)
        .tell("A.N.", "D.M.", "Bra");
    if cleared {
        let clear = Command::ClearFlag {
            client: client("D.M."),
            flag: Flag::Suicide,
        };
        play.at("03-20 11:00").does("Q.P.", &clear);
    }
    for (date, who) in [("03-20", "A.N."), ("03-21", "N.B."), ("03-22", "N.B.")] {
        play.at(&format!("{date} 14:00"))
            .assess(who, "D.M.", Sign::Green);
    }
    play.at("03-23 08:30");
    play
}

/// Scenario 5 to Tuesday 10 March, 06:00: B.T. is red since Monday 2 March, 10:05.
pub(crate) fn happy_path() -> Play {
    let mut play = Play::from("03-02 08:00");
    play.duty(&[shift("N.B.", ShiftKind::Jour, "03-03 17:00", "03-04 08:00")]);
    play.days(&["M.H."], "03-02", "03-27");
    play.at("03-02 09:40").call("J.A.", "B.T.", true);
    play.at("03-02 09:44").ack("M.H.", "B.T.");
    play.at("03-02 10:05")
        .place("M.H.", "B.T.", Level::Red, Reason::Crisis);
    play.at("03-03 13:30")
        .note("Q.P.", "B.T.", reviewed("Höjd dos"))
        .note(
            "Q.P.",
            "B.T.",
            Fact::MedicationChanged("Höjd dos".to_owned()),
        );
    play.at("03-03 21:15")
        .call("N.B.", "B.T.", true)
        .ack("N.B.", "B.T.");
    play.at("03-03 21:40").call("N.B.", "B.T.", false);
    play.at("03-07 10:00").assess("N.B.", "B.T.", Sign::Yellow);
    play.at("03-08 14:00").assess("N.B.", "B.T.", Sign::Green);
    play.at("03-09 15:10").assess("M.H.", "B.T.", Sign::Green);
    play.at("03-09 15:40")
        .note("M.H.", "B.T.", Fact::CrisisPlanConfirmed);
    play.at("03-10 06:00");
    play
}

/// Scenario 5.2 to 5.4: B.T. is proposed and shown on Wednesday 11 March.
pub(crate) fn shown_on_11_march() -> Play {
    let mut play = happy_path();
    play.at("03-10 11:20").assess("J.A.", "B.T.", Sign::Green);
    play.at("03-10 16:00")
        .tell("K.J.", "B.T.", "Vill gärna, men ring mig");
    play.at("03-10 18:40").assess("N.B.", "B.T.", Sign::Green);
    play.at("03-11 08:44").meeting();
    play
}

/// Scenario 5.5 to 5.8: B.T. is on step-down since Wednesday 11 March, 13:00.
pub(crate) fn stepped_down_on_11_march() -> Play {
    let mut play = shown_on_11_march();
    play.at("03-11 13:00");
    play.at("03-13 14:00").assess("M.H.", "B.T.", Sign::Green);
    play.at("03-16 08:46")
        .note("M.H.", "B.T.", Fact::CarePlanChecked)
        .note("M.H.", "B.T.", Fact::SipAnswered(SipAnswer::Holds))
        .note("M.H.", "B.T.", Fact::RehabilitationPlanChecked);
    play
}

/// Scenario 5.9 to 5.11: B.T. is proposed and shown on Wednesday 18 March, with three
/// open actions that M.H. will have.
pub(crate) fn shown_on_18_march() -> Play {
    let mut play = stepped_down_on_11_march();
    play.at("03-17 15:00").assess("J.A.", "B.T.", Sign::Green);
    play.at("03-17 15:20")
        .tell("M.H.", "B.T.", "Okej, vill ha samtal fredag")
        .book("M.H.", "B.T.", "03-20 10:00");
    for text in ["Beställa tid på vårdcentralen", "Hyran", "Apodos"] {
        action(&mut play, text);
    }
    play.at("03-18 08:30").meeting();
    play
}

fn action(play: &mut Play, text: &str) {
    play.does(
        "J.A.",
        &Command::OpenAction {
            client: client("B.T."),
            class: ActionClass::Other,
            text: text.to_owned(),
            owner: staff("J.A."),
            due: at("03-17 17:00"),
        },
    );
    let action = play.card("B.T.").actions.last().expect("an action").id;
    let to = HandOver {
        owner: staff("M.H."),
        due: at("03-25 12:00"),
    };
    play.does(
        "M.H.",
        &Command::HandOverAction {
            client: client("B.T."),
            action,
            to,
        },
    );
}

/// What the psychiatrist decided, in a line.
pub(crate) fn reviewed(text: &str) -> Fact {
    Fact::PsychiatristReviewed(text.to_owned())
}

/// An attempt to reach a client by telephone, in vain.
pub(crate) fn in_vain(whom: &str) -> Command {
    Command::LogContact {
        client: client(whom),
        how: Channel::Phone,
        reached: false,
        crisis: false,
        text: String::new(),
        booking: None,
    }
}
