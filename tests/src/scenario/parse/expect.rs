//! Lines that say what must hold.

use shared::alert::Rung;

use crate::scenario::ast::Expect;
use crate::scenario::ast::expect::{Alert, At, Board, By, Client, Gate, Letter, Log, Way};
use crate::scenario::line::{Line, Problem};
use crate::scenario::when;
use crate::scenario::words::{CHANNELS, FLAGS, LEVELS, ORGANISATIONS, POSTS, REASONS, SIGNS};

use super::Reader;
use super::act::label;

const WAYS: [(&str, Way); 3] = [("push", Way::Push), ("sms", Way::Sms), ("röst", Way::Voice)];

const GATES: [(&str, &str); 14] = [
    ("D1", "D1"),
    ("D2", "D2"),
    ("D3", "D3"),
    ("D3f", "D3f"),
    ("D4", "D4"),
    ("D5", "D5"),
    ("D6", "D6"),
    ("D7", "D7"),
    ("D8", "D8"),
    ("D9", "D9"),
    ("D10", "D10"),
    ("D11", "D11"),
    ("D12", "D12"),
    ("D13", "D13"),
];

const RUNGS: [(&str, Rung); 5] = [
    ("T0", Rung::T0),
    ("T+2", Rung::T2),
    ("T+5", Rung::T5),
    ("T+10", Rung::T10),
    ("T+15", Rung::T15),
];

impl Reader {
    /// Reads an expectation, if one begins here.
    pub(super) fn expect(&mut self, line: &mut Line) -> Result<Option<Expect>, Problem> {
        if line.has("brev") {
            return self.letter(line).map(|one| Some(Expect::Letter(one)));
        }
        if line.has("inga brev") {
            let to = if line.has("till") {
                Some(self.staff(line)?)
            } else {
                None
            };
            line.must("sedan")?;
            let since = when::moment(line, &mut self.today)?;
            return Ok(Some(Expect::NoLetters { to, since }));
        }
        if line.has("logg") {
            return self.log(line, None).map(|one| Some(Expect::Log(one)));
        }
        if line.has("ingen logg") {
            return self.log(line, Some(0)).map(|one| Some(Expect::Log(one)));
        }
        if !line.has("väntar") {
            return Ok(None);
        }
        if line.has("larm") {
            let name = label(line)?;
            return Ok(Some(Expect::Alert(name, self.alert(line)?)));
        }
        if let Some(board) = self.board(line)? {
            return Ok(Some(Expect::Board(board)));
        }
        let client = self.client(line)?;
        let what = self.of_client(line)?;
        Ok(Some(Expect::Client(client, what)))
    }

    /// `brev 19:12:00 R.E. M1 larm A "Brådskande. Kvittera i appen före 19:17." push sms`
    fn letter(&mut self, line: &mut Line) -> Result<Letter, Problem> {
        let at = when::moment(line, &mut self.today)?;
        let to = self.staff(line)?;
        let text = line.word("M1 till M10", |word| {
            let number: u8 = word.strip_prefix('M')?.parse().ok()?;
            (1..=10).contains(&number).then(|| word.to_owned())
        })?;
        let alert = if line.has("larm") {
            Some(label(line)?)
        } else {
            None
        };
        let body = line.text("brevets text")?;
        let mut ways = Vec::new();
        while let Some(way) = line.maybe(&WAYS) {
            ways.push(way);
        }
        if ways.is_empty() {
            ways.push(Way::Push);
        }
        ways.sort_unstable();
        Ok(Letter {
            at,
            to,
            text,
            alert,
            body,
            ways,
        })
    }

