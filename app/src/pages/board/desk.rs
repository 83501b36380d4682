//! What the person at the board is doing just now. None of it is about a client's care, and none of
//! it leaves the browser.

use leptos::prelude::*;
use shared::board::card::{Fact, Level, Post, Reason};
use shared::wording::rejection::Refusal;
use shared::{ActionId, ClientId};

use crate::browser;
use crate::later::when_loaded;
use crate::view::meeting::Stop;
use crate::view::row::Lists;

/// The id of the one dialog.
pub const DIALOG: &str = "ask";

/// The id of the search field.
pub const SEARCH: &str = "search";

/// The id of the link in a client's row.
#[must_use]
pub fn row_id(client: ClientId) -> String {
    format!("client-{client}")
}

/// A choice among the clients on the board.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum List {
    /// Everyone.
    #[default]
    All,
    /// Those whose level has changed since the last board meeting before today.
    New,
    /// Those with whom the viewer has to do.
    Mine,
    /// Those whose CM works for the region.
    Region,
    /// Those whose CM works for the municipality.
    Municipality,
}

impl List {
    /// Every choice, in the order of the page.
    pub const ALL: [Self; 5] = [
        Self::All,
        Self::New,
        Self::Mine,
        Self::Region,
        Self::Municipality,
    ];

    /// The word for this choice in addresses and styles.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::New => "new",
            Self::Mine => "mine",
            Self::Region => "region",
            Self::Municipality => "municipality",
        }
    }

    /// The choice that `word` stands for; everyone if it stands for none.
    #[must_use]
    pub fn from_word(word: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|list| list.word() == word)
            .unwrap_or_default()
    }

    /// Whether a client on these lists is among the chosen.
    #[must_use]
    pub fn holds(self, lists: Lists) -> bool {
        match self {
            Self::All => true,
            Self::New => lists.new,
            Self::Mine => lists.mine,
            Self::Region => lists.region,
            Self::Municipality => lists.municipality,
        }
    }
}

/// What a dialog asks the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// Which level, why, and of whom if that is not said yet.
    Place(Placing),
    /// Who meets the client today.
    Contact(ClientId),
    /// How the signs are.
    Signs(ClientId),
    /// How a contact went.
    Log(ClientId),
    /// When the next contact is.
    Book(ClientId),
    /// Why the client is held on the board.
    Hold(ClientId),
    /// What is to be done, by whom, until when.
    Action(ClientId),
    /// Why the client leaves the board.
    TakeOff(ClientId),
    /// What has become known of a client; the fact that is meant, if one is.
    Note(ClientId, Option<Fact>),
    /// What happened, when a crisis became known without a contact.
    Crisis(ClientId),
    /// What the psychiatrist is asked for.
    Psychiatrist(ClientId),
    /// Who is CM or deputy.
    Appoint(ClientId, Post),
    /// When the team looks at the level again.
    Review(ClientId),
    /// Who will have an action off the board.
    HandOver(ClientId, ActionId),
    /// Who meets a client today whom the meeting would leave without anybody, before it goes
    /// on.
    Leave(ClientId, Stop),
    /// Who is at the meeting.
    Attendance,
    /// Whether the meeting ends, and what is missing.
    EndMeeting,
    /// Nothing: it lists the keys.
    Keys,
}

/// A placing that is being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placing {
    /// The client; to be found if absent.
    pub client: Option<ClientId>,
    /// The level.
    pub level: Level,
    /// The reason, once it is chosen.
    pub reason: Option<Reason>,
    /// The line of text.
    pub text: String,
}

impl Placing {
    /// A raise to red of a client, or of somebody who is still to be found.
    #[must_use]
    pub fn raise(client: Option<ClientId>) -> Self {
        Self {
            client,
            level: Level::Red,
            reason: None,
            text: String::new(),
        }
    }
}

/// What the person at the board is doing just now.
#[derive(Clone, Copy)]
pub struct Desk {
    /// Whether the page has been taken over; before that, buttons that need it are off.
    pub ready: RwSignal<bool>,
    /// Whether the whole program is there ([`crate::later`]); before that, a dialog says that it is
    /// on its way.
    pub whole: RwSignal<bool>,
    /// What is searched for.
    pub search: RwSignal<String>,
    /// Which clients are shown.
    pub list: RwSignal<List>,
    /// The client on whose row the person is.
    pub current: RwSignal<Option<ClientId>>,
    /// What a dialog asks.
    pub question: RwSignal<Option<Question>>,
    /// What is asked again when that is answered.
    pub then: RwSignal<Option<Question>>,
    /// Why the last answer was refused at once.
    pub refusal: RwSignal<Option<Refusal>>,
}

impl Desk {
    /// A desk on which nothing lies but what was searched for and chosen.
    pub fn new(search: String, list: List) -> Self {
        Self {
            ready: RwSignal::new(false),
            whole: RwSignal::new(false),
            search: RwSignal::new(search),
            list: RwSignal::new(list),
            current: RwSignal::new(None),
            question: RwSignal::new(None),
            then: RwSignal::new(None),
            refusal: RwSignal::new(None),
        }
    }

    /// The page has been taken over.
    pub fn take_up(self) {
        self.ready.set(true);
        when_loaded(move || {
            // The page may be gone by now.
            self.whole.try_set(true);
            if self.question.try_with_untracked(Option::is_some) == Some(true) {
                browser::after_paint(|| browser::show_modal(DIALOG));
            }
        });
    }

    /// Asks something in the dialog.
    pub fn ask(self, question: Question) {
        self.refusal.set(None);
        self.question.set(Some(question));
        // The form must be there first: the browser looks for what shall have the focus only as the
        // dialog opens.
        browser::after_paint(|| browser::show_modal(DIALOG));
    }

    /// Asks something in the dialog, and `then` something else.
    pub fn ask_then(self, question: Question, then: Question) {
        self.then.set(Some(then));
        self.ask(question);
    }

    /// The question is answered: asks the next, or puts the dialog away.
    pub fn answered(self) {
        match self.then.try_update(Option::take).flatten() {
            Some(then) => self.ask(then),
            None => self.close(),
        }
    }

    /// Puts the dialog away.
    pub fn close(self) {
        browser::close_dialog(DIALOG);
        self.question.set(None);
        self.then.set(None);
        self.refusal.set(None);
    }
}

/// The desk of the page.
pub fn desk() -> Desk {
    expect_context()
}
