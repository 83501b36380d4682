//! The way back to the care plan: every gate of the rules with what it rests on. It is the very list
//! that the rules use.

use leptos::prelude::*;
use shared::deescalation::gate::State;
use shared::{ClientId, Command};

use crate::context::{live, texts};
use crate::pages::board::desk::{Question, desk};
use crate::parts::moment::At;
use crate::view::panel::{Held, Remedy, WayBack as Content};

/// The way back of a client.
#[component]
pub fn WayBack(client: ClientId, way: Content) -> impl IntoView {
    let (desk, texts) = (desk(), &texts().panel);
    let gates = way
        .gates
        .into_iter()
        .map(|gate| {
            let remedy = gate.remedy.map(|remedy| {
                let (label, question) = match remedy {
                    Remedy::Assess => (texts.assess, Question::Signs(client)),
                    Remedy::Note(fact) => (texts.note, Question::Note(client, Some(fact))),
                    Remedy::AskPsychiatrist => {
                        (texts.ask_psychiatrist, Question::Psychiatrist(client))
                    }
                    Remedy::Review => (texts.change_short, Question::Review(client)),
                    Remedy::Book => (texts.book, Question::Book(client)),
                    Remedy::Appoint(post) => (texts.appoint, Question::Appoint(client, post)),
                };
                view! {
                    " "
                    <button
                        type="button"
                        class="in-row"
                        aria-label=format!("{label}: {}", gate.name)
                        disabled=move || !desk.ready.get()
                        on:click=move |_| desk.ask(question.clone())
                    >
                        {label}
                    </button>
                }
            });
            let (word, shape) = match gate.state {
                State::Open => ("open", "✓"),
                State::Closed => ("closed", "✕"),
                State::Unknown => ("unknown", "?"),
            };
            view! {
                <li data-gate=word>
                    <span class="gate-shape" aria-hidden="true">{shape}</span>
                    <span class="gate-name">{gate.name}</span>
                    <span class="gate-word">{gate.word}</span>
                    <span class="gate-evidence">{gate.evidence}{remedy}</span>
                </li>
            }
        })
        .collect_view();
    let veto = way.proposed.then(|| {
        view! {
            <p>
                <button
                    type="button"
                    aria-keyshortcuts="b"
                    disabled=move || !desk.ready.get()
                    on:click=move |_| desk.ask(Question::Hold(client))
                >
                    {texts.veto}" "<kbd aria-hidden="true">"B"</kbd>
                </button>
            </p>
        }
    });
    view! {
        <p class="way-head">{way.head}</p>
        <Holds client=client holds=way.holds />
        {way.step.map(|step| view! {
            <p class="quiet-words">{step}" · "{(texts.policy)(&way.policy)}</p>
        })}
        <ul class="gates">{gates}</ul>
        {veto}
    }
}

/// The vetoes that hold, each with a way to lift it.
#[component]
pub fn Holds(client: ClientId, holds: Vec<Held>) -> impl IntoView {
    let (desk, live, texts) = (desk(), live(), &texts().panel);
    holds
        .into_iter()
        .map(|hold| {
            let seq = hold.seq;
            view! {
                <div class="held">
                    <p>
                        <b>{texts.hold_by}" "{hold.by}</b>" "<At moment=hold.at />" – "{hold.until}
                    </p>
                    <p>{hold.reason}</p>
                    <p>
                        <button
                            type="button"
                            disabled=move || !desk.ready.get()
                            on:click=move |_| {
                                live.send(Command::LiftHold { client, hold: Some(seq) });
                            }
                        >
                            {texts.hold_lift}
                        </button>
                    </p>
                </div>
            }
        })
        .collect_view()
}
