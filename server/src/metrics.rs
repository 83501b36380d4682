//! Figures for Prometheus. They count what this server has done, and hold no names, no
//! client and no alert number.
//!
//! Times are taken from the events that this server has written: several servers of one
//! team each count their own, so sums are right.

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};
use shared::alert::letter::{Carrier, Text};
use shared::alert::{Alert, Class, Failure, ladder};
use shared::board::Board;
use shared::board::event::Event;
use shared::{LetterId, Span, TeamId, Timestamp};

/// Upper bounds in seconds of what should take well under a second.
const QUICK: [f64; 10] = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 60.0];
/// Upper bounds in seconds of what people do: the rungs of a P1 are among them.
const BY_PEOPLE: [f64; 8] = [30.0, 60.0, 120.0, 300.0, 600.0, 900.0, 1_800.0, 3_600.0];

/// The figures of one server.
pub struct Metrics {
    registry: Registry,
    accepted: Histogram,
    shown: Histogram,
    acknowledged: Family<OfClass, Histogram, fn() -> Histogram>,
    deadline_error: Histogram,
    letters: Family<OfText, Counter>,
    handed_over: Family<OnWay, Counter>,
    failed: Family<Because, Counter>,
    retries: Counter,
    open_alerts: Family<OpenAlerts, Gauge>,
    outbox: Family<OfTeam, Gauge>,
    waiting: Family<OfTeam, Gauge>,
    heartbeat_age: Family<OfTeam, Gauge>,
    behind: Family<OfTeam, Gauge>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OfTeam {
    team: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OfClass {
    class: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OfText {
    text: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OnWay {
    way: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Because {
    way: &'static str,
    why: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OpenAlerts {
    team: String,
    class: &'static str,
    state: &'static str,
}

/// What is read of a team at the moment of a question.
pub struct Now<'a> {
    /// The team.
    pub team: &'a TeamId,
    /// Its board, if it has been read.
    pub board: Option<&'a Board>,
    /// How many letters wait for a courier.
    pub outbox: usize,
    /// For how long the oldest letter that calls somebody has waited.
    pub waiting: Span,
    /// For how long nothing was found on time; `None` if nothing ever was.
    pub silence: Option<Span>,
    /// Whether the log cannot be followed.
    pub is_behind: bool,
}

impl Default for Metrics {
    fn default() -> Self {
        Self::new()
    }
}

impl Metrics {
    /// Figures that begin at nothing.
    #[must_use]
    pub fn new() -> Self {
        let mut registry = Registry::with_prefix("tavla");
        let accepted = Histogram::new(QUICK);
        registry.register_with_unit(
            "letter_accepted",
            "From a letter's event to its acceptance by a push service",
            Unit::Seconds,
            accepted.clone(),
        );
        let shown = Histogram::new(BY_PEOPLE);
        registry.register_with_unit(
            "letter_shown",
            "From a letter's event to the device that showed it",
            Unit::Seconds,
            shown.clone(),
        );
        let by_people: fn() -> Histogram = || Histogram::new(BY_PEOPLE);
        let acknowledged = Family::new_with_constructor(by_people);
        registry.register_with_unit(
            "alert_acknowledged",
            "From the first rung of a ladder to the person who took it",
            Unit::Seconds,
            acknowledged.clone(),
        );
        let deadline_error = Histogram::new(QUICK);
        registry.register_with_unit(
            "rung_late",
            "From the moment at which a rung was due to its event",
            Unit::Seconds,
            deadline_error.clone(),
        );
        let letters = Family::default();
        registry.register(
            "letters_written",
            "Letters written, by fixed text",
            letters.clone(),
        );
        let failed = Family::default();
        registry.register(
            "letters_failed",
            "Letters that will reach nobody on a way, by cause; gone means that a subscription ended",
            failed.clone(),
        );
        let handed_over = Family::default();
        registry.register(
            "letters_handed_over",
            "Letters that a gateway or a mail server has taken, by way",
            handed_over.clone(),
        );
        let retries = Counter::default();
        registry.register(
            "letter_retries",
            "Attempts that are made again later",
            retries.clone(),
        );
        let open_alerts = Family::default();
        registry.register(
            "open_alerts",
            "Alerts that ask for something",
            open_alerts.clone(),
        );
        let outbox = Family::default();
        registry.register(
            "outbox_letters",
            "Letters that wait for a courier",
            outbox.clone(),
        );
        let waiting = Family::default();
        registry.register_with_unit(
            "letter_waiting",
            "The age of the oldest letter that calls somebody and has left the server on no way; 0 if there is none",
            Unit::Seconds,
            waiting.clone(),
        );
        let heartbeat_age = Family::default();
        registry.register_with_unit(
            "heartbeat_age",
            "Time since everything due was found done; -1 if it never was",
            Unit::Seconds,
            heartbeat_age.clone(),
        );
        let behind = Family::default();
        registry.register(
            "log_behind",
            "1 while the team's log cannot be followed",
            behind.clone(),
        );
        Self {
            registry,
            accepted,
            shown,
            acknowledged,
            deadline_error,
            letters,
            handed_over,
            failed,
            retries,
            open_alerts,
            outbox,
            waiting,
            heartbeat_age,
            behind,
        }
    }

    /// Counts an event that this server has written, decided on `board` at `now`.
    pub fn written(&self, board: &Board, event: &Event, now: Timestamp) {
        for letter in event.letters() {
            let text = text_label(letter.text);
            self.letters.get_or_create(&OfText { text }).inc();
        }
        let Some(alert) = event.alert().and_then(|number| board.alerts.get(&number)) else {
            return;
        };
        match event {
            Event::RungReached { .. } | Event::NobodyReached { .. } => {
                if let Some((_, due)) = ladder::next(alert) {
                    self.deadline_error.observe(seconds(now.since(due)));
                }
            }
            Event::LetterAccepted {
                letter, carrier, ..
            } => match *carrier {
                Carrier::Push => observe(&self.accepted, alert, *letter, now),
                other => {
                    let way = way_label(other);
                    self.handed_over.get_or_create(&OnWay { way }).inc();
                }
            },
            Event::LetterShown { letter, .. } => observe(&self.shown, alert, *letter, now),
            // Whoever took the alert was quicker than the letter; nothing has failed.
            Event::LetterFailed {
                why: Failure::NotNeeded,
                ..
            } => {}
            Event::LetterFailed { carrier, why, .. } => {
                let (way, why) = (way_label(*carrier), failure_label(*why));
                self.failed.get_or_create(&Because { way, why }).inc();
            }
            // How fast people are when they practise says nothing of how fast they are.
            Event::Acknowledged { .. } if !is_exercise(board, alert) => {
                let class = class_label(alert.class);
                let waited = seconds(now.since(alert.started));
                self.acknowledged
                    .get_or_create(&OfClass { class })
                    .observe(waited);
            }
            _ => {}
        }
    }

    /// Counts an attempt that is made again later.
    pub fn retried(&self) {
        self.retries.inc();
    }

    /// Every figure, in the text format of Prometheus, with what is known of the teams now.
    #[must_use]
    pub fn text(&self, teams: &[Now<'_>]) -> String {
        self.open_alerts.clear();
        for now in teams {
            self.set(now);
        }
        let mut text = String::new();
        // Writing to a `String` cannot fail.
        let _ = encode(&mut text, &self.registry);
        text
    }

    fn set(&self, now: &Now<'_>) {
        let team = now.team.to_string();
        let of_team = OfTeam { team: team.clone() };
        let outbox = i64::try_from(now.outbox).unwrap_or(i64::MAX);
        self.outbox.get_or_create(&of_team).set(outbox);
        let waiting = now.waiting.as_millis() / 1_000;
        self.waiting.get_or_create(&of_team).set(waiting);
        let age = now.silence.map_or(-1, |span| span.as_millis() / 1_000);
        self.heartbeat_age.get_or_create(&of_team).set(age);
        self.behind
            .get_or_create(&of_team)
            .set(i64::from(now.is_behind));
        for class in [Class::P1, Class::P2] {
            for is_unanswered in [true, false] {
                let count = now.board.map_or(0, |board| {
                    let counts = |alert: &&Alert| {
                        alert.is_open()
                            && alert.class == class
                            && alert.is_unanswered() == is_unanswered
                    };
                    board.alerts.values().filter(counts).count()
                });
                let labels = OpenAlerts {
                    team: team.clone(),
                    class: class_label(class),
                    state: if is_unanswered { "unanswered" } else { "taken" },
                };
                self.open_alerts
                    .get_or_create(&labels)
                    .set(i64::try_from(count).unwrap_or(i64::MAX));
            }
        }
    }
}

fn is_exercise(board: &Board, alert: &Alert) -> bool {
    let card = board.cards.get(&alert.client);
    card.is_some_and(|card| card.is_exercise)
}

/// Only the first state of its kind counts: a repeated report is none.
fn observe(histogram: &Histogram, alert: &Alert, letter: LetterId, now: Timestamp) {
    let written = alert
        .letters
        .iter()
        .find(|state| state.written.id == letter);
    if let Some(state) = written {
        histogram.observe(seconds(now.since(state.at)));
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "milliseconds up to centuries are exact in a float"
)]
fn seconds(span: Span) -> f64 {
    span.as_millis().max(0) as f64 / 1_000.0
}

fn class_label(class: Class) -> &'static str {
    match class {
        Class::P1 => "P1",
        Class::P2 => "P2",
    }
}

fn way_label(carrier: Carrier) -> &'static str {
    match carrier {
        Carrier::Push => "push",
        Carrier::Sms => "sms",
        Carrier::Voice => "voice",
        Carrier::Mail => "mail",
    }
}

fn failure_label(why: Failure) -> &'static str {
    match why {
        Failure::NoDevice => "no_device",
        Failure::Gone => "gone",
        Failure::Refused => "refused",
        Failure::Expired => "expired",
        Failure::NotSetUp => "not_set_up",
        Failure::NoNumber => "no_number",
        Failure::NoAddress => "no_address",
        Failure::Undelivered => "undelivered",
        Failure::NotNeeded => "not_needed",
    }
}

fn text_label(text: Text) -> &'static str {
    match text {
        Text::M1 => "M1",
        Text::M2 => "M2",
        Text::M3 => "M3",
        Text::M4 => "M4",
        Text::M5 => "M5",
        Text::M6 => "M6",
        Text::M7 => "M7",
        Text::M8 => "M8",
        Text::M9 => "M9",
        Text::M10 => "M10",
    }
}