    /// `logg 13:00:00 steg nedåt F.N. av reglerna`, `ingen logg krishändelse sedan 08:00`
    fn log(&mut self, line: &mut Line, count: Option<usize>) -> Result<Log, Problem> {
        let at = if line.has("sedan") {
            At::Since(when::moment(line, &mut self.today)?)
        } else {
            At::Second(when::moment(line, &mut self.today)?)
        };
        let kind = line.text("händelsens namn")?;
        let kinds = crate::scenario::kinds::ALL;
        if !kinds.contains(&kind.as_str()) {
            return Err(line.wrong(&format!(
                "ingen händelse heter \"{kind}\"; händelser: {}",
                kinds.join(", ")
            )));
        }
        let client = line.maybe_word("klientens initialer", crate::scenario::words::initials);
        if let Some(client) = &client {
            self.known_client(line, client)?;
        }
        let by = if line.has("av") {
            Some(if line.has("reglerna") {
                By::Rules
            } else if line.has("systemet") {
                By::Server
            } else {
                By::Person(self.staff(line)?)
            })
        } else {
            None
        };
        let count = match count {
            Some(count) => Some(count),
            None => {
                let times = line.maybe_word("antal", |word| word.parse().ok());
                if times.is_some() {
                    line.must("gånger")?;
                }
                times
            }
        };
        Ok(Log {
            kind,
            at,
            client,
            by,
            count,
        })
    }

    fn alert(&mut self, line: &mut Line) -> Result<Alert, Problem> {
        Ok(if line.has("gäller") {
            let client = self.client(line)?;
            let class = line.one_of(&[("P1", "P1"), ("P2", "P2")])?;
            Alert::About(client, class.to_owned())
        } else if line.has("ansvarig") {
            Alert::Responsible(self.staff_or_nobody(line, "ingen")?)
        } else if line.has("reserv") {
            Alert::Reserve(self.staff_or_nobody(line, "ingen")?)
        } else if line.has("steg") {
            if line.has("upprepning") {
                let count = line.word("vilken", |word| word.parse().ok())?;
                Alert::Rung(Rung::Repeat(count))
            } else {
                Alert::Rung(line.one_of(&RUNGS)?)
            }
        } else if line.has("ej kvitterat") {
            Alert::NotTaken
        } else if line.has("taget av") {
            let who = self.staff(line)?;
            Alert::Taken(who, when::moment(line, &mut self.today)?)
        } else if line.has("åtgärd senast") {
            Alert::ActionBy(when::moment(line, &mut self.today)?)
        } else if line.has("hjälpare") {
            Alert::Helpers(self.staff_row(line)?)
        } else if line.has("väntar på bemanning") {
            Alert::Uncovered
        } else if line.has("avslutat") {
            Alert::Over
        } else if line.has("fråga på skärmen till") {
            Alert::Asked(self.staff(line)?)
        } else {
            return Err(line.problem());
        })
    }

    fn board(&mut self, line: &mut Line) -> Result<Option<Board>, Problem> {
        let count = |line: &mut Line, what: &str| line.word(what, |word| word.parse().ok());
        Ok(Some(if line.has("tavlan") {
            if let Some(level) = line.maybe(&LEVELS) {
                Board::On(level, self.client_row(line)?)
            } else {
                let cards = count(line, "antal")?;
                line.must("kort")?;
                Board::Cards(cards)
            }
        } else if line.has("belastning") {
            let hours = line.word("timmar", |word| {
                word.parse::<f64>().is_ok().then(|| word.to_owned())
            })?;
            line.must("h")?;
            let percent = line.maybe_word("procent", |word| word.parse().ok());
            if percent.is_some() {
                line.must("%")?;
            }
            Board::Load { hours, percent }
        } else if line.has("mötesordning") {
            Board::Agenda(self.client_row(line)?)
        } else if line.has("mötet saknar kontakt för") {
            if line.has("ingen") {
                Board::MissingAtClosing(Vec::new())
            } else {
                Board::MissingAtClosing(self.client_row(line)?)
            }
        } else if line.has("protokoll") {
            let organisation = line.one_of(&ORGANISATIONS)?;
            Board::Minutes(organisation, count(line, "antal klienter")?)
        } else if line.has("automatiken går") {
            Board::StandsStill(None)
        } else if line.has("automatiken står still sedan") {
            Board::StandsStill(Some(when::moment(line, &mut self.today)?))
        } else {
            return Ok(None);
        }))
    }

