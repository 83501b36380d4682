//! The way back to the care plan in words: gates, evidence, and what stands in the way.

mod lacks;

use crate::board::card::LevelNames;
use crate::deescalation::Transition;
use crate::deescalation::gate::{Evidence, Gate, State, Verdict};
use crate::deescalation::policy::{Policy, StepRules};
use crate::time::Timestamp;
use crate::wording::card::{level_within, sign};
use crate::wording::time::{clock, date, moment};
use crate::wording::{Language, time};
use lacks::wants;

pub use lacks::block;

/// What a gate asks for, with the numbers of the step.
#[must_use]
pub fn gate(language: Language, gate: Gate, rules: &StepRules) -> String {
    let days = |span: crate::Span| time::days(language, span.whole_days());
    match gate {
        Gate::D1 => match language {
            Language::Sv => format!("minst {} på nivån", days(rules.stay)),
            Language::En => format!("at least {} on the level", days(rules.stay)),
        },
        Gate::D2 => match (rules.since_crisis, language) {
            (Some(span), Language::Sv) => format!("krisfri {}", days(span)),
            (Some(span), Language::En) => format!("no crisis for {}", days(span)),
            (None, Language::Sv) => "ingen kris på nivån".to_owned(),
            (None, Language::En) => "no crisis on the level".to_owned(),
        },
        Gate::D3 => language.pick("gröna tecken", "green signs").to_owned(),
        Gate::D3f => language
            .pick("färsk bedömning", "fresh assessment")
            .to_owned(),
        Gate::D4 => language
            .pick("planerade kontakter", "planned contacts")
            .to_owned(),
        Gate::D5 if rules.every_action => language
            .pick(
                "öppna åtgärder har ny ägare och tid",
                "open actions have a new owner and time",
            )
            .to_owned(),
        Gate::D5 => language.pick("krisåtgärder", "crisis actions").to_owned(),
        Gate::D6 => language
            .pick("psykiater och läkemedel", "psychiatrist and medication")
            .to_owned(),
        Gate::D7 => language
            .pick("sådant som hindrar", "what forbids it")
            .to_owned(),
        Gate::D8 => language.pick("omprövningsdatum", "review date").to_owned(),
        Gate::D9 => language.pick("planer", "plans").to_owned(),
        Gate::D10 => language
            .pick("mottagare finns", "somebody takes over")
            .to_owned(),
        Gate::D11 => language
            .pick("tid för beslut", "time for the decision")
            .to_owned(),
        Gate::D12 => language
            .pick("automatiken gick i tid", "the rules ran in time")
            .to_owned(),
        Gate::D13 => language
            .pick("klienten informerad", "the client is told")
            .to_owned(),
    }
}

/// What a gate says, in a word.
#[must_use]
pub fn state(language: Language, state: State) -> &'static str {
    match state {
        State::Open => language.pick("uppfyllt", "met"),
        State::Closed => language.pick("hinder", "in the way"),
        State::Unknown => language.pick("uppgift saknas", "not known"),
    }
}

