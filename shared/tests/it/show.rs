//! Evidence and letters in lines that a nurse could review.

use shared::board::event::Recorded;
use shared::deescalation::gate::{Block, Evidence, State, Verdict, Wanting};
use shared::{Span, Timestamp};

use crate::fixture::initials;

/// A moment on a wall clock: `03-16 13:00`.
pub(crate) fn moment(at: Timestamp) -> String {
    let local = at.local();
    format!("{} {}", local.date().format("%m-%d"), local.clock())
}

/// One gate: `D1 closed: 68 h 20 min of 72 h`.
pub(crate) fn verdict(verdict: &Verdict) -> String {
    let state = match verdict.state {
        State::Open => "open",
        State::Closed => "closed",
        State::Unknown => "unknown",
    };
    format!("{:?} {state}: {}", verdict.gate, evidence(&verdict.because))
}

/// The gates that are not open.
pub(crate) fn hinders(verdicts: &[Verdict]) -> Vec<String> {
    verdicts
        .iter()
        .filter(|one| one.state != State::Open)
        .map(verdict)
        .collect()
}

fn evidence(because: &Evidence) -> String {
    match because {
        Evidence::Lasted { had, needs } => format!("{had} of {needs}"),
        Evidence::NoCrisis => "no crisis event".to_owned(),
        Evidence::CrisisInStay { at } => format!("crisis event {} in this stay", moment(*at)),
        Evidence::Greens {
            greens,
            days,
            persons,
            needs_greens,
            needs_days,
            needs_persons,
        } => {
            format!(
                "{greens} of {needs_greens} greens on {days} of {needs_days} days \
                 by {persons} of {needs_persons} persons"
            )
        }
        Evidence::NotGreen { sign, at } => format!("{} {}", sign.word(), moment(*at)),
        Evidence::NeverAssessed => "never assessed".to_owned(),
        Evidence::Fresh { age, limit } => format!("{age} old, at most {limit}"),
        Evidence::Actions { open } => format!("{open} open actions in the way"),
        Evidence::Blocks { blocks } if blocks.is_empty() => "nothing forbids".to_owned(),
        Evidence::Blocks { blocks } => blocks.iter().map(block).collect::<Vec<_>>().join(", "),
        Evidence::Review { date: Some(date) } => format!("review {}", date.format("%m-%d")),
        Evidence::Review { date: None } => "no review date".to_owned(),
        Evidence::Window { shown: Some(at) } => format!("in the window, shown {}", moment(*at)),
        Evidence::Window { shown: None } => "in the window".to_owned(),
        Evidence::OutsideWindow { date } => format!("{} is outside", date.format("%a %m-%d")),
        Evidence::NotShown => "not shown in a meeting".to_owned(),
        Evidence::InTime => "in time".to_owned(),
        Evidence::Late { by } => format!("{by} late"),
        Evidence::NothingMissed => "nothing missed".to_owned(),
        Evidence::ContactMissed { at } => format!("missed {}", moment(*at)),
        Evidence::Wants { wanting } if wanting.is_empty() => "done".to_owned(),
        Evidence::Wants { wanting } => wanting.iter().map(wants).collect::<Vec<_>>().join(", "),
        Evidence::Stopped { since } => format!("stopped since {}", moment(*since)),
        Evidence::Unsynced { since } => format!("a device unsynced since {}", moment(*since)),
        Evidence::NeverRun => "never run".to_owned(),
    }
}

fn wants(wanting: &Wanting) -> String {
    match wanting {
        Wanting::PsychiatristReview => "psychiatrist".to_owned(),
        Wanting::PsychiatristClock { due } => format!("psychiatrist by {}", moment(*due)),
        Wanting::PsychiatristAnswer { asked } => format!("psychiatrist asked {}", moment(*asked)),
        Wanting::MedicationRest { had, needs } => format!("medication {had} of {needs}"),
        Wanting::Plan { plan } => format!("plan {plan:?}"),
        Wanting::Holder { post } => format!("no {}", post.word()),
        Wanting::DayShift { date } => format!("no day shift {}", date.format("%m-%d")),
        Wanting::Rota { from } => format!("no rota from {}", from.format("%m-%d")),
        Wanting::Booking => "no booking".to_owned(),
        Wanting::Told => "not told".to_owned(),
        Wanting::View => "no view".to_owned(),
    }
}

fn block(block: &Block) -> String {
    match block {
        Block::Flag { flag } => format!("flag {}", flag.word()),
        Block::Legal { status, changed } => {
            let status = status.map_or("none", |status| status.word());
            format!("legal status {status} since {}", moment(*changed))
        }
        Block::Reason { reason } => format!("reason {}", reason.word()),
        Block::Hold { until: Some(until) } => format!("hold to {}", until.format("%m-%d")),
        Block::Hold { until: None } => "hold until lifted".to_owned(),
        Block::Objection { at, overdue } => {
            let overdue = if *overdue { ", overdue" } else { "" };
            format!("objection {}{overdue}", moment(*at))
        }
        Block::FollowUp => "no follow-up".to_owned(),
        Block::AddictionCare => "no addiction care".to_owned(),
        Block::Paused => "the team is paused".to_owned(),
    }
}

/// The letters of an event: `19:17:00 T.V. M3 – Du är nu ansvarig. Kvittera före 19:22.`
pub(crate) fn letters(recorded: &Recorded) -> Vec<String> {
    let time = recorded.at.local().time();
    let alert = recorded.event.alert();
    let lines = recorded.event.letters().iter().map(|written| {
        let letter = written.letter(alert);
        let (to, text) = (initials(written.to), written.text);
        format!("{time} {to} {text:?} – {}", letter.body())
    });
    lines.collect()
}

/// A length of time in whole 24-hour days, hours and minutes: `9 d 2 h 55 min`.
pub(crate) fn days(span: Span) -> String {
    let rest = Span::millis(span.as_millis() - Span::days(span.whole_days()).as_millis());
    format!("{} d {rest}", span.whole_days())
}
