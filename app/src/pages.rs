//! The pages: one file each. What a page alone uses lies in its folder.
//!
//! Pages that work without script are left out of the browser's program.

#[cfg(feature = "ssr")]
pub mod alert;
#[cfg(feature = "ssr")]
pub mod all_minutes;
pub mod board;
#[cfg(feature = "ssr")]
pub mod choose;
#[cfg(feature = "ssr")]
pub mod client;
#[cfg(feature = "ssr")]
pub mod deviations;
#[cfg(feature = "ssr")]
pub mod duty;
#[cfg(feature = "ssr")]
pub mod emergency;
#[cfg(feature = "ssr")]
pub mod entry;
#[cfg(feature = "ssr")]
pub mod letters;
#[cfg(feature = "ssr")]
pub mod load;
#[cfg(feature = "ssr")]
pub mod log_in;
pub mod meeting;
#[cfg(feature = "ssr")]
pub mod minutes;
#[cfg(feature = "ssr")]
pub mod my_day;
#[cfg(feature = "ssr")]
pub mod parts;
#[cfg(feature = "ssr")]
pub mod problem;
#[cfg(feature = "ssr")]
pub mod rules;
pub mod settings;
#[cfg(feature = "ssr")]
pub mod tested;

use leptos::prelude::*;

use crate::context;
use crate::later::later;
use crate::page::{BoardContent, Content, Page};

/// A page. The server renders it, the browser hydrates it; it does nothing else by itself.
#[component]
pub fn App(page: Page) -> impl IntoView {
    context::provide(page.frame);
    match page.content {
        Content::Board(content) => board(*content),
        Content::Settings(content) => later().map(|later| (later.settings)(content)).into_any(),
        #[cfg(feature = "ssr")]
        without_script => plain(without_script),
    }
}

/// A page with the board, or the meeting that looks at the same board.
fn board(content: BoardContent) -> AnyView {
    let BoardContent {
        snapshot,
        read,
        panel,
        search,
        view,
        meeting,
    } = content;
    let panel = panel.and_then(|panel| (later()?.read_first_panel)(panel).ok());
    context::provide_board(snapshot, read, panel);
    if meeting {
        return later().map(|later| (later.meeting)()).into_any();
    }
    view! { <board::BoardPage search=search view=view /> }.into_any()
}

/// A page that is complete without script.
#[cfg(feature = "ssr")]
fn plain(content: Content) -> AnyView {
    match content {
        Content::LogIn(content) => view! { <log_in::LogInPage content=content /> }.into_any(),
        Content::Alert(content) => view! { <alert::AlertPage content=*content /> }.into_any(),
        Content::AlertWithoutIdentity(content) => {
            view! { <alert::without_identity::AlertWithoutIdentityPage content=content /> }
                .into_any()
        }
        Content::Load(content) => view! { <load::LoadPage content=*content /> }.into_any(),
        Content::Letters(content) => view! { <letters::LettersPage content=*content /> }.into_any(),
        Content::MyDay(content) => view! { <my_day::MyDayPage content=*content /> }.into_any(),
        Content::Choose(content) => view! { <choose::ChoosePage content=*content /> }.into_any(),
        Content::Entry(content) => view! { <entry::EntryPage content=*content /> }.into_any(),
        Content::Tested(content) => view! { <tested::TestedPage content=content /> }.into_any(),
        Content::Rules(content) => view! { <rules::RulesPage content=*content /> }.into_any(),
        Content::Duty(content) => view! { <duty::DutyPage content=*content /> }.into_any(),
        Content::Minutes(content) => view! { <minutes::MinutesPage content=*content /> }.into_any(),
        Content::AllMinutes(content) => {
            view! { <all_minutes::AllMinutesPage content=*content /> }.into_any()
        }
        Content::Client(content) => view! { <client::ClientPage content=*content /> }.into_any(),
        Content::Deviations(content) => {
            view! { <deviations::DeviationsPage content=*content /> }.into_any()
        }
        Content::Emergency(content) => {
            view! { <emergency::EmergencyPage content=*content /> }.into_any()
        }
        Content::Parts => view! { <parts::PartsPage /> }.into_any(),
        Content::Problem(what) => view! { <problem::ProblemPage what=what /> }.into_any(),
        Content::Board(_) | Content::Settings(_) => ().into_any(),
    }
}
