//! Alerts on their way to people. What is sent to whom is decided in
//! [`shared::alert::ladder`]; here it is carried out.
//!
//! # Layout
//!
//! - [`engine`]: waits for what is due and carries it out.
//! - [`courier`]: takes letters out of the outbox, sends them, reports what became of them.
//! - [`lease`]: how long a letter belongs to one courier.
//! - [`refusals`]: which push services refuse our key.
//! - [`stragglers`]: devices that take a letter later than the person's other ones.
//! - [`web_push`]: encrypts, signs and sends one letter to one device.
//! - [`endpoint`]: which addresses may be push services.

pub mod courier;
pub mod endpoint;
pub mod engine;
pub mod lease;
pub mod refusals;
pub mod stragglers;
pub mod web_push;
