//! Lines in which somebody does something.

use shared::board::card::{Fact, Told};

use crate::scenario::ast::{Act, Deed, Name};
use crate::scenario::line::{Line, Problem};
use crate::scenario::when;
use crate::scenario::words::{
    ACTIONS, CHANNELS, EMERGENCIES, FLAGS, LEGAL, LEVELS, POSTS, REASONS, SIGNS, SIP,
};

use super::Reader;
use super::setup::{organisations, rule};

/// The verbs of people.
#[derive(Clone, Copy)]
enum Verb {
    Place,
    Raise,
    Clear,
    Assess,
    Reach(bool),
    ReportCrisis,
    Book,
    VisitStart,
    VisitCheckIn,
    VisitEnd,
    CancelBooking,
    Name,
    OpenAction,
    CloseAction,
    HandOver,
    Review,
    Note,
    Correct,
    Ask,
    Answer,
    Consent,
    Legal,
    LegalEnds,
    Hold,
    Lift,
    Pause,
    Resume,
    Return,
    Emergency,
    Acknowledge,
    Help,
    Show,
    MeetingStart,
    MeetingAttend(bool),
    MeetingMove,
    MeetingClose,
    Rule,
}

const VERBS: [(&str, Verb); 39] = [
    ("sätter", Verb::Place),
    ("flaggar", Verb::Raise),
    ("avflaggar", Verb::Clear),
    ("bedömer", Verb::Assess),
    ("når", Verb::Reach(true)),
    ("når inte", Verb::Reach(false)),
    ("rapporterar krishändelse", Verb::ReportCrisis),
    ("bokar", Verb::Book),
    ("startar besök", Verb::VisitStart),
    ("checkar in från besök", Verb::VisitCheckIn),
    ("avslutar besök", Verb::VisitEnd),
    ("avbokar", Verb::CancelBooking),
    ("utser", Verb::Name),
    ("öppnar åtgärd", Verb::OpenAction),
    ("stänger åtgärd", Verb::CloseAction),
    ("överlämnar åtgärd", Verb::HandOver),
    ("flyttar omprövning", Verb::Review),
    ("noterar", Verb::Note),
    ("rättar", Verb::Correct),
    ("ber psykiatern om", Verb::Ask),
    ("besvarar", Verb::Answer),
    ("registrerar samtycke", Verb::Consent),
    ("registrerar tvångsvård", Verb::Legal),
    ("registrerar slut på tvångsvård", Verb::LegalEnds),
    ("håller kvar", Verb::Hold),
    ("häver håll", Verb::Lift),
    ("pausar laget", Verb::Pause),
    ("återupptar laget", Verb::Resume),
    ("återför", Verb::Return),
    ("nödöppnar", Verb::Emergency),
    ("tar larm", Verb::Acknowledge),
    ("hjälper till med larm", Verb::Help),
    ("visar förslagen", Verb::Show),
    ("börjar mötet", Verb::MeetingStart),
    ("kommer till mötet", Verb::MeetingAttend(true)),
    ("lämnar mötet", Verb::MeetingAttend(false)),
    ("går i mötet till", Verb::MeetingMove),
    ("avslutar mötet", Verb::MeetingClose),
    ("ändrar regel", Verb::Rule),
];

impl Reader {
    /// What somebody does, with when it happened, what was seen, and whether it is refused.
    pub(super) fn deed(&mut self, line: &mut Line, who: Name) -> Result<Deed, Problem> {
        let verb = line.one_of(&VERBS)?;
        let act = self.act(line, verb)?;
        let happened = if line.has("hände") {
            Some(when::moment(line, &mut self.today)?)
        } else {
            None
        };
        let seen = if line.has("såg kortet") {
            Some(when::moment(line, &mut self.today)?)
        } else {
            None
        };
        let refused = if line.has("nekas :") {
            Some(line.text("skälet i skärmens ord")?)
        } else {
            None
        };
        Ok(Deed {
            who,
            act,
            happened,
            seen,
            refused,
        })
    }

