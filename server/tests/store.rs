//! What the store promises, against a real Redis that each test has to itself.

#[path = "store/support.rs"]
mod support;

#[path = "store/documents.rs"]
mod documents;
#[path = "store/embedded.rs"]
mod embedded;
#[path = "store/log.rs"]
mod log;
#[path = "store/outbox.rs"]
mod outbox;
#[path = "store/trouble.rs"]
mod trouble;
