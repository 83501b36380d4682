//! The numbers of RP-1 that a team may change, and the limits within which it may.
//!
//! No number may make the rules quicker than a day or blinder than one green sign, and
//! none may make them wait for ever. A level that counted for nothing would hide its clients
//! in the load.
//!
//! A rung of the ladder may come at the latest when RP-1 takes the one after it: with five minutes
//! for the first, ten for the reserve, and the manager told while RP-1 would repeat for the first
//! time. At least a minute lies between two rungs, so that a letter can arrive before the next is
//! written. Nobody may have longer than the half hour of `domain.md` 6.3 to act: an entry is three
//! taps, and a visit that begins is one.

use super::{Policy, StepRules};
use crate::deescalation::Transition;
use crate::time::Span;

/// A number of the rules.
#[derive(Clone, Copy, Debug)]
pub struct Number {
    /// The step that it belongs to; `None` for one that holds for the whole team.
    pub step: Option<Transition>,
    /// Its name in the policy or in the rules of the step.
    pub name: &'static str,
    /// What it counts.
    pub unit: Unit,
    /// The least it may be: minutes for a length of time, else a count.
    pub least: i64,
    /// The most it may be.
    pub most: i64,
    /// Whether there may be none.
    pub is_optional: bool,
    place: Place,
}

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A length of time that people say in hours. Its value is in minutes.
    Hours,
    /// A length of time that people say in minutes.
    Minutes,
    /// A count of something.
    Count,
}

/// A number that lies outside its limits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutOfLimits {
    /// Its path in the policy: `red_to_stepdown.greens`.
    pub number: String,
    /// The least it may be: minutes for a length of time, else a count.
    pub least: i64,
    /// The most it may be.
    pub most: i64,
}

#[derive(Clone, Copy, Debug)]
enum Place {
    Step(
        fn(&StepRules) -> Option<i64>,
        fn(&mut StepRules, Option<i64>),
    ),
    Team(fn(&Policy) -> Option<i64>, fn(&mut Policy, Option<i64>)),
}

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;

/// A number of a step or of the team.
macro_rules! number {
    ($kind:ident $unit:ident $name:literal, $least:expr, $most:expr, $optional:literal, $get:expr, $set:expr) => {
        Number {
            step: None,
            name: $name,
            unit: Unit::$unit,
            least: $least,
            most: $most,
            is_optional: $optional,
            place: Place::$kind($get, $set),
        }
    };
}

/// A length of time.
macro_rules! span {
    ($kind:ident $unit:ident $name:literal, $least:expr, $most:expr, $($path:ident).+) => {
        number!(
            $kind $unit $name, $least, $most, false,
            |rules| Some(rules.$($path).+.whole_minutes()),
            |rules, value| rules.$($path).+ = Span::minutes(value.unwrap_or($least))
        )
    };
}

/// A length of time of which there may be none.
macro_rules! optional_span {
    ($kind:ident $unit:ident $name:literal, $least:expr, $most:expr, $($path:ident).+) => {
        number!(
            $kind $unit $name, $least, $most, true,
            |rules| rules.$($path).+.map(Span::whole_minutes),
            |rules, value| rules.$($path).+ = value.map(Span::minutes)
        )
    };
}

/// A whole number. What does not fit its type lies far outside its limits.
macro_rules! count {
    ($kind:ident $unit:ident $name:literal, $least:expr, $most:expr, $($path:ident).+) => {
        number!(
            $kind $unit $name, $least, $most, false,
            |rules| Some(i64::from(rules.$($path).+)),
            |rules, value| {
                rules.$($path).+ = value.unwrap_or($least).try_into().unwrap_or_default();
            }
        )
    };
}

const OF_A_STEP: [Number; 6] = [
    span!(Step Hours "stay", DAY, 60 * DAY, stay),
    optional_span!(Step Hours "since_crisis", 3 * DAY, 60 * DAY, since_crisis),
    count!(Step Count "greens", 1, 14, greens),
    count!(Step Count "green_days", 1, 7, green_days),
    count!(Step Count "green_persons", 1, 5, green_persons),
    optional_span!(Step Hours "no_other_sign", DAY, 7 * DAY, no_other_sign),
];

