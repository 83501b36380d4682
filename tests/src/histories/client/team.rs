//! The people, rota and rules of a case, and the names of things in it.

use std::collections::HashMap;

use serde_json::Value;
use shared::board::card::{Action, ActionClass};
use shared::board::event::Event;
use shared::board::member::{Function, Member, Organisation};
use shared::calendar::Calendar;
use shared::deescalation::policy::Policy;
use shared::duty::Shift;
use shared::position::Seq;
use shared::time::days_after;
use shared::{ActionId, Board, ClientId, ContactId, DeviceId, StaffId, Timestamp};

use super::{Case, Fact};

/// Everybody in a case sees the client.
const EMPLOYER: Organisation = Organisation::Region;

/// The names of a case as the board's identifiers.
pub(super) struct Team {
    pub(super) client: ClientId,
    pub(super) start: Timestamp,
    names: HashMap<String, u64>,
    asked: HashMap<String, Seq>,
    holds: HashMap<String, Seq>,
    ended: HashMap<(Thing, String), Timestamp>,
}

/// Something that begins with one fact and ends with another.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Thing {
    Contact,
    Action,
    Request,
    Hold,
    Device,
    Standstill,
}

impl Team {
    pub(super) fn of(case: &Case) -> Self {
        let people = [&case.cm, &case.deputy]
            .into_iter()
            .flatten()
            .chain(case.rota.iter().map(|shift| &shift.who));
        let all = people
            .map(String::as_str)
            .chain(case.facts.iter().flat_map(Fact::names));
        let mut names = HashMap::new();
        for name in all {
            let number = names.len() as u64 + 1;
            names.entry(name.to_owned()).or_insert(number);
        }
        Self {
            client: client_id(),
            start: Timestamp::at_hour(case.from, 0),
            names,
            asked: HashMap::new(),
            holds: HashMap::new(),
            ended: HashMap::new(),
        }
    }

    /// What makes the team. No run lies before `from`.
    pub(super) fn events(&self, case: &Case) -> Result<Vec<Event>, String> {
        let mut policy = Policy {
            paused: false,
            // A miss is given in a history, not derived.
            missed_after: None,
            ..Policy::default()
        };
        if let Some(changed) = &case.policy {
            policy = with_numbers(&policy, changed)?;
        }
        let calendar = case
            .calendar
            .as_ref()
            .map(|setting| Calendar::from(setting.clone()))
            .unwrap_or_default();
        let member = Member {
            employer: EMPLOYER,
            function: Function::Care,
            devices: 1,
            contact_lost: None,
        };
        let mut staff: Vec<_> = self
            .names
            .values()
            .map(|number| staff_id(*number))
            .collect();
        staff.sort_unstable();
        staff.push(staff_id(0));
        let joined = staff
            .into_iter()
            .map(|staff| Event::MemberJoined { staff, member });
        let shifts = case.rota.iter().map(|shift| Shift {
            who: self.staff(Some(&shift.who)),
            kind: shift.kind,
            from: shift.from.0,
            to: shift.to.0,
        });
        // Without a date every later day is known.
        let published_to = case
            .rota_published_to
            .unwrap_or_else(|| days_after(case.to, 366));
        let before = case.from.pred_opt().unwrap_or(case.from);
        Ok(std::iter::once(Event::PolicySet { policy, calendar })
            .chain(joined)
            .chain([
                Event::ShiftsPlanned {
                    shifts: shifts.collect(),
                    published_to: Some(published_to),
                },
                Event::ClientEnrolled {
                    client: self.client,
                    cm: case.cm.as_deref().map(|name| self.staff(Some(name))),
                    deputy: case.deputy.as_deref().map(|name| self.staff(Some(name))),
                    open_to: vec![EMPLOYER],
                },
                Event::Evaluated { date: before },
                Event::ExecutionDone { date: before },
            ])
            .collect())
    }

    /// The person with a name; a nameless one where nobody is named.
    pub(super) fn staff(&self, name: Option<&str>) -> StaffId {
        let number = name.and_then(|name| self.names.get(name)).copied();
        staff_id(number.unwrap_or_default())
    }

    pub(super) fn contact(&self, name: &str) -> ContactId {
        id(1_000, self.number(name))
    }

    pub(super) fn action(&self, name: &str) -> ActionId {
        id(1_000, self.number(name))
    }

    pub(super) fn device(&self, name: &str) -> DeviceId {
        id(1_000, self.number(name))
    }

    pub(super) fn hold(&self, name: &str) -> Option<Seq> {
        self.holds.get(name).copied()
    }

    pub(super) fn request(&self, name: &str) -> Option<Seq> {
        self.asked.get(name).copied()
    }

    /// Whether a fact that arrives late tells the beginning of what is known to have ended.
    pub(super) fn is_over(&self, fact: &Fact) -> bool {
        fact.begins().is_some_and(|thing| {
            self.ended
                .get(&(thing, fact.id().to_owned()))
                .is_some_and(|ended| fact.at() <= *ended)
        })
    }

    /// Keeps when something ended.
    pub(super) fn end(&mut self, fact: &Fact) {
        if let Some(thing) = fact.ends() {
            let ended = self.ended.entry((thing, fact.id().to_owned()));
            let ended = ended.or_insert(fact.at());
            *ended = (*ended).max(fact.at());
        }
    }

    /// Keeps the number under which the log knows a veto or a question.
    pub(super) fn remember(&mut self, fact: &Fact, board: &Board, seq: Seq) {
        let Some(card) = board.cards.get(&self.client) else {
            return;
        };
        let name = || fact.id().to_owned();
        if fact.is_hold() && card.holds.iter().any(|hold| hold.seq == seq) {
            self.holds.insert(name(), seq);
        }
        if fact.is_request() && card.requests.iter().any(|request| request.seq == seq) {
            self.asked.insert(name(), seq);
        }
    }

    fn number(&self, name: &str) -> u64 {
        self.names.get(name).copied().unwrap_or_default()
    }
}

/// An action of a case; what it says and until when is not part of a history.
pub(super) fn action(id: ActionId, class: ActionClass, owner: StaffId, at: Timestamp) -> Action {
    Action {
        id,
        class,
        text: String::new(),
        owner,
        due: at,
        hand_over: None,
    }
}

/// The policy with the numbers that a case changes, by their names in the product.
fn with_numbers(policy: &Policy, changed: &Value) -> Result<Policy, String> {
    let Value::Object(changed) = changed else {
        return Ok(policy.clone());
    };
    let mut all = serde_json::to_value(policy).map_err(|error| error.to_string())?;
    if let Value::Object(all) = &mut all {
        for (name, value) in changed {
            if all.contains_key(name) {
                all.insert(name.clone(), value.clone());
            }
        }
    }
    serde_json::from_value(all).map_err(|error| format!("policy: {error}"))
}

fn client_id() -> ClientId {
    id(2_000, 0)
}

fn staff_id(number: u64) -> StaffId {
    id(0, number)
}

fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(block: u64, number: u64) -> T {
    let digits = format!("{block:013}{number:013}");
    digits.parse().expect("26 digits are an identifier")
}
