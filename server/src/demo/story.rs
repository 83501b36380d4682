//! What has happened in the team until the demonstration begins (`scenarios.md` 1, 2,
//! 4 and 5). Every step is a command that the rules carry out, and everything that
//! was due on the way has happened at its time, so the log is one that could be real.

use shared::board::card::{ActionClass, Channel, Flag, Legal, LegalStatus, Level, Reason, Sign};
use shared::board::decide::{Ctx, decide};
use shared::board::event::{Actor, Event};
use shared::{ClientId, Command, StaffId, Timestamp, due};

use super::{BEGINS, DemoError, PAST_BEGINS, local};
use crate::chance;
use crate::setup::Draft;

use Channel::{Home, Office, Phone, Ward};
use Level::{Inpatient, Red, Stepdown, Yellow};
use Sign::{Green, Yellow as YellowSign};

/// Tells the story up to the beginning of the demonstration.
pub(super) fn tell(draft: &mut Draft) -> Result<(), DemoError> {
    let mut story = Story {
        draft,
        now: local(PAST_BEGINS),
    };
    // In the past everybody had a phone. Whoever tries the demonstration subscribes one.
    story.devices(PAST_BEGINS, 1);

    story.place(
        "2026-02-13 10:00",
        "nb",
        "Y.P.",
        Yellow,
        Reason::Avoidant,
        "Öppnar inte. Två försök att söka upp planeras.",
    )?;
    story.place(
        "2026-02-22 09:00",
        "an",
        "C.W.",
        Inpatient,
        Reason::Inpatient,
        "Avdelning 3, frivilligt till den 5 mars.",
    )?;
    story.place(
        "2026-02-25 13:00",
        "re",
        "Z.E.",
        Yellow,
        Reason::New,
        "Ny hos oss. Kartläggning pågår, krisplan saknas.",
    )?;
    story.place(
        "2026-02-27 11:00",
        "an",
        "L.H.",
        Red,
        Reason::LifeEvent,
        "Vräkningshot, sover hos en vän.",
    )?;
    story.take("2026-02-27 11:03", "ps", "L.H.")?;
    story.contact("2026-02-27 11:25", "ps", "L.H.", Home, true)?;

    story.place(
        "2026-03-02 10:05",
        "mh",
        "B.T.",
        Red,
        Reason::Crisis,
        "Hör röster igen, rädd för trapphuset.",
    )?;
    story.take("2026-03-02 10:07", "cf", "B.T.")?;
    story.contact("2026-03-02 10:30", "cf", "B.T.", Home, true)?;
    story.crisis(
        "2026-03-03 21:15",
        "nb",
        "B.T.",
        "Ringde jouren i ångest. Lugnade sig efter samtal.",
    )?;
    story.take("2026-03-03 21:20", "nb", "B.T.")?;
    story.contact("2026-03-03 21:25", "nb", "B.T.", Phone, true)?;
    story.place(
        "2026-03-04 09:10",
        "re",
        "Ö.L.",
        Yellow,
        Reason::Medication,
        "Klozapin trappas. Prov på onsdag.",
    )?;
    story.place(
        "2026-03-05 14:00",
        "an",
        "C.W.",
        Inpatient,
        Reason::Inpatient,
        "Avdelning 3. LPT sedan i dag.",
    )?;
    story.legal("2026-03-05 14:05", "C.W.", LegalStatus::Lpt, "2026-03-19");
    story.sign("2026-03-07 10:00", "nb", "B.T.", YellowSign)?;
    story.place(
        "2026-03-07 14:20",
        "an",
        "V.B.",
        Yellow,
        Reason::LifeEvent,
        "Brodern död. Missat två samtal.",
    )?;
    story.sign("2026-03-08 14:00", "nb", "B.T.", Green)?;
    story.place(
        "2026-03-09 11:30",
        "nb",
        "G.R.",
        Yellow,
        Reason::Addiction,
        "Återfall efter två år. Vill ha hjälp.",
    )?;
    story.sign("2026-03-09 15:10", "mh", "B.T.", Green)?;
    story.place(
        "2026-03-10 09:00",
        "an",
        "L.H.",
        Stepdown,
        Reason::LifeEvent,
        "Hyresvärden drog tillbaka. Bor hemma igen.",
    )?;
    story.sign("2026-03-10 11:20", "ja", "B.T.", Green)?;
    story.sign("2026-03-10 18:40", "nb", "B.T.", Green)?;
    story.command("2026-03-11 08:44", "gs", Command::ShowProposals)?;

    story.place(
        "2026-03-11 13:30",
        "mh",
        "U.K.",
        Red,
        Reason::IntensiveShort,
        "Slutat med depån, rädd för grannarna.",
    )?;
    story.take("2026-03-11 13:33", "mh", "U.K.")?;
    story.contact("2026-03-11 13:50", "mh", "U.K.", Home, true)?;
    story.sign("2026-03-11 13:52", "mh", "U.K.", YellowSign)?;

    story.place(
        "2026-03-12 19:12",
        "qp",
        "D.M.",
        Red,
        Reason::Crisis,
        "Akuten ringde: hörs genom väggen, har inte sovit på tre dygn.",
    )?;
    story.flag("2026-03-12 19:12", "qp", "D.M.", Flag::Suicide)?;
    story.flag("2026-03-12 19:12", "qp", "D.M.", Flag::NeverAlone)?;
    story.take("2026-03-12 19:18", "tv", "D.M.")?;
    story.crisis(
        "2026-03-12 19:31",
        "tv",
        "D.M.",
        "Nådd, röd, inte ensam. Tar emot besök.",
    )?;
    story.sign("2026-03-12 19:32", "tv", "D.M.", Sign::Red)?;
    story.contact("2026-03-12 20:40", "re", "D.M.", Home, true)?;
    story.contact("2026-03-13 07:40", "tv", "D.M.", Phone, true)?;
    story.sign("2026-03-13 07:41", "tv", "D.M.", Sign::Red)?;
    story.action(
        "2026-03-13 13:52",
        "qp",
        "D.M.",
        "Ny bedömning av suicidrisk",
        "qp",
        "2026-03-18 13:00",
    )?;
    story.contact("2026-03-13 14:00", "ja", "B.T.", Home, true)?;
    story.sign("2026-03-13 14:02", "ja", "B.T.", Green)?;
    story.contact("2026-03-13 14:20", "an", "V.B.", Phone, false)?;
    story.sign("2026-03-13 14:22", "an", "V.B.", YellowSign)?;
    story.contact("2026-03-13 15:30", "ps", "L.H.", Home, true)?;
    story.sign("2026-03-13 15:31", "ps", "L.H.", Green)?;

    story.place(
        "2026-03-13 16:40",
        "ja",
        "F.N.",
        Yellow,
        Reason::Prevention,
        "Sover under fyra timmar, tv:n av för att den pratar.",
    )?;
    story.contact("2026-03-13 16:51", "ps", "F.N.", Phone, true)?;
    story.sign("2026-03-13 16:52", "ps", "F.N.", YellowSign)?;
    story.contact("2026-03-14 10:00", "nb", "Ö.L.", Phone, true)?;
    story.sign("2026-03-14 10:01", "nb", "Ö.L.", Green)?;
    story.contact("2026-03-14 11:02", "nb", "F.N.", Phone, true)?;
    story.sign("2026-03-14 11:03", "nb", "F.N.", YellowSign)?;
    story.contact("2026-03-15 11:06", "nb", "F.N.", Phone, true)?;
    story.sign("2026-03-15 11:07", "nb", "F.N.", Green)?;
    story.contact("2026-03-15 16:10", "nb", "U.K.", Phone, true)?;
    story.sign("2026-03-15 16:11", "nb", "U.K.", YellowSign)?;

    story.today(
        "2026-03-16 08:05",
        "gs",
        "D.M.",
        &["an", "ja"],
        "2026-03-16 11:00",
        Home,
    )?;
    story.today(
        "2026-03-16 08:06",
        "gs",
        "F.N.",
        &["mh"],
        "2026-03-16 14:20",
        Home,
    )?;
    story.today(
        "2026-03-16 08:06",
        "gs",
        "Ö.L.",
        &["xl"],
        "2026-03-16 13:00",
        Phone,
    )?;
    story.today(
        "2026-03-16 08:07",
        "gs",
        "Y.P.",
        &["kj", "ja"],
        "2026-03-16 15:00",
        Home,
    )?;
    story.today(
        "2026-03-16 08:08",
        "gs",
        "B.T.",
        &["ja"],
        "2026-03-16 15:00",
        Phone,
    )?;
    story.today(
        "2026-03-16 08:08",
        "gs",
        "C.W.",
        &["an"],
        "2026-03-16 10:00",
        Ward,
    )?;
    story.book(
        "2026-03-16 08:10",
        "mh",
        "F.N.",
        "mh",
        "2026-03-19 10:00",
        Home,
    )?;
    story.book(
        "2026-03-16 08:10",
        "mh",
        "B.T.",
        "mh",
        "2026-03-20 10:00",
        Office,
    )?;
    story.book(
        "2026-03-16 08:11",
        "an",
        "D.M.",
        "an",
        "2026-03-17 09:00",
        Home,
    )?;

    story.devices("2026-03-16 08:12", 0);
    story.pass_time(local(BEGINS));
    Ok(())
}

