//! What happened to the client: by kind and by day, a page at a time, the newest first.

use leptos::prelude::*;
use shared::route;

use super::part::PagePart;
use super::{Sheet, sheet};
use crate::i18n::client::Client as Texts;
use crate::pages::client::part::Change;
use crate::view::history::{Day, Entry, History, JudgedGate, Kind, Undone};

/// The kinds in words.
fn kind_words(texts: &Texts, kind: Option<Kind>) -> &'static str {
    match kind {
        None => texts.kind_all,
        Some(Kind::Level) => texts.kind_level,
        Some(Kind::Alert) => texts.kind_alert,
        Some(Kind::Contact) => texts.kind_contact,
        Some(Kind::Sign) => texts.kind_sign,
        Some(Kind::Decision) => texts.kind_decision,
        Some(Kind::Step) => texts.kind_step,
    }
}

/// The address of a page of the time line.
fn address(sheet: &Sheet, kind: Option<Kind>, page: usize) -> String {
    let mut query = Vec::new();
    if let Some(kind) = kind {
        query.push(format!("kind={}", kind.word()));
    }
    if page > 1 {
        query.push(format!("page={page}"));
    }
    let query = if query.is_empty() {
        String::new()
    } else {
        format!("?{}", query.join("&"))
    };
    format!(
        "{}{query}#client-timeline",
        route::client_page(sheet.client())
    )
}

/// The time line.
#[component]
pub fn Timeline() -> impl IntoView {
    let sheet = sheet();
    let texts = sheet.texts;
    let asked = &sheet.content.asked;
    let kind = Kind::from_word(&asked.kind);
    let page = asked.page.parse().unwrap_or(1);
    let history = sheet.card().map(|card| {
        sheet
            .look()
            .history(card, &sheet.content.timeline, kind, page)
    })?;
    let kinds = [None]
        .into_iter()
        .chain(Kind::ALL.map(Some))
        .map(|one| {
            let current = (one == kind).then_some("true");
            let to = address(&sheet, one, 1);
            view! {
                <li><a href=to aria-current=current>{kind_words(texts, one)}</a></li>
            }
        })
        .collect_view();
    let is_last = history.page == history.pages;
    let cut = (sheet.content.is_cut && is_last).then(|| view! { <p class="hint">{texts.cut}</p> });
    let empty =
        (history.total == 0).then(|| view! { <p class="quiet-words">{texts.none_of_kind}</p> });
    let count = if history.total == 1 {
        texts.count_one.to_owned()
    } else {
        (texts.count)(&history.total.to_string())
    };
    let days = history
        .days
        .clone()
        .into_iter()
        .map(|day| view! { <OneDay day=day /> })
        .collect_view();
    Some(view! {
        <PagePart id="client-timeline" title=texts.timeline class="history">
            <nav class="history-kinds" aria-label=texts.kinds><ul>{kinds}</ul></nav>
            <p class="hint">{count}</p>
            {empty}
            {days}
            <Pages history=history kind=kind />
            {cut}
        </PagePart>
    })
}

/// The way to newer and older pages.
#[component]
fn Pages(history: History, kind: Option<Kind>) -> impl IntoView {
    let sheet = sheet();
    let texts = sheet.texts;
    let (page, pages) = (history.page, history.pages);
    (pages > 1).then(|| {
        let newer = (page > 1).then(|| {
            view! { <a class="button" rel="prev" href=address(&sheet, kind, page - 1)>{texts.newer}</a> }
        });
        let older = (page < pages).then(|| {
            view! { <a class="button" rel="next" href=address(&sheet, kind, page + 1)>{texts.older}</a> }
        });
        view! {
            <nav class="history-pages" aria-label=texts.pages>
                {newer}
                <span>{(texts.page)(&page.to_string(), &pages.to_string())}</span>
                {older}
            </nav>
        }
    })
}

/// The entries of a day.
#[component]
fn OneDay(day: Day) -> impl IntoView {
    let entries = day
        .entries
        .into_iter()
        .map(|entry| view! { <Happened entry=entry /> })
        .collect_view();
    view! {
        <h3><time datetime=day.date.to_string()>{day.words}</time></h3>
        <ol class="history-day">{entries}</ol>
    }
}

/// Something that happened.
#[component]
fn Happened(entry: Entry) -> impl IntoView {
    let sheet = sheet();
    let texts = sheet.texts;
    let received = entry
        .received
        .map(|when| view! { <span class="history-late">{(texts.received)(&when)}</span> });
    let is_undone = entry.undone.is_some();
    let undone = entry.undone.map(|undone| {
        let words = match undone {
            Undone::TakenBack(late) => (texts.taken_back)(&late),
            Undone::Corrected(text) => (texts.corrected)(&text),
        };
        view! { <b class="history-undone">{words}</b> }
    });
    // What does not hold any more is struck out, and says so in words beside it.
    let text = if is_undone {
        view! { <s>{entry.text}</s> }.into_any()
    } else {
        view! { <span>{entry.text}</span> }.into_any()
    };
    let correct = (entry.may_correct && !is_undone).then(|| {
        let to = sheet.form(&format!("ask=correct&entry={}", entry.seq.0));
        view! { " "<Change to=to label=texts.correct about="" /> }
    });
    let gates = (!entry.gates.is_empty()).then(|| view! { <Gates gates=entry.gates /> });
    view! {
        <li data-kind=entry.kind.word() data-undone=is_undone.then_some("")>
            <span class="history-when">{entry.clock}</span>
            <span class="history-by">{entry.by}</span>
            <div class="history-what">{text}" "{undone}{received}{correct}{gates}</div>
        </li>
    }
}

/// Every gate as it was judged then.
#[component]
fn Gates(gates: Vec<JudgedGate>) -> impl IntoView {
    let texts = sheet().texts;
    let count = (texts.gates)(&gates.len().to_string());
    let lines = gates
        .into_iter()
        .map(|gate| {
            let word = match gate.state {
                shared::deescalation::gate::State::Open => "open",
                shared::deescalation::gate::State::Closed => "closed",
                shared::deescalation::gate::State::Unknown => "unknown",
            };
            view! {
                <li data-gate=word>
                    <span class="gate-word">{gate.word}</span>" "
                    {gate.name}
                    <span class="sub">{gate.evidence}</span>
                </li>
            }
        })
        .collect_view();
    view! {
        <details class="history-gates">
            <summary>{count}</summary>
            <ul>{lines}</ul>
        </details>
    }
}
