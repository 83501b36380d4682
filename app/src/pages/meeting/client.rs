//! The client whom the meeting looks at, large enough to be read from the other end of the table:
//! the parts of the side panel, and what happened since the last meeting.

use leptos::prelude::*;
use shared::ClientId;
use shared::board::card::Level;
use shared::wording::card;

use super::agenda::section_word;
use super::seat::seat;
use crate::context::{frame, live, texts};
use crate::i18n::meeting::Meeting as Texts;
use crate::live::PanelState;
use crate::page::Panel;
use crate::pages::board::panel::actions::Actions;
use crate::pages::board::panel::advice::AdviceLine;
use crate::pages::board::panel::overview::{Flags, Overview};
use crate::pages::board::panel::plan::Plan;
use crate::pages::board::panel::section;
use crate::pages::board::panel::timeline::Timeline;
use crate::pages::board::panel::way::WayBack;
use crate::pages::board::row;
use crate::parts::level_mark::LevelMark;
use crate::parts::moment::At;
use crate::view::meeting::{Happened, Stop, happened};
use crate::view::panel::PanelView;
use crate::view::{BoardViewStoreFields, panel_of};

/// The client.
#[component]
pub fn Client(stop: Stop) -> impl IntoView {
    let (frame, live, all) = (frame(), live(), texts());
    let texts = Texts::of(frame.language);
    let (language, client) = (frame.language, stop.0);
    let (viewer, panel_texts) = (frame.viewer.clone(), &all.panel);
    Effect::new(move |_| live.read_client(client));
    // What the board holds is shown at once; plans and events follow when they have been read.
    let known = Memo::new(move |_| {
        live.seq().track();
        live.view().rows().track();
        let now = live.now().get();
        let viewer = viewer.as_ref()?;
        let panel = live.panel().get().filter(|panel| panel.client == client);
        let is_read = panel.is_some();
        let panel = panel.unwrap_or(Panel {
            client,
            dossier: None,
            timeline: Vec::new(),
        });
        live.with_board(|board, people| {
            let view = panel_of(board, people, &panel, viewer, now, language)?;
            let happened = happened(board, people, &panel, viewer, now, language);
            Some((view, happened, is_read))
        })
    });
    let content: Memo<Option<PanelView>> =
        Memo::new(move |_| known.with(|known| known.as_ref().map(|known| known.0.clone())));
    let told = Memo::new(move |_| {
        known.with(|known| {
            known
                .as_ref()
                .map(|(_, happened, is_read)| (happened.clone(), *is_read))
                .unwrap_or_default()
        })
    });
    let who = section(content, |one| one.who.clone());
    let place =
        Memo::new(move |_| content.with(|content| content.as_ref().map(|one| one.place.clone())));
    let level =
        Memo::new(move |_| place.with(|place| place.as_ref().map_or(Level::Plan, |one| one.level)));
    let is_on_board = move || level.get() != Level::Plan;
    let advice = section(content, |one| one.advice.clone());
    let marks = section(content, |one| one.overview.why.marks.clone());
    let sending = section(content, |one| one.sending);
    let overview = section(content, |one| Some(one.overview.clone()));
    let actions = section(content, |one| one.actions.clone());
    let way = section(content, |one| Some(one.way.clone()));
    let dossier = section(content, |one| one.dossier.clone());
    let plan = move || {
        if told.with(|told| told.1) {
            view! { <Plan who=who.get() dossier=dossier.get() /> }.into_any()
        } else {
            view! { <h3>{panel_texts.plan}</h3><p class="hint">{texts.loading_plan}</p> }.into_any()
        }
    };
    let placed = move || {
        place.get().map(|place| {
            view! {
                <LevelMark level=place.level />
                " "
                <span class="quiet-words">
                    {card::level_meaning(language, place.level)}" · "<At moment=place.since />
                    " · "{move || who.get().day}
                </span>
            }
        })
    };
    let note = seat().meeting().with_untracked(|meeting| {
        let mut agenda = meeting.agenda.iter();
        agenda.find(|one| one.stop == stop)?.note.clone()
    });
    view! {
        <article class="meeting-client" data-level=move || level.get().word() aria-labelledby="meeting-name">
            <header>
                <p class="meeting-section">
                    {move || section_word(stop.1)}
                    {note.map(|note| view! { " · "<b>{note}</b> })}
                </p>
                <h2 id="meeting-name">
                    {move || who.get().name}" "<small>{move || who.get().age}</small>
                </h2>
                <p>{placed}</p>
                <p class="sending" role="status">
                    {move || sending.get().then_some(all.common.sending)}
                </p>
                {move || row::marks(marks.get())}
                {move || advice.get().map(|advice| view! { <AdviceLine advice=advice /> })}
            </header>
            <div class="meeting-columns">
                <section>
                    <h3>{panel_texts.overview}</h3>
                    {move || overview.get().map(|overview| view! {
                        <Overview client=client overview=overview is_on_board=is_on_board() />
                    })}
                    <Flags client=client overview=overview />
                </section>
                <section>
                    <Told told=told client=client />
                    <h3>{panel_texts.actions}</h3>
                    {move || view! {
                        <Actions client=client actions=actions.get() is_on_board=is_on_board() />
                    }}
                    <h3>{panel_texts.way}</h3>
                    {move || way.get().map(|way| view! { <WayBack client=client way=way /> })}
                </section>
                <section class="plan">{plan}</section>
            </div>
        </article>
    }
}

/// What happened since the last meeting, and what this one has decided.
#[component]
fn Told(told: Memo<(Happened, bool)>, client: ClientId) -> impl IntoView {
    let live = live();
    let texts = Texts::of(frame().language);
    let state = live.panel_state();
    let failed = move || matches!(state.get(), PanelState::Failed(_) | PanelState::Refused(_));
    let changes = Memo::new(move |_| told.with(|told| told.0.changes.clone()));
    let decided = Memo::new(move |_| told.with(|told| told.0.decided.clone()));
    let is_read = Memo::new(move |_| told.with(|told| told.1));
    let shown = move || {
        if failed() {
            return view! {
                <p class="warning">{texts.failed}</p>
                <p><button type="button" on:click=move |_| live.read_client(client)>{texts.again}</button></p>
            }
            .into_any();
        }
        if !is_read.get() {
            return view! { <p class="hint">{texts.reading}</p> }.into_any();
        }
        if changes.with(Vec::is_empty) {
            return view! { <p class="hint">{texts.no_changes}</p> }.into_any();
        }
        view! { <Timeline lines=changes.get() /> }.into_any()
    };
    view! {
        {move || (!decided.with(Vec::is_empty)).then(|| view! {
            <h3>{texts.decided}</h3>
            <div class="meeting-decided"><Timeline lines=decided.get() /></div>
        })}
        <h3>{texts.changes}</h3>
        {shown}
    }
}
