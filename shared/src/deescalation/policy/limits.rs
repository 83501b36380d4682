//! The limits within which a team may change the numbers of RP-1.
//!
//! No number may make the rules quicker than a day or blinder than one green sign, and
//! none may make them wait for ever.

use super::{Policy, StepRules};
use crate::load::Weights;
use crate::time::Span;

/// A number that lies outside its limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutOfLimits {
    /// Its name in the policy.
    pub number: &'static str,
    /// The least it may be: minutes for a length of time, else a count.
    pub least: i64,
    /// The most it may be.
    pub most: i64,
}

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;

/// Checks every number.
///
/// # Errors
///
/// Returns the first [`OutOfLimits`].
pub fn check(policy: &Policy) -> Result<(), OutOfLimits> {
    for step in [
        &policy.red_to_stepdown,
        &policy.stepdown_to_plan,
        &policy.yellow_to_plan,
    ] {
        check_step(step)?;
    }
    let unset = Span::minutes(60);
    span("fresh", policy.fresh, 6 * HOUR, 2 * DAY)?;
    span("missed_rest", policy.missed_rest, DAY, 14 * DAY)?;
    span(
        "missed_after",
        policy.missed_after.unwrap_or(unset),
        15,
        DAY,
    )?;
    span("medication_rest", policy.medication_rest, DAY, 42 * DAY)?;
    span("legal_rest", policy.legal_rest, 7 * DAY, 90 * DAY)?;
    span("contact_within", policy.contact_within, DAY, 7 * DAY)?;
    let discharged = policy.discharged_contact_within;
    span("discharged_contact_within", discharged, DAY, 3 * DAY)?;
    span("unsynced_limit", policy.unsynced_limit, HOUR, 2 * DAY)?;
    span(
        "late_entry_within",
        policy.late_entry_within,
        7 * DAY,
        28 * DAY,
    )?;
    span("long_red", policy.long_red, 14 * DAY, 180 * DAY)?;
    count("review_red_days", policy.review_red_days, 1, 28)?;
    count("review_yellow_days", policy.review_yellow_days, 1, 28)?;
    count("hold_working_days", policy.hold_working_days, 1, 10)?;
    count("hold_most_days", policy.hold_most_days, 7, 28)?;
    count("receiver_days", policy.receiver_days, 1, 10)?;
    count("aftercare_days", policy.aftercare_days, 7, 90)?;
    count("psychiatrist_days", policy.psychiatrist_days, 1, 5)?;
    check_load(&policy.load)?;
    policy.caseload.most.map_or(Ok(()), |most| {
        within("caseload.most", i64::from(most), 1, 100)
    })
}

/// Minutes a day. A level that counts for nothing would hide its clients.
fn check_load(load: &Weights) -> Result<(), OutOfLimits> {
    let minutes = |number, value: u16, least, most| within(number, i64::from(value), least, most);
    minutes("load.red", load.red, 30, 8 * HOUR)?;
    minutes("load.yellow", load.yellow, 10, 8 * HOUR)?;
    minutes("load.stepdown", load.stepdown, 5, 8 * HOUR)?;
    minutes("load.inpatient", load.inpatient, 5, 8 * HOUR)?;
    minutes("load.person", load.person, HOUR, 8 * HOUR)
}

fn check_step(step: &StepRules) -> Result<(), OutOfLimits> {
    span("stay", step.stay, DAY, 60 * DAY)?;
    if let Some(since_crisis) = step.since_crisis {
        span("since_crisis", since_crisis, 3 * DAY, 60 * DAY)?;
    }
    if let Some(limit) = step.no_other_sign {
        span("no_other_sign", limit, DAY, 7 * DAY)?;
    }
    count("greens", step.greens, 1, 14)?;
    count("green_days", step.green_days, 1, 7)?;
    count("green_persons", step.green_persons, 1, 5)
}

fn span(number: &'static str, value: Span, least: i64, most: i64) -> Result<(), OutOfLimits> {
    within(number, value.whole_minutes(), least, most)
}

fn count(number: &'static str, value: u8, least: i64, most: i64) -> Result<(), OutOfLimits> {
    within(number, i64::from(value), least, most)
}

fn within(number: &'static str, value: i64, least: i64, most: i64) -> Result<(), OutOfLimits> {
    if (least..=most).contains(&value) {
        Ok(())
    } else {
        Err(OutOfLimits {
            number,
            least,
            most,
        })
    }
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
        assert_eq!((out.number, out.least), ("stay", DAY));
        policy = Policy::default();
        policy.load.person = 0;
        assert_eq!(check(&policy).unwrap_err().number, "load.person");
        policy = Policy::default();
        policy.caseload.most = Some(0);
        assert_eq!(check(&policy).unwrap_err().number, "caseload.most");
    }
}
