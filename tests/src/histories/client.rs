//! Kind `client`: what happened to one client, and what the rules decided.

mod decision;
mod fact;
mod team;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use shared::board::decide::{Ctx, rules};
use shared::board::event::{Actor, Event, Recorded};
use shared::due::{self, Due};
use shared::duty::ShiftKind;
use shared::position::Seq;
use shared::time::days_after;
use shared::{Board, Timestamp};

use super::instant::Instant;
use decision::{Decision, Gates};
use fact::Fact;
use team::Team;

/// What is played.
#[derive(Deserialize)]
pub struct Case {
    from: NaiveDate,
    to: NaiveDate,
    cm: Option<String>,
    deputy: Option<String>,
    #[serde(default)]
    rota: Vec<RotaShift>,
    rota_published_to: Option<NaiveDate>,
    calendar: Option<super::calendar::Setting>,
    policy: Option<Value>,
    #[serde(default)]
    facts: Vec<Fact>,
}

/// One person's duty.
#[derive(Deserialize)]
pub struct RotaShift {
    /// Who works.
    pub who: String,
    /// In which role.
    pub kind: ShiftKind,
    /// The first instant.
    pub from: Instant,
    /// The first instant after it.
    pub to: Instant,
}

/// What the rules decided.
#[derive(Serialize)]
pub struct Answer {
    decisions: Vec<Decision>,
    gates: Vec<Gates>,
}

/// Plays a case.
///
/// # Errors
///
/// Says what cannot be played.
pub fn answer(case: &Case) -> Result<Answer, String> {
    let mut play = Play::begin(case)?;
    let mut facts: Vec<&Fact> = case.facts.iter().collect();
    facts.sort_by_key(|fact| fact.received());
    let end = Timestamp::at_hour(days_after(case.to, 1), 0);
    for fact in facts {
        if fact.received() >= end {
            break;
        }
        // What is received at an instant comes before the run of that instant.
        play.until(fact.received());
        play.take_in(fact);
    }
    play.until(end);
    Ok(play.end())
}

/// A board of one client, and what was decided about the client so far.
struct Play {
    board: Board,
    team: Team,
    decisions: Vec<Decision>,
    gates: Vec<Gates>,
}

impl Play {
    /// The team before anything happens. The first run is that of `from`.
    fn begin(case: &Case) -> Result<Self, String> {
        let first = case.facts.iter().map(Fact::at).min();
        let morning = Timestamp::at_hour(case.from, 0);
        let start = first.map_or(morning, |first| first.min(morning));
        let team = Team::of(case);
        let mut play = Self {
            board: Board::default(),
            decisions: Vec::new(),
            gates: Vec::new(),
            team,
        };
        for event in play.team.events(case)? {
            play.record(start, None, Actor::Server, event);
        }
        Ok(play)
    }

    /// Lets time pass up to `end`, which does not belong to it.
    fn until(&mut self, end: Timestamp) {
        let mut now = Timestamp::from_millis(i64::MIN);
        while let Some((at, due)) =
            due::next_of_rules(&self.board, now.max(self.team.start)).filter(|(at, _)| *at < end)
        {
            now = now.max(at);
            let ctx = self.ctx(at, None, Actor::Rules);
            let events = due::carry_out(&self.board, &due, &ctx);
            debug_assert!(!events.is_empty(), "{due:?} is due, and would be for ever");
            for event in events {
                self.record(at, None, Actor::Rules, event);
            }
            debug_assert!(!matches!(due, Due::Miss { .. }), "misses are given");
        }
    }

    /// Takes a fact in, with everything that follows from it.
    fn take_in(&mut self, fact: &Fact) {
        let (received, at) = (fact.received(), fact.at());
        let happened = (at < received).then_some(at);
        let actor = Actor::Staff(self.team.staff(fact.who()));
        let ctx = self.ctx(received, happened, actor);
        let Some(card) = self.board.cards.get(&self.team.client) else {
            return;
        };
        if self.team.is_over(fact) {
            return;
        }
        let entered = fact.events(&self.board, card, &self.team, &ctx);
        let events = rules::with_consequences(&self.board, card, entered, &ctx);
        for event in events {
            let seq = self.record(received, happened, actor, event);
            self.team.remember(fact, &self.board, seq);
        }
        self.team.end(fact);
    }

    fn ctx(&self, now: Timestamp, happened: Option<Timestamp>, actor: Actor) -> Ctx {
        Ctx {
            now,
            happened,
            actor,
            chance: self.board.seq.0,
        }
    }

    fn record(
        &mut self,
        at: Timestamp,
        happened: Option<Timestamp>,
        by: Actor,
        event: Event,
    ) -> Seq {
        let recorded = Recorded {
            seq: self.board.seq.next(),
            at,
            happened: happened.filter(|_| event.is_entered()),
            by,
            command: None,
            event,
        };
        let before = decision::Before::of(self.board.cards.get(&self.team.client));
        self.board.apply(&recorded);
        if let Some(card) = self.board.cards.get(&self.team.client) {
            decision::write(&mut self.decisions, &recorded, before, card);
            self.gates.extend(Gates::of(&recorded));
        }
        recorded.seq
    }

    fn end(mut self) -> Answer {
        if let Some(card) = self.board.cards.get(&self.team.client) {
            self.decisions.push(Decision::last(card));
        }
        Answer {
            decisions: self.decisions,
            gates: self.gates,
        }
    }
}
