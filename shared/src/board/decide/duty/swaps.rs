//! Swaps: who asks, who takes, and what is left of a shift when it changes hands.

use super::{Decided, Desk, refused};
use crate::duty::{Change, Moved, Number, Refusal, Shift, Swap, limits};
use crate::id::StaffId;
use crate::rejection::Rejection;

impl Desk<'_> {
    pub(super) fn ask_swap(&self, shift: Shift, to: Option<StaffId>) -> Decided {
        let shift = *self.own(&shift)?;
        if shift.to <= self.ctx.now {
            return Err(refused(Refusal::Past));
        }
        if to == Some(shift.who) {
            return Err(refused(Refusal::OwnShift));
        }
        if let Some(to) = to {
            self.may_work(to, shift.kind)?;
        }
        let mut open = self.board.duty.swaps.iter();
        if open.any(|swap| swap.shift == shift && swap.taken.is_none()) {
            return Err(refused(Refusal::OwnShift));
        }
        Ok(Change::SwapAsked {
            swap: Swap {
                number: self.board.duty.last.next(),
                shift,
                to,
                absence: None,
                asked: self.ctx.now,
                taken: None,
            },
        })
    }

    pub(super) fn take_swap(&self, number: Number, who: StaffId) -> Decided {
        let swap = self.swap(number)?;
        if let Some(taken) = swap.taken {
            return Err(refused(Refusal::SwapTaken { by: taken.by }));
        }
        if !swap.is_open(self.ctx.now) {
            return Err(refused(Refusal::Past));
        }
        if let Some(asked) = swap.to.filter(|to| *to != who)
            && !limits::plans(self.board, self.staff)
        {
            return Err(refused(Refusal::AskedAnother { who: asked }));
        }
        let moved = if swap.is_vacant() {
            Moved {
                removed: Vec::new(),
                added: vec![self.left_for(&swap.shift, who)?],
            }
        } else {
            self.handed(self.own(&swap.shift)?, who)?
        };
        Ok(Change::SwapTaken {
            swap: number,
            who,
            moved,
        })
    }

    pub(super) fn take_back(&self, number: Number) -> Decided {
        let swap = self.swap(number)?;
        match swap.taken {
            Some(taken) => Err(refused(Refusal::SwapTaken { by: taken.by })),
            // The shift that an absence has left comes back with its end.
            None if swap.is_vacant() => Err(refused(Refusal::NoSuchSwap)),
            None => Ok(Change::SwapTakenBack { swap: number }),
        }
    }

    pub(super) fn cancel_swap(&self, number: Number) -> Decided {
        let swap = *self.swap(number)?;
        let Some(taken) = swap.taken else {
            return self.take_back(number);
        };
        let theirs = self.board.shifts.iter().find(|shift| {
            shift.who == taken.by
                && shift.kind == swap.shift.kind
                && shift.to == swap.shift.to
                && shift.from >= swap.shift.from
        });
        let theirs = theirs.ok_or(refused(Refusal::NoSuchShift))?;
        let moved = if swap.is_vacant() {
            let worked = theirs.part(theirs.from, self.ctx.now);
            Moved {
                removed: vec![*theirs],
                added: worked.into_iter().collect(),
            }
        } else {
            self.handed(theirs, swap.shift.who)?
        };
        Ok(Change::SwapCancelled {
            swap: number,
            moved,
        })
    }

    pub(super) fn swap(&self, number: Number) -> Result<&Swap, Rejection> {
        let swap = self.board.duty.swap(number);
        swap.ok_or(refused(Refusal::NoSuchSwap))
    }

    /// A colleague gets what is left of a shift; the other keeps what has been worked.
    pub(super) fn handed(&self, shift: &Shift, to: StaffId) -> Result<Moved, Rejection> {
        if shift.who == to {
            return Err(refused(Refusal::OwnShift));
        }
        let left = self.left_for(shift, to)?;
        let worked = shift.part(shift.from, self.ctx.now);
        Ok(Moved {
            removed: vec![*shift],
            added: worked.into_iter().chain([left]).collect(),
        })
    }

    /// What is left of a shift, for somebody who may work it and is free.
    fn left_for(&self, shift: &Shift, who: StaffId) -> Result<Shift, Rejection> {
        self.may_work(who, shift.kind)?;
        let left = shift
            .part(self.ctx.now, shift.to)
            .ok_or(refused(Refusal::Past))?
            .of(who);
        self.is_free(&left)?;
        if self.board.duty.is_away(who, left.from, left.to) {
            return Err(refused(Refusal::Away { who }));
        }
        Ok(left)
    }
}