    fn act(&mut self, line: &mut Line, verb: Verb) -> Result<Act, Problem> {
        Ok(match verb {
            Verb::Place => self.place(line)?,
            Verb::Raise => Act::Raise(self.client(line)?, line.one_of(&FLAGS)?),
            Verb::Clear => Act::Clear(self.client(line)?, line.one_of(&FLAGS)?),
            Verb::Assess => Act::Assess(self.client(line)?, line.one_of(&SIGNS)?),
            Verb::Reach(reached) => self.contact(line, reached)?,
            Verb::ReportCrisis => {
                Act::ReportCrisis(self.client(line)?, line.text("vad som hände")?)
            }
            Verb::Book => {
                let client = self.client(line)?;
                let at = when::moment(line, &mut self.today)?;
                let how = line.one_of(&CHANNELS)?;
                line.must("med")?;
                let with = self.staff(line)?;
                Act::Book {
                    client,
                    at,
                    how,
                    with,
                }
            }
            Verb::VisitStart => {
                let client = self.client(line)?;
                let with = if line.has("med") {
                    self.staff_list(line)?
                } else {
                    Vec::new()
                };
                Act::VisitStart {
                    client,
                    with,
                    minutes: minutes(line)?,
                    alone: line.has("ensam ändå"),
                }
            }
            Verb::VisitCheckIn => Act::VisitCheckIn(self.client(line)?, minutes(line)?),
            Verb::VisitEnd => Act::VisitEnd(self.client(line)?),
            Verb::CancelBooking => {
                Act::CancelBooking(self.client(line)?, when::moment(line, &mut self.today)?)
            }
            Verb::Name => self.name(line)?,
            Verb::OpenAction => {
                let client = self.client(line)?;
                let class = line.one_of(&ACTIONS)?;
                let text = line.text("vad som ska göras")?;
                let owner = self.staff(line)?;
                line.must("senast")?;
                let due = when::moment(line, &mut self.today)?;
                Act::OpenAction {
                    client,
                    class,
                    text,
                    owner,
                    due,
                }
            }
            Verb::CloseAction => {
                Act::CloseAction(self.client(line)?, line.text("vad som skulle göras")?)
            }
            Verb::HandOver => {
                let client = self.client(line)?;
                let text = line.text("vad som ska göras")?;
                line.must("till")?;
                let owner = self.staff(line)?;
                line.must("senast")?;
                let due = when::moment(line, &mut self.today)?;
                Act::HandOver {
                    client,
                    text,
                    owner,
                    due,
                }
            }
            Verb::Review => {
                let client = self.client(line)?;
                line.must("till")?;
                Act::Review(client, when::date(line, &mut self.today)?)
            }
            Verb::Note => Act::Note(self.client(line)?, fact(line)?),
            Verb::Correct => {
                let client = self.client(line)?;
                let at = when::moment(line, &mut self.today)?;
                Act::Correct(client, at, line.text("vad som är rätt")?)
            }
            Verb::Ask => Act::AskPsychiatrist(self.client(line)?, line.text("frågan")?),
            Verb::Answer => Act::AnswerPsychiatrist(self.client(line)?, line.text("frågan")?),
            Verb::Consent => Act::Consent(self.client(line)?, organisations(line)?),
            Verb::Legal => {
                let client = self.client(line)?;
                let status = Some(line.one_of(&LEGAL)?);
                let ends = self.until(line)?;
                Act::Legal {
                    client,
                    status,
                    ends,
                }
            }
            Verb::LegalEnds => Act::Legal {
                client: self.client(line)?,
                status: None,
                ends: None,
            },
            Verb::Hold => {
                let client = self.client(line)?;
                let reason = line.text("skälet")?;
                let until = self.until(line)?;
                Act::Hold {
                    client,
                    reason,
                    until,
                }
            }
            Verb::Lift => {
                let client = self.client(line)?;
                let set_by = if line.has("satt av") {
                    Some(self.staff(line)?)
                } else {
                    None
                };
                Act::Lift { client, set_by }
            }
            Verb::Pause => Act::Pause(line.text("skälet")?),
            Verb::Resume => Act::Resume,
            Verb::Return => Act::Return(self.client(line)?),
            Verb::Emergency => Act::Emergency(self.client(line)?, line.text("skälet")?),
            Verb::Acknowledge => Act::Acknowledge(label(line)?),
            Verb::Help => Act::Help(label(line)?),
            Verb::Show => Act::ShowProposals,
            Verb::MeetingStart => {
                let with = if line.has("med") {
                    self.staff_row(line)?
                } else {
                    Vec::new()
                };
                Act::MeetingStart(with)
            }
            Verb::MeetingAttend(there) => Act::MeetingAttend(there),
            Verb::MeetingMove => Act::MeetingMove(self.client(line)?, line.has("ändå")),
            Verb::MeetingClose => Act::MeetingClose,
            Verb::Rule => Act::Rule(rule(line)?),
        })
    }

