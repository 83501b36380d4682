//! The board while it lives: what the server tells, what the person wishes, and how far
//! both can be trusted.
//!
//! ```text
//!  frame ─► socket ─► link (pure) ─► known: Board, People, Pending (pure)
//!                                      │ project
//!  click ─► send ──► known ── socket   ▼
//!                            view: Store<BoardView> ─► only the cells that differ
//! ```
//!
//! Events are taken in one by one in the socket's own callback. A signal holds the last
//! value only, so an effect would miss those in between.
//!
//! # Layout
//!
//! - [`link`]: the state of the connection, a pure machine.
//! - [`pending`]: commands that wait for their answer.
//! - `known`: board, names and waiting commands together; what follows from news.
//! - `line`, `socket`: the machine's hands in the browser.
//!
//! On the server the handles exist, show what the page was made from, and do nothing.

pub mod link;
pub mod pending;

#[cfg_attr(
    not(any(target_family = "wasm", test)),
    expect(
        dead_code,
        reason = "on the server nothing changes after the page is made"
    )
)]
mod known;
#[cfg(target_family = "wasm")]
mod line;
#[cfg(target_family = "wasm")]
mod socket;

use leptos::prelude::*;
use reactive_stores::Store;
use shared::people::People;
use shared::position::{Position, Seq};
use shared::protocol::Snapshot;
use shared::{Board, ClientId, Command, Rejection, Span, Timestamp};

pub use self::link::{Ending, Link};

use self::known::Known;
use crate::page::{Frame, Panel};
use crate::view::BoardView;

/// How often the page's clock moves. Ages are shown in minutes, so a lag of some seconds
/// is not seen, and a sleeping wall screen is not kept busy.
pub const CLOCK_EVERY: Span = Span::seconds(10);

/// Where the side panel stands. What is in it is in [`Live::panel`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PanelState {
    /// It is closed, or it shows what it has.
    #[default]
    Settled,
    /// A client's panel has been asked for.
    Loading(ClientId),
    /// The client is unknown, or the person may not see the client; the two look alike.
    Refused(ClientId),
    /// The panel could not be read, because the server was not reached or failed.
    Failed(ClientId),
}

/// The one handle through which components see the board.
#[derive(Clone, Copy)]
pub struct Live {
    view: Store<BoardView>,
    link: RwSignal<Link>,
    now: RwSignal<Timestamp>,
    seq: RwSignal<Seq>,
    rejections: RwSignal<Option<(Command, Rejection)>>,
    announcements: RwSignal<(String, String)>,
    panel: RwSignal<Option<Panel>>,
    panel_state: RwSignal<PanelState>,
    read: RwSignal<Vec<(ClientId, Timestamp)>>,
    known: StoredValue<Known>,
    #[cfg_attr(
        not(target_family = "wasm"),
        expect(dead_code, reason = "only a browser connects")
    )]
    position: Position,
    #[cfg(target_family = "wasm")]
    browser: in_browser::BrowserParts,
}

impl Live {
    /// A handle on the board of a page. It does nothing until [`Live::connect`].
    ///
    /// # Panics
    ///
    /// If the page has no viewer: a board is only ever made for somebody.
    pub fn new(
        frame: &Frame,
        snapshot: Snapshot,
        read: Vec<(ClientId, Timestamp)>,
        panel: Option<Panel>,
    ) -> Self {
        let viewer = frame.viewer.clone().expect("a board is made for a viewer");
        let Snapshot {
            position,
            board,
            people,
            ..
        } = snapshot;
        let known = Known::new(board, people, viewer, frame.language);
        Self {
            view: Store::new(known.view(frame.now)),
            link: RwSignal::new(Link::Connecting),
            now: RwSignal::new(frame.now),
            seq: RwSignal::new(known.seq()),
            rejections: RwSignal::new(None),
            announcements: RwSignal::default(),
            panel: RwSignal::new(panel),
            read: RwSignal::new(read),
            panel_state: RwSignal::default(),
            known: StoredValue::new(known),
            position,
            #[cfg(target_family = "wasm")]
            browser: in_browser::BrowserParts::new(),
        }
    }

    /// What is shown. It changes cell by cell.
    pub fn view(self) -> Store<BoardView> {
        self.view
    }

    /// How far what is shown can be trusted.
    pub fn link(self) -> ReadSignal<Link> {
        self.link.read_only()
    }

    /// The server's time. It moves in the browser only, and only after hydration.
    pub fn now(self) -> Signal<Timestamp> {
        self.now.into()
    }

    /// The last number of the log that is on the board.
    pub fn seq(self) -> ReadSignal<Seq> {
        self.seq.read_only()
    }

    /// Looks at the board as the person sees it, their own waiting commands included, and
    /// at the names. Not reactive.
    pub fn with_board<T>(self, look: impl FnOnce(&Board, &People) -> T) -> T {
        self.known
            .with_value(|known| look(known.board(), known.people()))
    }

    /// The last command that was refused, and why.
    pub fn rejections(self) -> ReadSignal<Option<(Command, Rejection)>> {
        self.rejections.read_only()
    }

    /// Texts for the polite and the assertive live region.
    pub fn announcements(self) -> ReadSignal<(String, String)> {
        self.announcements.read_only()
    }

    /// The side panel that is open.
    pub fn panel(self) -> RwSignal<Option<Panel>> {
        self.panel
    }

    /// When the viewer last read clients about whom there was news. The last of a client counts.
    pub fn read(self) -> ReadSignal<Vec<(ClientId, Timestamp)>> {
        self.read.read_only()
    }

    /// Whether a side panel is on its way, or why it did not come.
    pub fn panel_state(self) -> ReadSignal<PanelState> {
        self.panel_state.read_only()
    }
}

#[cfg(not(target_family = "wasm"))]
impl Live {
    /// Does nothing on the server.
    pub fn connect(self) {}

    /// Does nothing on the server: without script, commands are forms.
    pub fn send(self, _: Command) {}

    /// Does nothing on the server: without script, a panel is a page.
    pub fn open_panel(self, _: ClientId) {}

    /// Does nothing on the server.
    pub fn read_client(self, _: ClientId) {}

    /// Does nothing on the server.
    pub fn close_panel(self) {}
}

#[cfg(target_family = "wasm")]
mod in_browser;
