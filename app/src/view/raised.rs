//! What whoever raised an alert waits for: how far each letter has come, and what happens next.

use shared::StaffId;
use shared::alert::{Alert, AlertState, Class, ladder};
use shared::board::event::Actor;
use shared::wording::alert as words;
use shared::wording::time::clock;

use super::Look;

/// An alert that the viewer has raised and that nobody has taken yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raised {
    /// The recipients with the state of their latest letter, those of one state together:
    /// `N.B., M.H. skickat 19:12, inte visat än`.
    pub told: Vec<String>,
    /// When the next rung comes, and what happens then.
    pub next: Option<(String, String)>,
    /// Whether the viewer is asked to take it: they are the first or the second themselves.
    pub asked: bool,
    /// Whether nobody of the team is on duty.
    pub uncovered: bool,
    /// Whether emergency numbers belong beside it.
    pub urgent: bool,
}

impl Look<'_> {
    pub(crate) fn raised(&self, alert: &Alert) -> Option<Raised> {
        let me = self.viewer.staff;
        if alert.reporter != Actor::Staff(me) || !alert.is_unanswered() {
            return None;
        }
        let mut told: Vec<(StaffId, String)> = Vec::new();
        let of_this_ladder = |at| at >= alert.started;
        for letter in alert.letters.iter().filter(|one| of_this_ladder(one.at)) {
            let to = letter.written.to;
            let state = words::delivery(self.language, letter.delivery, self.now);
            match told.iter_mut().find(|(staff, _)| *staff == to) {
                Some((_, earlier)) => *earlier = state,
                None => told.push((to, state)),
            }
        }
        let next = ladder::next(alert).map(|(rung, at)| {
            let what = words::rung(self.language, alert.class, rung);
            (clock(at), what)
        });
        Some(Raised {
            told: self.together(told),
            next,
            asked: [alert.responsible, alert.reserve].contains(&Some(me)),
            uncovered: alert.state == AlertState::Uncovered,
            urgent: alert.class == Class::P1,
        })
    }

    /// A line for each state, with those of whom it is true.
    fn together(&self, told: Vec<(StaffId, String)>) -> Vec<String> {
        let mut states: Vec<(String, Vec<String>)> = Vec::new();
        for (staff, state) in told {
            let initials = self.initials(staff);
            match states.iter_mut().find(|(same, _)| *same == state) {
                Some((_, staff)) => staff.push(initials),
                None => states.push((state, vec![initials])),
            }
        }
        states
            .into_iter()
            .map(|(state, staff)| format!("{} {state}", staff.join(", ")))
            .collect()
    }
}