    fn place(&mut self, line: &mut Line) -> Result<Act, Problem> {
        let client = self.client(line)?;
        let level = line.one_of(&LEVELS)?;
        let reason = line.one_of(&REASONS)?;
        let text = line.text("en rad om varför")?;
        let review = if line.has("omprövning") {
            Some(when::date(line, &mut self.today)?)
        } else {
            None
        };
        let tonight = line.has("måste läsas i natt");
        Ok(Act::Place {
            client,
            level,
            reason,
            text,
            review,
            tonight,
        })
    }

    fn contact(&mut self, line: &mut Line, reached: bool) -> Result<Act, Problem> {
        let client = self.client(line)?;
        let how = line.one_of(&CHANNELS)?;
        let text = line.maybe_text("vad som hände").unwrap_or_default();
        let crisis = line.has("krishändelse");
        let booking = if line.has("enligt bokning") {
            Some(when::moment(line, &mut self.today)?)
        } else {
            None
        };
        Ok(Act::Contact {
            client,
            how,
            reached,
            crisis,
            text,
            booking,
        })
    }

    /// `utser M.H. till dagens kontakt F.N. 11:00 hem`, `utser R.E. till ställföreträdare H.W.`
    fn name(&mut self, line: &mut Line) -> Result<Act, Problem> {
        if line.has("ingen") {
            line.must("till")?;
            let post = line.one_of(&POSTS)?;
            return Ok(Act::Appoint(self.client(line)?, post, None));
        }
        let mut who = self.staff_list(line)?;
        line.must("till")?;
        if line.has("dagens kontakt") {
            let client = self.client(line)?;
            let at = when::moment(line, &mut self.today)?;
            let how = line.one_of(&CHANNELS)?;
            return Ok(Act::NameContact {
                client,
                who,
                at,
                how,
            });
        }
        let post = line.one_of(&POSTS)?;
        let client = self.client(line)?;
        if who.len() > 1 {
            return Err(line.wrong("bara en kan vara CM, och bara en ställföreträdare"));
        }
        Ok(Act::Appoint(client, post, who.pop()))
    }

    fn until(&mut self, line: &mut Line) -> Result<Option<chrono::NaiveDate>, Problem> {
        if line.has("t.o.m.") {
            return when::date(line, &mut self.today).map(Some);
        }
        Ok(None)
    }
}

/// How long until the check-in: `60 min`.
fn minutes(line: &mut Line) -> Result<u16, Problem> {
    let minutes = line.word("antal minuter", |word| word.parse().ok())?;
    line.must("min")?;
    Ok(minutes)
}

/// The name that a file gives an alert.
pub(super) fn label(line: &mut Line) -> Result<String, Problem> {
    line.word("larmets namn i filen", |word| Some(word.to_owned()))
}

fn fact(line: &mut Line) -> Result<Fact, Problem> {
    let told = |reached, view, no_view| {
        Fact::Told(Told {
            reached,
            view,
            no_view,
        })
    };
    let fixed = [
        ("krisplan bekräftad", Fact::CrisisPlanConfirmed),
        ("vårdplan kontrollerad", Fact::CarePlanChecked),
        ("rehabplan kontrollerad", Fact::RehabilitationPlanChecked),
        ("läkemedel klart", Fact::MedicationCleared),
        ("depå missad", Fact::DepotMissed),
        ("invändning samtalad", Fact::ObjectionTalked),
        ("inte nådd för information", told(false, None, None)),
        ("utskrivning uppföljd", Fact::DischargeFollowedUp),
        ("utskrivning avbockad", Fact::DischargeTicked),
        ("kontakt med beroendevård", Fact::AddictionContact),
    ];
    if let Some(fact) = line.maybe(&fixed) {
        return Ok(fact);
    }
    if line.has("SIP") {
        return Ok(Fact::SipAnswered(line.one_of(&SIP)?));
    }
    if line.has("psykiatern beslutar") {
        return Ok(Fact::PsychiatristReviewed(line.text("beslutet")?));
    }
    if line.has("läkemedel ändrat") {
        return Ok(Fact::MedicationChanged(line.text("hur")?));
    }
    if line.has("invänder") {
        return Ok(Fact::Objected(line.text("varför")?));
    }
    if line.has("informerad utan åsikt") {
        return Ok(told(true, None, Some(line.text("skälet")?)));
    }
    if line.has("informerad") {
        return Ok(told(true, Some(line.text("klientens åsikt")?), None));
    }
    let emergency = line.one_of(&EMERGENCIES)?;
    Ok(Fact::EmergencyReported(emergency))
}
