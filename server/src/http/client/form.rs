//! The forms of a client's page: from fields of text to a command.

use app::page::client::{Ask, Asked, Said};
use app::pages::board::ask::note;
use app::pages::client::ask::consent::ticked;
use shared::board::card::{LegalStatus, Post};
use shared::position::Seq;
use shared::{ClientId, Command};

/// What a form says.
pub enum Read {
    /// This is asked for.
    Command(Command),
    /// The page shall say first what it means.
    Unsure,
    /// It cannot be carried out as it is.
    Not(Said),
}

/// Reads a form.
#[must_use]
pub fn read(ask: Ask, asked: &Asked, client: ClientId) -> Read {
    let command = match ask {
        Ask::Appoint => appoint(asked, client),
        Ask::Consent => {
            let open_to = ticked(asked);
            if open_to.is_empty() {
                return Read::Not(Said::NobodyLeft);
            }
            if asked.sure.is_empty() {
                return Read::Unsure;
            }
            Some(Command::SetConsent { client, open_to })
        }
        Ask::Legal => legal(asked, client),
        Ask::Correct => asked.entry.parse().ok().map(|entry| Command::Correct {
            client,
            entry: Seq(entry),
            text: asked.text.clone(),
        }),
        Ask::Note => note::at(&asked.fact).map(|fact| Command::Note {
            client,
            fact: note::join(fact, asked.text.trim(), asked.other.trim()),
        }),
        Ask::Return => Some(Command::Return { client }),
    };
    command.map_or(Read::Not(Said::Unreadable), Read::Command)
}

fn appoint(asked: &Asked, client: ClientId) -> Option<Command> {
    Some(Command::Appoint {
        client,
        post: Post::from_word(&asked.post)?,
        who: match asked.who.as_str() {
            "" => None,
            who => Some(who.parse().ok()?),
        },
    })
}

fn legal(asked: &Asked, client: ClientId) -> Option<Command> {
    let status = match asked.status.as_str() {
        "" => None,
        word => Some(LegalStatus::from_word(word)?),
    };
    let ends = match asked.ends.as_str() {
        "" => None,
        date => Some(date.parse().ok()?),
    };
    // A last day belongs to something that holds.
    if status.is_none() && ends.is_some() {
        return None;
    }
    Some(Command::SetLegal {
        client,
        status,
        ends,
    })
}
