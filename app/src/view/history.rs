//! A client's history: what happened, by kind and by day, a page at a time.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use shared::board::card::Card;
use shared::board::event::{Actor, Event, Recorded};
use shared::deescalation::Transition;
use shared::deescalation::gate::{State, Verdict};
use shared::position::Seq;
use shared::wording::{actor, rules, time, timeline};

use super::Look;

/// How many entries one page holds; what one reads before one looks for something else.
const PER_PAGE: usize = 60;

/// What an entry is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The level, and what changed it.
    Level,
    /// Alerts and their letters.
    Alert,
    /// Contacts, planned and made.
    Contact,
    /// Signs and crisis events.
    Sign,
    /// What people decided.
    Decision,
    /// What the rules proposed and did, with every gate.
    Step,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 6] = [
        Self::Level,
        Self::Alert,
        Self::Contact,
        Self::Sign,
        Self::Decision,
        Self::Step,
    ];

    /// The word for this kind in addresses.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Level => "level",
            Self::Alert => "alert",
            Self::Contact => "contact",
            Self::Sign => "sign",
            Self::Decision => "decision",
            Self::Step => "step",
        }
    }

    /// The kind that `word` stands for.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// What an event is about; a step of the rules is a change of level as well.
    fn of(event: &Event) -> &'static [Self] {
        match event {
            _ if event.alert().is_some() => &[Self::Alert],
            Event::SteppedDown { .. } | Event::Reversed { .. } | Event::RaisedAgain { .. } => {
                &[Self::Step, Self::Level]
            }
            Event::Placed { .. } | Event::Returned { .. } | Event::ReviewSet { .. } => {
                &[Self::Level]
            }
            Event::ContactLogged { crisis: true, .. } => &[Self::Sign, Self::Contact],
            Event::ContactLogged { .. }
            | Event::ContactNamed { .. }
            | Event::Booked { .. }
            | Event::BookingCancelled { .. }
            | Event::ContactMissed { .. }
            | Event::ContactLimitMet { .. } => &[Self::Contact],
            Event::Assessed { .. }
            | Event::CrisisReported { .. }
            | Event::AftercareWarned { .. }
            | Event::EmergencyAccess { .. } => &[Self::Sign],
            Event::ProposalMade { .. }
            | Event::ProposalWithheld { .. }
            | Event::ProposalShown { .. }
            | Event::ProposalCancelled { .. }
            | Event::StepCancelled { .. }
            | Event::AftercareEnded { .. } => &[Self::Step],
            _ => &[Self::Decision],
        }
    }
}

/// A page of a client's history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct History {
    /// The days of this page, the newest first.
    pub days: Vec<Day>,
    /// The number of this page, from 1.
    pub page: usize,
    /// How many pages there are; at least one.
    pub pages: usize,
    /// How many entries there are on all of them.
    pub total: usize,
}

/// The entries of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// The date.
    pub date: NaiveDate,
    /// The date in words.
    pub words: String,
    /// What happened, the newest first.
    pub entries: Vec<Entry>,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its number; it is corrected by this.
    pub seq: Seq,
    /// What it is about.
    pub kind: Kind,
    /// When it happened: `12:50`.
    pub clock: String,
    /// When it was received, if that was later.
    pub received: Option<String>,
    /// By whom.
    pub by: String,
    /// What.
    pub text: String,
    /// What became of it: it was taken back, or corrected.
    pub undone: Option<Undone>,
    /// The gates as they were judged.
    pub gates: Vec<JudgedGate>,
    /// Whether the viewer may say that it was wrong.
    pub may_correct: bool,
}

/// What became of an entry that does not hold any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Undone {
    /// A step that was taken back, and when that happened which the rules did not know.
    TakenBack(String),
    /// An entry that was corrected, and what is right.
    Corrected(String),
}

/// A gate as it was judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JudgedGate {
    /// What it said.
    pub state: State,
    /// That in a word.
    pub word: &'static str,
    /// What it asks for.
    pub name: String,
    /// What it rested on.
    pub evidence: String,
}

