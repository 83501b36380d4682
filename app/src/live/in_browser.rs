//! What the handles do in a browser.
//!
//! Whatever is stored is borrowed only for a look or a change, never while signals are
//! set, because those who listen may come straight back.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::board::event::{Event, Recorded};
use shared::protocol::ClientMessage;
use shared::{ClientId, Command, CommandId, Rejection, Timestamp, route};

use super::known::{Aloud, Followed, Known, add_to_timeline};
use super::line::{Line, Told};
use super::link::{Link, Machine, News};
use super::{CLOCK_EVERY, Live, PanelState};
use crate::browser::{self, CLIENT_PARAMETER, FetchProblem};
use crate::later::{later, load, when_loaded};

/// What exists in a browser only.
#[derive(Clone, Copy)]
pub(super) struct BrowserParts {
    line: StoredValue<Option<Rc<Line>>, LocalStorage>,
    /// What shall be read out as soon as the board is live again. Somebody whose screen
    /// catches up with an hour should hear one text, not sixty that cut each other off.
    aloud: StoredValue<Vec<Aloud>>,
    asked: StoredValue<Option<Asked>>,
}

/// A panel that has been asked for.
#[derive(Debug)]
struct Asked {
    client: ClientId,
    /// Tells this request from those before, whose answers no longer count.
    ticket: u64,
    /// Events of the client that arrived meanwhile.
    meanwhile: Vec<Recorded>,
}

impl BrowserParts {
    pub(super) fn new() -> Self {
        Self {
            line: StoredValue::new_local(None),
            aloud: StoredValue::default(),
            asked: StoredValue::new(None),
        }
    }
}

impl Live {
    /// Connects to the server. Called once, from an effect, so that it happens after
    /// hydration.
    pub fn connect(self) {
        let machine = Machine::for_board(self.position, self.now.get_untracked());
        let line = Line::connect(machine, move |told| match told {
            Told::News(news) => self.take(news),
            Told::State(link, now) => self.notice(link, now),
        });
        self.browser.line.set_value(Some(line));
        browser::on_history(move || self.follow_address());
        when_loaded(move || self.take_up_what_waits());
    }

    /// Carries out a wish of the person: shown at once as sending, then as the server
    /// answers.
    pub fn send(self, command: Command) {
        let now = self.server_time();
        let id = CommandId::new(now, &mut fastrand::Rng::with_seed(browser::random()));
        let chance = browser::random();
        let wish = command.clone();
        let added = self
            .known
            .try_update_value(|known| known.command(id, wish, now, chance));
        match added {
            Some(Ok(())) => {
                self.send_what_waits();
                self.show();
            }
            Some(Err(rejection)) => self.refuse(command, rejection),
            None => {}
        }
    }

    /// Shows and sends what the person did before the whole program was there.
    fn take_up_what_waits(self) {
        self.known.try_update_value(Known::look_ahead);
        self.send_what_waits();
        self.show();
    }

    /// Opens the side panel of a client; the address follows.
    pub fn open_panel(self, client: ClientId) {
        if browser::address_parameter(CLIENT_PARAMETER) != Some(client.to_string()) {
            browser::push_address(&route::client(client));
        }
        self.load_panel(client);
    }

    /// Reads what the board does not hold of a client, for a page whose address stays.
    pub fn read_client(self, client: ClientId) {
        if self.client_of_panel() != Some(client) {
            self.load_panel(client);
        }
    }

    /// Closes the side panel; the address follows.
    pub fn close_panel(self) {
        if browser::address_parameter(CLIENT_PARAMETER).is_some() {
            browser::push_address(route::BOARD);
        }
        self.drop_panel();
    }

    fn take(self, news: News) {
        let Some(followed) = self.known.try_update_value(|known| known.take(news)) else {
            return;
        };
        let Followed {
            changed,
            refused,
            about,
            aloud,
            replaced,
            may_send,
        } = followed;
        if let Some((client, recorded)) = about {
            self.add_to_panel(client, recorded);
        }
        if let Some(aloud) = aloud {
            self.browser
                .aloud
                .try_update_value(|waiting| waiting.push(aloud));
        }
        if may_send {
            self.send_what_waits();
        }
        if let Some((command, rejection)) = refused {
            self.refuse(command, rejection);
        }
        if changed {
            self.show();
        }
        if replaced && let Some(client) = self.client_of_panel() {
            self.load_panel(client);
        }
    }

    fn notice(self, link: Link, now: Timestamp) {
        set_if_other(self.link, link);
        if move_clock(self.now, now) {
            self.show();
        }
        if link.is_live() {
            self.read_aloud();
        }
    }

    /// Shows the board as it is known now.
    fn show(self) {
        let now = self.now.get_untracked();
        let Some((view, seq)) = self
            .known
            .try_with_value(|known| (known.view(now), known.seq()))
        else {
            return;
        };
        view.show(self.view);
        set_if_other(self.seq, seq);
    }

    fn refuse(self, command: Command, rejection: Rejection) {
        self.rejections.try_set(Some((command, rejection)));
    }

