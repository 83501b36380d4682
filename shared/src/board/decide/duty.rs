//! What a wish about the rota means: who works instead of whom, and from when.

mod swaps;

use chrono::{Datelike, NaiveDate};

use super::Desk;
use crate::alert::{Written, notice};
use crate::board::event::Event;
use crate::duty::{
    Absence, Acting, Ask, Change, HolidayWeek, Hours, Moved, Number, Pattern, Refusal, Rules,
    Shift, ShiftKind, Swap, handover, limits,
};
use crate::id::StaffId;
use crate::rejection::Rejection;
use crate::time::{Span, Timestamp};

/// The longest shift and the longest hours without a break: a long week-end on call.
const LONGEST_SHIFT: Span = Span::days(5);
/// The longest absence that is entered at once.
const LONGEST_ABSENCE: Span = Span::days(366);
/// How many years ahead anything is planned.
const YEARS_AHEAD: i32 = 2;

type Decided = Result<Change, Rejection>;

impl Desk<'_> {
    pub(super) fn duty(&self, ask: &Ask) -> Result<Vec<Event>, Rejection> {
        limits::check(self.board, self.staff, ask).map_err(refused)?;
        let change = match ask {
            Ask::SetPattern {
                who,
                role,
                hours,
                every,
                first,
                last,
            } => self.set_pattern(Pattern {
                number: self.board.duty.last.next(),
                who: *who,
                kind: *role,
                hours: hours.clone(),
                every: *every,
                first: *first,
                last: *last,
            })?,
            Ask::EndPattern { pattern, from } => self.end_pattern(*pattern, *from)?,
            Ask::SetRules { rules } if *rules == self.board.duty.rules => return Ok(Vec::new()),
            Ask::SetRules { rules } => set_rules(rules)?,
            Ask::Publish { to } => self.publish(*to)?,
            Ask::Add { shift } => self.add(*shift)?,
            Ask::Remove { shift } => self.remove(*shift)?,
            Ask::Assign { shift, to } => self.assign(*shift, *to)?,
            Ask::Absent { who, from, to } => self.absent(*who, *from, *to)?,
            Ask::EndAbsence { absence } => self.end_absence(*absence)?,
            Ask::ActFor {
                client,
                who,
                first,
                last,
            } => self.act_for(Acting {
                client: *client,
                who: *who,
                first: *first,
                last: *last,
            })?,
            Ask::EndActing { client } => {
                let card = self.card(*client)?;
                let mut acting = self.board.duty.acting.iter();
                if !acting.any(|acting| acting.client == card.client) {
                    return Ok(Vec::new());
                }
                Change::ActingEnded { client: *client }
            }
            Ask::AskSwap { shift, to } => self.ask_swap(*shift, *to)?,
            Ask::TakeSwap { swap, who } => {
                let who = who.unwrap_or(self.staff);
                match self.swap(*swap)?.taken {
                    Some(taken) if taken.by == who => return Ok(Vec::new()),
                    _ => self.take_swap(*swap, who)?,
                }
            }
            Ask::TakeBackSwap { swap } => self.take_back(*swap)?,
            Ask::CancelSwap { swap } => self.cancel_swap(*swap)?,
            Ask::ReadHandOver { shift } => {
                let mut own = self.board.shifts.iter();
                if !own.any(|one| one.who == self.staff && one.from == *shift) {
                    return Err(refused(Refusal::NoSuchEntry));
                }
                if handover::read_at(self.board, self.staff, *shift).is_some() {
                    return Ok(Vec::new());
                }
                Change::HandOverRead {
                    who: self.staff,
                    shift: *shift,
                }
            }
        };
        let letters = self.told(&change);
        let mut events = vec![Event::DutyChanged {
            change: Box::new(change),
        }];
        if !letters.is_empty() {
            events.push(Event::NoticesWritten {
                morning: None,
                shift: None,
                letters,
            });
        }
        Ok(events)
    }

    /// The letters to those whom a change concerns.
    fn told(&self, made: &Change) -> Vec<Written> {
        notice::rota(
            self.board,
            made,
            self.staff,
            self.ctx.now,
            &mut self.chance(),
        )
    }

    fn set_pattern(&self, pattern: Pattern) -> Decided {
        self.may_work(pattern.who, pattern.kind)?;
        check_hours(&pattern.hours)?;
        let days = (pattern.last - pattern.first).num_days();
        let is_possible = (0..Pattern::LONGEST_DAYS).contains(&days)
            && (1..=Pattern::MOST_WEEKS).contains(&pattern.every)
            && self.is_near(pattern.last);
        if !is_possible {
            return Err(refused(Refusal::WrongTimes));
        }
        let today = self.today();
        if pattern.last < today {
            return Err(refused(Refusal::Past));
        }
        let planned = pattern.shifts(today, &self.board.calendar, &self.board.duty.rules);
        let planned: Vec<Shift> = planned
            .into_iter()
            .filter(|shift| shift.to > self.ctx.now && !self.board.shifts.contains(shift))
            .collect();
        for shift in &planned {
            self.is_free(shift)?;
        }
        let mut number = pattern.number;
        let (mut added, mut vacant) = (Vec::new(), Vec::new());
        for shift in planned {
            let absence = self.absence_in(&shift);
            match absence {
                None => added.push(shift),
                Some(absence) => {
                    let (kept, left) = split(&shift, absence.from, absence.to);
                    added.extend(kept);
                    if let Some(part) = left {
                        number = number.next();
                        vacant.push(self.vacancy(number, part, absence.number));
                    }
                }
            }
        }
        let removed = Vec::new();
        Ok(Change::PatternSet {
            pattern,
            moved: Moved { removed, added },
            vacant,
        })
    }

    fn end_pattern(&self, number: Number, from: NaiveDate) -> Decided {
        let mut patterns = self.board.duty.patterns.iter();
        let pattern = patterns
            .find(|pattern| pattern.number == number)
            .ok_or(refused(Refusal::NoSuchEntry))?;
        let from = from.max(self.today());
        let planned = pattern.shifts(from, &self.board.calendar, &self.board.duty.rules);
        let removed = planned
            .into_iter()
            .filter(|shift| shift.from > self.ctx.now && self.board.shifts.contains(shift))
            .collect();
        Ok(Change::PatternEnded {
            pattern: number,
            last: from.pred_opt().unwrap_or(from),
            moved: Moved {
                removed,
                added: Vec::new(),
            },
        })
    }

    fn publish(&self, to: NaiveDate) -> Decided {
        if to < self.today() {
            Err(refused(Refusal::Past))
        } else if self.is_near(to) {
            Ok(Change::Published { to })
        } else {
            Err(refused(Refusal::WrongTimes))
        }
    }

    fn add(&self, shift: Shift) -> Decided {
        self.may_work(shift.who, shift.kind)?;
        self.check_times(shift.from, shift.to, LONGEST_SHIFT)?;
        self.is_free(&shift)?;
        if self.board.duty.is_away(shift.who, shift.from, shift.to) {
            return Err(refused(Refusal::Away { who: shift.who }));
        }
        Ok(planned(Vec::new(), vec![shift]))
    }

    /// What has been worked stays in the rota.
    fn remove(&self, shift: Shift) -> Decided {
        let worked = self.own(&shift)?.part(shift.from, self.ctx.now);
        Ok(planned(vec![shift], worked.into_iter().collect()))
    }

    fn assign(&self, shift: Shift, to: StaffId) -> Decided {
        let moved = self.handed(self.own(&shift)?, to)?;
        Ok(Change::Planned { moved })
    }

    fn absent(&self, who: StaffId, from: Timestamp, to: Timestamp) -> Decided {
        if !self.board.members.contains_key(&who) {
            return Err(refused(Refusal::NotTheirRole));
        }
        self.check_times(from, to, LONGEST_ABSENCE)?;
        // What was worked before it became known stays.
        let from = from.max(self.ctx.now);
        let number = self.board.duty.last.next();
        let absence = Absence {
            number,
            who,
            from,
            to,
        };
        let theirs = self.board.shifts.iter();
        let theirs = theirs.filter(|shift| shift.who == who && shift.overlaps(from, to));
        let (mut moved, mut vacant, mut last) = (Moved::default(), Vec::new(), number);
        for shift in theirs {
            let (kept, left) = split(shift, from, to);
            moved.removed.push(*shift);
            moved.added.extend(kept);
            if let Some(part) = left {
                last = last.next();
                vacant.push(self.vacancy(last, part, number));
            }
        }
        Ok(Change::Absent {
            absence,
            moved,
            vacant,
        })
    }

    fn end_absence(&self, number: Number) -> Decided {
        let duty = &self.board.duty;
        let mut absences = duty.absences.iter();
        if !absences.any(|absence| absence.number == number) {
            return Err(refused(Refusal::NoSuchEntry));
        }
        let left = duty
            .swaps
            .iter()
            .filter(|swap| swap.absence == Some(number) && swap.is_open(self.ctx.now));
        let added = left
            .filter_map(|swap| swap.shift.part(self.ctx.now, swap.shift.to))
            .collect();
        let removed = Vec::new();
        Ok(Change::AbsenceEnded {
            absence: number,
            moved: Moved { removed, added },
        })
    }

    fn act_for(&self, acting: Acting) -> Decided {
        let card = self.card(acting.client)?;
        self.may_take_part(acting.who, card.client)?;
        if acting.last < self.today() {
            return Err(refused(Refusal::Past));
        }
        if acting.last < acting.first || !self.is_near(acting.last) {
            return Err(refused(Refusal::WrongTimes));
        }
        if card.cm == Some(acting.who) {
            return Err(refused(Refusal::NotTheirRole));
        }
        Ok(Change::ActingSet { acting })
    }

    /// The shift as it stands in the rota, if it still does.
    fn own(&self, shift: &Shift) -> Result<&Shift, Rejection> {
        let mut shifts = self.board.shifts.iter();
        let found = shifts.find(|one| *one == shift);
        found.ok_or(refused(Refusal::NoSuchShift))
    }

    /// A manager cares for nobody, and cannot answer for clients.
    fn may_work(&self, who: StaffId, kind: ShiftKind) -> Result<(), Rejection> {
        let member = self.board.members.get(&who);
        let may = member.is_some_and(|member| !kind.needs_care() || member.function.cares());
        if may {
            Ok(())
        } else {
            Err(refused(Refusal::NotTheirRole))
        }
    }

    /// Nobody works twice at once.
    fn is_free(&self, shift: &Shift) -> Result<(), Rejection> {
        let mut theirs = self
            .board
            .shifts
            .iter()
            .filter(|other| other.who == shift.who && other.overlaps(shift.from, shift.to));
        match theirs.next() {
            None => Ok(()),
            Some(other) => Err(refused(Refusal::Busy {
                who: other.who,
                role: other.kind,
                from: other.from,
                to: other.to,
            })),
        }
    }

    fn absence_in(&self, shift: &Shift) -> Option<Absence> {
        let mut absences = self.board.duty.absences.iter();
        absences
            .find(|absence| absence.who == shift.who && shift.overlaps(absence.from, absence.to))
            .copied()
    }

    fn vacancy(&self, number: Number, shift: Shift, absence: Number) -> Swap {
        Swap {
            number,
            shift,
            to: None,
            absence: Some(absence),
            asked: self.ctx.now,
            taken: None,
        }
    }

    fn check_times(&self, from: Timestamp, to: Timestamp, longest: Span) -> Result<(), Rejection> {
        // Times so far away that they cannot be counted come first.
        let are_near = self.is_near(from.local().date()) && self.is_near(to.local().date());
        if !are_near || to <= from || to.since(from) > longest {
            Err(refused(Refusal::WrongTimes))
        } else if to <= self.ctx.now {
            Err(refused(Refusal::Past))
        } else {
            Ok(())
        }
    }

    /// A slip of the pen in the year plans nothing.
    fn is_near(&self, date: NaiveDate) -> bool {
        (date.year() - self.today().year()).abs() <= YEARS_AHEAD
    }

    fn today(&self) -> NaiveDate {
        self.ctx.now.local().date()
    }
}

