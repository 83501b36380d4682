//! Times as they are written: `fre 13 mar 2026 16:40:00`, and `16:46:20` on the same day.
//!
//! The weekday must be that of the date, and an hour that does not exist, or exists
//! twice, is never guessed.

use chrono::{Datelike, NaiveDate, NaiveTime};
use shared::Timestamp;
use shared::time::{days_after, weekday};

use super::line::{Line, Problem};

/// Weekdays as the screen writes them.
pub const WEEKDAYS: [(&str, usize); 7] = [
    ("mån", 0),
    ("tis", 1),
    ("ons", 2),
    ("tors", 3),
    ("fre", 4),
    ("lör", 5),
    ("sön", 6),
];

const MONTHS: [(&str, u32); 12] = [
    ("jan", 1),
    ("feb", 2),
    ("mar", 3),
    ("apr", 4),
    ("maj", 5),
    ("jun", 6),
    ("jul", 7),
    ("aug", 8),
    ("sep", 9),
    ("okt", 10),
    ("nov", 11),
    ("dec", 12),
];

/// What was said last: the year and the day that later times leave out.
#[derive(Clone, Copy, Debug, Default)]
pub struct Today {
    /// The year that was written last.
    pub year: Option<i32>,
    /// The day to which the clock was moved last.
    pub date: Option<NaiveDate>,
}

/// Reads a date if one begins here: `fre 13 mar`, with its year at first.
///
/// # Errors
///
/// The date does not exist, or has another weekday.
pub fn maybe_date(line: &mut Line, today: &mut Today) -> Result<Option<NaiveDate>, Problem> {
    match line.maybe(&WEEKDAYS) {
        Some(day) => date_after(line, today, day).map(Some),
        None => Ok(None),
    }
}

/// Reads a date.
///
/// # Errors
///
/// Something else stands here, the date does not exist, or has another weekday.
pub fn date(line: &mut Line, today: &mut Today) -> Result<NaiveDate, Problem> {
    maybe_date(line, today)?.ok_or_else(|| line.problem())
}

fn date_after(line: &mut Line, today: &mut Today, said: usize) -> Result<NaiveDate, Problem> {
    let day = line.word("dagen i månaden", |word| word.parse::<u32>().ok())?;
    let month = line.one_of(&MONTHS)?;
    if let Some(year) = line.maybe_word("årtal", |word| {
        word.parse().ok().filter(|year| (1900..2200).contains(year))
    }) {
        today.year = Some(year);
    }
    let Some(year) = today.year else {
        return Err(line.wrong("året skrivs ut första gången: fre 13 mar 2026"));
    };
    let Some(date) = NaiveDate::from_ymd_opt(year, month, day) else {
        return Err(line.wrong(&format!("dagen {day}/{month} {year} finns inte")));
    };
    if weekday(date) != said {
        let (is, was) = (WEEKDAYS[weekday(date)].0, WEEKDAYS[said].0);
        return Err(line.wrong(&format!("{} är {is}, inte {was}", written(date))));
    }
    Ok(date)
}

/// Reads a moment if one begins here: with its date, or a time of the present day.
///
/// # Errors
///
/// The date or the time does not exist, or it is not clear which of two is meant.
pub fn maybe_moment(line: &mut Line, today: &mut Today) -> Result<Option<Timestamp>, Problem> {
    let date = maybe_date(line, today)?;
    let Some(time) = line.maybe_word("klockslag", clock) else {
        return match date {
            Some(_) => Err(line.problem()),
            None => Ok(None),
        };
    };
    let Some(date) = date.or(today.date) else {
        return Err(line.wrong("klockslaget behöver en dag: fre 13 mar 2026 16:40:00"));
    };
    instant(line, date, time).map(Some)
}

/// Reads a moment.
///
/// # Errors
///
/// Something else stands here, or the time does not exist.
pub fn moment(line: &mut Line, today: &mut Today) -> Result<Timestamp, Problem> {
    maybe_moment(line, today)?.ok_or_else(|| line.problem())
}