const OF_THE_TEAM: [Number; 32] = [
    span!(Team Hours "fresh", 6 * HOUR, 2 * DAY, fresh),
    span!(Team Hours "missed_rest", DAY, 14 * DAY, missed_rest),
    optional_span!(Team Minutes "missed_after", 15, DAY, missed_after),
    span!(Team Hours "medication_rest", DAY, 42 * DAY, medication_rest),
    span!(Team Hours "legal_rest", 7 * DAY, 90 * DAY, legal_rest),
    span!(Team Hours "contact_within", DAY, 7 * DAY, contact_within),
    span!(Team Hours "discharged_contact_within", DAY, 3 * DAY, discharged_contact_within),
    span!(Team Hours "unsynced_limit", HOUR, 2 * DAY, unsynced_limit),
    span!(Team Hours "late_entry_within", 7 * DAY, 28 * DAY, late_entry_within),
    span!(Team Hours "long_red", 14 * DAY, 180 * DAY, long_red),
    count!(Team Count "review_red_days", 1, 28, review_red_days),
    count!(Team Count "review_yellow_days", 1, 28, review_yellow_days),
    count!(Team Count "hold_working_days", 1, 10, hold_working_days),
    count!(Team Count "hold_most_days", 7, 28, hold_most_days),
    count!(Team Count "receiver_days", 1, 10, receiver_days),
    count!(Team Count "aftercare_days", 7, 90, aftercare_days),
    count!(Team Count "psychiatrist_days", 1, 5, psychiatrist_days),
    count!(Team Minutes "load.red", 30, 8 * HOUR, load.red),
    count!(Team Minutes "load.yellow", 10, 8 * HOUR, load.yellow),
    count!(Team Minutes "load.stepdown", 5, 8 * HOUR, load.stepdown),
    count!(Team Minutes "load.inpatient", 5, 8 * HOUR, load.inpatient),
    count!(Team Minutes "load.person", HOUR, 8 * HOUR, load.person),
    count!(Team Minutes "ladder.again", 1, 5, ladder.again),
    count!(Team Minutes "ladder.reserve", 2, 10, ladder.reserve),
    count!(Team Minutes "ladder.everyone", 3, 15, ladder.everyone),
    count!(Team Minutes "ladder.manager", 4, 20, ladder.manager),
    count!(Team Minutes "ladder.repeat", 2, 15, ladder.repeat),
    count!(Team Minutes "ladder.later", 5, 30, ladder.later),
    count!(Team Minutes "ladder.task_reserve", 5, 30, ladder.task_reserve),
    count!(Team Minutes "ladder.task_leader", 10, 60, ladder.task_leader),
    count!(Team Minutes "ladder.action", 10, 30, ladder.action),
    // Without it the limit is that of the team's model.
    Number {
        step: None,
        name: "caseload.most",
        unit: Unit::Count,
        least: 1,
        most: 100,
        is_optional: true,
        place: Place::Team(
            |policy| policy.caseload.most.map(i64::from),
            |policy, value| {
                policy.caseload.most = value.map(|most| most.try_into().unwrap_or_default());
            },
        ),
    },
];

/// Every number, those of each step first.
pub fn all() -> impl Iterator<Item = Number> {
    let of_steps = Transition::ALL.into_iter().flat_map(|step| {
        let with_step = move |number| Number {
            step: Some(step),
            ..number
        };
        OF_A_STEP.into_iter().map(with_step)
    });
    of_steps.chain(OF_THE_TEAM)
}

impl Number {
    /// Its path in the policy: `red_to_stepdown.greens`.
    #[must_use]
    pub fn path(&self) -> String {
        match self.step {
            Some(step) => format!("{}.{}", step.word(), self.name),
            None => self.name.to_owned(),
        }
    }

    /// Whether it says when something comes after an alert was raised.
    #[must_use]
    pub fn is_of_ladder(&self) -> bool {
        self.name.starts_with("ladder.")
    }

    /// Its value: minutes for a length of time, else a count; `None` if there is none.
    #[must_use]
    pub fn value(&self, policy: &Policy) -> Option<i64> {
        match (self.place, self.step) {
            (Place::Team(get, _), _) => get(policy),
            (Place::Step(get, _), Some(step)) => get(policy.step(step)),
            (Place::Step(..), None) => None,
        }
    }

    /// Gives it another value.
    ///
    /// # Errors
    ///
    /// Changes nothing if the value lies outside the limits, or is missing where there must
    /// be one.
    pub fn set(&self, policy: &mut Policy, value: Option<i64>) -> Result<(), OutOfLimits> {
        self.check(value)?;
        match (self.place, self.step) {
            (Place::Team(_, set), _) => set(policy, value),
            (Place::Step(_, set), Some(step)) => set(policy.step_mut(step), value),
            (Place::Step(..), None) => {}
        }
        Ok(())
    }

    fn check(&self, value: Option<i64>) -> Result<(), OutOfLimits> {
        let is_within = match value {
            Some(value) => (self.least..=self.most).contains(&value),
            None => self.is_optional,
        };
        if is_within {
            Ok(())
        } else {
            Err(OutOfLimits {
                number: self.path(),
                least: self.least,
                most: self.most,
            })
        }
    }
}

