//! Lines before the course: the team.

use crate::scenario::fixture::{Client, Colleague, Pass, RULES, Rule, When};
use crate::scenario::line::{Line, Problem};
use crate::scenario::when::{self, WEEKDAYS};
use crate::scenario::words::{self, EVES, FUNCTIONS, ORGANISATIONS, SHIFTS};
use shared::board::member::Organisation;

use super::Reader;

impl Reader {
    /// Reads a line about the team; no if it is about the course.
    pub(super) fn setup(&mut self, line: &mut Line) -> Result<bool, Problem> {
        if line.has("lag Öst") {
            // The usual team is there from the start; the line says it to the reader.
        } else if line.has("personal") {
            self.setup_staff(line)?;
        } else if line.has("klient") {
            self.setup_client(line)?;
        } else if line.has("samtycke") {
            self.setup_consent(line)?;
        } else if line.has("pass") {
            let pass = self.pass(line)?;
            self.fixture.passes.push(pass);
        } else if line.has("rota publicerad t.o.m.") {
            self.fixture.published_to = Some(when::date(line, &mut self.today)?);
        } else if line.has("telefoner") {
            let (who, count) = self.phones(line)?;
            let colleague = self.fixture.colleague(&who).copied();
            if let Some(colleague) = colleague {
                let phones = Colleague {
                    phones: count,
                    ..colleague
                };
                self.fixture.set_staff(&who, phones);
            }
        } else if line.has("regel") {
            let rule = rule(line)?;
            self.fixture.rules.push(rule);
        } else if line.has("lediga aftnar :") {
            self.fixture.calendar.free_eves.clear();
            while !line.is_over() {
                let eve = line.one_of(&EVES)?;
                self.fixture.calendar.free_eves.push(eve);
            }
        } else if line.has("ledig dag") {
            let date = when::date(line, &mut self.today)?;
            self.fixture.calendar.extra_free.push(date);
        } else if line.has("arbetsdag") {
            let date = when::date(line, &mut self.today)?;
            self.fixture.calendar.extra_working.push(date);
        } else {
            return Ok(false);
        }
        line.end()?;
        Ok(true)
    }

    fn setup_staff(&mut self, line: &mut Line) -> Result<(), Problem> {
        let who = line.word("initialer på en kollega", words::initials)?;
        let employer = line.one_of(&ORGANISATIONS)?;
        let function = line.one_of(&FUNCTIONS)?;
        let colleague = Colleague {
            employer,
            function,
            phones: 1,
        };
        self.fixture.set_staff(&who, colleague);
        Ok(())
    }

    fn setup_client(&mut self, line: &mut Line) -> Result<(), Problem> {
        let who = line.word("klientens initialer", words::initials)?;
        line.must("CM")?;
        let cm = self.staff_or_nobody(line, "ingen")?;
        line.must("ställföreträdare")?;
        let deputy = self.staff_or_nobody(line, "ingen")?;
        let client = Client {
            cm,
            deputy,
            open_to: vec![Organisation::Region, Organisation::Municipality],
        };
        self.fixture.set_client(&who, client);
        Ok(())
    }

    fn setup_consent(&mut self, line: &mut Line) -> Result<(), Problem> {
        let who = self.client(line)?;
        let open_to = organisations(line)?;
        if let Some(client) = self.fixture.client(&who).cloned() {
            self.fixture.set_client(&who, Client { open_to, ..client });
        }
        Ok(())
    }

    /// `pass M.H. dag varje vardag 08:00 – 17:00 från mån 9 mar t.o.m. fre 27 mar`, or
    /// `pass N.B. jour fre 13 mar 17:00 – mån 16 mar 08:00`.
    fn pass(&mut self, line: &mut Line) -> Result<Pass, Problem> {
        let who = self.staff(line)?;
        let kind = line.one_of(&SHIFTS)?;
        let when = if line.has("varje") {
            let weekdays = if line.has("vardag") {
                Vec::new()
            } else if line.has("dag") {
                (0..7).collect()
            } else {
                let mut days = vec![line.one_of(&WEEKDAYS)?];
                while let Some(day) = line.maybe(&WEEKDAYS) {
                    days.push(day);
                }
                days
            };
            let from = when::time(line)?;
            line.must("–")?;
            let to = when::time(line)?;
            line.must("från")?;
            let first = when::date(line, &mut self.today)?;
            line.must("t.o.m.")?;
            let last = when::date(line, &mut self.today)?;
            When::Every {
                weekdays,
                from,
                to,
                first,
                last,
            }
        } else {
            let from = when::moment(line, &mut self.today)?;
            line.must("–")?;
            self.today.date = Some(from.local().date());
            let to = when::moment(line, &mut self.today)?;
            self.today.date = None;
            When::Once(from, to)
        };
        Ok(Pass { who, kind, when })
    }
}

/// The organisations that a client lets see; `ingen` for none.
pub(super) fn organisations(line: &mut Line) -> Result<Vec<Organisation>, Problem> {
    if line.has("ingen") {
        return Ok(Vec::new());
    }
    let mut all = vec![line.one_of(&ORGANISATIONS)?];
    while let Some(next) = line.maybe(&ORGANISATIONS) {
        all.push(next);
    }
    Ok(all)
}

/// A number of the rules: `D1 röd 7 dygn`.
pub(super) fn rule(line: &mut Line) -> Result<Rule, Problem> {
    let names: Vec<(&str, usize)> = RULES
        .iter()
        .enumerate()
        .map(|(index, (name, ..))| (*name, index))
        .collect();
    let which = line.one_of(&names)?;
    let value = line.word("ett tal", |word| word.parse().ok())?;
    line.must(RULES[which].1)?;
    Ok(Rule { which, value })
}