    fn send_what_waits(self) {
        let Some(line) = self.line().filter(|line| line.is_ready()) else {
            return;
        };
        // What is taken out counts as sent, so nothing is before it can be written.
        let Some(later) = later() else { return };
        let messages: Vec<ClientMessage> = self
            .known
            .try_update_value(Known::outgoing)
            .unwrap_or_default();
        for message in &messages {
            match (later.write)(message) {
                Ok(text) => line.say(&text),
                Err(error) => browser::report(&format!("a command could not be written: {error}")),
            }
        }
    }

    fn line(self) -> Option<Rc<Line>> {
        self.browser.line.try_get_value().flatten()
    }

    fn server_time(self) -> Timestamp {
        self.line()
            .map_or_else(|| self.now.get_untracked(), |line| line.server_time())
    }

    fn read_aloud(self) {
        let waiting = self
            .browser
            .aloud
            .try_update_value(std::mem::take)
            .unwrap_or_default();
        if waiting.is_empty() {
            return;
        }
        let texts = |assertive| {
            let texts = waiting.iter().filter(|aloud| aloud.assertive == assertive);
            texts
                .map(|aloud| aloud.text.as_str())
                .collect::<Vec<_>>()
                .join(". ")
        };
        self.announcements.try_set((texts(false), texts(true)));
    }

    fn follow_address(self) {
        match browser::address_parameter(CLIENT_PARAMETER).and_then(|client| client.parse().ok()) {
            Some(client) => self.load_panel(client),
            None => self.drop_panel(),
        }
    }

    fn client_of_panel(self) -> Option<ClientId> {
        self.panel
            .with_untracked(|panel| panel.as_ref().map(|panel| panel.client))
    }

    fn drop_panel(self) {
        self.browser.asked.try_set_value(None);
        self.panel.try_set(None);
        set_if_other(self.panel_state, PanelState::Settled);
    }

    /// Asks for a panel. What happens to the client meanwhile is kept, and joined to the
    /// answer.
    fn load_panel(self, client: ClientId) {
        let ticket = browser::random();
        let asked = Asked {
            client,
            ticket,
            meanwhile: Vec::new(),
        };
        self.browser.asked.try_set_value(Some(asked));
        if self.client_of_panel() != Some(client) {
            self.panel.try_set(None);
        }
        set_if_other(self.panel_state, PanelState::Loading(client));
        spawn_local(async move {
            let later = load().await;
            let text = browser::get_text(&format!("/clients/{client}")).await;
            let answer = text
                .and_then(|text| (later.read_panel)(&text).map_err(|_| FetchProblem::Unreadable));
            let is_current =
                |asked: &Option<Asked>| asked.as_ref().is_some_and(|asked| asked.ticket == ticket);
            if self.browser.asked.try_with_value(is_current) != Some(true) {
                return;
            }
            let asked = self.browser.asked.try_update_value(Option::take).flatten();
            let meanwhile = asked.map(|asked| asked.meanwhile).unwrap_or_default();
            match answer {
                Ok(mut panel) => {
                    for event in meanwhile {
                        add_to_timeline(&mut panel, event);
                    }
                    self.panel.try_set(Some(panel));
                    self.note_read(client);
                    set_if_other(self.panel_state, PanelState::Settled);
                }
                Err(FetchProblem::Status(403 | 404)) => {
                    set_if_other(self.panel_state, PanelState::Refused(client));
                }
                Err(_) => {
                    // What is open stays, and misses nothing.
                    if self.client_of_panel() == Some(client) {
                        self.add_to_open_panel(meanwhile);
                    }
                    set_if_other(self.panel_state, PanelState::Failed(client));
                }
            }
        });
    }

    fn add_to_panel(self, client: ClientId, recorded: Recorded) {
        // The log only says that the plans have changed; what they say is read again.
        let is_dossier = matches!(recorded.event, Event::DossierChanged { .. });
        let is_asked = |asked: &mut Option<Asked>| match asked {
            Some(asked) if asked.client == client => {
                asked.meanwhile.push(recorded);
                None
            }
            _ => Some(recorded),
        };
        let left = self.browser.asked.try_update_value(is_asked).flatten();
        if self.client_of_panel() != Some(client) {
            return;
        }
        if let Some(recorded) = left {
            self.add_to_open_panel([recorded]);
            self.note_read(client);
        }
        if is_dossier {
            self.load_panel(client);
        }
    }

    fn note_read(self, client: ClientId) {
        // The device's idea of the server's time may be a little behind what is on the board.
        let newest = self.with_board(|board, _| board.news.of(client).map(|(_, at)| at).max());
        let now = self.server_time();
        let at = newest.map_or(now, |newest| now.max(newest));
        self.read.try_update(|read| read.push((client, at)));
    }

    fn add_to_open_panel(self, events: impl IntoIterator<Item = Recorded>) {
        self.panel.try_update(|panel| {
            let Some(panel) = panel else { return };
            for event in events {
                add_to_timeline(panel, event);
            }
        });
    }
}

/// Sets a signal only if that changes it, so that nobody is told for nothing.
fn set_if_other<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.try_with_untracked(|held| *held != value) == Some(true) {
        signal.try_set(value);
    }
}

/// Moves the page's clock if it is far enough behind. Says whether it did.
fn move_clock(clock: RwSignal<Timestamp>, now: Timestamp) -> bool {
    let shown = clock.get_untracked();
    let moved = now.since(shown).as_millis().abs() >= CLOCK_EVERY.as_millis();
    if moved {
        clock.try_set(now);
    }
    moved
}
