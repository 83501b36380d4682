//! Tells the log which devices people have, and which of them have proved themselves. The log
//! knows counts and times; the devices themselves stay in the store.

use shared::board::Board;
use shared::board::event::Event;
use shared::{StaffId, Timestamp};

use crate::app_state::AppState;
use crate::store::Device;
use crate::team::{Refusal, Team};

/// Records what has changed about a person's devices, if anything has.
///
/// # Errors
///
/// Returns [`Refusal::Store`] if the store does not answer; the next change makes up for it.
pub async fn tell(app: &AppState, team: &Team, staff: StaffId) -> Result<(), Refusal> {
    let devices = app
        .store
        .devices(&team.id, staff)
        .await
        .map_err(|error| Refusal::Store(Some(error)))?;
    team.record(|board| news(board, staff, &devices)).await?;
    Ok(())
}

/// What the log does not know yet.
fn news(board: &Board, staff: StaffId, devices: &[Device]) -> Vec<Event> {
    let Some(member) = board.members.get(&staff) else {
        return Vec::new();
    };
    let times = || devices.iter().filter_map(|device| device.proven);
    let now = (count(devices.len()), count(times().count()), times().max());
    let known = board.proven.get(&staff);
    let proven: (u16, Option<Timestamp>) =
        known.map_or((0, None), |known| (known.devices, Some(known.last)));
    let mut events = Vec::new();
    if member.devices != now.0 {
        events.push(Event::DevicesChanged {
            staff,
            devices: now.0,
        });
    }
    if proven != (now.1, now.2) {
        events.push(Event::DevicesProven {
            staff,
            devices: now.1,
            last: now.2,
        });
    }
    events
}

fn count(of: usize) -> u16 {
    u16::try_from(of).unwrap_or(u16::MAX)
}
