//! The way back to the care plan, in two lines.

use shared::Span;
use shared::board::card::Card;
use shared::deescalation::{gate, outlook};
use shared::wording::{actor, card as words, rules, time};

use crate::view::Look;

/// The way back to the care plan, as two lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Way {
    /// What counts.
    pub head: String,
    /// What stands behind it.
    pub detail: String,
    /// How it is.
    pub tone: Tone,
}

/// How a client's way back looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// The rules never decide about this client.
    #[default]
    Never,
    /// Something stands in the way.
    Hindered,
    /// Only time is missing.
    Waiting,
    /// A step will be taken today unless somebody says no.
    Proposed,
    /// A person holds the client on the board.
    Held,
}

impl Tone {
    /// The word for this tone in HTML and CSS.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::Hindered => "hindered",
            Self::Waiting => "waiting",
            Self::Proposed => "proposed",
            Self::Held => "held",
        }
    }
}

impl Look<'_> {
    pub(super) fn way(&self, card: &Card) -> Way {
        let language = self.language;
        if let Some(hold) = card.hold_on(self.now.local().date()) {
            let by = actor(language, hold.by, self.people);
            let head = match hold.until {
                Some(until) => {
                    let until = time::date(language, until, self.now);
                    format!("{} {until}", language.pick("hålls t.o.m.", "on hold to"))
                }
                None => language
                    .pick("hålls tills det hävs", "on hold until lifted")
                    .to_owned(),
            };
            return Way {
                head,
                detail: format!("{by}: {}", hold.reason),
                tone: Tone::Held,
            };
        }
        if let Some(proposal) = self.board.proposals.get(&card.client) {
            let at = time::day_and_clock(language, proposal.execution, self.now);
            let shown = proposal.shown.map_or_else(
                || language.pick("inte visat än", "not shown yet").to_owned(),
                |shown| format!("{} {}", language.pick("visat", "shown"), time::clock(shown)),
            );
            return Way {
                head: format!("{} {at}", language.pick("förslag", "proposal")),
                detail: format!(
                    "{} · {shown}",
                    rules::transition(
                        language,
                        &self.board.policy.level_names,
                        proposal.transition
                    )
                ),
                tone: Tone::Proposed,
            };
        }
        let never = |detail: String| Way {
            head: language.pick("ingen automatik", "no automation").to_owned(),
            detail,
            tone: Tone::Never,
        };
        let Some(outlook) = outlook::of(self.board, card, self.now) else {
            let names = &self.board.policy.level_names;
            return never(words::level_within(language, names, card.level));
        };
        if outlook.never {
            let reason = card
                .reason()
                .map_or("", |reason| words::reason(language, reason));
            return never(format!("{}: {reason}", language.pick("orsak", "reason")));
        }
        let step = self.board.policy.step(outlook.transition);
        // What the head of the line already says is not said again.
        let hinders: Vec<_> = gate::hinders(&outlook.verdicts).collect();
        let list = hinders
            .iter()
            .map(|verdict| rules::hinder_short(language, verdict, step, self.now))
            .collect::<Vec<_>>()
            .join(" · ");
        if outlook.is_ready() {
            return Way {
                head: self.ready(card, &outlook),
                detail: language
                    .pick("alla villkor uppfyllda", "every condition met")
                    .to_owned(),
                tone: Tone::Waiting,
            };
        }
        match outlook.earliest {
            Some(at) => Way {
                head: format!(
                    "{} {}",
                    language.pick("tidigast", "earliest"),
                    time::dated(language, at, self.now)
                ),
                detail: format!("{}: {list}", rules::hinders(language, hinders.len())),
                tone: Tone::Waiting,
            },
            None => Way {
                head: rules::hinders(language, hinders.len()),
                detail: list,
                tone: Tone::Hindered,
            },
        }
    }

    /// Nothing but the calendar is in the way: `redo – väntar på vardag, tidigast mån 16 mar 13:00`.
    /// What the rules have looked at this morning without a proposal comes up again tomorrow.
    pub(crate) fn ready(&self, card: &Card, outlook: &outlook::Outlook) -> String {
        let language = self.language;
        let today = self.now.local().date();
        let seen_today =
            self.board.evaluated == Some(today) && outlook.execution.local().date() == today;
        let next = if seen_today {
            let after = outlook.execution + Span::minutes(1);
            outlook::of(self.board, card, after).map(|next| next.execution)
        } else {
            None
        };
        let at = time::dated(language, next.unwrap_or(outlook.execution), self.now);
        if self.board.calendar.is_execution_day(today) {
            language.pick(
                format!("redo, tidigast {at}"),
                format!("ready, earliest {at}"),
            )
        } else {
            language.pick(
                format!("redo – väntar på vardag, tidigast {at}"),
                format!("ready – waits for a working day, earliest {at}"),
            )
        }
    }
}
