//! A client for whom every gate is just open, to be changed in one thing.

use chrono::NaiveDate;
use shared::board::card::{
    Action, ActionClass, Assessment, Booking, Card, Channel, Crisis, Hold, HoldKind, Legal,
    LegalStatus, Missed, PsychiatristClock, Reason, Request, Sign, SipAnswer, Stamped, Told, Why,
};
use shared::board::event::Actor;
use shared::deescalation::Transition;
use shared::deescalation::gate::{self, Case, Purpose, Verdict};
use shared::duty::{Acting, Shift, ShiftKind};
use shared::position::Seq;
use shared::time::days_after;
use shared::{Board, Span, Timestamp};

use crate::fixture::{at, day, staff};
use crate::play::Play;

/// The smallest length of time.
pub(crate) const JUST: Span = Span::millis(1);

/// F.N. before Wednesday 18 March 13:00, for whom every gate is just open.
pub(crate) struct Ripe {
    pub(crate) board: Board,
    pub(crate) card: Card,
    pub(crate) transition: Transition,
    pub(crate) date: NaiveDate,
    pub(crate) shown: Option<Timestamp>,
    pub(crate) late: Span,
    pub(crate) to_show: bool,
}

impl Ripe {
    pub(crate) fn of(transition: Transition) -> Self {
        let mut play = Play::from("03-01 08:00");
        play.days(&["M.H."], "03-01", "05-31");
        play.board.evaluated = Some(day("03-18"));
        let execution = at("03-18 13:00");
        let mut card = play.card("F.N.").clone();
        card.level = transition.from();
        card.since = execution - play.board.policy.step(transition).stay;
        card.review = Some(by_nobody(day("03-18")));
        card.assessments = vec![
            sign(Sign::Green, "03-15 15:00", "M.H."),
            sign(Sign::Green, "03-16 15:00", "J.A."),
            sign(Sign::Green, "03-17 15:00", "M.H."),
        ];
        let facts = &mut card.facts;
        facts.crisis_plan = Some(noted("03-16 16:00", ()));
        facts.care_plan = Some(noted("03-16 16:00", ()));
        facts.sip = Some(noted("03-16 16:00", SipAnswer::Holds));
        facts.psychiatrist = Some(noted("03-16 16:00", "Samma medicin".to_owned()));
        let mut ripe = Self {
            board: play.board,
            card,
            transition,
            date: day("03-18"),
            shown: Some(at("03-18 08:41")),
            late: Span::default(),
            to_show: false,
        };
        ripe.told("03-17 15:20", true, Some("Okej"), None);
        ripe.reason(Reason::Crisis);
        ripe.booked(at("03-20 10:00"));
        ripe
    }

    pub(crate) fn judge(&self) -> Vec<Verdict> {
        self.judge_for(if self.to_show {
            Purpose::Show {
                now: self.execution(),
            }
        } else {
            Purpose::Execute {
                shown: self.shown,
                late: self.late,
            }
        })
    }

    pub(crate) fn judge_for(&self, purpose: Purpose) -> Vec<Verdict> {
        let case = Case {
            board: &self.board,
            card: &self.card,
            transition: self.transition,
            date: self.date,
        };
        gate::judge(&case, purpose)
    }

    /// The planned execution, 13:00.
    pub(crate) fn execution(&self) -> Timestamp {
        Timestamp::at_hour(self.date, gate::EXECUTION_HOUR)
    }

    /// Moves the whole case to another date.
    pub(crate) fn on(&mut self, date: &str) {
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
        self.booked(self.execution() + Span::hours(45));
    }

    pub(crate) fn crisis(&mut self, ago: Span) {
        self.card.crises = crises(self.execution() - ago);
    }

    pub(crate) fn reason(&mut self, reason: Reason) {
        let text = String::new();
        self.card.why = Some(by_nobody(Why { reason, text }));
        self.card.reason_since = Some(self.card.since);
    }

    pub(crate) fn action(&mut self, class: ActionClass) -> &mut Action {
        let action = Action {
            id: "00000000000000000000000009".parse().expect("an identifier"),
            class,
            text: "Ringa".to_owned(),
            owner: staff("P.S."),
            due: at("03-20 12:00"),
            hand_over: None,
        };
        self.card.actions.push(action);
        self.card.actions.last_mut().expect("an action")
    }

    /// The only planned contact.
    pub(crate) fn booked(&mut self, at: Timestamp) {
        self.card.bookings = vec![Booking {
            id: "00000000000000000000000008".parse().expect("an identifier"),
            who: staff("M.H."),
            at,
            how: Channel::Phone,
            missed: false,
        }];
    }

