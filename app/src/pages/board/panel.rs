//! A client's side panel. It opens beside the board and never covers what it is about; without
//! script it is a page with the same address.

pub mod actions;
pub mod advice;
pub mod overview;
pub mod plan;
pub mod timeline;
pub mod way;

use leptos::prelude::*;
use shared::board::card::Level;
use shared::wording::card;
use shared::{ClientId, Command, route};

use super::desk::{Question, desk};
use super::keys::place;
use super::row::marks;
use crate::browser;
use crate::context::{frame, language, level_within, live, texts};
use crate::later::later;
use crate::live::{Live, PanelState};
use crate::parts::exercise_mark::ExerciseMark;
use crate::parts::level_mark::LevelMark;
use crate::parts::moment::At;
use crate::view::panel::{Back, PanelView, Placing};
use crate::view::row::Who;
use crate::view::{BoardViewStoreFields, panel_of};
use actions::Actions;
use advice::AdviceLine;
use overview::{Flags, Overview};
use plan::{CarePlan, Plan};
use timeline::Timeline;
use way::WayBack;

/// The side panel, or what stands in its way.
#[component]
pub fn SidePanel() -> impl IntoView {
    let live = live();
    let is_open = Memo::new(move |_| live.panel().with(Option::is_some));
    let open = move || {
        is_open
            .get()
            .then(later)
            .flatten()
            .map(|later| (later.panel)())
    };
    view! {
        {open}
        <Pending />
    }
}

/// The panel that is open. It follows the board.
#[component]
pub fn OpenPanel() -> impl IntoView {
    let (frame, live) = (frame(), live());
    let language = frame.language;
    let viewer = frame.viewer.clone();
    let content = Memo::new(move |_| {
        // Whatever changes the board changes the panel; the sections compare for themselves.
        live.seq().track();
        live.view().rows().track();
        let now = live.now().get();
        let viewer = viewer.as_ref()?;
        live.panel().with(|panel| {
            let panel = panel.as_ref()?;
            live.with_board(|board, people| panel_of(board, people, panel, viewer, now, language))
        })
    });
    let client = Memo::new(move |_| content.with(|content| content.as_ref().map(|one| one.client)));
    view! {
        {move || client.get().map(|client| view! { <Open client=client content=content /> })}
    }
}

/// A section's content: what `part` takes from the panel.
pub(crate) fn section<T: Clone + PartialEq + Default + Send + Sync + 'static>(
    content: Memo<Option<PanelView>>,
    part: fn(&PanelView) -> T,
) -> Memo<T> {
    Memo::new(move |_| content.with(|content| content.as_ref().map(part).unwrap_or_default()))
}

/// A panel that is on its way, or did not come.
#[component]
fn Pending() -> impl IntoView {
    let live = live();
    let state = live.panel_state();
    // What is open stays while the next is on its way.
    let is_open = move || live.panel().with(Option::is_some);
    let told = move || match state.get() {
        PanelState::Loading(_) if is_open() => None,
        state => pending(live, state),
    };
    view! { <div class="panel-pending">{told}</div> }
}

/// What stands in a panel's way, in words.
pub(crate) fn pending(live: Live, state: PanelState) -> Option<AnyView> {
    let texts = &texts().panel;
    match state {
        PanelState::Settled => None,
        PanelState::Loading(_) => {
            Some(view! { <p class="panel-loading" role="status">{texts.loading}</p> }.into_any())
        }
        PanelState::Refused(_) => Some(
            view! {
                <div class="refusal" role="alert">
                    <p class="refusal-happened">{texts.refused}</p>
                    <p>{texts.refused_next}</p>
                </div>
            }
            .into_any(),
        ),
        PanelState::Failed(client) => Some(
            view! {
                <div class="refusal" role="alert">
                    <p class="refusal-happened">{texts.failed}</p>
                    <p>{texts.failed_next}</p>
                    <p>
                        <button type="button" on:click=move |_| live.open_panel(client)>
                            {texts.again}
                        </button>
                    </p>
                </div>
            }
            .into_any(),
        ),
    }
}

