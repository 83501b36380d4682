//! Stories: a real server, a real Redis, people and phones, and things that break.

mod channels;
mod devices;
mod duty;
mod faults;
mod faults_push;
mod kills;
mod ladder_history;
mod letters;
mod live;
mod phone;
mod presence;
mod redis_away;
mod register;
mod rules;
mod scenarios;
mod start;
mod tidy;
mod watch;
mod who_sees_what;
