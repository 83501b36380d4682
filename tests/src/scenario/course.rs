//! Plays a file, one statement after the other.

use super::ast::{Deed, Expect, Says, Scenario, Statement, Strict};
use super::check::Checks;
use super::difference::{Difference, Failure};
use super::parse::end_of_step;
use super::wish;
use super::world::{Cannot, World};

/// What came of a file.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Expectations that do not hold.
    pub failures: Vec<Failure>,
    /// How many expectations were looked at.
    pub checked: usize,
    /// How many of them hold.
    pub held: usize,
    /// Statements that exist in the pure domain only, as `line: statement`.
    pub only_pure: Vec<String>,
}

/// Plays a file and its variants, each from the beginning in a world of its own.
pub fn play<W: World>(file: &str, scenario: &Scenario, mut found: impl FnMut() -> W) -> Outcome {
    let mut outcome = Outcome::default();
    let mut course = Course::new(file, None, &mut outcome);
    course.run(&mut found(), &[(&scenario.body, true)]);
    for variant in &scenario.variants {
        let common = end_of_step(&scenario.body, &variant.after).unwrap_or_default();
        let mut course = Course::new(file, Some(variant.name.clone()), &mut outcome);
        course.run(
            &mut found(),
            &[(&scenario.body[..common], false), (&variant.body, true)],
        );
    }
    outcome
}

/// One way through a file.
struct Course<'a> {
    file: &'a str,
    variant: Option<String>,
    checks: Checks,
    outcome: &'a mut Outcome,
    /// Whether what does not hold is told; the common part has been told already.
    is_told: bool,
}

impl<'a> Course<'a> {
    fn new(file: &'a str, variant: Option<String>, outcome: &'a mut Outcome) -> Self {
        Self {
            file,
            variant,
            checks: Checks::default(),
            outcome,
            is_told: true,
        }
    }

    fn run<W: World>(&mut self, world: &mut W, parts: &[(&[Statement], bool)]) {
        self.checks.demand(world.view(), Strict::All);
        let mut last = None;
        for (statements, is_told) in parts {
            self.is_told = *is_told;
            for (index, statement) in statements.iter().enumerate() {
                match self.step(world, statement) {
                    Next::On => last = Some(statement),
                    // What follows would only repeat the same.
                    Next::Ended => return,
                    Next::OnlyPure => {
                        for rest in &statements[index..] {
                            self.only_pure(rest);
                        }
                        return;
                    }
                }
            }
        }
        let Some(last) = last else { return };
        if let Some(difference) = self.checks.unnamed(world.view()) {
            self.tell(world, last.line, "filens slut", difference);
        }
    }

    /// One statement. A deed that cannot be done ends the course.
    fn step<W: World>(&mut self, world: &mut W, statement: &Statement) -> Next {
        let result = match &statement.says {
            Says::Step(_) => Ok(()),
            Says::Clock { at, before_rules } => {
                let gone = world.go_to(*at, *before_rules);
                gone.map_err(|why| (why, "klockan går dit"))
            }
            Says::Machine(what) => world.machine(what).map_err(|why| (why, "det händer")),
            Says::Letters(strict) => {
                self.checks.demand(world.view(), *strict);
                Ok(())
            }
            Says::Expect(expect) => self.expect(world, statement, expect),
            Says::Deed(deed) => {
                let done = self.deed(world, statement, deed);
                done.map_err(|why| (why, "det är möjligt"))
            }
        };
        let next = match result {
            Ok(()) => Next::On,
            Err((Cannot::OnlyPure, _)) => {
                self.only_pure(statement);
                Next::On
            }
            Err((Cannot::OnlyPureFromHere, _)) => Next::OnlyPure,
            Err((Cannot::Not(why), expected)) => {
                let difference = Difference::new(expected, why);
                self.tell(world, statement.line, &statement.source, difference);
                Next::Ended
            }
        };
        for broken in world.broken() {
            let difference = Difference::new("det som alltid gäller", broken);
            self.tell(world, statement.line, &statement.source, difference);
        }
        next
    }

    fn expect<W: World>(
        &mut self,
        world: &W,
        statement: &Statement,
        expect: &Expect,
    ) -> Result<(), (Cannot, &'static str)> {
        if !world.view().sees_notices && is_notice(expect) {
            return Err((Cannot::OnlyPure, ""));
        }
        self.outcome.checked += usize::from(self.is_told);
        match self.checks.check(world.view(), expect) {
            Ok(()) => self.outcome.held += usize::from(self.is_told),
            Err(difference) => self.tell(world, statement.line, &statement.source, difference),
        }
        Ok(())
    }

    fn only_pure(&mut self, statement: &Statement) {
        if self.is_told {
            let line = format!("{}: {}", statement.line, statement.source);
            self.outcome.only_pure.push(line);
        }
    }

    fn deed<W: World>(
        &mut self,
        world: &mut W,
        statement: &Statement,
        deed: &Deed,
    ) -> Result<(), Cannot> {
        let mut checks = self.checks.clone();
        let command = {
            let view = world.view();
            let named = std::cell::RefCell::new(&mut checks);
            wish::command(view, deed, |name| {
                named.borrow_mut().alert_named(view, name, None)
            })
            .map_err(Cannot::Not)?
        };
        self.checks = checks;
        let answer = world.wish(&deed.who, &command, deed.happened)?;
        let (wanted, found) = (deed.refused.as_deref(), answer.err());
        if wanted == found.as_deref() {
            return Ok(());
        }
        let line = |words: Option<&str>| {
            words.map_or_else(
                || "det går".to_owned(),
                |words| format!("nekas: \"{words}\""),
            )
        };
        let difference = Difference::new(line(wanted), line(found.as_deref()));
        self.tell(world, statement.line, &statement.source, difference);
        Ok(())
    }

    fn tell<W: World>(&mut self, world: &W, line: usize, statement: &str, difference: Difference) {
        if self.is_told {
            self.outcome.failures.push(Failure {
                file: self.file.to_owned(),
                line,
                variant: self.variant.clone(),
                statement: statement.to_owned(),
                at: world.view().now,
                difference,
            });
        }
    }
}

/// How a course goes on.
enum Next {
    /// With the next statement.
    On,
    /// Not at all.
    Ended,
    /// In the pure domain only.
    OnlyPure,
}

/// Whether an expectation is about a letter that belongs to no alert.
fn is_notice(expect: &Expect) -> bool {
    match expect {
        Expect::Letter(letter) => letter.alert.is_none(),
        Expect::Log(log) => log.kind == "aviseringar",
        _ => false,
    }
}

/// What came of a file, in a few lines.
#[must_use]
pub fn summary(title: &str, outcome: &Outcome) -> String {
    let mut lines: Vec<String> = outcome.failures.iter().map(ToString::to_string).collect();
    let count = outcome.only_pure.len();
    if count > 0 {
        lines.push(format!(
            "endast ren, inte prövat mot servern ({count} rader):"
        ));
        lines.extend(outcome.only_pure.iter().map(|line| format!("    {line}")));
    }
    let verdict = if outcome.failures.is_empty() {
        "stämmer"
    } else {
        "stämmer inte"
    };
    lines.push(format!(
        "{title}: {verdict}, {} av {} påståenden håller",
        outcome.held, outcome.checked
    ));
    lines.join("\n")
}
