//! Fields that several forms of the dialog share.

use leptos::prelude::*;
use shared::access::may_see;
use shared::board::card::Channel;
use shared::wording::card;
use shared::{ClientId, Span, StaffId, Timestamp};

use super::Asker;
use crate::context::{ask_texts, texts};

/// The heading and the buttons around a form.
#[component]
pub fn Form(
    title: String,
    submit: Signal<String>,
    on_submit: impl Fn() + 'static,
    children: Children,
) -> impl IntoView {
    let asker: Asker = expect_context();
    let texts = &texts().common;
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        on_submit();
    };
    view! {
        <form class="ask-form" on:submit=send>
            <h2 id="ask-title">{title}</h2>
            {children()}
            <p class="ask-buttons">
                <button type="button" on:click=move |_| asker.desk.close()>{texts.cancel}</button>
                <button class="primary">{submit}</button>
            </p>
        </form>
    }
}

/// A line of text of limited length, with what is left of it.
#[component]
pub fn Line(
    label: &'static str,
    value: RwSignal<String>,
    #[prop(default = 200)] limit: usize,
    #[prop(optional)] hint: Option<&'static str>,
    #[prop(optional)] autofocus: bool,
    #[prop(default = true)] required: bool,
) -> impl IntoView {
    let texts = ask_texts();
    let left = move || limit.saturating_sub(value.read().chars().count());
    view! {
        <label class="field">
            <span>{label}</span>
            <input
                name="text"
                maxlength=limit.to_string()
                required=required
                autofocus=autofocus
                autocomplete="off"
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            />
            <small>
                {hint}" "
                <span hidden=move || { left() > limit / 4 }>
                    {move || (texts.left)(&left().to_string())}
                </span>
            </small>
        </label>
    }
}

/// A colleague who may be named for a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colleague {
    pub id: StaffId,
    pub initials: String,
    pub name: String,
    pub title: String,
}

/// The colleagues who take part in care and may see the client: CM and deputy first.
pub fn colleagues(asker: Asker, client: ClientId) -> Vec<Colleague> {
    asker.live.with_board(|board, people| {
        let card = board.cards.get(&client);
        let own = |staff: StaffId| {
            card.is_some_and(|card| card.cm == Some(staff) || card.deputy == Some(staff))
        };
        let mut found: Vec<_> = people
            .staff
            .iter()
            .filter(|(staff, _)| may_see(board, **staff, client))
            .map(|(staff, card)| Colleague {
                id: *staff,
                initials: card.initials.clone(),
                name: card.name.clone(),
                title: card.title.clone(),
            })
            .collect();
        found.sort_by(|a, b| (!own(a.id), &a.initials).cmp(&(!own(b.id), &b.initials)));
        found
    })
}

/// One colleague of those who may be named.
#[component]
pub fn Owner(
    label: &'static str,
    colleagues: Vec<Colleague>,
    value: RwSignal<Option<StaffId>>,
    /// The words for nobody, where that can be chosen.
    #[prop(optional)]
    nobody: Option<&'static str>,
) -> impl IntoView {
    let chosen = value.get_untracked();
    let nobody = nobody.map(|words| {
        view! { <option value="" selected=chosen.is_none()>{words}</option> }
    });
    let options = colleagues
        .into_iter()
        .map(|one| {
            view! {
                <option value=one.id.to_string() selected=chosen == Some(one.id)>
                    {one.initials}" – "{one.name}", "{one.title}
                </option>
            }
        })
        .collect_view();
    view! {
        <label class="field">
            <span>{label}</span>
            <select on:change=move |event| value.set(event_target_value(&event).parse().ok())>
                {nobody}
                {options}
            </select>
        </label>
    }
}

/// How a contact is made, as buttons in a row.
#[component]
pub fn How(value: RwSignal<Channel>) -> impl IntoView {
    let asker: Asker = expect_context();
    let texts = ask_texts();
    let options = Channel::ALL
        .iter()
        .map(|channel| {
            let channel = *channel;
            view! {
                <label>
                    <input
                        type="radio"
                        name="how"
                        value=channel.word()
                        checked=value.get_untracked() == channel
                        on:change=move |_| value.set(channel)
                    />
                    <span>{card::channel(asker.language, channel)}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class="segments">
            <legend>{texts.how}</legend>
            <div class="segment-row">{options}</div>
        </fieldset>
    }
}

/// A day and a time of the clock in Stockholm, as an input of type `datetime-local` writes it.
#[must_use]
pub fn write_local(at: Timestamp) -> String {
    let local = at.local();
    format!("{}T{}", local.date(), local.clock())
}

/// Reads what [`write_local`] writes, with seconds or without.
#[must_use]
pub fn read_local(text: &str) -> Option<Timestamp> {
    let (date, time) = text.split_once('T')?;
    let (hour, minute) = read_clock(time)?;
    Some(Timestamp::at_hour(date.parse().ok()?, hour) + Span::minutes(minute))
}

/// A time of the clock, today.
#[must_use]
pub fn read_today(text: &str, now: Timestamp) -> Option<Timestamp> {
    let (hour, minute) = read_clock(text)?;
    Some(Timestamp::at_hour(now.local().date(), hour) + Span::minutes(minute))
}

fn read_clock(text: &str) -> Option<(u32, i64)> {
    let mut parts = text.split(':');
    let hour: u32 = parts.next()?.parse().ok().filter(|hour| *hour < 24)?;
    let minute: i64 = parts
        .next()?
        .parse()
        .ok()
        .filter(|minute| (0..60).contains(minute))?;
    Some((hour, minute))
}

/// The next full half hour: what is proposed where a time is asked for.
#[must_use]
pub fn next_half_hour(now: Timestamp) -> Timestamp {
    let half = Span::minutes(30).as_millis();
    Timestamp::from_millis((now.millis().div_euclid(half) + 1) * half)
}

/// A day and a time.
#[component]
pub fn DayAndTime(label: &'static str, value: RwSignal<String>) -> impl IntoView {
    view! {
        <label class="field">
            <span>{label}</span>
            <input
                type="datetime-local"
                required
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            />
        </label>
    }
}

/// A day.
#[component]
pub fn Day(
    label: &'static str,
    value: RwSignal<String>,
    least: String,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    view! {
        <label class="field short">
            <span>{label}</span>
            <input
                type="date"
                required=required
                min=least
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            />
        </label>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_local_time_is_read_as_it_was_written() {
        let at = read_local("2026-03-16T08:30").unwrap();
        assert_eq!(write_local(at), "2026-03-16T08:30");
        assert_eq!(read_local("2026-03-16T08:30:00"), Some(at));
        assert_eq!(
            read_today("13:05", at).map(write_local).as_deref(),
            Some("2026-03-16T13:05")
        );
        for nonsense in [
            "",
            "2026-03-16",
            "2026-03-16T24:00",
            "2026-03-16T08:60",
            "T08:30",
        ] {
            assert_eq!(read_local(nonsense), None, "{nonsense}");
        }
    }

    #[test]
    fn the_next_half_hour_is_never_now() {
        let at = read_local("2026-03-16T08:30").unwrap();
        assert_eq!(write_local(next_half_hour(at)), "2026-03-16T09:00");
    }
}
