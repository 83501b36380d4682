//! The forms of the rota: from fields of text to what is asked for.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use serde::Deserialize;
use shared::board::Board;
use shared::duty::{Ask, HolidayWeek, Hours, Need, Number, OnFree, Rules, Shift, ShiftKind};
use shared::{ClientId, StaffId, Timestamp};

/// The fields of all forms; each uses some of them.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Wish {
    /// What is asked for.
    ask: String,
    /// The week that the page showed.
    pub(super) week: String,
    who: String,
    role: String,
    /// A shift as `who.role.from.to`, or the first millisecond of one's own.
    shift: String,
    /// A pattern, an absence, a swap, or a place in a list.
    number: String,
    client: String,
    to_whom: String,
    from: String,
    to: String,
    first: String,
    last: String,
    free: String,
    every: String,
    name: String,
    d0: Option<String>,
    d1: Option<String>,
    d2: Option<String>,
    d3: Option<String>,
    d4: Option<String>,
    d5: Option<String>,
    d6: Option<String>,
}

impl Wish {
    /// What is asked for; `None` if the form cannot be read. Lists of rules are sent whole,
    /// so a change of one of them begins with those of `board`.
    pub(super) fn read(&self, board: &Board) -> Option<Ask> {
        Some(match self.ask.as_str() {
            "set_pattern" => Ask::SetPattern {
                who: id(&self.who)?,
                role: self.role()?,
                hours: self.hours()?,
                every: self.every.parse().ok()?,
                first: date(&self.first)?,
                last: date(&self.last)?,
            },
            "end_pattern" => Ask::EndPattern {
                pattern: self.number()?,
                from: date(&self.first)?,
            },
            "publish" => Ask::Publish {
                to: date(&self.last)?,
            },
            "add" => Ask::Add {
                shift: Shift {
                    who: id(&self.who)?,
                    kind: self.role()?,
                    from: moment(&self.from)?,
                    to: moment(&self.to)?,
                },
            },
            "remove" => Ask::Remove {
                shift: shift(&self.shift)?,
            },
            "assign" => Ask::Assign {
                shift: shift(&self.shift)?,
                to: id(&self.to_whom)?,
            },
            "absent" => Ask::Absent {
                who: id(&self.who)?,
                from: moment(&self.from)?,
                to: moment(&self.to)?,
            },
            "end_absence" => Ask::EndAbsence {
                absence: self.number()?,
            },
            "act_for" => Ask::ActFor {
                client: self.client.parse::<ClientId>().ok()?,
                who: id(&self.who)?,
                first: date(&self.first)?,
                last: date(&self.last)?,
            },
            "end_acting" => Ask::EndActing {
                client: self.client.parse::<ClientId>().ok()?,
            },
            "ask_swap" => Ask::AskSwap {
                shift: shift(&self.shift)?,
                to: match self.to_whom.as_str() {
                    "" => None,
                    who => Some(id(who)?),
                },
            },
            "take_swap" => Ask::TakeSwap {
                swap: self.number()?,
                who: None,
            },
            "take_back_swap" => Ask::TakeBackSwap {
                swap: self.number()?,
            },
            "cancel_swap" => Ask::CancelSwap {
                swap: self.number()?,
            },
            "read_hand_over" => Ask::ReadHandOver {
                shift: Timestamp::from_millis(self.shift.parse().ok()?),
            },
            _ => Ask::SetRules {
                rules: self.rules(&board.duty.rules)?,
            },
        })
    }

    fn rules(&self, now: &Rules) -> Option<Rules> {
        let mut rules = now.clone();
        match self.ask.as_str() {
            "add_need" => rules.needs.push(Need {
                kind: self.role()?,
                hours: self.hours()?,
                count: self.every.parse().ok()?,
            }),
            "remove_need" => {
                let index = self.index(rules.needs.len())?;
                rules.needs.remove(index);
            }
            "add_week" => rules.weeks.push(HolidayWeek {
                name: self.name.trim().to_owned(),
                first: date(&self.first)?,
                last: date(&self.last)?,
            }),
            "remove_week" => {
                let index = self.index(rules.weeks.len())?;
                rules.weeks.remove(index);
            }
            "on_call" => rules.on_call_is_work = self.number == "1",
            "on_call_week" => rules.on_call_is_weekly_rest = self.number == "1",
            _ => return None,
        }
        Some(rules)
    }

    fn role(&self) -> Option<ShiftKind> {
        ShiftKind::from_word(&self.role)
    }

    fn number(&self) -> Option<Number> {
        self.number.parse().ok().map(Number)
    }

    fn index(&self, length: usize) -> Option<usize> {
        self.number.parse().ok().filter(|index| *index < length)
    }

    fn hours(&self) -> Option<Hours> {
        let marked = [
            &self.d0, &self.d1, &self.d2, &self.d3, &self.d4, &self.d5, &self.d6,
        ];
        let days = (0_u8..)
            .zip(marked)
            .filter(|(_, mark)| mark.is_some())
            .map(|(day, _)| day);
        Some(Hours {
            days: days.collect(),
            from: time(&self.from)?,
            to: time(&self.to)?,
            free: match self.free.as_str() {
                "keep" => OnFree::Keep,
                "leave_out" => OnFree::LeaveOut,
                "only" => OnFree::Only,
                _ => return None,
            },
        })
    }
}

fn id(text: &str) -> Option<StaffId> {
    text.parse().ok()
}

fn date(text: &str) -> Option<NaiveDate> {
    text.parse().ok()
}

fn time(text: &str) -> Option<NaiveTime> {
    NaiveTime::parse_from_str(text, "%H:%M").ok()
}

/// What a field for date and time gives: what the clock in Stockholm shows.
fn moment(text: &str) -> Option<Timestamp> {
    let wall = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").ok()?;
    Some(Timestamp::at(wall.date(), wall.time()))
}

fn shift(text: &str) -> Option<Shift> {
    let mut parts = text.split('.');
    let shift = Shift {
        who: id(parts.next()?)?,
        kind: ShiftKind::from_word(parts.next()?)?,
        from: Timestamp::from_millis(parts.next()?.parse().ok()?),
        to: Timestamp::from_millis(parts.next()?.parse().ok()?),
    };
    parts.next().is_none().then_some(shift)
}
