//! Stories: a real server, a real Redis, people and phones, and things that break.

mod board_view;
mod channels;
mod client_page;
mod devices;
mod duty;
mod far_times;
mod faults;
mod faults_push;
mod heartbeat;
mod kills;
mod ladder_history;
mod letters;
mod live;
mod load;
mod parts;
mod phone;
mod presence;
mod redis_away;
mod register;
mod rules;
mod scenarios;
mod start;
mod team_rules;
mod tidy;
mod watch;
mod who_sees_what;
