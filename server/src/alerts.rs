//! Alerts on their way to people. What is sent to whom is decided in
//! [`shared::alert::ladder`]; here it is carried out.
//!
//! # Layout
//!
//! - [`engine`]: waits for what is due and carries it out.
//! - [`heart`]: says that nothing is overdue, and only then.
//! - [`courier`]: takes letters out of the outbox, sends them, reports what became of them.
//! - [`channel`]: what all ways to reach a person have in common, and which are set up.
//! - [`to_devices`]: push, to all devices of a person.
//! - [`gateway`]: text messages and calls. [`mail`]: mails.
//! - [`lease`]: how long a letter belongs to one courier.
//! - [`refusals`]: which push services refuse our key.
//! - [`web_push`]: encrypts, signs and sends one letter to one device.
//! - [`keyring`]: the keys that sign for it.
//! - [`proof`]: tells the log which devices people have, and which have proved themselves.
//! - [`endpoint`]: which addresses may be push services.

pub mod channel;
pub mod courier;
pub mod endpoint;
pub mod engine;
pub mod gateway;
pub mod heart;
pub mod keyring;
pub mod lease;
pub mod mail;
pub mod proof;
pub mod refusals;
pub mod retry_after;
pub mod to_devices;
pub mod web_push;
