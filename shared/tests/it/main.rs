//! The rules of the board, held against `policy.md` and the worked cases of
//! `scenarios.md`. What a test expects is written from those pages, not from the code.

mod access;
mod boundaries;
mod commands;
mod fixture;
mod gates;
mod golden;
mod history;
mod holds;
mod ladder;
mod ladder_gaps;
mod letters;
mod merge;
mod oracle;
mod play;
mod properties;
mod show;
mod steps;
mod table;