/// Reads a time of the day.
///
/// # Errors
///
/// Something else stands here.
pub fn time(line: &mut Line) -> Result<NaiveTime, Problem> {
    line.word("klockslag", clock)
}

/// The instant at which clocks in Stockholm show a time; in the hour that comes twice in
/// autumn, `sommartid` or `vintertid` says which.
fn instant(line: &mut Line, date: NaiveDate, time: NaiveTime) -> Result<Timestamp, Problem> {
    let at = Timestamp::at(date, time);
    if at.local().time() != time {
        return Err(line.wrong(&format!(
            "klockan {time} finns inte {}: klockan ställs fram",
            written(date)
        )));
    }
    let later = at + shared::Span::hours(1);
    if later.local().time() != time {
        return Ok(at);
    }
    line.one_of(&[("sommartid", at), ("vintertid", later)])
}

/// A time of the day: `16:40` or `16:40:20`.
#[must_use]
pub fn clock(word: &str) -> Option<NaiveTime> {
    let form = match word.len() {
        5 => "%H:%M",
        8 => "%H:%M:%S",
        _ => return None,
    };
    NaiveTime::parse_from_str(word, form).ok()
}

/// A date as it is written in a file: `fre 13 mar 2026`.
#[must_use]
pub fn written(date: NaiveDate) -> String {
    format!(
        "{} {} {} {}",
        WEEKDAYS[weekday(date)].0,
        date.day(),
        MONTHS[date.month0() as usize].0,
        date.year()
    )
}

/// A moment as it is written in a file: `fre 13 mar 2026 16:40:00`.
#[must_use]
pub fn moment_written(at: Timestamp) -> String {
    let local = at.local();
    format!("{} {}", written(local.date()), clock_written(at))
}

/// The time of a moment: `16:40:00`.
#[must_use]
pub fn clock_written(at: Timestamp) -> String {
    at.local().time().format("%H:%M:%S").to_string()
}

/// A moment cut to the second, as the scenarios count.
#[must_use]
pub fn to_the_second(at: Timestamp) -> Timestamp {
    Timestamp::from_millis(at.millis().div_euclid(1_000) * 1_000)
}

/// The next day.
#[must_use]
pub fn day_after(date: NaiveDate) -> NaiveDate {
    days_after(date, 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn read(source: &str) -> Result<Timestamp, String> {
        let mut today = Today {
            year: Some(2026),
            date: NaiveDate::from_ymd_opt(2026, 3, 13),
        };
        let mut line = Line::new(1, source).expect("divided").expect("words");
        moment(&mut line, &mut today).map_err(|problem| problem.says)
    }

    #[track_caller]
    fn check(source: &str, expected: &str) {
        let found = read(source).map_or_else(|says| says, moment_written);
        assert_eq!(found, expected, "{source}");
    }

    #[test]
    fn a_time_has_a_day_or_is_of_the_present_one() {
        check("16:46:20", "fre 13 mar 2026 16:46:20");
        check("lör 14 mar 11:00", "lör 14 mar 2026 11:00:00");
        check("ons 31 dec 2025 23:59", "ons 31 dec 2025 23:59:00");
    }

    #[test]
    fn a_wrong_weekday_or_hour_is_a_problem() {
        check("tors 13 mar 16:40", "fre 13 mar 2026 är fre, inte tors");
        check("mån 30 feb 16:40", "dagen 30/2 2026 finns inte");
        check(
            "sön 29 mar 02:30",
            "klockan 02:30:00 finns inte sön 29 mar 2026: klockan ställs fram",
        );
    }

    #[test]
    fn an_hour_that_comes_twice_is_named() {
        assert!(read("sön 25 okt 02:30").is_err());
        let (first, second) = (
            read("sön 25 okt 02:30 sommartid").expect("a time"),
            read("sön 25 okt 02:30 vintertid").expect("a time"),
        );
        assert_eq!(second.since(first), shared::Span::hours(1));
        assert!(read("sön 25 okt 03:00").is_ok());
    }
}
