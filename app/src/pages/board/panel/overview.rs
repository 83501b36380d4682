//! What there is to know of a client now.

use leptos::prelude::*;
use shared::board::card::{Flag, Post};
use shared::{ClientId, Command};

use crate::context::{language, live, texts};
use crate::pages::board::desk::{Question, desk};
use crate::pages::board::row;
use crate::parts::moment::At;
use crate::parts::sign_mark::SignMark;
use crate::view::panel::{Overview as Content, Psychiatrist as Asked};
use crate::view::row::Today;

/// One fact with its name.
#[component]
fn Fact(name: &'static str, children: Children) -> impl IntoView {
    view! { <div class="fact"><dt>{name}</dt><dd>{children()}</dd></div> }
}

/// What there is to know now.
#[component]
pub fn Overview(client: ClientId, overview: Content, is_on_board: bool) -> impl IntoView {
    let (desk, live) = (desk(), live());
    let language = language();
    let all = texts();
    let texts = &all.panel;
    let Content {
        why,
        team,
        today,
        contacts,
        signs: _,
        review,
        flags: _,
        bookings,
        psychiatrist,
        assessments,
    } = overview;
    let appoint = |who: &Option<String>| match who {
        Some(_) => texts.change_short,
        None => texts.appoint,
    };
    let (name_cm, name_deputy) = (appoint(&team.cm), appoint(&team.deputy));
    // A small button beside a value, which opens its form.
    let change = move |label: &'static str, name: &'static str, question: Question| {
        view! {
            " "
            <button
                type="button"
                class="quiet in-row"
                aria-label=format!("{label}: {name}")
                disabled=move || !desk.ready.get()
                on:click=move |_| desk.ask(question.clone())
            >
                {label}
            </button>
        }
    };
    let person = |who: Option<String>, missing: &'static str| match who {
        Some(who) => view! { <span>{who}</span> }.into_any(),
        None => view! { <span class="fault">{missing}</span> }.into_any(),
    };
    let judged = assessments
        .into_iter()
        .map(|(sign, at, by)| {
            view! {
                <li>
                    <SignMark sign=sign language=language />
                    " "
                    <At moment=at />
                    " "
                    {by}
                </li>
            }
        })
        .collect_view();
    let none_booked = bookings
        .is_empty()
        .then(|| view! { <li class="fault">{texts.no_bookings}</li> });
    let booked = bookings
        .into_iter()
        .map(|(booking, at, who)| {
            let label = (texts.cancel_booking)(&at.words);
            view! {
                <li>
                    <At moment=at />" "{who}" "
                    <button
                        type="button"
                        class="quiet in-row"
                        aria-label=label
                        disabled=move || !desk.ready.get()
                        on:click=move |_| live.send(Command::CancelBooking { client, booking })
                    >
                        {texts.cancel_booking_short}
                    </button>
                </li>
            }
        })
        .collect_view();
    // Somebody must be named only while the client is on the board.
    let show_today = is_on_board || today != Today::Nobody;
    let legal = why.legal.clone();
    let said = (!why.reason.is_empty() || !why.text.is_empty()).then(|| {
        view! {
            <Fact name=texts.reason>
                <span class="tag">{why.reason}</span>" "{why.text}
            </Fact>
        }
    });
    view! {
        <dl class="facts">
            {said}
            <Fact name=all.common.cm>
                {person(team.cm, all.common.cm_missing)}
                {change(name_cm, all.common.cm, Question::Appoint(client, Post::Cm))}
            </Fact>
            <Fact name=all.common.deputy>
                {person(team.deputy, all.common.deputy_missing)}
                {change(name_deputy, all.common.deputy, Question::Appoint(client, Post::Deputy))}
            </Fact>
            {show_today.then(|| view! { <Fact name=all.board.col_today>{row::today(today)}</Fact> })}
            <Fact name=all.board.col_contacts>{row::contacts(contacts)}</Fact>
            <Fact name=texts.bookings><ul class="plain">{booked}{none_booked}</ul></Fact>
            <Fact name=texts.signs><ul class="plain">{judged}</ul></Fact>
            {legal.map(|legal| view! { <Fact name=texts.legal>{legal}</Fact> })}
            <Fact name=texts.psychiatrist>
                <Psychiatrist client=client asked=psychiatrist is_on_board=is_on_board />
            </Fact>
            {(is_on_board || review.is_some()).then(|| view! {
                <Fact name=texts.review>
                    {match review {
                        Some(review) => view! { <span>{review}</span> }.into_any(),
                        None => view! { <span class="fault">{all.common.missing}</span> }.into_any(),
                    }}
                    {change(texts.change_short, texts.review, Question::Review(client))}
                </Fact>
            })}
        </dl>
    }
}

