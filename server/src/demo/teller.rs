//! Tells a past as it could have been: every step is a command that the rules carry out,
//! and everything that is due on the way happens at its time.

use shared::alert::letter::Carrier;
use shared::board::card::{
    ActionClass, Channel, Fact, Flag, Legal, LegalStatus, Level, Reason, Sign,
};
use shared::board::decide::{Ctx, decide};
use shared::board::event::{Actor, Event};
use shared::{ClientId, Command, StaffId, Timestamp, due};

use super::{DemoError, local};
use crate::chance;
use crate::setup::Draft;

/// A teller who keeps to the rules.
pub(super) struct Story<'a> {
    pub(super) draft: &'a mut Draft,
    /// How far the story has come.
    pub(super) now: Timestamp,
}

impl Story<'_> {
    /// Lets everything that is due until `to` happen at its time.
    pub(super) fn pass_time(&mut self, to: Timestamp) {
        while let Some((at, what)) = due::next(&self.draft.board, self.now) {
            let at = at.max(self.now);
            if at > to {
                break;
            }
            let ctx = Ctx {
                now: at,
                happened: None,
                actor: Actor::Rules,
                chance: chance::seed(),
            };
            let events = due::carry_out(&self.draft.board, &what, &ctx);
            self.happen(at, Actor::Rules, events);
            self.now = at;
        }
        self.now = self.now.max(to);
    }

    pub(super) fn command(
        &mut self,
        at: &str,
        who: &str,
        command: Command,
    ) -> Result<(), DemoError> {
        self.pass_time(local(at));
        let actor = Actor::Staff(self.draft.find(who)?);
        let ctx = Ctx {
            now: self.now,
            happened: None,
            actor,
            chance: chance::seed(),
        };
        let events = decide(&self.draft.board, &command, &ctx).map_err(|why| DemoError::Story {
            at: at.to_owned(),
            why,
        })?;
        self.happen(self.now, actor, events);
        Ok(())
    }

    /// What happens, with the letters that it sends: in this past every phone showed them at
    /// once, and every other way took them.
    fn happen(&mut self, at: Timestamp, actor: Actor, events: Vec<Event>) {
        let mut arrived = Vec::new();
        for event in &events {
            let Some(alert) = event.alert() else { continue };
            arrived.extend(event.outgoing().into_iter().map(|outgoing| {
                let (letter, carrier) = (outgoing.written.id, outgoing.carrier);
                match carrier {
                    Carrier::Push => Event::LetterShown { alert, letter },
                    Carrier::Sms | Carrier::Voice | Carrier::Mail => Event::LetterAccepted {
                        alert,
                        letter,
                        carrier,
                    },
                }
            }));
        }
        self.draft.add_all(at, actor, events);
        self.draft.add_all(at, Actor::Server, arrived);
    }

    pub(super) fn client(&self, initials: &str) -> ClientId {
        self.draft.clients[initials]
    }

    pub(super) fn devices(&mut self, at: &str, devices: u16) {
        self.pass_time(local(at));
        let everybody: Vec<StaffId> = self.draft.board.members.keys().copied().collect();
        for staff in everybody {
            self.draft
                .add(self.now, Event::DevicesChanged { staff, devices });
        }
    }

    pub(super) fn place(
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
                review: None,
                tonight: false,
                based_on,
            },
        )
    }

    /// Takes the open alert of a client.
    pub(super) fn take(&mut self, at: &str, who: &str, client: &str) -> Result<(), DemoError> {
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

    pub(super) fn contact(
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
            booking: None,
        };
        self.command(at, who, command)
    }

    pub(super) fn crisis(
        &mut self,
        at: &str,
        who: &str,
        client: &str,
        text: &str,
    ) -> Result<(), DemoError> {
        let (client, text) = (self.client(client), text.to_owned());
        let command = Command::LogContact {
            client,
            how: Channel::Phone,
            reached: true,
            crisis: true,
            text,
            booking: None,
        };
        self.command(at, who, command)
    }

    pub(super) fn sign(
        &mut self,
        at: &str,
        who: &str,
        client: &str,
        sign: Sign,
    ) -> Result<(), DemoError> {
        let client = self.client(client);
        self.command(at, who, Command::Assess { client, sign })
    }

    /// Keeps a client on the board.
    pub(super) fn hold(
        &mut self,
        at: &str,
        who: &str,
        client: &str,
        reason: &str,
    ) -> Result<(), DemoError> {
        let (client, reason) = (self.client(client), reason.to_owned());
        let command = Command::Hold {
            client,
            reason,
            until: None,
        };
        self.command(at, who, command)
    }

    /// The psychiatrist decides.
    pub(super) fn review(&mut self, at: &str, client: &str, text: &str) -> Result<(), DemoError> {
        self.note(
            at,
            "qp",
            client,
            Fact::PsychiatristReviewed(text.to_owned()),
        )
    }

    pub(super) fn note(
        &mut self,
        at: &str,
        who: &str,
        client: &str,
        fact: Fact,
    ) -> Result<(), DemoError> {
        let client = self.client(client);
        self.command(at, who, Command::Note { client, fact })
    }

    pub(super) fn flag(
        &mut self,
        at: &str,
        who: &str,
        client: &str,
        flag: Flag,
    ) -> Result<(), DemoError> {
        let client = self.client(client);
        self.command(at, who, Command::RaiseFlag { client, flag })
    }

    pub(super) fn legal(&mut self, at: &str, client: &str, status: LegalStatus, ends: &str) {
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

    pub(super) fn action(
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

    /// A board meeting that looks at everybody on the board, a minute each, and names who
    /// meets them that day.
    pub(super) fn meeting(
        &mut self,
        day: &str,
        chair: &str,
        present: &[&str],
    ) -> Result<(), DemoError> {
        let there = present
            .iter()
            .map(|user| self.draft.find(user))
            .collect::<Result<Vec<_>, _>>()?;
        let start = Command::StartMeeting {
            present: there.clone(),
        };
        self.command(&format!("{day} 08:30"), chair, start)?;
        let agenda = self
            .draft
            .board
            .meeting
            .as_ref()
            .map_or_else(Vec::new, |meeting| meeting.agenda.clone());
        let mut turn = there.iter().copied().cycle();
        let items = agenda.iter().zip(31..);
        for (item, minute) in items.filter(|(item, _)| item.section.is_of_the_board()) {
            let (client, at) = (item.client, format!("{day} 08:{minute}"));
            let move_to = Command::MoveTo {
                client,
                section: item.section,
                skip: false,
            };
            self.command(&at, chair, move_to)?;
            let card = &self.draft.board.cards[&client];
            let many = 1 + usize::from(card.has_flag(Flag::NeverAlone));
            let name = Command::NameContact {
                client,
                who: turn.by_ref().take(many).collect(),
                at: local(&format!("{day} 15:00")),
                how: Channel::Phone,
                based_on: card.contact_today.as_ref().map(|named| named.seq),
            };
            self.command(&at, chair, name)?;
        }
        self.command(&format!("{day} 08:46"), chair, Command::CloseMeeting)
    }

    pub(super) fn today(
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

    pub(super) fn book(
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