/// What a verdict rests on.
#[must_use]
pub fn evidence(language: Language, evidence: &Evidence, now: Timestamp) -> String {
    match evidence {
        Evidence::Lasted { had, needs } => match language {
            Language::Sv => format!("{had} av {needs}"),
            Language::En => format!("{had} of {needs}"),
        },
        Evidence::NoCrisis => language
            .pick("ingen krishändelse", "no crisis event")
            .to_owned(),
        Evidence::CrisisInStay { at } => {
            let at = moment(language, *at, now);
            match language {
                Language::Sv => format!("krishändelse {at}: teamet beslutar"),
                Language::En => format!("crisis event {at}: the team decides"),
            }
        }
        Evidence::Greens { .. } => greens(language, evidence),
        Evidence::NotGreen { sign: seen, at } => {
            let (seen, at) = (sign(language, *seen), moment(language, *at, now));
            match language {
                Language::Sv => format!("{seen} bedömning {at}"),
                Language::En => format!("{seen} assessment {at}"),
            }
        }
        Evidence::NeverAssessed => language.pick("aldrig bedömd", "never assessed").to_owned(),
        Evidence::Fresh { age, limit } => {
            let (age, limit) = (age.nearest_hours(), limit.nearest_hours());
            match language {
                Language::Sv => format!("{age} h gammal kl 06, högst {limit} h"),
                Language::En => format!("{age} h old at 06:00, at most {limit} h"),
            }
        }
        Evidence::NothingMissed => language.pick("inga missade", "none missed").to_owned(),
        Evidence::Actions { open: 0 } => {
            language.pick("inga i vägen", "none in the way").to_owned()
        }
        Evidence::Actions { open } => match language {
            Language::Sv => format!("{open} i vägen"),
            Language::En => format!("{open} in the way"),
        },
        Evidence::Blocks { blocks } if blocks.is_empty() => {
            language.pick("inget", "nothing").to_owned()
        }
        Evidence::Blocks { blocks } => {
            let words: Vec<_> = blocks.iter().map(|one| block(language, one, now)).collect();
            words.join(" · ")
        }
        Evidence::Review { date: Some(day) } => date(language, *day, now),
        Evidence::Review { date: None } => language.pick("saknas", "missing").to_owned(),
        Evidence::Window { shown: None } => {
            language.pick("dagen passar", "the day fits").to_owned()
        }
        Evidence::Window { shown: Some(at) } => match language {
            Language::Sv => format!("visad i tavelmötet {}", clock(*at)),
            Language::En => format!("shown in the board meeting {}", clock(*at)),
        },
        Evidence::OutsideWindow { date: day } => {
            let day = date(language, *day, now);
            match language {
                Language::Sv => format!("inga automatiska steg {day}"),
                Language::En => format!("no automatic steps on {day}"),
            }
        }
        Evidence::NotShown => language
            .pick(
                "inte visad i dagens tavelmöte",
                "not shown in today’s board meeting",
            )
            .to_owned(),
        Evidence::InTime => language.pick("i tid", "in time").to_owned(),
        Evidence::ContactMissed { at } => {
            let at = moment(language, *at, now);
            match language {
                Language::Sv => format!("missad kontakt {at}"),
                Language::En => format!("missed contact {at}"),
            }
        }
        Evidence::Wants { wanting } if wanting.is_empty() => {
            language.pick("klart", "done").to_owned()
        }
        Evidence::Wants { wanting } => {
            let words: Vec<_> = wanting
                .iter()
                .map(|one| wants(language, one, now))
                .collect();
            words.join(", ")
        }
        Evidence::Stopped { since } => {
            let since = moment(language, *since, now);
            match language {
                Language::Sv => format!("automatiken står still sedan {since}"),
                Language::En => format!("the rules stand still since {since}"),
            }
        }
        Evidence::Unsynced { since } => {
            let since = moment(language, *since, now);
            match language {
                Language::Sv => format!(
                    "en telefon i tjänst har inte synkat sedan {since}, öppna Teamtavlan på den"
                ),
                Language::En => {
                    format!("a phone on duty has not synced since {since}, open Teamtavlan on it")
                }
            }
        }
        Evidence::NeverRun => language
            .pick("automatiken har aldrig gått", "the rules have never run")
            .to_owned(),
        Evidence::Late { by } => match language {
            Language::Sv => format!("{by} för sent"),
            Language::En => format!("{by} late"),
        },
    }
}

