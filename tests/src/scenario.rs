//! Scenario scripts: a small language in which a nurse reads and a developer writes what
//! happens to a team, and what must hold. `docs/scenarios.md` describes it.
//!
//! # Layout
//!
//! - [`line`], [`when`], [`words`]: the words of a line, times, and the pick-lists.
//! - [`ast`], [`parse`]: what a file says, and reading it.
//! - [`fixture`]: the team, with Team Öst as the usual one.
//! - [`view`], [`names`]: what can be seen of a team, and who is who.
//! - [`world`]: what a course needs of the place where it is played; [`pure`] is the
//!   domain alone. [`crate::server_world`] is a real server with Redis.
//! - [`wish`]: what a person does, as a command.
//! - [`course`]: plays a file, one statement after the other.
//! - [`check`]: looks whether an expectation holds.
//! - [`always`]: what must hold after every event.
//! - [`file`]: a file from the disk to its verdict.
//! - [`difference`]: what was expected and what there was, for a person to read.

pub mod always;
pub mod ast;
pub mod check;
pub mod course;
pub mod difference;
pub mod file;
pub mod fixture;
pub mod kinds;
pub mod line;
pub mod names;
pub mod parse;
pub mod pure;
pub mod view;
pub mod when;
pub mod wish;
pub mod words;
pub mod world;
