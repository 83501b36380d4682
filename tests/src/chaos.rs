//! Breaking servers, and judging what came of it.
//!
//! # Layout
//!
//! - [`point`]: the points at which a server is killed.
//! - [`ground`]: a small team on a Redis of its own, a push service, and any number of servers.
//! - [`history`]: what happened, as the log, the push service and the people saw it.
//! - [`storm`]: random kills one after the other, for `make chaos`.
//! - [`checker`]: what must hold in every history.

pub mod checker;
pub mod ground;
pub mod history;
pub mod point;
pub mod storm;
