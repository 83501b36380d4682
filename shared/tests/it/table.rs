//! Gate × step × outcome as one text. `UPDATE_EXPECT=1` writes it again; read the
//! difference against `policy.md` 2 before you keep it.

use std::fmt::Write as _;

use chrono::NaiveDate;
use expect_test::expect_file;
use shared::board::card::{
    Action, ActionClass, Assessment, Card, Flag, Hold, Legal, LegalStatus, Reason, Sign, Stamped,
    Why,
};
use shared::board::event::Actor;
use shared::calendar::Calendar;
use shared::deescalation::Transition;
use shared::deescalation::gate::{self, Case, Gate, Purpose, State, Verdict};
use shared::deescalation::policy::Policy;
use shared::position::Seq;
use shared::time::days_after;
use shared::{Span, Timestamp};

use crate::fixture::{at, client, day, staff};
use crate::show;

/// A client before Wednesday 18 March 13:00, for whom every gate is just open.
pub(crate) struct Ripe {
    pub(crate) card: Card,
    pub(crate) policy: Policy,
    pub(crate) transition: Transition,
    pub(crate) date: NaiveDate,
    pub(crate) shown: Option<Timestamp>,
    pub(crate) late: Span,
}

impl Ripe {
    pub(crate) fn of(transition: Transition) -> Self {
        let policy = Policy {
            paused: false,
            ..Policy::default()
        };
        let execution = at("03-18 13:00");
        let mut card = Card::new(client("F.N."), execution - policy.step(transition).stay);
        card.level = transition.from();
        card.review = Some(day("03-18"));
        card.why = Some(by_nobody(Why {
            reason: Reason::Crisis,
            text: "Rösterna".to_owned(),
        }));
        card.assessments = vec![
            sign(Sign::Green, "03-15 15:00", "M.H."),
            sign(Sign::Green, "03-16 15:00", "J.A."),
            sign(Sign::Green, "03-17 15:00", "M.H."),
        ];
        let (shown, late) = (Some(at("03-18 08:41")), Span::default());
        Self {
            card,
            policy,
            transition,
            date: day("03-18"),
            shown,
            late,
        }
    }

    pub(crate) fn judge(&self) -> Vec<Verdict> {
        self.judge_for(Purpose::Execute {
            shown: self.shown,
            late: self.late,
        })
    }

    pub(crate) fn judge_for(&self, purpose: Purpose) -> Vec<Verdict> {
        let (card, policy, transition) = (&self.card, &self.policy, self.transition);
        let case = Case {
            card,
            policy,
            calendar: &Calendar::default(),
            transition,
            date: self.date,
        };
        gate::judge(&case, purpose)
    }

    /// Moves the whole case to another date.
    fn on(&mut self, date: &str) {
        let days = day(date).signed_duration_since(self.date).num_days();
        let moved = |instant: Timestamp| {
            let local = instant.local();
            Timestamp::at(days_after(local.date(), days.unsigned_abs()), local.time())
        };
        self.date = day(date);
        self.shown = self.shown.map(moved);
        for one in &mut self.card.assessments {
            one.at = moved(one.at);
        }
    }

    fn crisis(&mut self, ago: Span) {
        self.card.crisis = Some(at("03-18 13:00") - ago);
    }

    fn reason(&mut self, reason: Reason) {
        self.card.why = Some(by_nobody(Why {
            reason,
            text: String::new(),
        }));
    }

    fn action(&mut self, class: ActionClass, due: &str) {
        let id = "00000000000000000000000009".parse().expect("an identifier");
        let (owner, due) = (staff("P.S."), at(due));
        self.card.actions.push(Action {
            id,
            class,
            text: "Ringa".to_owned(),
            owner,
            due,
        });
    }

    fn legal(&mut self, ago: Span) {
        let (status, changed) = (Some(LegalStatus::Lpt), at("03-18 13:00") - ago);
        self.card.legal = Some(Legal {
            status,
            changed,
            ends: None,
        });
    }

    fn hold(&mut self, until: &str) {
        let (set, by) = (at("03-13 09:00"), Actor::Staff(staff("P.S.")));
        let (reason, until) = ("Vänta".to_owned(), day(until));
        self.card.hold = Some(Hold {
            reason,
            by,
            at: set,
            since: set,
            until,
        });
    }

    fn assessed(&mut self, signs: &[(Sign, &str, &str)]) {
        self.card.assessments = signs
            .iter()
            .map(|(level, when, who)| sign(*level, when, who))
            .collect();
    }
}

pub(crate) fn by_nobody<T>(value: T) -> Stamped<T> {
    Stamped {
        value,
        seq: Seq(1),
        at: at("03-10 10:00"),
        by: Actor::Rules,
    }
}

