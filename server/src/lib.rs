//! The server: remembers in Redis, delivers to browsers and phones.
//!
//! # Layout
//!
//! - [`store`]: the only module that knows Redis. [`embedded`]: a Redis of our own.
//! - [`team`]: a team's board in memory, and the one way to write to its log.
//! - [`live`]: the live connections. [`alerts`]: letters on their way to people.
//! - [`http`]: every address. [`sessions`], [`accounts`]: who is logged in.
//! - [`setup`], [`demo`]: founding a team, and the fictional one.
//! - [`clock`], [`chance`]: the only sources of time and chance.
//! - [`metrics`], [`monitor`]: figures, and the watch from outside.
//! - [`config`], [`cli`], [`serve`]: starting and stopping.

pub mod accounts;
pub mod alerts;
pub mod app_state;
pub mod chance;
pub mod cli;
pub mod clock;
pub mod config;
pub mod demo;
pub mod embedded;
pub mod http;
pub mod live;
pub mod metrics;
pub mod monitor;
pub mod serve;
pub mod sessions;
pub mod setup;
pub mod store;
pub mod team;
