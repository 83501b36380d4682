//! What can be seen of a team: its board, its log, and the letters in it.

use shared::alert::letter::{Carrier, Letter};
use shared::alert::{AlertNumber, Written};
use shared::board::card::Card;
use shared::board::event::{Event, Recorded};
use shared::duty::Shift;
use shared::position::Seq;
use shared::{Board, ClientId, StaffId, Timestamp};

use super::ast::expect::Way;
use super::names::Names;
use super::when::to_the_second;

/// A team at a moment.
#[derive(Clone, Debug)]
pub struct View {
    /// The board before the first event of the log.
    pub first: Board,
    /// The board now.
    pub board: Board,
    /// What happened, in order.
    pub log: Vec<Recorded>,
    /// Who is who.
    pub names: Names,
    /// The time.
    pub now: Timestamp,
    /// Whether letters that belong to no alert can be seen here; a server shows them to
    /// their receivers' phones only.
    pub sees_notices: bool,
}

/// A letter as it was written.
#[derive(Clone, Debug)]
pub struct Sent {
    /// The event and the place in it.
    pub id: (Seq, usize),
    /// The second in which it was written.
    pub at: Timestamp,
    /// To whom.
    pub to: StaffId,
    /// Which of the fixed texts.
    pub text: String,
    /// The title.
    pub title: String,
    /// The body.
    pub body: String,
    /// The alert in its title.
    pub alert: Option<AlertNumber>,
    /// By which ways.
    pub ways: Vec<Way>,
}

impl View {
    /// A client's card.
    ///
    /// # Panics
    ///
    /// Panics if there is none, which the reader of the file rules out.
    #[must_use]
    pub fn card(&self, client: ClientId) -> &Card {
        &self.board.cards[&client]
    }

    /// The board as it was at a moment, that moment included.
    #[must_use]
    pub fn board_at(&self, at: Timestamp) -> Board {
        let mut board = self.first.clone();
        for recorded in self.log.iter().filter(|recorded| recorded.at <= at) {
            board.apply(recorded);
        }
        board
    }

    /// Every letter in the log.
    pub fn letters(&self) -> impl Iterator<Item = Sent> {
        self.log.iter().flat_map(|recorded| {
            let alert = recorded.event.alert();
            let letters = recorded.event.letters().iter().enumerate();
            letters.map(move |(index, written)| sent(recorded, index, written, alert))
        })
    }

    /// Whether a letter is the test at the beginning of its receiver's shift.
    #[must_use]
    pub fn is_test(&self, letter: &Sent) -> bool {
        let begins = |shift: &Shift| shift.who == letter.to && shift.from == letter.at;
        letter.text == "M8" && letter.alert.is_none() && self.board.shifts.iter().any(begins)
    }

    /// The client whom an event is about, also through its alert.
    #[must_use]
    pub fn client_of(&self, event: &Event) -> Option<ClientId> {
        event.client().or_else(|| {
            let alert = event.alert()?;
            self.board.alerts.get(&alert).map(|alert| alert.client)
        })
    }
}

fn sent(recorded: &Recorded, index: usize, written: &Written, alert: Option<AlertNumber>) -> Sent {
    let letter = written.letter(alert);
    Sent {
        id: (recorded.seq, index),
        at: to_the_second(recorded.at),
        to: written.to,
        text: format!("{:?}", written.text),
        title: letter.title(),
        body: letter.body(),
        alert,
        ways: ways(&letter),
    }
}

fn ways(letter: &Letter) -> Vec<Way> {
    let mut ways: Vec<Way> = letter
        .carriers()
        .iter()
        .filter_map(|carrier| match carrier {
            Carrier::Push => Some(Way::Push),
            Carrier::Sms => Some(Way::Sms),
            Carrier::Voice => Some(Way::Voice),
            // A mail wakes nobody, so a scenario does not say whether there is one.
            Carrier::Mail => None,
        })
        .collect();
    ways.sort_unstable();
    ways
}
