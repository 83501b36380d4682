//! Every part of the pages in every state, with made-up data, so that nobody has to bring a state
//! about in order to see it. The parts are the real ones; only what they show is made up.

pub mod board;
pub mod controls;
pub mod marks;
pub mod reports;
pub mod sample;

use leptos::children::ChildrenFn;
use leptos::prelude::*;
use shared::route;

use crate::context::{self, frame, live};
use crate::i18n::parts::Parts as Texts;
use crate::page::{Content, Page};
use crate::pages::board::ask::Asker;
use crate::pages::board::desk::{Desk, List};
use crate::parts::demo_bar::DemoBar;
use crate::parts::look::LookForms;
use crate::view::project;
use board::{Looks, Rows, Wall};
use controls::{Buttons, Fields, Refusals};
use marks::Marks;
use reports::{Letters, Load, MeetingClock, WayBack};

/// The page of samples.
#[component]
pub fn PartsPage() -> impl IntoView {
    let frame = frame();
    let texts = Texts::of(frame.language);
    let head = view! { <DemoBar now=Signal::stored(frame.now) /> };
    // From here on the page is that of a colleague of the made-up team.
    let page = sample::page(&frame, sample::board());
    provide(&page);
    let desk = Desk::new(String::new(), List::All);
    desk.ready.set(true);
    provide_context(desk);
    provide_context(Asker::of_page());
    let live = live();
    if let Some(viewer) = &page.frame.viewer {
        let (waiting, now) = (sample::waiting(), sample::now());
        let view = live.with_board(|board, people| {
            project(board, people, &waiting, viewer, now, frame.language)
        });
        live.view().set(view);
    }
    view! {
        {head}
        <main class="samples" id="content">
            <h1>{texts.title}</h1>
            <p class="lead">{texts.lead}</p>
            <div class="samples-look"><LookForms next=route::PARTS.to_owned() /></div>
            <Marks />
            <Buttons />
            <Fields />
            <Refusals />
            <Rows />
            <Wall />
            <Looks />
            <Letters />
            <MeetingClock />
            <WayBack />
            <Load />
        </main>
    }
}

/// The texts of the page.
fn texts() -> &'static Texts {
    Texts::of(context::language())
}

/// Samples of one kind.
#[component]
fn Group(id: &'static str, title: &'static str, children: Children) -> impl IntoView {
    view! {
        <section class="samples-group" aria-labelledby=id>
            <h2 id=id>{title}</h2>
            {children()}
        </section>
    }
}

/// One sample with the name of its state.
#[component]
fn Sample(state: &'static str, children: Children) -> impl IntoView {
    view! {
        <div class="sample">
            <p class="sample-state">{state}</p>
            {children()}
        </div>
    }
}

/// The same samples in light and in dark, whatever the page is in. Not for parts with an id, which
/// would stand there twice.
#[component]
fn InBothSchemes(children: ChildrenFn) -> impl IntoView {
    let texts = texts();
    let scheme = move |word: &'static str, name: &'static str| {
        view! {
            <div class="samples-scheme" data-color-scheme=word>
                <p class="sample-state">{name}</p>
                {children()}
            </div>
        }
    };
    view! {
        <div class="samples-schemes">
            {scheme("light", texts.light)}
            {scheme("dark", texts.dark)}
        </div>
    }
}

/// Provides what the components of a page with a board ask for.
fn provide(page: &Page) {
    context::provide(page.frame.clone());
    if let Content::Board(content) = &page.content {
        context::provide_board(content.snapshot.clone(), Vec::new(), None);
    }
}