/// Green assessments: what is missing, days before counts; or, if nothing is, what there is.
fn greens(language: Language, evidence: &Evidence) -> String {
    let Evidence::Greens {
        greens,
        days,
        persons,
        needs_greens,
        needs_days,
        needs_persons,
    } = evidence
    else {
        return String::new();
    };
    let of = |had: u8, needs: u8, sv: &str, en: &str| match language {
        Language::Sv => format!("{had} av {needs} {sv}"),
        Language::En => format!("{had} of {needs} {en}"),
    };
    let mut missing = Vec::new();
    if days < needs_days {
        missing.push(of(*days, *needs_days, "dagar", "days"));
    } else if greens < needs_greens {
        missing.push(of(*greens, *needs_greens, "bedömningar", "assessments"));
    }
    if persons < needs_persons {
        missing.push(of(*persons, *needs_persons, "personer", "persons"));
    }
    if missing.is_empty() {
        let people = language.pick(
            if *persons == 1 { "person" } else { "personer" },
            if *persons == 1 { "person" } else { "persons" },
        );
        return match language {
            Language::Sv => format!("{greens} på {days} dagar av {persons} {people}"),
            Language::En => format!("{greens} on {days} days by {persons} {people}"),
        };
    }
    missing.join(", ")
}

/// A verdict that is not open, as one of a list: `krisfri 7 dygn (159 h 45 min av 168 h)`.
#[must_use]
pub fn hinder(language: Language, verdict: &Verdict, rules: &StepRules, now: Timestamp) -> String {
    let (name, because) = (
        gate(language, verdict.gate, rules),
        evidence(language, &verdict.because, now),
    );
    match &verdict.because {
        Evidence::NeverAssessed if verdict.gate == Gate::D3f => language
            .pick("färsk bedömning saknas", "no fresh assessment")
            .to_owned(),
        // Nothing is known to forbid, but no reason was given that could.
        Evidence::Blocks { blocks } if blocks.is_empty() => language
            .pick("orsak saknas", "no reason is given")
            .to_owned(),
        // These say what is wrong by themselves.
        Evidence::Blocks { .. }
        | Evidence::Wants { .. }
        | Evidence::ContactMissed { .. }
        | Evidence::Stopped { .. }
        | Evidence::Unsynced { .. }
        | Evidence::NeverRun
        | Evidence::NeverAssessed
        | Evidence::NotGreen { .. }
        | Evidence::CrisisInStay { .. }
        | Evidence::NotShown
        | Evidence::OutsideWindow { .. } => because,
        Evidence::Greens { .. } | Evidence::Review { .. } => format!("{name} {because}"),
        _ => format!("{name} ({because})"),
    }
}

/// A verdict that is not open in a word or two, where there is no room for numbers: `krisfri 7 dygn`.
#[must_use]
pub fn hinder_short(
    language: Language,
    verdict: &Verdict,
    rules: &StepRules,
    now: Timestamp,
) -> String {
    match &verdict.because {
        Evidence::Blocks { .. } => hinder(language, verdict, rules, now),
        Evidence::Wants { wanting } if wanting.len() == 1 => {
            evidence(language, &verdict.because, now)
        }
        Evidence::NeverAssessed | Evidence::NotGreen { .. } | Evidence::Greens { .. } => {
            language.pick("gröna tecken", "green signs").to_owned()
        }
        Evidence::Unsynced { .. } => language.pick("tyst telefon", "silent phone").to_owned(),
        _ => gate(language, verdict.gate, rules),
    }
}

/// How many gates are not open: `2 hinder`.
#[must_use]
pub fn hinders(language: Language, count: usize) -> String {
    match language {
        Language::Sv => format!("{count} hinder"),
        Language::En if count == 1 => "1 hindrance".to_owned(),
        Language::En => format!("{count} hindrances"),
    }
}

/// A step: `röd → nedtrappning`.
#[must_use]
pub fn transition(language: Language, names: &LevelNames, transition: Transition) -> String {
    let word = |of| level_within(language, names, of);
    format!("{} → {}", word(transition.from()), word(transition.to()))
}

