//! What is still to be done before a step, and what forbids it, in words.

use crate::board::card::Post;
use crate::deescalation::gate::{Block, Plan, Wanting};
use crate::time::Timestamp;
use crate::wording::Language;
use crate::wording::card::{flag, legal_status, reason};
use crate::wording::time::{date, day_and_clock, moment};

/// Something that is still to be done.
pub(super) fn wants(language: Language, wanting: &Wanting, now: Timestamp) -> String {
    match wanting {
        Wanting::PsychiatristReview => language
            .pick(
                "psykiater har inte bedömt",
                "no psychiatrist has seen the client",
            )
            .to_owned(),
        Wanting::PsychiatristClock { due } => {
            let due = day_and_clock(language, *due, now);
            match language {
                Language::Sv => format!("psykiater senast {due}"),
                Language::En => format!("psychiatrist by {due}"),
            }
        }
        Wanting::PsychiatristAnswer { asked } => {
            let asked = moment(language, *asked, now);
            match language {
                Language::Sv => format!("psykiatern har inte svarat på frågan {asked}"),
                Language::En => format!("the psychiatrist has not answered the question {asked}"),
            }
        }
        Wanting::MedicationRest { had, needs } => match language {
            Language::Sv => format!("läkemedelsändring ({had} av {needs})"),
            Language::En => format!("change of medication ({had} of {needs})"),
        },
        Wanting::Plan { plan: Plan::Crisis } => language
            .pick(
                "krisplanen är inte bekräftad",
                "the crisis plan is not confirmed",
            )
            .to_owned(),
        Wanting::Plan { plan: Plan::Care } => language
            .pick(
                "vårdplanen är inte kontrollerad",
                "the care plan is not checked",
            )
            .to_owned(),
        Wanting::Plan { plan: Plan::Sip } => language
            .pick(
                "SIP-frågan är inte besvarad",
                "the SIP question is not answered",
            )
            .to_owned(),
        Wanting::Holder { post: Post::Cm } => language.pick("CM saknas", "no CM").to_owned(),
        Wanting::Holder { post: Post::Deputy } => language
            .pick("ställföreträdare saknas", "no deputy")
            .to_owned(),
        Wanting::DayShift { date: day } => {
            let day = date(language, *day, now);
            match language {
                Language::Sv => format!("varken CM eller ställföreträdare i tjänst {day}"),
                Language::En => format!("neither CM nor deputy on duty {day}"),
            }
        }
        Wanting::Rota { from } => {
            let from = date(language, *from, now);
            match language {
                Language::Sv => format!("schemat är inte publicerat för {from}"),
                Language::En => format!("the rota is not published for {from}"),
            }
        }
        Wanting::Booking => language
            .pick("ingen uppföljning bokad", "no follow-up booked")
            .to_owned(),
        Wanting::Told => language
            .pick("klienten inte informerad", "the client is not told")
            .to_owned(),
        Wanting::View => language
            .pick(
                "klientens egen syn saknas",
                "the client’s own view is missing",
            )
            .to_owned(),
    }
}

/// Something that forbids automation.
#[must_use]
pub fn block(language: Language, block: &Block, now: Timestamp) -> String {
    match block {
        Block::Flag { flag: raised } => flag(language, *raised).to_owned(),
        Block::Legal {
            status: Some(status),
            changed,
        } => {
            let (status, day) = (
                legal_status(*status),
                date(language, changed.local().date(), now),
            );
            match language {
                Language::Sv => format!("{status} ändrades {day}"),
                Language::En => format!("{status} changed {day}"),
            }
        }
        Block::Legal {
            status: None,
            changed,
        } => {
            let day = date(language, changed.local().date(), now);
            match language {
                Language::Sv => format!("tvångsvård upphörde {day}"),
                Language::En => format!("compulsory care ended {day}"),
            }
        }
        Block::Reason { reason: why } => {
            let why = reason(language, *why);
            match language {
                Language::Sv => format!("orsak: {why}"),
                Language::En => format!("reason: {why}"),
            }
        }
        Block::Hold { until: Some(until) } => {
            let until = date(language, *until, now);
            match language {
                Language::Sv => format!("håll kvar t.o.m. {until}"),
                Language::En => format!("on hold to {until}"),
            }
        }
        Block::Hold { until: None } => language
            .pick("håll kvar tills det hävs", "on hold until lifted")
            .to_owned(),
        Block::Objection { at, overdue } => {
            let day = date(language, at.local().date(), now);
            let mut words = match language {
                Language::Sv => format!("klienten motsätter sig sedan {day}"),
                Language::En => format!("the client objects since {day}"),
            };
            if *overdue {
                words.push_str(language.pick(", samtal försenat", ", talk overdue"));
            }
            words
        }
        Block::FollowUp => language
            .pick(
                "48-timmarsuppföljningen är inte bockad i tavelmötet",
                "the 48-hour follow-up is not ticked in the board meeting",
            )
            .to_owned(),
        Block::AddictionCare => language
            .pick(
                "ingen kontakt med beroendevården",
                "no contact with addiction care",
            )
            .to_owned(),
        Block::Paused => language
            .pick("automatiken är pausad", "the rules are paused")
            .to_owned(),
    }
}
