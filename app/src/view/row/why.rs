//! Why the client is on the board, and what must not be overlooked.

use shared::Span;
use shared::board::card::{Card, Flag};
use shared::wording::{card as words, time};

use crate::view::Look;

/// Why the client is on the board.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Why {
    /// The reason in a word.
    pub reason: String,
    /// The line of text.
    pub text: String,
    /// What every colleague must know before a visit.
    pub flags: Vec<String>,
    /// Compulsory care: `LPT till tors 19 mar`.
    pub legal: Option<String>,
    /// What the board proposes.
    pub proposal: Option<Mark>,
    /// What else must not be overlooked.
    pub marks: Vec<Mark>,
}

/// Something that must not be overlooked: `psykiater senast i dag 17:00`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// In words.
    pub words: String,
    /// Whether it is late, or wants something now.
    pub urgent: bool,
}

impl Look<'_> {
    pub(super) fn why(&self, card: &Card) -> Why {
        let said = card.why.as_ref().map(|why| &why.value);
        Why {
            reason: said
                .map_or("", |why| words::reason(self.language, why.reason))
                .to_owned(),
            text: said.map_or("", |why| &why.text).to_owned(),
            flags: card.raised_flags().map(|flag| self.flag(flag)).collect(),
            legal: self.legal(card),
            proposal: self.advice(card).map(|one| Mark {
                words: one.short,
                urgent: one.is_raise,
            }),
            marks: self.marks(card),
        }
    }

    pub(crate) fn flag(&self, flag: Flag) -> String {
        words::flag(self.language, flag).to_owned()
    }

    /// Compulsory care in a few words, while it holds.
    pub(crate) fn legal(&self, card: &Card) -> Option<String> {
        let legal = card.legal?;
        let status = words::legal_status(legal.status?);
        Some(match legal.ends {
            Some(ends) => {
                let to = self.language.pick("till", "to");
                format!(
                    "{status} {to} {}",
                    time::date(self.language, ends, self.now)
                )
            }
            None => status.to_owned(),
        })
    }

    /// The psychiatrist clock, and what has just been done or undone.
    pub(crate) fn marks(&self, card: &Card) -> Vec<Mark> {
        let language = self.language;
        let day_and_clock = |at| time::day_and_clock(language, at, self.now);
        let mark = |words: String, urgent| Mark { words, urgent };
        let clock = card.psychiatrist.map(|clock| {
            let late = clock.overdue || clock.due < self.now;
            let due = day_and_clock(clock.due);
            let words = if late {
                language.pick("psykiater försenad, senast", "psychiatrist late, due")
            } else {
                language.pick("psykiater senast", "psychiatrist by")
            };
            mark(format!("{words} {due}"), late)
        });
        let visit = card.visit.as_ref().map(|visit| {
            let words = shared::wording::visit::state(language, visit, self.people, self.now);
            mark(words, visit.is_late(self.now))
        });
        let days = i64::from(self.board.policy.aftercare_days);
        let taken_back = card
            .taken_back
            .filter(|back| self.now.since(back.step) <= Span::days(days))
            .map(|back| {
                let late = day_and_clock(back.late);
                let words = language.pick("återtagen – sen händelse", "taken back – late entry");
                mark(format!("{words} {late}"), false)
            });
        let newly = card.aftercare(self.now).map(|_| {
            let words = language.pick("nyligen nedtrappad", "newly stepped down");
            mark(words.to_owned(), false)
        });
        visit
            .into_iter()
            .chain(clock)
            .chain(taken_back)
            .chain(newly)
            .collect()
    }
}
