//! Open actions: what, who, until when.

use leptos::prelude::*;
use shared::{ClientId, Command};

use crate::context::{live, texts};
use crate::pages::board::desk::{Question, desk};
use crate::parts::moment::At;
use crate::view::panel::ActionLine;

/// The open actions of a client.
#[component]
pub fn Actions(client: ClientId, actions: Vec<ActionLine>, is_on_board: bool) -> impl IntoView {
    let (desk, live, texts) = (desk(), live(), &texts().panel);
    let none = actions
        .is_empty()
        .then(|| view! { <p class="hint">{texts.no_actions}</p> });
    let lines = actions
        .into_iter()
        .map(|action| {
            let id = action.id;
            let label = (texts.action_done)(&action.text);
            let then = (texts.hand_over_of)(&action.text);
            let hand_over = is_on_board.then(|| view! {
                <button
                    type="button"
                    class="quiet in-row"
                    aria-label=then
                    disabled=move || !desk.ready.get()
                    on:click=move |_| desk.ask(Question::HandOver(client, id))
                >
                    {texts.hand_over}
                </button>
            });
            let handed = action.hand_over.map(|(who, due)| view! {
                <span class="sub">{texts.handed}" "<b>{who}</b>" "{texts.due}" "<At moment=due /></span>
            });
            view! {
                <li data-late=action.late.then_some("")>
                    <button
                        type="button"
                        class="tick"
                        aria-label=label
                        disabled=move || !desk.ready.get()
                        on:click=move |_| live.send(Command::CloseAction { client, action: id })
                    >
                        <span aria-hidden="true">"✓"</span>
                    </button>
                    <span>
                        {action.text}
                        <span class="sub">
                            <b>{action.owner}</b>" "{texts.due}" "<At moment=action.due />
                            {action.late.then(|| view! { " "<b class="fault">{texts.late}</b> })}
                            " · "{action.class}
                        </span>
                        {handed}
                        {hand_over}
                    </span>
                </li>
            }
        })
        .collect_view();
    view! {
        {none}
        <ul class="actions">{lines}</ul>
        <p>
            <button
                type="button"
                disabled=move || !desk.ready.get()
                on:click=move |_| desk.ask(Question::Action(client))
            >
                {texts.action_add}
            </button>
        </p>
    }
}
