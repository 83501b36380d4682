//! Carries out what the machine in [`super::link`] decides: the only place where the
//! machine, the socket and the device's clock meet.
//!
//! Everything runs on the browser's one thread. The machine is borrowed only while it
//! decides, never while the page is told, because the page may answer at once by sending
//! a command.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use shared::Timestamp;
use shared::protocol::{ClientMessage, NoWish};
use shared::route;

use super::link::{Action, At, Link, Machine, News};
use super::socket::{Report, Socket};
use crate::browser::{self, Interval, PageEvent};
use crate::reading::read;

/// How often the machine hears that time has passed, in milliseconds.
const TICK: i32 = 1_000;

/// What the page is told.
pub(super) enum Told {
    /// The state of the connection, and the server's time at which it was seen.
    State(Link, Timestamp),
    /// Something new.
    News(News),
}

/// A line to the server. It lives as long as somebody holds it.
pub(super) struct Line {
    machine: RefCell<Machine>,
    socket: RefCell<Option<Socket>>,
    tell: Box<dyn Fn(Told)>,
    ticking: RefCell<Option<Interval>>,
    this: Weak<Self>,
}

impl Line {
    /// Connects. Page events are followed until the present reactive owner goes away.
    pub(super) fn connect(machine: Machine, tell: impl Fn(Told) + 'static) -> Rc<Self> {
        let line = Rc::new_cyclic(|this| Self {
            machine: RefCell::new(machine),
            socket: RefCell::new(None),
            tell: Box::new(tell),
            ticking: RefCell::new(None),
            this: Weak::clone(this),
        });
        let this = Weak::clone(&line.this);
        *line.ticking.borrow_mut() = Some(Interval::new(TICK, move || {
            if let Some(line) = this.upgrade() {
                line.step(Machine::on_tick);
            }
        }));
        let this = Weak::clone(&line.this);
        browser::on_page_event(move |event| {
            if let Some(line) = this.upgrade() {
                match event {
                    PageEvent::Shown => {
                        line.say_whether_hidden(false);
                        line.step(Machine::on_wake);
                    }
                    PageEvent::Hidden => line.say_whether_hidden(true),
                    PageEvent::Online => line.step(Machine::on_wake),
                    PageEvent::Lost => line.step(Machine::on_lost),
                }
            }
        });
        line.step(Machine::connect);
        line
    }

    /// Whether commands can be sent.
    pub(super) fn is_ready(&self) -> bool {
        self.machine.borrow().is_ready()
    }

    /// The server's time, as far as this device can know it.
    pub(super) fn server_time(&self) -> Timestamp {
        self.machine.borrow().server_time(browser::device_time())
    }

    /// Says something to the server.
    pub(super) fn say(&self, text: &str) {
        if let Some(socket) = &*self.socket.borrow() {
            socket.send(text);
        }
    }

    fn send(&self, message: &ClientMessage<NoWish>) {
        match serde_json::to_string(message) {
            Ok(text) => self.say(&text),
            Err(error) => browser::report(&format!("a message could not be written: {error}")),
        }
    }

    /// A page in the background may be stopped by the browser, and then its silence means
    /// nothing.
    fn say_whether_hidden(&self, hidden: bool) {
        if self.is_ready() {
            self.send(&ClientMessage::Visibility { hidden });
        }
    }

    fn on_report(&self, report: Report) {
        match report {
            Report::Opened => self.step(Machine::on_open),
            Report::Text(text) => match read(&text) {
                Ok(message) => self.step(|machine, at| machine.on_message(message, at)),
                Err(_) => self.step(|machine, _| machine.on_unreadable()),
            },
            Report::Binary => self.step(|machine, _| machine.on_unreadable()),
            Report::Closed(code) => {
                self.socket.take();
                self.step(|machine, at| machine.on_close(code, at));
            }
        }
    }

    fn step(&self, decide: impl FnOnce(&mut Machine, At) -> Vec<Action>) {
        if browser::has_stopped() {
            self.socket.take();
            return;
        }
        let at = At {
            now: browser::device_time(),
            chance: browser::random(),
        };
        let was_ready = self.is_ready();
        let actions = decide(&mut self.machine.borrow_mut(), at);
        for action in actions {
            match action {
                Action::Open => self.open(),
                Action::Close => drop(self.socket.take()),
                Action::Send(message) => self.send(&message),
                Action::Deliver(news) => (self.tell)(Told::News(news)),
            }
        }
        if !was_ready && browser::is_hidden() {
            self.say_whether_hidden(true);
        }
        let link = self.machine.borrow().link();
        (self.tell)(Told::State(link, self.server_time()));
    }

    fn open(&self) {
        let this = Weak::clone(&self.this);
        let report: Rc<dyn Fn(Report)> = Rc::new(move |report| {
            if let Some(line) = this.upgrade() {
                line.on_report(report);
            }
        });
        // It fails only for an address that cannot be one; the machine's patience then
        // ends, and it tries again.
        *self.socket.borrow_mut() = Socket::open(route::LIVE, &report).ok();
    }
}
