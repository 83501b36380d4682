//! What a change of the rota does to a board.

use super::SHIFTS_KEPT;
use crate::board::Board;
use crate::duty::{Change, Moved, Number, Read, Swap, Taken};
use crate::order::sort_by_key;
use crate::time::Timestamp;

impl Board {
    pub(super) fn apply_to_duty(&mut self, change: &Change, at: Timestamp) {
        if let Some(moved) = change.moved() {
            self.move_shifts(moved, at);
        }
        let duty = &mut self.duty;
        match change {
            Change::PatternSet {
                pattern, vacant, ..
            } => {
                duty.patterns.push(pattern.clone());
                self.give(pattern.number, vacant);
            }
            Change::PatternEnded { pattern, last, .. } => {
                for one in duty
                    .patterns
                    .iter_mut()
                    .filter(|one| one.number == *pattern)
                {
                    one.last = one.last.min(*last);
                }
                duty.patterns
                    .retain(|one| one.number != *pattern || one.first <= one.last);
            }
            Change::RulesSet { rules } => duty.rules = rules.clone(),
            Change::Published { to } => self.rota_to = Some(*to),
            Change::Absent {
                absence, vacant, ..
            } => {
                duty.absences.push(*absence);
                self.give(absence.number, vacant);
            }
            Change::AbsenceEnded { absence, .. } => {
                duty.absences.retain(|one| one.number != *absence);
                duty.swaps
                    .retain(|swap| swap.absence != Some(*absence) || swap.taken.is_some());
            }
            Change::ActingSet { acting } => duty.acting.push(*acting),
            Change::ActingEnded { client } => duty.acting.retain(|one| one.client != *client),
            Change::SwapAsked { swap } => self.give(swap.number, &[*swap]),
            Change::SwapTaken { swap, who, .. } => {
                for one in duty.swaps.iter_mut().filter(|one| one.number == *swap) {
                    one.taken = Some(Taken { by: *who, at });
                }
            }
            Change::SwapTakenBack { swap } => duty.swaps.retain(|one| one.number != *swap),
            // What an absence has left is free again; any other question is over.
            Change::SwapCancelled { swap, .. } => {
                duty.swaps
                    .retain(|one| one.number != *swap || one.is_vacant());
                for one in duty.swaps.iter_mut().filter(|one| one.number == *swap) {
                    one.taken = None;
                }
            }
            Change::HandOverRead { who, shift } => duty.read.push(Read {
                who: *who,
                shift: *shift,
                at,
            }),
            Change::Planned { .. } => {}
        }
        self.forget_old_duty(at);
    }

    fn move_shifts(&mut self, moved: &Moved, at: Timestamp) {
        self.shifts
            .retain(|shift| !moved.removed.contains(shift) && at.since(shift.to) < SHIFTS_KEPT);
        for shift in &moved.added {
            if !self.shifts.contains(shift) {
                self.shifts.push(*shift);
            }
        }
        sort_by_key(&mut self.shifts, |shift| {
            (shift.from, shift.kind, shift.who)
        });
    }

    fn give(&mut self, number: Number, swaps: &[Swap]) {
        let duty = &mut self.duty;
        duty.swaps.extend(swaps);
        let newest = swaps.iter().map(|swap| swap.number).max();
        duty.last = duty.last.max(number).max(newest.unwrap_or_default());
    }

    /// What has ended is kept as long as the shifts are. A question about a shift that
    /// somebody has got another way is over.
    fn forget_old_duty(&mut self, at: Timestamp) {
        let is_kept = |to: Timestamp| at.since(to) < SHIFTS_KEPT;
        let (duty, shifts) = (&mut self.duty, &self.shifts);
        duty.absences.retain(|absence| is_kept(absence.to));
        duty.swaps.retain(|swap| {
            is_kept(swap.shift.to)
                && (swap.taken.is_some() || swap.is_vacant() || shifts.contains(&swap.shift))
        });
        let today = at.local().date();
        duty.patterns.retain(|pattern| pattern.last >= today);
        duty.acting.retain(|acting| acting.last >= today);
        duty.read.retain(|read| is_kept(read.at));
    }
}
