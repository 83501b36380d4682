//! Visits that are watched (`domain.md` 5, 10).

use super::Desk;
use crate::board::card::{Card, Flag};
use crate::board::event::Event;
use crate::id::StaffId;
use crate::rejection::Rejection;
use crate::visit::{Ask, Change, Refusal, due};

impl Desk<'_> {
    /// A visit begins, goes on or is over. That somebody goes alone where nobody should is asked
    /// again; what has happened already is written down as it was.
    pub(super) fn visit(&self, card: &Card, ask: &Ask) -> Result<Vec<Event>, Rejection> {
        let refused = |why| Err(Rejection::Visit { why });
        let when = self.ctx.when();
        let change = match ask {
            Ask::Start {
                who,
                minutes,
                alone,
            } => {
                if let Some(visit) = &card.visit {
                    return refused(Refusal::GoesOn {
                        who: visit.who.clone(),
                        check_in: visit.check_in,
                    });
                }
                let mut named: Vec<StaffId> = Vec::new();
                for staff in who {
                    self.may_take_part(*staff, card.client)?;
                    if !named.contains(staff) {
                        named.push(*staff);
                    }
                }
                match named.len() {
                    0 => return Err(Rejection::NobodyNamed),
                    1 if card.has_flag(Flag::NeverAlone)
                        && !alone
                        && self.ctx.happened.is_none() =>
                    {
                        return refused(Refusal::NeverAlone);
                    }
                    _ => {}
                }
                Change::Started {
                    who: named,
                    check_in: due(when, self.ctx.now, *minutes),
                }
            }
            Ask::CheckIn { minutes } if card.visit.is_some() => Change::CheckedIn {
                check_in: due(when, self.ctx.now, *minutes),
            },
            Ask::CheckIn { .. } => return refused(Refusal::NoVisit),
            Ask::End if card.visit.is_some() => Change::Ended,
            Ask::End => return Ok(Vec::new()),
        };
        Ok(vec![Event::VisitChanged {
            client: card.client,
            change,
        }])
    }
}
