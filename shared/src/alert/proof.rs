//! Whether a letter is known to reach a person: only a test letter that was shown and tapped on
//! one of their devices proves it (`design.md` 5).

use crate::board::Board;
use crate::duty::ShiftKind;
use crate::id::StaffId;
use crate::time::Timestamp;

/// What is known of a person's phones and browsers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// None can be sent a letter.
    NoDevice,
    /// Letters can be sent, but none was seen to arrive.
    Unproven,
    /// A test letter was shown and tapped on at least one of them.
    Proven {
        /// When that happened last.
        at: Timestamp,
    },
}

impl Proof {
    /// Whether somebody whose duty is to answer alerts must not be left with this.
    #[must_use]
    pub fn is_fault(self) -> bool {
        !matches!(self, Self::Proven { .. })
    }
}

/// What is known of the devices of a member of the staff.
#[must_use]
pub fn of(board: &Board, staff: StaffId) -> Proof {
    let has_device = board
        .members
        .get(&staff)
        .is_some_and(|member| member.devices > 0);
    match board.proven.get(&staff) {
        _ if !has_device => Proof::NoDevice,
        Some(proven) => Proof::Proven { at: proven.last },
        None => Proof::Unproven,
    }
}

/// Whether a shift of this kind asks for a proven device: those whose duty is to answer for the
/// whole team. An ordinary day shift has colleagues around it.
#[must_use]
pub fn is_asked_of(kind: ShiftKind) -> bool {
    kind == ShiftKind::DayCm || kind.is_on_call()
}

/// Those whose duty at a moment asks for a proven device and who have none, with what is known.
#[must_use]
pub fn faults(board: &Board, at: Timestamp) -> Vec<(StaffId, Proof)> {
    let mut found: Vec<(StaffId, Proof)> = Vec::new();
    for shift in board.on_duty(at).filter(|shift| is_asked_of(shift.kind)) {
        let proof = of(board, shift.who);
        if proof.is_fault() && found.iter().all(|(staff, _)| *staff != shift.who) {
            found.push((shift.who, proof));
        }
    }
    found
}