#[component]
fn Open(client: ClientId, content: Memo<Option<PanelView>>) -> impl IntoView {
    let all = texts();
    let texts = &all.panel;
    let place =
        Memo::new(move |_| content.with(|content| content.as_ref().map(|one| one.place.clone())));
    let who = section(content, |one| one.who.clone());
    let advice = section(content, |one| one.advice.clone());
    let alerts = section(content, |one| one.overview.why.marks.clone());
    let back = section(content, |one| one.back.clone());
    let level =
        Memo::new(move |_| place.with(|place| place.as_ref().map_or(Level::Plan, |one| one.level)));
    let sending = section(content, |one| one.sending);
    let actions = section(content, |one| one.actions.clone());
    let way = section(content, |one| Some(one.way.clone()));
    let dossier = section(content, |one| one.dossier.clone());
    let overview = section(content, |one| Some(one.overview.clone()));
    let lines = section(content, |one| one.timeline.clone());
    let sections = [
        ("panel-overview", texts.overview),
        ("panel-actions", texts.actions),
        ("panel-plan", texts.plan),
        ("panel-way", texts.way),
        ("panel-timeline", texts.timeline),
    ]
    .map(|(id, label)| view! { <li><a href=format!("#{id}")>{label}</a></li> })
    .into_iter()
    .collect_view();
    // Whoever opened the panel goes on reading there; from the search field, the next key would
    // otherwise be a letter of the next search.
    Effect::new(move |_| browser::focus("panel-name"));
    view! {
        <aside class="panel" aria-labelledby="panel-name" data-level=move || level.get().word()>
            <Head client=client who=who place=place sending=sending />
            <Tools client=client level=level />
            {move || marks(alerts.get())}
            {move || advice.get().map(|advice| view! { <AdviceLine advice=advice /> })}
            <nav class="panel-nav" aria-label=texts.sections><ul>{sections}</ul></nav>
            {move || back.get().map(|back| view! {
                <BackToPlan client=client back=back dossier=dossier overview=overview />
            })}
            <section id="panel-overview">
                <h3>{texts.overview}</h3>
                {move || {
                    let is_on_board = level.get() != Level::Plan;
                    overview.get().map(|overview| view! {
                        <Overview client=client overview=overview is_on_board=is_on_board />
                    })
                }}
                <Flags client=client overview=overview />
            </section>
            <section id="panel-actions">
                <h3>{texts.actions}</h3>
                {move || {
                    let is_on_board = level.get() != Level::Plan;
                    view! { <Actions client=client actions=actions.get() is_on_board=is_on_board /> }
                }}
            </section>
            <section id="panel-plan" class="plan">
                {move || view! { <Plan who=who.get() dossier=dossier.get() /> }}
            </section>
            <section id="panel-way">
                <h3>{texts.way}</h3>
                {move || way.get().map(|way| view! { <WayBack client=client way=way /> })}
            </section>
            <section id="panel-timeline">
                <h3>{texts.timeline}</h3>
                {move || view! { <Timeline lines=lines.get() /> }}
            </section>
        </aside>
    }
}

#[component]
fn Head(
    client: ClientId,
    who: Memo<Who>,
    place: Memo<Option<Placing>>,
    sending: Memo<bool>,
) -> impl IntoView {
    let (language, live, all) = (language(), live(), texts());
    let close = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        live.close_panel();
        browser::focus(&super::desk::row_id(client));
    };
    let placed = move || {
        place.get().map(|place| {
            view! {
                <p class="panel-level">
                    <LevelMark level=place.level />
                    " "
                    <span class="quiet-words">
                        {card::level_meaning(language, place.level)}" · "
                        {language.pick("sedan", "since")}" "<At moment=place.since />
                        {place.by.map(|by| format!(" · {} {by}", all.panel.set_by))}
                    </span>
                </p>
            }
        })
    };
    view! {
        <header class="panel-head">
            <h2 id="panel-name" tabindex="-1">
                {move || who.get().name}" "<small>{move || who.get().age}</small>
                " "
                <ExerciseMark is_exercise=Signal::derive(move || who.get().is_exercise) />
            </h2>
            <a class="button quiet panel-close" href=route::BOARD aria-label=all.common.close on:click=close>
                "✕"
            </a>
            {placed}
            <p class="sending" role="status">
                {move || sending.get().then_some(all.common.sending)}
            </p>
        </header>
    }
}

