//! Whether a person's open page answers, as the ladder needs to know it (`policy.md` 7): a
//! page that was closed says nothing, a line that died under an open page does.

use shared::board::Board;
use shared::board::event::Event;
use shared::{StaffId, Timestamp};

use crate::team::Team;

/// Records that the line to somebody's open page has died, unless that is known.
///
/// Another page of theirs that still answers takes it back at its next ping.
pub async fn lost(team: &Team, staff: StaffId, since: Timestamp) {
    record(team, |board| {
        (!is_lost(board, staff)).then_some(Event::ContactLost { staff, since })
    })
    .await;
}

/// Records that somebody is there again, if they were lost.
pub async fn there(team: &Team, staff: StaffId) {
    let is_news = team
        .state()
        .is_some_and(|state| is_lost(&state.board, staff));
    if is_news {
        record(team, |board| {
            is_lost(board, staff).then_some(Event::ContactRegained { staff })
        })
        .await;
    }
}

fn is_lost(board: &Board, staff: StaffId) -> bool {
    let member = board.members.get(&staff);
    member.is_some_and(|member| member.contact_lost.is_some())
}

/// What cannot be written is not made up for: the next sign of life says the same.
async fn record(team: &Team, event: impl Fn(&Board) -> Option<Event>) {
    let recorded = team
        .record(|board| event(board).into_iter().collect())
        .await;
    if let Err(refusal) = recorded {
        refusal.log(&team.id);
    }
}
