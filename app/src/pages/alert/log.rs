//! Logging the result in three taps: reached or not, the signs, save (`domain.md` 5, 9). A plain
//! form, because this is the action that the alert waits for.

use leptos::prelude::*;
use shared::alert::{Alert, AlertState};
use shared::board::card::{Channel, Sign, Why};
use shared::wording::card as words;
use shared::{CommandId, route};

use crate::context::{ask_texts, language, texts};

/// The form, while the alert waits for an action. `ids` make a form that is sent twice count once.
#[component]
pub fn LogResult(alert: Alert, ids: (CommandId, CommandId)) -> impl IntoView {
    let (language, all) = (language(), texts());
    let (texts, ask) = (&all.alert, ask_texts());
    if !matches!(alert.state, AlertState::Acknowledged { .. }) {
        return ().into_any();
    }
    let choice = |name: &'static str, value: &'static str, words: String, required: bool| {
        view! {
            <label>
                <input type="radio" name=name value=value required=required />
                <span>{words}</span>
            </label>
        }
    };
    let signs = [Sign::Green, Sign::Yellow, Sign::Red].map(|sign| {
        let value = match sign {
            Sign::Green => "green",
            Sign::Yellow => "yellow",
            Sign::Red => "red",
        };
        let words = format!(
            "{} {}",
            words::sign_shape(sign),
            words::sign(language, sign)
        );
        choice("sign", value, words, false)
    });
    let ways = [("phone", Channel::Phone), ("home", Channel::Home)].map(|(value, how)| {
        view! { <option value=value>{words::channel(language, how)}</option> }
    });
    view! {
        <section class="log" id="log">
            <h2>{texts.log}</h2>
            <form method="post" action=format!("{}/result", route::alert(alert.number))>
                <input type="hidden" name="id" value=ids.0.to_string() />
                <input type="hidden" name="sign_id" value=ids.1.to_string() />
                <fieldset>
                    <legend>{ask.log_reached}</legend>
                    {choice("reached", "yes", ask.log_yes.to_owned(), true)}
                    {choice("reached", "no", ask.log_no.to_owned(), true)}
                </fieldset>
                <fieldset>
                    <legend>{texts.signs}</legend>
                    {signs}
                </fieldset>
                <p class="log-line">
                    <label>
                        <span>{ask.how}</span>
                        <select name="how">{ways}</select>
                    </label>
                    <label class="log-text">
                        <span>{ask.log_text}</span>
                        <input type="text" name="text" maxlength=Why::LIMIT.to_string() autocomplete="off" />
                    </label>
                </p>
                <button class="primary take">{ask.log_save}</button>
            </form>
        </section>
    }
    .into_any()
}