pub(crate) fn sign(sign: Sign, when: &str, who: &str) -> Assessment {
    Assessment {
        sign,
        at: at(when),
        by: Actor::Staff(staff(who)),
    }
}

type Change = Box<dyn Fn(&mut Ripe)>;

fn change(
    gate: Gate,
    name: &'static str,
    how: impl Fn(&mut Ripe) + 'static,
) -> (Gate, String, Change) {
    (gate, name.to_owned(), Box::new(how))
}

const JUST: Span = Span::millis(1);
const GREEN: Sign = Sign::Green;

fn less(span: Span) -> Span {
    Span::millis(span.as_millis() - JUST.as_millis())
}

fn more(span: Span) -> Span {
    Span::millis(span.as_millis() + JUST.as_millis())
}

fn changes() -> Vec<(Gate, String, Change)> {
    let mut all = vec![
        change(Gate::D1, "exactly the shortest stay", |_| {}),
        change(Gate::D1, "1 ms short", |ripe| {
            ripe.card.since = ripe.card.since + JUST;
        }),
        change(Gate::D2, "no crisis event", |_| {}),
        change(Gate::D2, "before this stay, 7 days and 1 ms ago", |ripe| {
            ripe.crisis(more(Span::days(7)));
        }),
        change(Gate::D2, "7 days ago", |ripe| ripe.crisis(Span::days(7))),
        change(Gate::D2, "7 days less 1 ms ago", |ripe| {
            ripe.crisis(less(Span::days(7)));
        }),
        change(Gate::D2, "14 days ago", |ripe| ripe.crisis(Span::days(14))),
        change(Gate::D2, "14 days less 1 ms ago", |ripe| {
            ripe.crisis(less(Span::days(14)));
        }),
        change(Gate::D2, "as this stay began", |ripe| {
            ripe.card.crisis = Some(ripe.card.since);
        }),
        change(Gate::D3, "three greens, three days, two people", |_| {}),
        change(Gate::D3, "never assessed", |ripe| {
            ripe.card.assessments.clear();
        }),
        change(Gate::D3, "two greens", |ripe| {
            drop(ripe.card.assessments.drain(..1));
        }),
        change(Gate::D3, "one green", |ripe| {
            drop(ripe.card.assessments.drain(..2));
        }),
        change(Gate::D3, "on two days", |ripe| {
            ripe.card.assessments[0].at = at("03-17 09:00");
        }),
        change(Gate::D3, "on one day", |ripe| {
            for one in &mut ripe.card.assessments {
                one.at = at("03-17 15:00");
            }
        }),
        change(Gate::D3, "by one person", |ripe| {
            ripe.card.assessments[1].by = Actor::Staff(staff("M.H."));
        }),
        change(Gate::D3, "the first 7 days before", |ripe| {
            ripe.card.since = ripe.card.since - Span::days(1);
            ripe.card.assessments[0].at = at("03-11 13:00");
        }),
        change(Gate::D3, "the first 7 days and 1 ms before", |ripe| {
            ripe.card.since = ripe.card.since - Span::days(1);
            ripe.card.assessments[0].at = at("03-11 13:00") - JUST;
        }),
        change(Gate::D3, "greens before this stay", |ripe| {
            ripe.card.since = at("03-17 14:59");
        }),
        change(Gate::D3, "yellow 72 h before", |ripe| {
            ripe.card.since = ripe.card.since - Span::days(1);
            ripe.card
                .assessments
                .insert(0, sign(Sign::Yellow, "03-15 13:00", "M.H."));
        }),
        change(Gate::D3, "yellow 71 h 59 min before", |ripe| {
            ripe.card
                .assessments
                .insert(0, sign(Sign::Yellow, "03-15 13:01", "M.H."));
        }),
        change(Gate::D3, "the latest is yellow", |ripe| {
            ripe.card
                .assessments
                .push(sign(Sign::Yellow, "03-18 12:59", "K.J."));
        }),
        change(Gate::D3, "the latest is red and before this stay", |ripe| {
            ripe.assessed(&[(Sign::Red, "03-02 12:00", "K.J.")]);
        }),
        change(Gate::D3f, "15 h", |_| {}),
        change(Gate::D3f, "24 h", |ripe| {
            ripe.card.assessments[2].at = at("03-17 06:00");
        }),
        change(Gate::D3f, "24 h and 1 ms", |ripe| {
            ripe.card.assessments[2].at = at("03-17 06:00") - JUST;
        }),
        change(Gate::D3f, "made after 06:00", |ripe| {
            ripe.card
                .assessments
                .push(sign(GREEN, "03-18 10:00", "M.H."));
        }),
        change(Gate::D3f, "never assessed", |ripe| {
            ripe.card.assessments.clear();
        }),
        change(Gate::D5, "nothing open", |_| {}),
        change(Gate::D5, "kris, due later", |ripe| {
            ripe.action(ActionClass::Crisis, "03-20 12:00");
        }),
        change(Gate::D5, "other, due later", |ripe| {
            ripe.action(ActionClass::Other, "03-20 12:00");
        }),
        change(Gate::D5, "other, due at 13:00", |ripe| {
            ripe.action(ActionClass::Other, "03-18 13:00");
        }),
        change(Gate::D5, "other, overdue", |ripe| {
            ripe.action(ActionClass::Other, "03-16 12:00");
        }),
        change(Gate::D7, "nothing forbids", |_| {}),
        change(Gate::D7, "compulsory care 14 days ago", |ripe| {
            ripe.legal(Span::days(14));
        }),
        change(Gate::D7, "compulsory care 14 days less 1 ms ago", |ripe| {
            ripe.legal(less(Span::days(14)));
        }),
        change(Gate::D7, "a hold to the day before", |ripe| {
            ripe.hold("03-17");
        }),
        change(Gate::D7, "a hold to the day", |ripe| ripe.hold("03-18")),
        change(Gate::D7, "the team is paused", |ripe| {
            ripe.policy.paused = true;
        }),
        change(Gate::D8, "on the day", |_| {}),
        change(Gate::D8, "the day after", |ripe| {
            ripe.card.review = Some(day("03-19"));
        }),
        change(Gate::D8, "none", |ripe| ripe.card.review = None),
        change(Gate::D11, "Wednesday, shown 08:41", |_| {}),
        change(Gate::D11, "Thursday", |ripe| ripe.on("03-19")),
        change(Gate::D11, "Friday", |ripe| ripe.on("03-20")),
        change(Gate::D11, "Saturday", |ripe| ripe.on("03-21")),
        change(Gate::D11, "Sunday", |ripe| ripe.on("03-22")),
        change(Gate::D11, "Monday", |ripe| ripe.on("03-23")),
        change(Gate::D11, "Thursday before Good Friday", |ripe| {
            ripe.on("04-02");
        }),
        change(Gate::D11, "Easter Monday", |ripe| ripe.on("04-06")),
        change(Gate::D11, "Wednesday before Ascension Day", |ripe| {
            ripe.on("05-13");
        }),
        change(Gate::D11, "not shown", |ripe| ripe.shown = None),
        change(Gate::D11, "shown 05:59:59.999", |ripe| {
            ripe.shown = Some(at("03-18 06:00") - JUST);
        }),
        change(Gate::D11, "shown 06:00", |ripe| {
            ripe.shown = Some(at("03-18 06:00"));
        }),
        change(Gate::D11, "shown 13:00", |ripe| {
            ripe.shown = Some(at("03-18 13:00"));
        }),
        change(Gate::D11, "shown 13:00:00.001", |ripe| {
            ripe.shown = Some(at("03-18 13:00") + JUST);
        }),
        change(Gate::D11, "shown the day before", |ripe| {
            ripe.shown = Some(at("03-17 08:41"));
        }),
        change(Gate::D12, "at 13:00", |_| {}),
        change(Gate::D12, "10 min late", |ripe| {
            ripe.late = Span::minutes(10);
        }),
        change(Gate::D12, "10 min and 1 ms late", |ripe| {
            ripe.late = more(Span::minutes(10));
        }),
    ];
    all.extend(Flag::ALL.iter().map(|flag| {
        let raise = |ripe: &mut Ripe| {
            ripe.card.flags.insert(*flag, by_nobody(()));
        };
        (
            Gate::D7,
            format!("flag {}", flag.word()),
            Box::new(raise) as Change,
        )
    }));
    all.extend(Reason::ALL.iter().map(|reason| {
        let give = |ripe: &mut Ripe| ripe.reason(*reason);
        (
            Gate::D7,
            format!("reason {}", reason.word()),
            Box::new(give) as Change,
        )
    }));
    all.sort_by_key(|(gate, ..)| *gate);
    all
}

const STEPS: [(&str, Transition); 3] = [
    ("ROD→NED", Transition::RedToStepdown),
    ("NED→PLAN", Transition::StepdownToPlan),
    ("GUL→PLAN", Transition::YellowToPlan),
];

#[test]
fn the_table_of_every_gate_step_and_outcome_is_the_reviewed_one() {
    let mut table = String::new();
    for (step, transition) in STEPS {
        writeln!(table, "# {step}").expect("a string");
        for (gate, name, change) in changes() {
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
                .map(|one| format!("{:?}", one.gate))
                .collect();
            let also = if others.is_empty() {
                String::new()
            } else {
                format!(" (also {})", others.join(", "))
            };
            writeln!(table, "{gate:?}, {name} → {}{also}", show::verdict(own)).expect("a string");
        }
    }
    expect_file!["../golden/gates.txt"].assert_eq(&table);
}
