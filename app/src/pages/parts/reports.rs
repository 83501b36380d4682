//! What says how far something has come: letters, the meeting, the way back, the load.

use leptos::prelude::*;
use shared::alert::AlertState;
use shared::load::caseload::{Clients, Model};
use shared::load::history::Day;
use shared::load::{Counts, Load as Figures};
use shared::time::days_before;

use super::{Group, InBothSchemes, Sample, sample, texts};
use crate::context::{frame, live};
use crate::page::Panel;
use crate::pages::alert::answer::Answer;
use crate::pages::alert::letters::Letters as OfAlert;
use crate::pages::board::panel::way;
use crate::pages::load::caseloads::Caseloads;
use crate::pages::load::load_history::LoadHistory;
use crate::pages::load::load_now::LoadBar;
use crate::pages::load::numbers::band_word;
use crate::pages::meeting::head::clock;
use crate::view::meeting::Held;
use crate::view::panel_of;

/// An alert's letters in every state, and who has it.
#[component]
pub fn Letters() -> impl IntoView {
    let texts = texts();
    let answer = |alert_state: AlertState| {
        let alert = sample::alert(alert_state);
        let viewer = Some(sample::staff(1));
        view! { <Answer alert=alert people=sample::people() viewer=viewer acute=None /> }
    };
    let closed = AlertState::Closed { at: sample::now() };
    view! {
        <Group id="letters" title=texts.letters>
            <div class="alert">
                <Sample state=texts.open>
                    <OfAlert alert=sample::alert(sample::climbing()) people=sample::people() />
                </Sample>
                <Sample state=texts.yours>{answer(sample::taken(1))}</Sample>
                <Sample state=texts.another>{answer(sample::taken(2))}</Sample>
                <Sample state=texts.closed>{answer(closed)}</Sample>
            </div>
        </Group>
    }
}

/// The clock of the meeting, while there is time and after.
#[component]
pub fn MeetingClock() -> impl IntoView {
    let texts = texts();
    view! {
        <Group id="meeting" title=texts.meeting>
            <InBothSchemes>
                <Sample state=texts.in_time>{clock(held(7, 3))}</Sample>
                <Sample state=texts.over_time>{clock(held(Held::budget() + 6, 8))}</Sample>
            </InBothSchemes>
        </Group>
    }
}

fn held(minutes: i64, discussed: usize) -> Held {
    Held {
        is_today: true,
        minutes,
        discussed: (discussed, 8),
        ..Held::default()
    }
}

/// The way back of a client whom a person holds, with gates that are open, closed and unknown.
#[component]
pub fn WayBack() -> impl IntoView {
    let frame = frame();
    let client = sample::client(sample::HELD);
    let panel = Panel {
        client,
        dossier: None,
        timeline: Vec::new(),
    };
    let way = frame.viewer.as_ref().and_then(|viewer| {
        live().with_board(|board, people| {
            panel_of(board, people, &panel, viewer, sample::now(), frame.language)
        })
    });
    view! {
        <Group id="way-back" title=texts().way_back>
            <div class="samples-narrow">
                {way.map(|panel| view! { <way::WayBack client=client way=panel.way /> })}
            </div>
        </Group>
    }
}

/// A load of so many minutes, where two people are staffed.
fn load(minutes: u64) -> Figures {
    Figures {
        minutes,
        capacity_minutes: 480,
    }
}

/// The bar of the load in each of its bands, the days, and the caseloads.
#[component]
pub fn Load() -> impl IntoView {
    let nobody = Figures {
        minutes: 90,
        capacity_minutes: 0,
    };
    let bars =
        [(load(240), 2), (load(430), 2), (load(600), 2), (nobody, 0)].map(|(load, staffed)| {
            view! { <div data-band=band_word(&load)><LoadBar load=load staffed=staffed /></div> }
        });
    let today = sample::now().local().date();
    let days = [2, 3, 3, 4, 5, 5, 6, 7, 8, 9, 10, 7, 6, 5]
        .into_iter()
        .zip((0..14).rev())
        .map(|(hours, back)| {
            let counts = Counts {
                red: u32::from(hours > 7),
                yellow: 3,
                stepdown: 2,
                inpatient: 1,
            };
            let day = Day {
                counts,
                load: load(hours * 60),
                ..Day::default()
            };
            (days_before(today, back), day)
        })
        .collect::<Vec<_>>();
    let limits = Model::default().limits();
    let caseloads = [("I.S.", 27, 3), ("O.W.", 22, 2), ("B.J.", 15, 1)]
        .map(|(who, all, on_board)| (who.to_owned(), Clients { all, on_board }))
        .to_vec();
    view! {
        <Group id="load" title=texts().load>
            <div class="load-figures">
                <div class="load-charts">{bars.into_iter().collect_view()}</div>
                <div class="load-charts">
                    <LoadHistory days=days />
                    <Caseloads caseloads=caseloads limits=limits without_cm=2 />
                </div>
            </div>
        </Group>
    }
}
