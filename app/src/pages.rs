//! The pages: one file each. What a page alone uses lies in its folder.

pub mod alert;
pub mod board;
pub mod load;
pub mod log_in;
pub mod problem;
pub mod settings;

use leptos::prelude::*;

use crate::context;
use crate::page::{Content, Page};

/// A page. The server renders it, the browser hydrates it; it does nothing else by itself.
#[component]
pub fn App(page: Page) -> impl IntoView {
    context::provide(&page);
    match page.content {
        Content::LogIn(content) => view! { <log_in::LogInPage content=content /> }.into_any(),
        Content::Board(content) => view! { <board::BoardPage search=content.search /> }.into_any(),
        Content::Load(_) => view! { <load::LoadPage /> }.into_any(),
        Content::Alert(content) => view! { <alert::AlertPage content=*content /> }.into_any(),
        Content::AlertWithoutIdentity(content) => {
            view! { <alert::without_identity::AlertWithoutIdentityPage content=content /> }
                .into_any()
        }
        Content::Settings(content) => {
            view! { <settings::SettingsPage content=content /> }.into_any()
        }
        Content::Problem(what) => view! { <problem::ProblemPage what=what /> }.into_any(),
    }
}
