//! The numbers of RP-1 that a team may change, and the limits within which it may.
//!
//! No number may make the rules quicker than a day or blinder than one green sign, and
//! none may make them wait for ever. A level that counted for nothing would hide its clients
//! in the load.

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

const OF_THE_TEAM: [Number; 23] = [
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

/// Checks every number.
///
/// # Errors
///
/// Returns the first [`OutOfLimits`].
pub fn check(policy: &Policy) -> Result<(), OutOfLimits> {
    all().try_for_each(|number| number.check(number.value(policy)))
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
            assert_eq!(check(&policy), Ok(()));
        }
    }
}
