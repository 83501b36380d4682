//! Shifts that look for somebody: swaps that are asked, and what an absence has left.

use leptos::prelude::*;
use shared::Span;
use shared::duty::{Shift, Swap};
use shared::wording::duty as words;
use shared::wording::time::moment;

use super::fields::{AskForm, OneTap, ShiftChoice, Who};
use super::{Desk, desk};

/// How far ahead one's own shifts can be given away here.
const AHEAD: Span = Span::days(62);

/// The swaps, and the form to ask for one.
#[component]
pub fn Swaps() -> impl IntoView {
    let desk = desk();
    let texts = desk.texts;
    let (swaps, own) = desk.board.with_value(|board| {
        let swaps = board.duty.swaps.iter();
        let swaps = swaps.filter(|swap| desk.now < swap.shift.to);
        let own = board.shifts.iter();
        let own = own.filter(|shift| {
            (shift.who == desk.viewer || desk.plans && shift.kind.is_on_call())
                && desk.now < shift.to
                && shift.from < desk.now + AHEAD
        });
        (
            swaps.copied().collect::<Vec<_>>(),
            own.copied().collect::<Vec<Shift>>(),
        )
    });
    let lines = swaps
        .iter()
        .map(|swap| view! { <SwapLine swap=*swap /> })
        .collect_view();
    view! {
        <section aria-labelledby="swaps">
            <h2 id="swaps">{texts.swaps}</h2>
            {if swaps.is_empty() {
                view! { <p class="quiet-words">{texts.no_swaps}</p> }.into_any()
            } else {
                view! { <ul class="rota-list">{lines}</ul> }.into_any()
            }}
            <details>
                <summary class="button">{texts.swap_ask}</summary>
                {if own.is_empty() {
                    view! { <p>{texts.no_own_shifts}</p> }.into_any()
                } else {
                    view! {
                        <AskForm ask="ask_swap">
                            <ShiftChoice label=texts.swap_shift shifts=own />
                            <Who
                                label=texts.swap_to
                                name="to_whom"
                                anybody=texts.anybody
                            />
                            <button class="primary">{texts.swap_submit}</button>
                        </AskForm>
                    }
                    .into_any()
                }}
            </details>
        </section>
    }
}

#[component]
fn SwapLine(swap: Swap) -> impl IntoView {
    let desk = desk();
    let about = desk
        .people
        .with_value(|people| words::shift(desk.language, &swap.shift, people, desk.now));
    view! {
        <li>
            <span>{about.clone()}</span>
            <span class="quiet-words">{state(desk, &swap)}</span>
            {ways(desk, &swap, &about)}
        </li>
    }
}

fn state(desk: Desk, swap: &Swap) -> String {
    let texts = desk.texts;
    match (swap.taken, swap.to) {
        (Some(taken), _) => (texts.swap_taken)(
            &desk.initials(taken.by),
            &moment(desk.language, taken.at, desk.now),
        ),
        (None, _) if swap.is_vacant() => texts.swap_free.to_owned(),
        (None, Some(to)) => (texts.swap_asked)(&desk.initials(to)),
        (None, None) => texts.swap_asked_all.to_owned(),
    }
}

/// What the viewer can do about it.
fn ways(desk: Desk, swap: &Swap, about: &str) -> Vec<AnyView> {
    let texts = desk.texts;
    let button = |ask: &'static str, label: &'static str| {
        let (value, about) = (swap.number.0.to_string(), about.to_owned());
        view! { <OneTap ask=ask name="number" value=value label=label about=about /> }.into_any()
    };
    let is_own = swap.shift.who == desk.viewer;
    let mut ways = Vec::new();
    if swap.taken.is_none() {
        if !is_own && swap.to.is_none_or(|to| to == desk.viewer) {
            ways.push(button("take_swap", texts.take));
        }
        if !swap.is_vacant() && (is_own || desk.plans) {
            ways.push(button("take_back_swap", texts.take_back));
        }
    } else if desk.plans {
        ways.push(button("cancel_swap", texts.undo));
    }
    ways
}