fn refused(why: Refusal) -> Rejection {
    Rejection::Duty { why }
}

fn planned(removed: Vec<Shift>, added: Vec<Shift>) -> Change {
    Change::Planned {
        moved: Moved { removed, added },
    }
}

fn set_rules(rules: &Rules) -> Decided {
    if rules.needs.len() > Rules::MOST || rules.weeks.len() > Rules::MOST {
        return Err(Rejection::OutsideLimits {
            number: "needs, weeks".to_owned(),
            least: 0,
            most: i64::try_from(Rules::MOST).unwrap_or(i64::MAX),
        });
    }
    for need in &rules.needs {
        check_hours(&need.hours)?;
    }
    let is_long = |week: &HolidayWeek| week.name.chars().count() > HolidayWeek::LONGEST_NAME;
    if rules.weeks.iter().any(is_long) {
        return Err(Rejection::TextTooLong {
            limit: u16::try_from(HolidayWeek::LONGEST_NAME).unwrap_or(u16::MAX),
        });
    }
    if rules.weeks.iter().any(|week| week.last < week.first) {
        return Err(refused(Refusal::WrongTimes));
    }
    let rules = rules.clone();
    Ok(Change::RulesSet { rules })
}

fn check_hours(hours: &Hours) -> Result<(), Rejection> {
    if hours.days.is_empty() || hours.days.iter().any(|day| *day > 6) {
        Err(refused(Refusal::WrongTimes))
    } else {
        Ok(())
    }
}

/// What is kept of a shift outside a time, and what lies inside.
fn split(shift: &Shift, from: Timestamp, to: Timestamp) -> (Vec<Shift>, Option<Shift>) {
    let before = shift.part(shift.from, from);
    let after = shift.part(to, shift.to);
    (
        before.into_iter().chain(after).collect(),
        shift.part(from, to),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Span;

    #[test]
    fn a_shift_is_split_where_somebody_is_away() {
        let at = |hours| Timestamp::default() + Span::hours(hours);
        let who = StaffId::new(at(0), &mut fastrand::Rng::with_seed(1));
        let shift = Shift {
            who,
            kind: ShiftKind::Jour,
            from: at(10),
            to: at(20),
        };
        let (kept, left) = split(&shift, at(12), at(15));
        assert_eq!(kept.len(), 2);
        assert_eq!((kept[0].to, kept[1].from), (at(12), at(15)));
        assert_eq!(
            left.map(|left| (left.from, left.to)),
            Some((at(12), at(15)))
        );
        assert_eq!(split(&shift, at(0), at(30)), (Vec::new(), Some(shift)));
    }
}