    fn of_client(&mut self, line: &mut Line) -> Result<Client, Problem> {
        if let Some(what) = self.state(line)? {
            return Ok(what);
        }
        if let Some(what) = self.contacts(line)? {
            return Ok(what);
        }
        if let Some(what) = self.way_down(line)? {
            return Ok(what);
        }
        self.around(line)
    }

    fn state(&mut self, line: &mut Line) -> Result<Option<Client>, Problem> {
        let number = |line: &mut Line| line.word("antal dygn", |word| word.parse().ok());
        Ok(Some(if line.has("nivå") {
            let level = line.one_of(&LEVELS)?;
            let since = if line.has("sedan") {
                Some(when::moment(line, &mut self.today)?)
            } else {
                None
            };
            Client::Level(level, since)
        } else if line.has("dygn på nivån") {
            Client::DaysOnLevel(number(line)?)
        } else if line.has("dygn på tavlan") {
            Client::DaysOnBoard(number(line)?)
        } else if line.has("orsak") {
            Client::Reason(line.one_of(&REASONS)?)
        } else if line.has("omprövning") {
            if line.has("ingen") {
                Client::Review(None)
            } else {
                Client::Review(Some(when::date(line, &mut self.today)?))
            }
        } else if let Some(post) = line.maybe(&POSTS) {
            Client::Post(post, self.staff_or_nobody(line, "saknas")?)
        } else if line.has("flagga") {
            Client::Flag(line.one_of(&FLAGS)?, true)
        } else if line.has("ingen flagga") {
            Client::Flag(line.one_of(&FLAGS)?, false)
        } else if line.has("trend") {
            let mut signs = vec![line.one_of(&SIGNS)?];
            while let Some(sign) = line.maybe(&SIGNS) {
                signs.push(sign);
            }
            Client::Trend(signs)
        } else {
            return Ok(None);
        }))
    }

    fn contacts(&mut self, line: &mut Line) -> Result<Option<Client>, Problem> {
        Ok(Some(if line.has("dagens kontakt") {
            if line.has("ingen") {
                Client::ContactToday(Vec::new(), None)
            } else {
                let who = self.staff_list(line)?;
                let at = when::maybe_moment(line, &mut self.today)?;
                let when = match at {
                    Some(at) => Some((at, line.one_of(&CHANNELS)?)),
                    None => None,
                };
                Client::ContactToday(who, when)
            }
        } else if line.has("senaste kontakt") {
            let at = when::moment(line, &mut self.today)?;
            let by = self.staff(line)?;
            let how = line.one_of(&CHANNELS)?;
            let reached = line.one_of(&[("nådd", true), ("ej nådd", false)])?;
            Client::LastContact {
                at,
                by,
                how,
                reached,
            }
        } else if line.has("nästa kontakt") {
            if line.has("ingen") {
                Client::NextContact(None)
            } else {
                let at = when::moment(line, &mut self.today)?;
                Client::NextContact(Some((at, self.staff(line)?)))
            }
        } else if line.has("72-timmarskontakt") {
            if line.has("klar") {
                Client::ContactBy(None)
            } else {
                line.must("senast")?;
                Client::ContactBy(Some(when::moment(line, &mut self.today)?))
            }
        } else {
            return Ok(None);
        }))
    }

