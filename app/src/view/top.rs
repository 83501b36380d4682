//! What stands above the table: the views with their counts, who is on duty, alerts, automation.

use shared::alert::AlertNumber;
use shared::alert::proof::{self, Proof};
use shared::board::card::{Level, LevelNames};
use shared::duty::ShiftKind;
use shared::duty::now::now_and_next;
use shared::order::sort_by_key;
use shared::wording::{card as words, time};
use shared::{ClientId, Command, Timestamp};

use super::Look;
use super::raised::Raised;
use super::row::{AlertTone, Lists, Row};

/// Everything above the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Top {
    /// Where each client on the board stands, in the order of the board.
    pub places: Vec<Place>,
    /// Since when a change counts as new: `fre 08:30`.
    pub new_since: String,
    /// Who is on duty now, besides the ordinary day shift.
    pub duty: Vec<OnDuty>,
    /// Who comes on duty next: `17:00 Jour R.E.`
    pub duty_next: Option<String>,
    /// How many work an ordinary day shift now.
    pub day_staff: usize,
    /// Whether anybody of the team is where its wall hangs: on a day shift, or in a meeting.
    pub is_team_there: bool,
    /// Alerts that are open, those that nobody has taken first.
    pub alerts: Vec<AlertLine>,
    /// What the rules are about to do.
    pub automation: Automation,
    /// Whether a board meeting is held, or was today.
    pub meeting: MeetingNow,
    /// What the team calls its levels.
    pub level_names: LevelNames,
}

/// Whether a board meeting is held, or was today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MeetingNow {
    /// Neither.
    None,
    /// One is held, since then.
    Held(String),
    /// One ended today, at that time; its minutes have this number.
    Ended(String, u64),
}

/// Where a client on the board stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The client.
    pub client: ClientId,
    /// The level.
    pub level: Level,
    /// The lists.
    pub lists: Lists,
}

/// A person on duty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnDuty {
    /// The role: `Jour`.
    pub role: String,
    /// The initials.
    pub initials: String,
    /// Whether they have a device that can be sent letters.
    pub reachable: bool,
    /// Whether one of those has shown a test letter that was tapped.
    pub proven: bool,
    /// What is known of their devices, in words: `larmtest OK 17:00`.
    pub test: String,
}

/// An open alert.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlertLine {
    /// What it is called: `Larm 4127`, `Uppgift 4127`.
    pub name: String,
    /// The number.
    pub number: AlertNumber,
    /// The client's initials.
    pub client: String,
    /// Where it stands: `ej kvitterat 2 min`.
    pub state: String,
    /// Who is responsible for taking it now.
    pub responsible: Option<String>,
    /// When it was raised.
    pub raised: Timestamp,
    /// How it is.
    pub tone: AlertTone,
    /// Whether the client came off the board a short time ago.
    pub newly: bool,
    /// What the viewer waits for, if they raised it.
    pub raised_here: Option<Raised>,
}

/// What the rules are about to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Automation {
    /// The team has paused them.
    Paused,
    /// Nothing today.
    Nothing,
    /// Steps down wait for their time.
    Proposed {
        /// How many.
        count: usize,
        /// When they will be taken: `kl 13:00`.
        at: String,
        /// The first of them, in the order of the board.
        first: ClientId,
        /// How many of them the board meeting has not seen.
        unseen: usize,
        /// Whether the viewer has just said that the meeting has seen them.
        sending: bool,
    },
}

impl Look<'_> {
    pub(crate) fn top(&self, rows: &[Row]) -> Top {
        let places = rows
            .iter()
            .map(|row| Place {
                client: row.client,
                level: row.level,
                lists: row.lists,
            })
            .collect();
        Top {
            places,
            new_since: time::day_and_clock(self.language, self.new_since(), self.now),
            duty: self.duty(),
            duty_next: shared::wording::duty::coming(
                self.language,
                &now_and_next(self.board, self.now),
                self.people,
                self.now,
            ),
            day_staff: self
                .board
                .on_duty(self.now)
                .filter(|shift| shift.kind == ShiftKind::Day)
                .count(),
            is_team_there: self.board.meeting.is_some()
                || self
                    .board
                    .on_duty(self.now)
                    .any(|shift| matches!(shift.kind, ShiftKind::Day | ShiftKind::DayCm)),
            alerts: self.alerts(),
            automation: self.automation(rows),
            meeting: self.meeting_now(),
            level_names: self.board.policy.level_names.clone(),
        }
    }

    fn meeting_now(&self) -> MeetingNow {
        if let Some(held) = &self.board.meeting {
            return MeetingNow::Held(self.began(held));
        }
        match self.ended_today() {
            Some((at, number)) => MeetingNow::Ended(at, number),
            None => MeetingNow::None,
        }
    }

    /// When the last meeting ended, if that was today, and the number of its minutes.
    pub(super) fn ended_today(&self) -> Option<(String, u64)> {
        let last = self.board.last_meeting.as_ref()?;
        let number = self.board.last_minutes?;
        let is_today = last.to.local().date() == self.now.local().date();
        is_today.then(|| (time::clock(last.to), number.0))
    }

    fn duty(&self) -> Vec<OnDuty> {
        let mut shifts: Vec<_> = self
            .board
            .on_duty(self.now)
            .filter(|shift| {
                matches!(
                    shift.kind,
                    ShiftKind::DayCm | ShiftKind::Jour | ShiftKind::Bakjour
                )
            })
            .collect();
        sort_by_key(&mut shifts, |shift| (shift.kind, shift.who));
        shifts
            .into_iter()
            .map(|shift| {
                let proof = proof::of(self.board, shift.who);
                OnDuty {
                    role: words::shift(self.language, shift.kind).to_owned(),
                    initials: self.initials(shift.who),
                    reachable: proof != Proof::NoDevice,
                    proven: !proof.is_fault(),
                    test: shared::wording::alert::proof(self.language, proof, self.now),
                }
            })
            .collect()
    }

    fn alerts(&self) -> Vec<AlertLine> {
        let mut open: Vec<_> = self
            .board
            .alerts
            .values()
            .filter(|alert| alert.is_open())
            .collect();
        sort_by_key(&mut open, |alert| (AlertTone::of(alert), alert.raised));
        open.into_iter()
            .map(|alert| AlertLine {
                name: self.alert_name(alert),
                number: alert.number,
                client: self
                    .people
                    .clients
                    .get(&alert.client)
                    .map_or("–", |head| &head.initials)
                    .to_owned(),
                state: shared::wording::alert::state(self.language, alert, self.people, self.now),
                responsible: alert.responsible.map(|staff| self.initials(staff)),
                raised: alert.raised,
                tone: AlertTone::of(alert),
                raised_here: self.raised(alert),
                newly: self
                    .board
                    .cards
                    .get(&alert.client)
                    .is_some_and(|card| card.aftercare(self.now).is_some()),
            })
            .collect()
    }

    fn automation(&self, rows: &[Row]) -> Automation {
        if self.board.policy.paused {
            return Automation::Paused;
        }
        let proposed = || {
            rows.iter()
                .filter_map(|row| Some((row.client, self.board.proposals.get(&row.client)?)))
        };
        let Some((first, proposal)) = proposed().next() else {
            return Automation::Nothing;
        };
        Automation::Proposed {
            count: proposed().count(),
            at: time::clock(proposal.execution),
            first,
            unseen: proposed()
                .filter(|(_, proposal)| proposal.shown.is_none())
                .count(),
            sending: self.pending.contains(&Command::ShowProposals),
        }
    }
}
