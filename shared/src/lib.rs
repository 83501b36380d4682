//! The domain of the board: what is true, what may happen and what follows.
//!
//! Everything here is pure. There is no clock, no chance and no I/O: the
//! moment, the actor and a seed come in as arguments, so the same code gives the
//! same answer on the server, in the browser and in a test.
//!
//! # Layout
//!
//! - [`board`]: the state of a team ([`Board`]), what people ask
//!   ([`Command`]), what happened ([`Event`]), and the two functions between
//!   them, `decide` and `apply`.
//! - [`deescalation`]: the policy RP-1, its gates and their evidence.
//! - [`alert`]: alerts, the ladder they climb and the letters that are sent.
//! - [`due`]: what time itself makes due, and when.
//! - [`visit`]: a visit that somebody watches, and its check-in.
//! - [`carried`]: phones that carry the day, and may hold what the server does not know.
//! - [`digest`]: what happened while somebody was off duty.
//! - [`load`]: what the clients ask for, against what the staff can give.
//! - [`access`]: the only place that decides who may see what.
//! - [`people`], [`dossier`]: names and plans, which never enter the log.
//! - [`protocol`], [`position`]: the live connection.
//! - [`calendar`], [`time`], [`duty`], [`id`]: the words the rest is made of.
//! - [`order`]: sorting, in little code.
//! - [`wording`]: the domain's words in Swedish and English.

pub mod access;
pub mod alert;
pub mod board;
pub mod calendar;
pub mod carried;
pub mod deescalation;
pub mod digest;
pub mod dossier;
pub mod due;
pub mod duty;
pub mod id;
pub mod load;
pub mod order;
pub mod people;
pub mod position;
pub mod protocol;
pub mod rejection;
pub mod route;
pub mod time;
pub mod visit;
pub mod wording;

pub use board::{Board, command::Command, event::Event};
pub use id::{
    ActionId, ClientId, CommandId, ContactId, DeviceId, Epoch, LetterId, StaffId, TeamId,
};
pub use rejection::Rejection;
pub use time::{Span, Timestamp};
