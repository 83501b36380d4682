//! The rules of the board, held against `policy.md` and the worked cases of
//! `scenarios.md`. What a test expects is written from those pages, not from the code.

mod access;
mod aftercare;
mod arrival;
mod boundaries;
mod care;
mod cases;
mod commands;
mod corrections;
mod fixture;
mod forbids;
mod gates;
mod golden;
mod holds;
mod ladder;
mod ladder_clock;
mod ladder_gaps;
mod ladder_people;
mod ladder_second;
mod late;
mod letters;
mod load;
mod machinery;
mod meeting;
mod meeting_story;
mod merge;
mod play;
mod ripe;
mod show;
mod steps;
mod stories;
mod table;
mod taps;
mod upwards;
mod ways;