/// What is asked of the psychiatrist, until when, and what was decided last.
#[component]
fn Psychiatrist(client: ClientId, asked: Asked, is_on_board: bool) -> impl IntoView {
    let (desk, live, texts) = (desk(), live(), &texts().panel);
    let clock = asked.clock.map(|(due, late)| {
        let late_word = late.then(|| view! { " "<b>{texts.late}</b> });
        view! {
            <p class=if late { "fault" } else { "" }>{texts.by}" "<At moment=due />{late_word}</p>
        }
    });
    let last = match asked.last {
        Some((at, by, text)) => view! {
            <p><At moment=at />" "{by}{(!text.is_empty()).then(|| format!(": {text}"))}</p>
        }
        .into_any(),
        None => view! { <p class="hint">{texts.psychiatrist_never}</p> }.into_any(),
    };
    let is_psychiatrist = asked.is_viewer;
    let open = asked
        .asked
        .into_iter()
        .map(|(asked, at, by, text)| {
            let answer = is_psychiatrist.then(|| {
                view! {
                    " "
                    <button
                        type="button"
                        class="in-row"
                        disabled=move || !desk.ready.get()
                        on:click=move |_| live.send(Command::AnswerPsychiatrist { client, asked })
                    >
                        {texts.answered}
                    </button>
                }
            });
            view! { <li>{texts.asked}" "<At moment=at />" "{by}": "{text}{answer}</li> }
        })
        .collect_view();
    let ask = (is_on_board && !is_psychiatrist).then(|| {
        view! {
            <button
                type="button"
                class="quiet in-row"
                disabled=move || !desk.ready.get()
                on:click=move |_| desk.ask(Question::Psychiatrist(client))
            >
                {texts.ask_psychiatrist}
            </button>
        }
    });
    view! { {clock} {last} <ul class="plain">{open}</ul> {ask} }
}

/// The flags as switches: each says in words whether it is raised.
#[component]
pub fn Flags(client: ClientId, overview: Memo<Option<Content>>) -> impl IntoView {
    let (desk, live, texts) = (desk(), live(), &texts().panel);
    let raised = move |flag: Flag| {
        overview.with(|content| {
            content
                .as_ref()
                .is_some_and(|one| one.flags.iter().any(|(other, _, on)| *other == flag && *on))
        })
    };
    let language = language();
    let switches = Flag::ALL
        .iter()
        .map(|flag| {
            let flag = *flag;
            let word = shared::wording::card::flag(language, flag);
            let toggle = move |_| {
                live.send(if raised(flag) {
                    Command::ClearFlag { client, flag }
                } else {
                    Command::RaiseFlag { client, flag }
                });
            };
            let title = move || {
                if raised(flag) {
                    (texts.flag_clear)(word)
                } else {
                    (texts.flag_raise)(word)
                }
            };
            view! {
                <button
                    type="button"
                    class="switch"
                    aria-pressed=move || raised(flag).to_string()
                    title=title
                    disabled=move || !desk.ready.get()
                    on:click=toggle
                >
                    <span aria-hidden="true">{move || if raised(flag) { "⚑ " } else { "⚐ " }}</span>
                    {word}
                </button>
            }
        })
        .collect_view();
    view! { <div class="switches" role="group" aria-label=texts.flags>{switches}</div> }
}
