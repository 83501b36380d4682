//! Reads a file. One statement a line; the first line that cannot be read ends the reading.

mod act;
mod expect;
mod setup;

use shared::Timestamp;

use super::ast::{Machine, Name, Says, Scenario, Statement, Strict, Variant};
use super::fixture::Fixture;
use super::line::{Line, Problem};
use super::when::{Today, moment_written};
use super::{when, words};

/// Reads a file.
///
/// # Errors
///
/// The first line that cannot be read: what stands there and what could.
pub fn parse(text: &str) -> Result<Scenario, Problem> {
    let mut reader = Reader {
        fixture: Fixture::ost(),
        today: Today::default(),
        clock: None,
    };
    let (mut title, mut start) = (None, None);
    let mut body: Vec<Statement> = Vec::new();
    let mut variants: Vec<Variant> = Vec::new();
    let mut last = 0;
    for (index, source) in text.lines().enumerate() {
        last = index + 1;
        let Some(mut line) = Line::new(last, source)? else {
            continue;
        };
        if title.is_none() {
            line.must("scenario")?;
            title = Some(line.text("titeln")?);
            line.end()?;
            continue;
        }
        if line.has("variant") {
            let variant = reader.variant(&mut line, &body, &variants)?;
            variants.push(variant);
            continue;
        }
        if start.is_none() && reader.setup(&mut line)? {
            continue;
        }
        let says = reader.says(&mut line)?;
        if start.is_none() {
            let Says::Clock { at, .. } = says else {
                return Err(line.wrong(
                    "innan något händer står en tid med dag och år: fre 13 mar 2026 16:40:00",
                ));
            };
            start = Some(at);
        }
        let statement = Statement {
            line: last,
            source: source.trim().to_owned(),
            says,
        };
        match variants.last_mut() {
            Some(variant) => variant.body.push(statement),
            None => body.push(statement),
        }
    }
    let missing = |what: &str| Problem {
        line: last,
        says: format!("filen tar slut utan {what}"),
    };
    Ok(Scenario {
        title: title.ok_or_else(|| missing("titel: scenario \"…\""))?,
        fixture: reader.fixture,
        start: start.ok_or_else(|| missing("tid: fre 13 mar 2026 16:40:00"))?,
        body,
        variants,
    })
}

/// What has been read so far of a file.
struct Reader {
    fixture: Fixture,
    today: Today,
    clock: Option<Timestamp>,
}

impl Reader {
    /// A variant begins: the clock is that of the step from which it branches.
    fn variant(
        &mut self,
        line: &mut Line,
        body: &[Statement],
        variants: &[Variant],
    ) -> Result<Variant, Problem> {
        let name = line.word("variantens namn", |word| Some(word.to_owned()))?;
        line.must("efter steg")?;
        let after = line.word("stegets namn", |word| Some(word.to_owned()))?;
        line.end()?;
        if variants.iter().any(|one| one.name == name) {
            return Err(line.wrong(&format!("varianten {name} finns redan")));
        }
        let Some(end) = end_of_step(body, &after) else {
            return Err(line.wrong(&format!(
                "det finns inget steg {after} före första varianten"
            )));
        };
        let clock = body[..end].iter().rev().find_map(|one| match one.says {
            Says::Clock { at, .. } => Some(at),
            _ => None,
        });
        self.clock = clock;
        self.today.date = clock.map(|at| at.local().date());
        Ok(Variant {
            name,
            after,
            body: Vec::new(),
        })
    }

    /// A line of the course.
    fn says(&mut self, line: &mut Line) -> Result<Says, Problem> {
        let says = self.begun(line)?;
        line.end()?;
        Ok(says)
    }

    fn begun(&mut self, line: &mut Line) -> Result<Says, Problem> {
        if let Some(at) = when::maybe_moment(line, &mut self.today)? {
            return self.clock_to(line, at);
        }
        if line.has("steg") {
            let name = line.word("stegets namn", |word| Some(word.to_owned()))?;
            return Ok(Says::Step(name));
        }
        if line.has("brev :") {
            return Ok(Says::Letters(line.one_of(&[
                ("alla", Strict::All),
                ("alla utom larmtest", Strict::AllButTests),
                ("bara nämnda", Strict::Named),
            ])?));
        }
        if let Some(machine) = self.machine(line)? {
            return Ok(Says::Machine(machine));
        }
        if let Some(expect) = self.expect(line)? {
            return Ok(Says::Expect(expect));
        }
        let Some(who) = line.maybe_word("initialer på den som gör något", words::initials)
        else {
            return Err(line.problem());
        };
        self.known_staff(line, &who)?;
        self.deed(line, who).map(Says::Deed)
    }

    fn clock_to(&mut self, line: &mut Line, at: Timestamp) -> Result<Says, Problem> {
        if let Some(now) = self.clock.filter(|now| at < *now) {
            return Err(line.wrong(&format!(
                "klockan går bara framåt, och är redan {}",
                moment_written(now)
            )));
        }
        self.clock = Some(at);
        self.today.date = Some(at.local().date());
        let before_rules = line.has("innan reglerna");
        Ok(Says::Clock { at, before_rules })
    }