/// What one can do with the client. Each has a key.
#[component]
fn Tools(client: ClientId, level: Memo<Level>) -> impl IntoView {
    let (desk, live, texts) = (desk(), live(), &texts().panel);
    let off_board = move || level.get() == Level::Plan;
    let tool = move |label: &'static str, key: &'static str, question: fn(ClientId) -> Question| {
        view! {
            <button
                type="button"
                aria-keyshortcuts=key
                disabled=move || !desk.ready.get()
                on:click=move |_| desk.ask(question(client))
            >
                {label}
                {(!key.is_empty()).then(|| view! { " "<kbd aria-hidden="true">{key.to_uppercase()}</kbd> })}
            </button>
        }
    };
    view! {
        <div class="tools">
            <button
                type="button"
                class:primary=off_board
                aria-keyshortcuts="h"
                disabled=move || !desk.ready.get()
                on:click=move |_| desk.ask(place(live, Some(client)))
            >
                {move || if off_board() { texts.raise } else { texts.change }}
                " "
                <kbd aria-hidden="true">"H"</kbd>
            </button>
            {tool(texts.contact, "c", Question::Contact)}
            {tool(texts.assess, "s", Question::Signs)}
            {tool(texts.log, "l", Question::Log)}
            {tool(texts.book, "n", Question::Book)}
            <a class="button" href=route::visit(client)>{texts.visit}</a>
            {tool(texts.note, "", |client| Question::Note(client, None))}
            {tool(texts.crisis, "", Question::Crisis)}
            <span hidden=off_board>{tool(texts.hold, "b", Question::Hold)}</span>
            <span hidden=off_board>{tool(texts.off, "", Question::TakeOff)}</span>
            <a class="button" href=route::client_page(client)>{texts.page}</a>
        </div>
    }
}

/// How the client came off the board, what holds now, and one tap back.
#[component]
fn BackToPlan(
    client: ClientId,
    back: Back,
    dossier: Memo<Option<shared::dossier::Dossier>>,
    overview: Memo<Option<crate::view::panel::Overview>>,
) -> impl IntoView {
    let (live, desk) = (live(), desk());
    let texts = &texts().panel;
    let from = back.from;
    let next = move || {
        let next = overview.with(|one| one.as_ref().and_then(|one| one.bookings.first().cloned()));
        match next {
            Some((_, at, who)) => {
                view! { <p>{texts.next_contact}": "<At moment=at />", "{who}</p> }.into_any()
            }
            None => view! { <p class="fault">{texts.no_bookings}</p> }.into_any(),
        }
    };
    let from_word = level_within(from);
    // The rules raise the client again if nobody is reached by then.
    let contact = match (back.reached, back.contact_by) {
        (Some(at), _) => Some(view! { <p>{texts.reached}" "<At moment=at /></p> }.into_any()),
        (None, Some(at)) => {
            let slot = back
                .asks_for_duty_slot
                .then(|| view! { <p class="fault">{texts.duty_slot}</p> });
            Some(
                view! { <p class="fault">{texts.contact_by}" "<At moment=at /></p>{slot} }
                    .into_any(),
            )
        }
        (None, None) => None,
    };
    // One tap leads back only while aftercare lasts.
    let undo = back.aftercare.is_some().then(|| {
        view! {
            <p>
                <button
                    type="button"
                    disabled=move || !desk.ready.get()
                    on:click=move |_| live.send(Command::Return { client })
                >
                    {(texts.back_undo)(&from_word)}
                </button>
            </p>
        }
    });
    view! {
        <section class="back-to-plan">
            <h3>{texts.back_title}</h3>
            <p>
                <At moment=back.at />" "{(texts.back_by)(&back.by)}", "{texts.back_from}" "
                {from_word.clone()}
            </p>
            {back.aftercare.clone().map(|until| view! {
                <p><b>{(texts.aftercare)(&until)}</b></p>
            })}
            {contact}
            {next}
            {move || dossier.get().map(|dossier| view! { <CarePlan lines=dossier.care_plan /> })}
            {undo}
        </section>
    }
}
