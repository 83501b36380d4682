//! What the story tests need: a real server in a process of its own, people who use
//! it over HTTP and WebSocket, and a push service that can misbehave.
//!
//! # Layout
//!
//! - [`server_process`]: starts, stops and kills a server on a data folder.
//! - [`person`]: somebody who is logged in.
//! - [`live_line`]: a live connection.
//! - [`push_service`]: a double that speaks RFC 8030. [`gateway`] takes text messages and
//!   calls, [`mail_server`] takes mails.
//! - [`push_service`]: a double that speaks RFC 8030.
//! - [`redis_server`]: a Redis for several servers; [`redis_proxy`]: a door before it, where
//!   a call can be stopped.
//! - [`chaos`]: what breaks servers at chosen and at random points, and the checker that
//!   judges what came of it.
//! - [`scenario`]: the language of scenarios and what plays it; [`server_world`] plays it
//!   on a real server.
//! - [`wait`]: waits for a state, never for a time.

pub mod chaos;
pub mod gateway;
pub mod histories;
pub mod live_line;
pub mod mail_server;
pub mod person;
pub mod push_service;
pub mod redis_proxy;
pub mod redis_server;
pub mod scenario;
pub mod server_process;
pub mod server_world;
pub mod wait;
