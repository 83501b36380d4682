//! Components that more than one page uses. They know words and shapes, and nothing of what a page
//! is for.

pub mod demo_bar;
pub mod duty_line;
pub mod exercise_mark;
pub mod level_mark;
pub mod link_state;
pub mod look;
pub mod moment;
pub mod refusal;
pub mod sign_mark;
