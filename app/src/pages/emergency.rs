//! Opening what one may not see, because life is in danger: whom and why, then what it means,
//! then as little as helps, for an hour. Complete without script.

use leptos::prelude::*;
use shared::board::card::Why;
use shared::people::People;
use shared::route;
use shared::wording::card::flag;
use shared::wording::rejection::{self, Refusal as Words};
use shared::wording::time::{clock, dated};

use crate::context::{frame, texts};
use crate::i18n::emergency::Emergency as Texts;
use crate::page::emergency::{EmergencyContent, Opened, Stage, Typed};
use crate::pages::alert::answer::{Numbers, dial};
use crate::parts::demo_bar::DemoBar;
use crate::parts::duty_line::DutyLine;
use crate::parts::refusal::Refusal;
use crate::view::row::capitalised;

/// The page.
#[component]
pub fn EmergencyPage(content: EmergencyContent) -> impl IntoView {
    let (frame, all) = (frame(), texts());
    let texts = Texts::of(frame.language);
    let EmergencyContent { stage, typed, id } = content;
    let id = id.to_string();
    let refused = |happened: &str, next: &str| {
        let words = Words {
            happened: happened.to_owned(),
            next: next.to_owned(),
        };
        view! { <Refusal words=words /> }
    };
    let body = match stage {
        Stage::Asked => view! { <AskForm typed=typed id=id /> }.into_any(),
        Stage::Unreadable => view! {
            {refused(texts.unreadable, texts.unreadable_next)}
            <AskForm typed=typed id=id />
        }
        .into_any(),
        Stage::Nobody => view! {
            {refused(texts.nobody, texts.nobody_next)}
            <AskForm typed=typed id=id />
        }
        .into_any(),
        Stage::Refused(why) => {
            let words = rejection::explain(frame.language, &why, &People::default(), frame.now);
            let next = format!("{} {}", texts.refused_safe, words.next);
            view! {
                {refused(&words.happened, &next)}
                <AskForm typed=typed id=id />
            }
            .into_any()
        }
        Stage::Unsure => view! { <Unsure typed=typed id=id /> }.into_any(),
        Stage::Open(opened) => view! { <OpenView opened=*opened /> }.into_any(),
        Stage::Over => view! {
            {refused(texts.over, texts.over_next)}
            <p><a class="button" href=route::EMERGENCY>{texts.again}</a></p>
        }
        .into_any(),
    };
    view! {
        {frame.demo.then(|| view! { <DemoBar now=Signal::stored(frame.now) /> })}
        <header class="bar">
            <a class="button" href=route::BOARD>{all.common.back_to_board}</a>
        </header>
        <DutyLine />
        <main class="sheet emergency" id="content">
            <h1>{texts.title}</h1>
            {body}
        </main>
    }
}

/// Whom it is about, and why.
#[component]
fn AskForm(typed: Typed, id: String) -> impl IntoView {
    let texts = Texts::of(frame().language);
    view! {
        <p class="warning">{texts.first_112}</p>
        <p class="numbers"><a href="tel:112"><b>"112"</b></a></p>
        <p>{texts.lead}</p>
        <form method="post" action=route::EMERGENCY class="client-form">
            <input type="hidden" name="id" value=id />
            <label class="field">
                <span>{texts.name}</span>
                <input name="name" value=typed.name maxlength="120" required autocomplete="off" />
                <small>{texts.name_hint}</small>
            </label>
            <label class="field short">
                <span>{texts.born}</span>
                <input name="born" type="date" value=typed.born required />
            </label>
            <label class="field">
                <span>{texts.reason}</span>
                <input
                    name="reason"
                    value=typed.reason
                    maxlength=Why::LIMIT.to_string()
                    required
                    autocomplete="off"
                />
                <small>{texts.reason_hint}</small>
            </label>
            <label class="check">
                <input
                    type="checkbox"
                    name="danger"
                    value="1"
                    required
                    checked=!typed.danger.is_empty()
                />
                <span>{texts.danger}</span>
            </label>
            <p class="buttons"><button class="primary">{texts.next}</button></p>
        </form>
    }
}

