//! Who may ask for what: everybody for their own shifts, the team leader and the manager for
//! all. This is the only place that decides it.

use super::{Ask, Refusal};
use crate::access;
use crate::board::Board;

use crate::id::StaffId;

/// Whether somebody plans for the whole team.
#[must_use]
pub fn plans(board: &Board, staff: StaffId) -> bool {
    access::leads(board, staff)
}

/// Whether somebody may ask for this at all.
///
/// # Errors
///
/// Says who may, or that there is no such thing.
pub fn check(board: &Board, staff: StaffId, ask: &Ask) -> Result<(), Refusal> {
    if plans(board, staff) {
        return Ok(());
    }
    let own = |of: StaffId| {
        if of == staff {
            Ok(())
        } else {
            Err(Refusal::NotYourShift { of })
        }
    };
    match ask {
        Ask::SetPattern { .. }
        | Ask::EndPattern { .. }
        | Ask::SetRules { .. }
        | Ask::Publish { .. }
        | Ask::Add { .. }
        | Ask::Remove { .. }
        | Ask::Assign { .. }
        | Ask::CancelSwap { .. } => Err(Refusal::LeaderDecides),
        Ask::Absent { who, .. } => own(*who),
        Ask::EndAbsence { absence } => {
            let mut absences = board.duty.absences.iter();
            let found = absences.find(|one| one.number == *absence);
            own(found.ok_or(Refusal::NoSuchEntry)?.who)
        }
        Ask::AskSwap { shift, .. } => own(shift.who),
        Ask::TakeBackSwap { swap } => {
            let found = board.duty.swap(*swap);
            own(found.ok_or(Refusal::NoSuchSwap)?.shift.who)
        }
        Ask::TakeSwap { who, .. } => who.map_or(Ok(()), own),
        // Those who care for the client say who stands in for one of them.
        Ask::ActFor { client, .. } | Ask::EndActing { client } => {
            let card = board.cards.get(client);
            let is_theirs =
                card.is_some_and(|card| card.cm == Some(staff) || card.deputy == Some(staff));
            if is_theirs {
                Ok(())
            } else {
                Err(Refusal::LeaderDecides)
            }
        }
        Ask::ReadHandOver { .. } => Ok(()),
    }
}