/// Which numbers follow each other on a ladder: each is larger than the one before, but for the
/// spacing of the repeats, which may stay the same.
const IN_ORDER: [(&str, &str, i64); 5] = [
    ("ladder.again", "ladder.reserve", 1),
    ("ladder.reserve", "ladder.everyone", 1),
    ("ladder.everyone", "ladder.manager", 1),
    ("ladder.repeat", "ladder.later", 0),
    ("ladder.task_reserve", "ladder.task_leader", 1),
];

/// Checks every number, and that no rung comes before the one below it.
///
/// # Errors
///
/// Returns the first [`OutOfLimits`].
pub fn check(policy: &Policy) -> Result<(), OutOfLimits> {
    all().try_for_each(|number| number.check(number.value(policy)))?;
    check_order(policy)
}

/// Checks the numbers of the ladder alone, without which no alert is safe.
///
/// # Errors
///
/// Returns the first [`OutOfLimits`].
pub fn check_ladder(policy: &Policy) -> Result<(), OutOfLimits> {
    let mut of_ladder = all().filter(Number::is_of_ladder);
    of_ladder.try_for_each(|number| number.check(number.value(policy)))?;
    check_order(policy)
}

fn check_order(policy: &Policy) -> Result<(), OutOfLimits> {
    let named = |name: &str| {
        let number = all().find(|number| number.name == name)?;
        Some((number, number.value(policy)?))
    };
    for (before, after, apart) in IN_ORDER {
        let (Some((_, before)), Some((number, value))) = (named(before), named(after)) else {
            continue;
        };
        if value < before + apart {
            return Err(OutOfLimits {
                number: number.path(),
                least: before + apart,
                most: number.most,
            });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rp_1_lies_within_and_a_stay_of_no_time_does_not() {
        let mut policy = Policy::default();
        assert_eq!(check(&policy), Ok(()));
        policy.yellow_to_plan.stay = Span::hours(1);
        let out = check(&policy).unwrap_err();
        assert_eq!(
            (out.number.as_str(), out.least),
            ("yellow_to_plan.stay", DAY)
        );
        policy = Policy::default();
        policy.load.person = 0;
        assert_eq!(check(&policy).unwrap_err().number, "load.person");
    }

    #[test]
    fn every_number_takes_its_limits_and_nothing_beyond_them() {
        for number in all() {
            let mut policy = Policy::default();
            for value in [number.least, number.most] {
                assert_eq!(number.set(&mut policy, Some(value)), Ok(()));
                assert_eq!(number.value(&policy), Some(value), "{}", number.path());
            }
            for value in [number.least - 1, number.most + 1] {
                assert!(number.set(&mut policy, Some(value)).is_err());
            }
            assert_eq!(number.value(&policy), Some(number.most));
            assert_eq!(number.set(&mut policy, None).is_ok(), number.is_optional);
            assert!(all().all(|one| one.check(one.value(&policy)).is_ok()));
        }
    }

    #[test]
    fn all_numbers_together_may_lie_at_their_limits() {
        for limit in [
            |number: &Number| number.least,
            |number: &Number| number.most,
        ] {
            let mut policy = Policy::default();
            for number in all() {
                assert_eq!(number.set(&mut policy, Some(limit(&number))), Ok(()));
            }
            assert_eq!(check(&policy), Ok(()));
        }
    }

    #[test]
    fn a_rung_comes_at_least_a_minute_after_the_one_below_it() {
        let check_with = |change: fn(&mut Policy)| {
            let mut policy = Policy::default();
            change(&mut policy);
            check(&policy).map_err(|out| (out.number, out.least))
        };
        let out = |number: &str, least| Err((number.to_owned(), least));
        assert_eq!(check_with(|policy| policy.ladder.again = 4), Ok(()));
        assert_eq!(
            check_with(|policy| policy.ladder.again = 5),
            out("ladder.reserve", 6)
        );
        assert_eq!(
            check_with(|policy| policy.ladder.reserve = 10),
            out("ladder.everyone", 11)
        );
        assert_eq!(
            check_with(|policy| policy.ladder.everyone = 15),
            out("ladder.manager", 16)
        );
        assert_eq!(
            check_with(|policy| policy.ladder.task_reserve = 30),
            out("ladder.task_leader", 31)
        );
        assert_eq!(check_with(|policy| policy.ladder.repeat = 15), Ok(()));
        assert_eq!(
            check_with(|policy| policy.ladder.later = 5),
            Ok(()),
            "the repeats may keep one spacing"
        );
    }
}
