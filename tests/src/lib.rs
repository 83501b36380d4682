//! What the story tests need: a real server in a process of its own, people who use
//! it over HTTP and WebSocket, and a push service that can misbehave.
//!
//! # Layout
//!
//! - [`server_process`]: starts, stops and kills a server on a data folder.
//! - [`person`]: somebody who is logged in.
//! - [`live_line`]: a live connection.
//! - [`push_service`]: a double that speaks RFC 8030.
//! - [`wait`]: waits for a state, never for a time.

pub mod live_line;
pub mod person;
pub mod push_service;
pub mod server_process;
pub mod wait;
