//! The figures as a file for a spreadsheet: one figure a line, so that it can be filtered and
//! summed.
//!
//! A Swedish Excel opens a file by double-click with semicolons between cells and a comma in
//! numbers, and takes it for UTF-8 only with a mark at the beginning.

use chrono::NaiveDate;
use shared::alert::Class;
use shared::board::card::Level;
use shared::load::history::{Answers, weeks};
use shared::load::report::Report;
use shared::wording::Language;
use shared::wording::card;

use super::numbers;
use super::outcomes::figures;
use crate::i18n::load::Load as Texts;

/// The mark by which Excel knows UTF-8.
const MARK: char = '\u{feff}';

/// The file. `initials` are those of the case managers, in the order of the report.
#[must_use]
pub fn csv(language: Language, report: &Report, initials: &[String]) -> String {
    let texts = Texts::of(language);
    let mut file = File {
        text: String::from(MARK),
    };
    file.line([
        texts.csv_date,
        texts.csv_figure,
        texts.csv_group,
        texts.csv_value,
        texts.csv_unit,
    ]);
    for (date, day) in &report.days {
        let mut put = |figure, group: &str, value: &str, unit| {
            file.line([&date.to_string(), figure, group, value, unit]);
        };
        // Numbers have the comma of the spreadsheet, whatever the language of the words.
        let hours = |minutes| numbers::hours(Language::Sv, minutes);
        put(
            texts.csv_load,
            "",
            &hours(day.load.minutes),
            texts.csv_hours,
        );
        put(
            texts.csv_staffed,
            "",
            &hours(day.load.capacity_minutes),
            texts.csv_hours,
        );
        if let Some(percent) = day.load.percent() {
            put(texts.share, "", &percent.to_string(), texts.csv_percent);
        }
        let counts = day.counts;
        for (level, count) in [
            (Level::Red, counts.red),
            (Level::Yellow, counts.yellow),
            (Level::Stepdown, counts.stepdown),
            (Level::Inpatient, counts.inpatient),
        ] {
            let level = card::level(language, &report.level_names, level);
            put(texts.clients, level, &count.to_string(), texts.csv_count);
        }
        for (title, figure) in figures(texts) {
            put(title, "", &figure(day).to_string(), texts.csv_count);
        }
    }
    for week in weeks(&report.days) {
        for (class, answers) in [(Class::P1, &week.sums.p1), (Class::P2, &week.sums.p2)] {
            file.answers(texts, week.monday, class, answers);
        }
    }
    let today = report.now.local().date().to_string();
    for ((_, clients), initials) in report.caseloads.iter().zip(initials) {
        let count = clients.all.to_string();
        file.line([&today, texts.caseload, initials, &count, texts.csv_count]);
    }
    file.text
}

struct File {
    text: String,
}

impl File {
    fn line(&mut self, cells: [&str; 5]) {
        self.text.push_str(&cells.map(cell).join(";"));
        self.text.push_str("\r\n");
    }

    /// A week stands under its Monday.
    fn answers(&mut self, texts: &Texts, monday: NaiveDate, class: Class, answers: &Answers) {
        let (date, group) = (monday.to_string(), texts.class(class));
        let figure = |what: &str| format!("{}: {what}", texts.answers);
        let count = answers.raised.to_string();
        let raised = figure(texts.raised_count);
        self.line([&date, &raised, group, &count, texts.csv_count]);
        for (what, seconds) in [
            (texts.csv_median, answers.median()),
            (texts.csv_p90, answers.p90()),
        ] {
            if let Some(seconds) = seconds {
                let minutes = numbers::minutes(Language::Sv, seconds);
                self.line([&date, &figure(what), group, &minutes, texts.csv_minutes]);
            }
        }
    }
}

/// A cell. What a spreadsheet would take for a formula is written as a text.
fn cell(text: &str) -> String {
    let guard = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        "'"
    } else {
        ""
    };
    if text.contains([';', '"', '\n', '\r']) {
        format!("\"{guard}{}\"", text.replace('"', "\"\""))
    } else {
        format!("{guard}{text}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_can_neither_end_early_nor_become_a_formula() {
        assert_eq!(cell("M.H."), "M.H.");
        assert_eq!(cell("a;b"), "\"a;b\"");
        assert_eq!(cell("a\"b"), "\"a\"\"b\"");
        assert_eq!(cell("=1+1"), "'=1+1");
    }
}