    pub(crate) fn missed(&mut self, ago: Span) {
        self.card.missed.push(Missed {
            booking: "00000000000000000000000007".parse().expect("an identifier"),
            planned: None,
            at: self.execution() - ago,
            seq: Seq(1),
            by: Actor::Rules,
        });
    }

    pub(crate) fn told(
        &mut self,
        when: &str,
        reached: bool,
        view: Option<&str>,
        no_view: Option<&str>,
    ) {
        let told = Told {
            reached,
            view: view.map(str::to_owned),
            no_view: no_view.map(str::to_owned),
        };
        let facts = &mut self.card.facts;
        facts.view = told.is_complete().then(|| noted(when, told.clone()));
        facts.told = Some(noted(when, told));
    }

    pub(crate) fn asked(&mut self) {
        self.card.requests.push(Request {
            seq: Seq(7),
            at: at("03-17 10:00"),
            by: Actor::Staff(staff("M.H.")),
            text: "Dosen".to_owned(),
        });
    }

    pub(crate) fn clock(&mut self) {
        self.card.psychiatrist = Some(PsychiatristClock {
            due: at("03-18 17:00"),
            overdue: false,
        });
    }

    pub(crate) fn medicated(&mut self, ago: Span) {
        let mut change = noted("03-10 10:00", "Höjd dos".to_owned());
        change.at = self.execution() - ago;
        self.card.facts.medication = Some(change);
    }

    pub(crate) fn legal(&mut self, status: Option<LegalStatus>, ago: Span) {
        self.card.legal = Some(Legal {
            status,
            changed: self.execution() - ago,
            ends: None,
        });
    }

    pub(crate) fn hold(&mut self, until: Option<&str>) {
        let set = at("03-13 09:00");
        self.card.holds.push(Hold {
            seq: Seq(9),
            kind: HoldKind::Member,
            reason: "Vänta".to_owned(),
            by: Actor::Staff(staff("P.S.")),
            at: set,
            since: set,
            until: until.map(day),
        });
    }

    pub(crate) fn objected(&mut self, when: &str) {
        self.card.facts.objection = Some(noted(when, "Vill inte".to_owned()));
    }

    pub(crate) fn assessed(&mut self, signs: &[(Sign, &str, &str)]) {
        self.card.assessments = signs
            .iter()
            .map(|(level, when, who)| sign(*level, when, who))
            .collect();
    }

    /// Takes every shift on a date away.
    pub(crate) fn free(&mut self, date: &str) {
        let date = day(date);
        self.board
            .shifts
            .retain(|shift| shift.from.local().date() != date);
    }

    pub(crate) fn works(&mut self, who: &str, kind: ShiftKind, date: &str) {
        self.board.shifts.push(Shift {
            who: staff(who),
            kind,
            from: Timestamp::at_hour(day(date), 8),
            to: Timestamp::at_hour(day(date), 17),
        });
    }

    /// Somebody acts as the client's deputy on a date.
    pub(crate) fn acts(&mut self, who: &str, date: &str) {
        self.board.duty.acting.push(Acting {
            client: self.card.client,
            who: staff(who),
            first: day(date),
            last: day(date),
        });
    }

    pub(crate) fn unsynced(&mut self, since: Timestamp) {
        let device = "00000000000000000000000006".parse().expect("an identifier");
        self.board.unsynced.insert(device, since);
    }

    /// Nobody of an organisation may see the client.
    pub(crate) fn closed_to_the_municipality(&mut self) {
        self.card.open_to = vec![shared::board::member::Organisation::Region];
    }
}

/// Something that was entered at a moment.
pub(crate) fn noted<T>(when: &str, value: T) -> Stamped<T> {
    Stamped {
        value,
        seq: Seq(1),
        at: at(when),
        by: Actor::Staff(staff("M.H.")),
    }
}

fn by_nobody<T>(value: T) -> Stamped<T> {
    Stamped {
        by: Actor::Rules,
        ..noted("03-10 10:00", value)
    }
}

/// An assessment.
pub(crate) fn sign(sign: Sign, when: &str, who: &str) -> Assessment {
    Assessment {
        sign,
        at: at(when),
        by: Actor::Staff(staff(who)),
        seq: Seq(1),
    }
}

/// One crisis event.
pub(crate) fn crises(at: Timestamp) -> Vec<Crisis> {
    let (seq, by) = (Seq(1), Actor::Rules);
    vec![Crisis { at, seq, by }]
}
