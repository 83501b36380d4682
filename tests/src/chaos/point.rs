//! The points between a raise and its settled letter at which a server can be killed.

use super::ground::{Ground, Node};
use crate::push_service::Mood;
use crate::redis_proxy::{Call, Held, Side};
use crate::wait;

/// A point on the way of an alert, in the order of that way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Point {
    /// The events of the raise have not reached Redis.
    BeforeAppend,
    /// They are in the log, and nobody was told.
    AfterAppend,
    /// The letters wait in the outbox.
    BeforeClaim,
    /// Redis has given them to the server, which does not know.
    AfterClaim,
    /// The push service has the request and has not answered.
    Sending,
    /// The push service has taken a letter, and the log does not say so.
    BeforeReport,
    /// The log says so, and the letter still lies in the outbox.
    BeforeSettle,
    /// The letter is settled, and the server does not know.
    AfterSettle,
}

/// What stops the way at a point.
pub struct Trap<'a> {
    ground: &'a Ground,
    held: Option<Held>,
}

const RAISE: Call = Call {
    function: "append",
    with: "alert_raised",
};
const REPORT: Call = Call {
    function: "append",
    with: "letter_accepted",
};

impl Point {
    /// Every point.
    pub const ALL: [Self; 8] = [
        Self::BeforeAppend,
        Self::AfterAppend,
        Self::BeforeClaim,
        Self::AfterClaim,
        Self::Sending,
        Self::BeforeReport,
        Self::BeforeSettle,
        Self::AfterSettle,
    ];

    /// Sets a trap for the next alert that a server raises.
    #[must_use]
    pub fn set<'a>(self, ground: &'a Ground, node: &Node) -> Trap<'a> {
        let (claim, settle) = (Call::of("claim"), Call::of("settle"));
        let door = &node.door;
        let held = match self {
            Self::BeforeAppend => Some(door.hold(Side::Before, RAISE)),
            Self::AfterAppend => Some(door.hold(Side::After, RAISE)),
            Self::BeforeClaim => Some(door.hold_behind(RAISE, Side::Before, claim)),
            Self::AfterClaim => Some(door.hold_behind(RAISE, Side::After, claim)),
            Self::Sending => {
                ground.push.set_mood(Mood::Hang);
                None
            }
            Self::BeforeReport => Some(door.hold(Side::Before, REPORT)),
            Self::BeforeSettle => Some(door.hold_behind(REPORT, Side::Before, settle)),
            Self::AfterSettle => Some(door.hold_behind(REPORT, Side::After, settle)),
        };
        Trap { ground, held }
    }
}

impl Trap<'_> {
    /// Waits until the way has come to the point. `sent` letters had arrived before.
    pub async fn reached(&mut self, sent: usize) {
        match &mut self.held {
            Some(held) => held.reached().await,
            None => {
                wait::until("a letter on its way", async || {
                    (self.ground.push.all().len() > sent).then_some(())
                })
                .await;
            }
        }
    }

    /// Takes the trap away. What was stopped before Redis never reaches it.
    pub fn spring(self) {
        self.ground.push.set_mood(Mood::Accept);
    }
}