impl Look<'_> {
    /// A page of what happened to a client. Without a kind, how far letters came is left out.
    pub(crate) fn history(
        &self,
        card: &Card,
        happened: &[Recorded],
        kind: Option<Kind>,
        page: usize,
    ) -> History {
        let undone = self.undone(happened);
        let mut shown: Vec<&Recorded> = happened
            .iter()
            .filter(|recorded| match kind {
                Some(kind) => Kind::of(&recorded.event).contains(&kind),
                None => !recorded.event.is_about_a_letter(),
            })
            .collect();
        // Entries that arrived late stand where they happened.
        shown.sort_by_key(|recorded| std::cmp::Reverse((recorded.when(), recorded.seq)));
        let total = shown.len();
        let pages = total.div_ceil(PER_PAGE).max(1);
        let page = page.clamp(1, pages);
        let mut days: Vec<Day> = Vec::new();
        for recorded in shown.into_iter().skip((page - 1) * PER_PAGE).take(PER_PAGE) {
            let date = recorded.when().local().date();
            let entry = self.entry(card, recorded, &undone);
            match days.last_mut() {
                Some(day) if day.date == date => day.entries.push(entry),
                _ => days.push(Day {
                    date,
                    words: self.day(date),
                    entries: vec![entry],
                }),
            }
        }
        History {
            days,
            page,
            pages,
            total,
        }
    }

    fn day(&self, date: NaiveDate) -> String {
        let words = time::date(self.language, date, self.now);
        if date == self.now.local().date() {
            format!("{} {words}", self.language.pick("i dag", "today"))
        } else {
            words
        }
    }

    fn entry(&self, card: &Card, recorded: &Recorded, undone: &BTreeMap<Seq, Undone>) -> Entry {
        let language = self.language;
        let author = card.author_of(recorded.seq);
        let is_own = author == Some(Actor::Staff(self.viewer.staff));
        Entry {
            seq: recorded.seq,
            kind: Kind::of(&recorded.event)[0],
            clock: time::clock(recorded.when()),
            received: recorded
                .happened
                .filter(|happened| *happened < recorded.at)
                .map(|_| time::moment(language, recorded.at, self.now)),
            by: actor(language, recorded.by, self.people),
            text: timeline::line(language, recorded, self.people, self.now),
            undone: undone.get(&recorded.seq).cloned(),
            gates: match &recorded.event {
                Event::ProposalMade {
                    transition,
                    verdicts,
                    ..
                }
                | Event::ProposalWithheld {
                    transition,
                    verdicts,
                    ..
                }
                | Event::SteppedDown {
                    transition,
                    verdicts,
                    ..
                }
                | Event::StepCancelled {
                    transition,
                    verdicts,
                    ..
                } => self.judged(*transition, verdicts),
                _ => Vec::new(),
            },
            may_correct: is_own || (author.is_some() && self.board.meeting_with(self.viewer.staff)),
        }
    }

    fn judged(&self, transition: Transition, verdicts: &[Verdict]) -> Vec<JudgedGate> {
        let step = self.board.policy.step(transition);
        verdicts
            .iter()
            .map(|verdict| JudgedGate {
                state: verdict.state,
                word: rules::state(self.language, verdict.state),
                name: rules::gate(self.language, verdict.gate, step),
                evidence: rules::evidence(self.language, &verdict.because, self.now),
            })
            .collect()
    }

    /// Entries that a later one took back, or said to be wrong.
    fn undone(&self, happened: &[Recorded]) -> BTreeMap<Seq, Undone> {
        happened
            .iter()
            .filter_map(|recorded| match &recorded.event {
                Event::Reversed { step, late, .. } => {
                    let late = time::moment(self.language, *late, self.now);
                    Some((*step, Undone::TakenBack(late)))
                }
                Event::Corrected { entry, text, .. } => {
                    Some((*entry, Undone::Corrected(text.clone())))
                }
                _ => None,
            })
            .collect()
    }
}