    fn machine(&self, line: &mut Line) -> Result<Option<Machine>, Problem> {
        Ok(Some(if line.has("reglerna stannar") {
            Machine::RulesStop
        } else if line.has("reglerna startar") {
            Machine::RulesStart
        } else if line.has("servern dödas och startar") {
            Machine::Restart
        } else if line.has("telefoner") {
            let (who, count) = self.phones(line)?;
            Machine::Phones(who, count)
        } else if line.has("enheten hos") {
            let who = self.staff(line)?;
            line.one_of(&[
                ("osynkad", Machine::Unsynced as fn(Name) -> Machine),
                ("synkad", Machine::Synced),
            ])?(who)
        } else if line.has("kontakten med") {
            let who = self.staff(line)?;
            line.one_of(&[
                ("bruten", Machine::Lost as fn(Name) -> Machine),
                ("åter", Machine::Regained),
            ])?(who)
        } else if line.has("brevet till") {
            let who = self.staff(line)?;
            line.one_of(&[
                ("kommer fram", Machine::Accepted as fn(Name) -> Machine),
                ("visas", Machine::Shown),
                ("når inte fram", Machine::Failed),
            ])?(who)
        } else {
            return Ok(None);
        }))
    }

    fn phones(&self, line: &mut Line) -> Result<(Name, u16), Problem> {
        let who = self.staff(line)?;
        let count = line.word("antal", |word| word.parse().ok())?;
        Ok((who, count))
    }

    /// A colleague of the team.
    fn staff(&self, line: &mut Line) -> Result<Name, Problem> {
        let who = line.word("initialer på en kollega", words::initials)?;
        self.known_staff(line, &who)?;
        Ok(who)
    }

    fn known_staff(&self, line: &Line, who: &str) -> Result<(), Problem> {
        if self.fixture.colleague(who).is_some() {
            return Ok(());
        }
        let all: Vec<&str> = self
            .fixture
            .staff
            .iter()
            .map(|one| one.0.as_str())
            .collect();
        Err(line.wrong(&format!("{who} finns inte i laget: {}", all.join(", "))))
    }

    /// A client of the team.
    fn client(&self, line: &mut Line) -> Result<Name, Problem> {
        let who = line.word("klientens initialer", words::initials)?;
        self.known_client(line, &who)?;
        Ok(who)
    }

    fn known_client(&self, line: &Line, who: &str) -> Result<(), Problem> {
        if self.fixture.client(who).is_some() {
            return Ok(());
        }
        let all: Vec<&str> = self
            .fixture
            .clients
            .iter()
            .map(|one| one.0.as_str())
            .collect();
        Err(line.wrong(&format!(
            "{who} är ingen av lagets klienter: {}",
            all.join(", ")
        )))
    }

    /// One or more colleagues, as `M.H.` or `M.H. och J.A.`.
    fn staff_list(&self, line: &mut Line) -> Result<Vec<Name>, Problem> {
        let mut all = vec![self.staff(line)?];
        while line.has("och") {
            all.push(self.staff(line)?);
        }
        Ok(all)
    }

    /// Colleagues one after the other, up to something else.
    fn staff_row(&self, line: &mut Line) -> Result<Vec<Name>, Problem> {
        let mut all = Vec::new();
        while let Some(who) = line.maybe_word("initialer på en kollega", words::initials) {
            self.known_staff(line, &who)?;
            all.push(who);
        }
        Ok(all)
    }

    /// Clients one after the other, up to something else.
    fn client_row(&self, line: &mut Line) -> Result<Vec<Name>, Problem> {
        let mut all = Vec::new();
        while let Some(who) = line.maybe_word("klientens initialer", words::initials) {
            self.known_client(line, &who)?;
            all.push(who);
        }
        Ok(all)
    }

    /// A colleague, or `ingen`.
    fn staff_or_nobody(&self, line: &mut Line, nobody: &str) -> Result<Option<Name>, Problem> {
        if line.has(nobody) {
            return Ok(None);
        }
        self.staff(line).map(Some)
    }
}

/// Where a step ends: at the next step, or at the end of the course.
#[must_use]
pub fn end_of_step(body: &[Statement], name: &str) -> Option<usize> {
    let is_step = |one: &Statement| matches!(&one.says, Says::Step(step) if step == name);
    let begin = body.iter().position(is_step)?;
    let rest = &body[begin + 1..];
    let next = rest
        .iter()
        .position(|one| matches!(one.says, Says::Step(_)))
        .unwrap_or(rest.len());
    Some(before_clock(body, begin + 1 + next))
}

/// A time that stands right before the next step belongs to that step.
fn before_clock(body: &[Statement], mut end: usize) -> usize {
    while end > 0 && end < body.len() && matches!(body[end - 1].says, Says::Clock { .. }) {
        end -= 1;
    }
    end
}

#[cfg(test)]
mod tests;