/// The hinders of a list of verdicts in a line, as they are written in the log.
#[must_use]
pub fn hinder_list(
    language: Language,
    verdicts: &[Verdict],
    transition: Transition,
    policy: &Policy,
    now: Timestamp,
) -> String {
    let rules = policy.step(transition);
    let words: Vec<_> = crate::deescalation::gate::hinders(verdicts)
        .map(|verdict| hinder(language, verdict, rules, now))
        .collect();
    words.join(", ")
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, NaiveTime};

    use super::*;
    use crate::Span;
    use crate::board::card::{Flag, LegalStatus, Reason, Sign};
    use crate::deescalation::gate::Block;

    fn at(day: u32, hour: u32, minute: u32) -> Timestamp {
        let date = NaiveDate::from_ymd_opt(2026, 3, day).unwrap();
        Timestamp::at(date, NaiveTime::from_hms_opt(hour, minute, 0).unwrap())
    }

    fn hours(hours: i64, minutes: i64) -> Span {
        Span::minutes(hours * 60 + minutes)
    }

    #[track_caller]
    fn check(which: Gate, because: Evidence, step: Transition, sv: &str, en: &str) {
        let policy = Policy::default();
        let verdict = Verdict {
            gate: which,
            state: State::Closed,
            because,
        };
        let now = at(16, 8, 30);
        assert_eq!(hinder(Language::Sv, &verdict, policy.step(step), now), sv);
        assert_eq!(hinder(Language::En, &verdict, policy.step(step), now), en);
    }

    #[test]
    fn hinders_read_as_in_the_scenarios() {
        let red = Transition::RedToStepdown;
        let yellow = Transition::YellowToPlan;
        check(
            Gate::D1,
            Evidence::Lasted {
                had: hours(68, 20),
                needs: Span::days(3),
            },
            yellow,
            "minst 3 dygn på nivån (68 h 20 min av 72 h)",
            "at least 3 days on the level (68 h 20 min of 72 h)",
        );
        check(
            Gate::D2,
            Evidence::Lasted {
                had: hours(159, 45),
                needs: Span::days(7),
            },
            red,
            "krisfri 7 dygn (159 h 45 min av 168 h)",
            "no crisis for 7 days (159 h 45 min of 168 h)",
        );
        check(
            Gate::D3,
            Evidence::Greens {
                greens: 2,
                days: 2,
                persons: 2,
                needs_greens: 3,
                needs_days: 3,
                needs_persons: 2,
            },
            red,
            "gröna tecken 2 av 3 dagar",
            "green signs 2 of 3 days",
        );
        check(
            Gate::D3f,
            Evidence::Fresh {
                age: hours(64, 40),
                limit: Span::hours(24),
            },
            yellow,
            "färsk bedömning (65 h gammal kl 06, högst 24 h)",
            "fresh assessment (65 h old at 06:00, at most 24 h)",
        );
        check(
            Gate::D5,
            Evidence::Actions { open: 2 },
            red,
            "krisåtgärder (2 i vägen)",
            "crisis actions (2 in the way)",
        );
        check(
            Gate::D8,
            Evidence::Review {
                date: NaiveDate::from_ymd_opt(2026, 3, 19),
            },
            red,
            "omprövningsdatum tors 19 mar",
            "review date Thu 19 Mar",
        );
        check(
            Gate::D3,
            Evidence::NotGreen {
                sign: Sign::Yellow,
                at: at(14, 11, 2),
            },
            yellow,
            "gul bedömning lör 11:02",
            "yellow assessment Sat 11:02",
        );
    }

    #[test]
    fn blocks_are_joined() {
        let blocks = vec![
            Block::Flag {
                flag: Flag::Suicide,
            },
            Block::Legal {
                status: Some(LegalStatus::Lpt),
                changed: at(10, 9, 0),
            },
            Block::Reason {
                reason: Reason::Medication,
            },
            Block::Hold {
                until: NaiveDate::from_ymd_opt(2026, 4, 8),
            },
        ];
        check(
            Gate::D7,
            Evidence::Blocks { blocks },
            Transition::RedToStepdown,
            "suicidrisk · LPT ändrades tis 10 mar · orsak: läkemedel · håll kvar t.o.m. ons 8 apr",
            "risk of suicide · LPT changed Tue 10 Mar · reason: medication · on hold to Wed 8 Apr",
        );
    }
}