/// What will happen, and the button that makes it happen.
#[component]
fn Unsure(typed: Typed, id: String) -> impl IntoView {
    let texts = Texts::of(frame().language);
    let who = (texts.about)(&typed.name, &typed.born);
    let lines = [
        texts.told,
        texts.crisis,
        texts.reviewed,
        texts.sixty,
        texts.little,
    ]
    .map(|line| view! { <li>{line}</li> });
    view! {
        <h2>{texts.unsure}</h2>
        <p><b>{who}</b></p>
        <p>{typed.reason.clone()}</p>
        <ul class="client-lines">{lines}</ul>
        <form method="post" action=route::EMERGENCY class="client-form">
            <input type="hidden" name="id" value=id />
            <input type="hidden" name="name" value=typed.name />
            <input type="hidden" name="born" value=typed.born />
            <input type="hidden" name="reason" value=typed.reason />
            <input type="hidden" name="danger" value="1" />
            <input type="hidden" name="sure" value="1" />
            <p class="buttons">
                <button class="primary">{texts.open}</button>
                <a class="button" href=route::BOARD>{texts.back}</a>
            </p>
        </form>
    }
}

/// As little as helps. The mark is part of every copy and every picture of the page.
#[component]
fn OpenView(opened: Opened) -> impl IntoView {
    let frame = frame();
    let (language, texts) = (frame.language, Texts::of(frame.language));
    let who = frame
        .viewer
        .as_ref()
        .map_or("–", |viewer| viewer.initials.as_str());
    let mark = (texts.watermark)(who, &dated(language, opened.since, frame.now));
    let closes = (texts.closes)(&clock(opened.until));
    let marks = (0..3)
        .map(|_| view! { <p class="emergency-mark" aria-hidden="true">{mark.clone()}</p> })
        .collect::<Vec<_>>();
    let mut marks = marks.into_iter();
    let (above, between, below) = (marks.next(), marks.next(), marks.next());
    let listed = |lines: Vec<String>| {
        lines
            .into_iter()
            .map(|line| view! { <li>{line}</li> })
            .collect_view()
    };
    let (first, avoid, mut safety, phone, group) =
        opened.dossier.map_or_else(Default::default, |dossier| {
            (
                dossier.do_first,
                dossier.avoid,
                dossier.safety,
                dossier.phone,
                dossier.resource_group,
            )
        });
    let flags = opened
        .flags
        .iter()
        .map(|one| capitalised(flag(language, *one)));
    safety.splice(0..0, flags);
    let plan = if first.is_empty() {
        view! { <p class="warning">{texts.no_plan}</p> }.into_any()
    } else {
        view! { <ol>{listed(first)}</ol> }.into_any()
    };
    let avoid = (!avoid.is_empty()).then(|| {
        let label = crate::context::texts().alert.avoid;
        view! { <p class="warning"><b>{label}": "</b>{avoid.join(" · ")}</p> }
    });
    let safety = if safety.is_empty() {
        view! { <p>{texts.no_safety}</p> }.into_any()
    } else {
        view! { <ul class="client-lines">{listed(safety)}</ul> }.into_any()
    };
    let number = |name: String, note: String, phone: String| {
        let href = dial(&phone);
        view! { <li><a href=href><span>{name}" "<small>{note}</small></span><b>{phone}</b></a></li> }
    };
    let own = phone.map(|phone| number(texts.client.to_owned(), String::new(), phone));
    let group = group
        .into_iter()
        .filter(|person| person.consent)
        .map(|person| number(person.name, person.relation, person.phone))
        .collect_view();
    let colleagues = opened
        .colleagues
        .into_iter()
        .filter_map(|card| Some(number(card.name, card.title, card.phone?)))
        .collect_view();
    view! {
        <p class="refusal" role="status"><b>{mark.clone()}</b>" "{closes}</p>
        {above}
        <p class="paper-who"><b>{opened.name}</b></p>
        <section><h2>{texts.plan}</h2>{plan}{avoid}</section>
        {between}
        <section><h2>{texts.safety}</h2>{safety}</section>
        <section>
            <h2>{texts.call}</h2>
            <ul class="call">{own}{group}{colleagues}</ul>
            <Numbers acute=None />
        </section>
        {below}
    }
}