/// A teller who keeps to the rules.
struct Story<'a> {
    draft: &'a mut Draft,
    /// How far the story has come.
    now: Timestamp,
}

impl Story<'_> {
    /// Lets everything that is due until `to` happen at its time.
    fn pass_time(&mut self, to: Timestamp) {
        while let Some((at, what)) = due::next(&self.draft.board, self.now) {
            let at = at.max(self.now);
            if at > to {
                break;
            }
            let ctx = Ctx {
                now: at,
                actor: Actor::Rules,
                chance: chance::seed(),
            };
            let events = due::carry_out(&self.draft.board, &what, &ctx);
            self.draft.add_all(at, Actor::Rules, events);
            self.now = at;
        }
        self.now = self.now.max(to);
    }

    fn command(&mut self, at: &str, who: &str, command: Command) -> Result<(), DemoError> {
        self.pass_time(local(at));
        let actor = Actor::Staff(self.draft.find(who)?);
        let ctx = Ctx {
            now: self.now,
            actor,
            chance: chance::seed(),
        };
        let events = decide(&self.draft.board, &command, &ctx).map_err(|why| DemoError::Story {
            at: at.to_owned(),
            why,
        })?;
        self.draft.add_all(self.now, actor, events);
        Ok(())
    }

    fn client(&self, initials: &str) -> ClientId {
        self.draft.clients[initials]
    }

    fn devices(&mut self, at: &str, devices: u16) {
        self.pass_time(local(at));
        let everybody: Vec<StaffId> = self.draft.board.members.keys().copied().collect();
        for staff in everybody {
            self.draft
                .add(self.now, Event::DevicesChanged { staff, devices });
        }
    }

    fn place(
        &mut self,
        at: &str,
        who: &str,
        client: &str,
        level: Level,
        reason: Reason,
        text: &str,
    ) -> Result<(), DemoError> {
        let client = self.client(client);
        let based_on = self.draft.board.cards[&client]
            .placed
            .as_ref()
            .map(|placed| placed.seq);
        let text = text.to_owned();
        self.command(
            at,
            who,
            Command::Place {
                client,
                level,
                reason,
                text,
                based_on,
            },
        )
    }

    /// Takes the open alert of a client.
    fn take(&mut self, at: &str, who: &str, client: &str) -> Result<(), DemoError> {
        self.pass_time(local(at));
        let open = self
            .draft
            .board
            .open_alert(self.client(client))
            .map(|alert| alert.number);
        match open {
            Some(alert) => self.command(at, who, Command::Acknowledge { alert }),
            None => Ok(()),
        }
    }

    fn contact(
        &mut self,
        at: &str,
        who: &str,
        client: &str,
        how: Channel,
        reached: bool,
    ) -> Result<(), DemoError> {
        let (client, text) = (self.client(client), String::new());
        let command = Command::LogContact {
            client,
            how,
            reached,
            crisis: false,
            text,
        };
        self.command(at, who, command)
    }

    fn crisis(&mut self, at: &str, who: &str, client: &str, text: &str) -> Result<(), DemoError> {
        let (client, text) = (self.client(client), text.to_owned());
        let command = Command::LogContact {
            client,
            how: Phone,
            reached: true,
            crisis: true,
            text,
        };
        self.command(at, who, command)
    }

    fn sign(&mut self, at: &str, who: &str, client: &str, sign: Sign) -> Result<(), DemoError> {
        let client = self.client(client);
        self.command(at, who, Command::Assess { client, sign })
    }

    fn flag(&mut self, at: &str, who: &str, client: &str, flag: Flag) -> Result<(), DemoError> {
        let client = self.client(client);
        self.command(at, who, Command::RaiseFlag { client, flag })
    }

    fn legal(&mut self, at: &str, client: &str, status: LegalStatus, ends: &str) {
        self.pass_time(local(at));
        let (client, ends) = (self.client(client), ends.parse().ok());
        let legal = Legal {
            status: Some(status),
            changed: self.now,
            ends,
        };
        self.draft
            .add(self.now, Event::LegalChanged { client, legal });
    }

    fn action(
        &mut self,
        at: &str,
        who: &str,
        client: &str,
        text: &str,
        owner: &str,
        due: &str,
    ) -> Result<(), DemoError> {
        let (client, owner) = (self.client(client), self.draft.find(owner)?);
        let (class, text) = (ActionClass::Crisis, text.to_owned());
        let command = Command::OpenAction {
            client,
            class,
            text,
            owner,
            due: local(due),
        };
        self.command(at, who, command)
    }

    fn today(
        &mut self,
        at: &str,
        who: &str,
        client: &str,
        colleagues: &[&str],
        when: &str,
        how: Channel,
    ) -> Result<(), DemoError> {
        let client = self.client(client);
        let named = self.draft.board.cards[&client].contact_today.as_ref();
        let based_on = named.map(|named| named.seq);
        let colleagues = colleagues
            .iter()
            .map(|user| self.draft.find(user))
            .collect::<Result<_, _>>()?;
        let command = Command::NameContact {
            client,
            who: colleagues,
            at: local(when),
            how,
            based_on,
        };
        self.command(at, who, command)
    }

    fn book(
        &mut self,
        at: &str,
        who: &str,
        client: &str,
        colleague: &str,
        when: &str,
        how: Channel,
    ) -> Result<(), DemoError> {
        let (client, colleague) = (self.client(client), self.draft.find(colleague)?);
        self.command(
            at,
            who,
            Command::Book {
                client,
                who: colleague,
                at: local(when),
                how,
            },
        )
    }
}