    fn way_down(&mut self, line: &mut Line) -> Result<Option<Client>, Problem> {
        Ok(Some(if line.has("hinder") {
            match line.maybe_text("hindret i skärmens ord") {
                Some(text) => Client::Hinder(text),
                None => Client::Hinders(line.word("antal", |word| word.parse().ok())?),
            }
        } else if line.has("grind") {
            let gate = line.one_of(&GATES)?;
            let state = line.one_of(&[
                ("öppen", Gate::Open),
                ("stängd", Gate::Closed),
                ("okänd", Gate::Unknown),
            ])?;
            Client::Gate(gate.to_owned(), state)
        } else if line.has("tidigast") {
            if line.has("inget datum") {
                Client::Earliest(None)
            } else {
                Client::Earliest(Some(when::moment(line, &mut self.today)?))
            }
        } else if line.has("redo") {
            Client::Ready(true)
        } else if line.has("inte redo") {
            Client::Ready(false)
        } else if line.has("ingen automatik") {
            Client::NoAutomation
        } else if line.has("inget förslag upp") {
            Client::ProposalUp(None)
        } else if line.has("inget förslag") {
            Client::Proposal(None)
        } else if line.has("förslag till") {
            Client::Proposal(Some(line.one_of(&LEVELS)?))
        } else if line.has("förslag visat") {
            Client::ProposalShown(Some(when::moment(line, &mut self.today)?))
        } else if line.has("förslag inte visat") {
            Client::ProposalShown(None)
        } else if line.has("förslag upp till") {
            Client::ProposalUp(Some(line.one_of(&LEVELS)?))
        } else if line.has("inget håll") {
            Client::Hold(None)
        } else if line.has("håll tills det hävs") {
            Client::HoldUntilLifted
        } else if line.has("håll t.o.m.") {
            Client::Hold(Some(when::date(line, &mut self.today)?))
        } else if line.has("återtagen för händelse") {
            Client::TakenBack(when::moment(line, &mut self.today)?)
        } else {
            return Ok(None);
        }))
    }

    fn around(&mut self, line: &mut Line) -> Result<Client, Problem> {
        let number = |line: &mut Line| line.word("antal", |word| word.parse().ok());
        Ok(if line.has("psykiater senast") {
            Client::Psychiatrist(Some(when::moment(line, &mut self.today)?))
        } else if line.has("psykiater inte begärd") {
            Client::Psychiatrist(None)
        } else if line.has("psykiater försenad") {
            Client::PsychiatristLate
        } else if line.has("inget jourpass behövs") {
            Client::DutySlot(None)
        } else if line.has("jourpass behövs") {
            Client::DutySlot(Some(when::moment(line, &mut self.today)?))
        } else if line.has("ingen efterbevakning") {
            Client::Aftercare(None)
        } else if line.has("efterbevakning till") {
            Client::Aftercare(Some(when::moment(line, &mut self.today)?))
        } else if line.has("inget besök") {
            Client::Visit(None)
        } else if line.has("besök") {
            Client::Visit(Some(line.text("tavlans ord")?))
        } else if line.has("klientkort") {
            Client::OffBoard(line.text("klientkortets rad")?)
        } else if line.has("åtgärd") {
            let text = line.text("vad som ska göras")?;
            let owner = self.staff(line)?;
            line.must("senast")?;
            let due = when::moment(line, &mut self.today)?;
            Client::Action { text, owner, due }
        } else if line.has("åtgärder") {
            Client::Actions(number(line)?)
        } else if line.has("avvikelse") {
            let about = line.text("vad avvikelsen gäller")?;
            let writer = if line.has("skrivs av") {
                Some(self.staff(line)?)
            } else {
                None
            };
            Client::Deviation(about, writer)
        } else if line.has("avvikelser") {
            Client::Deviations(number(line)?)
        } else if line.has("visas för") {
            Client::Visible(self.staff_row(line)?, true)
        } else if line.has("visas inte för") {
            Client::Visible(self.staff_row(line)?, false)
        } else if line.has("kandidater") {
            if line.has("inga") {
                Client::Candidates(Vec::new())
            } else {
                Client::Candidates(self.staff_row(line)?)
            }
        } else if line.has("inget larm") {
            Client::NoAlert
        } else {
            return Err(line.problem());
        })
    }
}
