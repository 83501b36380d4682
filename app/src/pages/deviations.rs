//! Drafts of deviations: the text is ready to be copied into the ordinary system. Nothing is
//! sent from here, and nothing needs a script.

use leptos::prelude::*;
use shared::CommandId;
use shared::board::deviation::Outage;
use shared::people::People;
use shared::route;
use shared::wording::fact::deviation;
use shared::wording::time::dated;
use shared::wording::{actor, duty, rejection, timeline};

use crate::context::{frame, language, texts};
use crate::i18n::deviations::Deviations as Texts;
use crate::page::{DeviationsContent, Draft};
use crate::parts::demo_bar::DemoBar;
use crate::parts::duty_line::DutyLine;
use crate::parts::refusal::Refusal;
use crate::view::row::capitalised;

/// The page.
#[component]
pub fn DeviationsPage(content: DeviationsContent) -> impl IntoView {
    let (frame, all) = (frame(), texts());
    let (language, now) = (frame.language, frame.now);
    let texts = Texts::of(language);
    let DeviationsContent {
        drafts,
        outages,
        people,
        rejection,
        id,
    } = content;
    let refusal = rejection.map(|refused| {
        let words = rejection::explain(language, &refused, &people, now);
        view! { <Refusal words=words /> }
    });
    let none = drafts
        .iter()
        .all(|draft| draft.deviation.passed_on.is_some())
        .then(|| {
            view! { <p><b>{texts.none}</b></p><p class="quiet-words">{texts.none_next}</p> }
        });
    let people = StoredValue::new(people);
    let (done, open): (Vec<_>, Vec<_>) = drafts
        .into_iter()
        .partition(|draft| draft.deviation.passed_on.is_some());
    let listed = move |drafts: Vec<Draft>| {
        drafts
            .into_iter()
            .map(|draft| view! { <OneDraft draft=draft people=people id=id /> })
            .collect_view()
    };
    let team = people.with_value(|people| people.team.clone());
    let outages = outages
        .into_iter()
        .map(|outage| view! { <OneOutage outage=outage team=team.clone() /> })
        .collect_view();
    let done = (!done.is_empty()).then(|| {
        let count = done.len();
        view! {
            <details>
                <summary>{texts.done}" ("{count}")"</summary>
                {listed(done)}
            </details>
        }
    });
    view! {
        {frame.demo.then(|| view! { <DemoBar now=Signal::stored(now) /> })}
        <header class="bar">
            <a class="button" href=route::BOARD>{all.common.back_to_board}</a>
        </header>
        <DutyLine />
        <main class="sheet deviations" id="content">
            <h1>{texts.title}</h1>
            <p class="lead">{texts.lead}</p>
            {refusal}
            {none}
            {listed(open)}
            {outages}
            {done}
        </main>
    }
}

/// A draft with its text.
#[component]
fn OneDraft(draft: Draft, people: StoredValue<People>, id: CommandId) -> impl IntoView {
    let language = language();
    let texts = Texts::of(language);
    let now = frame().now;
    let at = dated(language, draft.deviation.at, now);
    let what = capitalised(&deviation(
        language,
        draft.deviation.about,
        draft.deviation.within,
    ));
    let client = people.with_value(|people| {
        let head = people.clients.get(&draft.deviation.client);
        head.map_or_else(|| "–".to_owned(), |head| head.initials.clone())
    });
    let writer = match draft.deviation.writer {
        Some(staff) => {
            let who = people.with_value(|people| people.initials(staff).to_owned());
            view! { <p class="sub">{texts.writer}" "<b>{who}</b></p> }.into_any()
        }
        None => view! { <p class="fault">{texts.no_writer}</p> }.into_any(),
    };
    let text = people.with_value(|people| written(&draft, people));
    let rows = text
        .lines()
        .count()
        .saturating_add(3)
        .clamp(10, 26)
        .to_string();
    let command = id.to_string();
    let (seq, client_id) = (draft.deviation.seq.0, draft.deviation.client);
    let state = match draft.deviation.passed_on {
        Some(passed) => {
            let by = people.with_value(|people| actor(language, passed.by, people));
            let at = dated(language, passed.at, now);
            view! { <p class="good">"✓ "{(texts.passed_on)(&by, &at)}</p> }.into_any()
        }
        None => view! {
            <form method="post" action=route::DEVIATIONS class="buttons">
                <input type="hidden" name="id" value=command />
                <input type="hidden" name="client" value=client_id.to_string() />
                <input type="hidden" name="draft" value=seq.to_string() />
                <button>{texts.pass_on}<span class="unseen">": "{what.clone()}" "{at.clone()}</span></button>
                <small class="quiet-words">{texts.pass_on_hint}</small>
            </form>
        }
        .into_any(),
    };
    let id = format!("draft-{seq}");
    let to_client = route::client_page(draft.deviation.client);
    let (label, title) = (format!("{id}-title"), format!("{id}-title"));
    view! {
        <section aria-labelledby=label>
            <h2 id=title>{what}" – "{client}" "<small>{at}</small></h2>
            {writer}
            <label class="field">
                <span>{texts.copy}</span>
                <textarea id=id readonly rows=rows>{text}</textarea>
                <small>{texts.copy_hint}</small>
            </label>
            {state}
            <p><a class="button" href=to_client>{texts.to_client}</a></p>
        </section>
    }
}

/// A time in which the rules stood still, with its text.
#[component]
fn OneOutage(outage: Outage, team: String) -> impl IntoView {
    let language = language();
    let texts = Texts::of(language);
    let now = frame().now;
    let when = duty::stretch(language, outage.from, outage.until, now);
    let year = outage.from.local().date().format("%Y").to_string();
    let mut lines = vec![
        format!("{}: {}", texts.head_what, texts.outage),
        format!("{}: {team}", texts.head_where),
        format!("{}: {when} ({year})", texts.head_when),
        String::new(),
        format!("{}:", texts.head_happened),
        (texts.outage_happened)(&outage.until.since(outage.from).to_string()),
    ];
    for head in [texts.head_harm, texts.head_done, texts.head_proposal] {
        lines.push(String::new());
        lines.push(format!("{head}: {}", texts.fill_in));
    }
    let id = format!("outage-{}", outage.seq.0);
    let (label, title) = (format!("{id}-title"), format!("{id}-title"));
    view! {
        <section aria-labelledby=label>
            <h2 id=title>{capitalised(texts.outage)}" "<small>{when}</small></h2>
            <label class="field">
                <span>{texts.copy}</span>
                <textarea id=id readonly rows="14">{lines.join("\n")}</textarea>
                <small>{texts.copy_hint}</small>
            </label>
        </section>
    }
}

/// The text of a draft. It names the client by initials and year of birth: the ordinary system
/// asks for more where more is needed.
fn written(draft: &Draft, people: &People) -> String {
    let (language, now) = (language(), frame().now);
    let texts = Texts::of(language);
    let head = people.clients.get(&draft.deviation.client);
    let client = head.map_or_else(
        || "–".to_owned(),
        |head| {
            let born = (texts.born)(&head.born.format("%Y").to_string());
            format!("{}, {born}", head.initials)
        },
    );
    let year = draft.deviation.at.local().date().format("%Y").to_string();
    let mut lines = vec![
        format!(
            "{}: {}",
            texts.head_what,
            deviation(language, draft.deviation.about, draft.deviation.within)
        ),
        format!("{}: {}", texts.head_where, people.team),
        format!(
            "{}: {} ({year})",
            texts.head_when,
            dated(language, draft.deviation.at, now)
        ),
        format!("{}: {client}", texts.head_client),
        String::new(),
        format!("{}:", texts.head_happened),
    ];
    if draft.around.is_empty() {
        lines.push(texts.nothing_before.to_owned());
    }
    for recorded in &draft.around {
        let at = dated(language, recorded.when(), now);
        let by = actor(language, recorded.by, people);
        let line = timeline::line(language, recorded, people, now);
        lines.push(format!("{at} {by}: {line}"));
    }
    for head in [texts.head_harm, texts.head_done, texts.head_proposal] {
        lines.push(String::new());
        lines.push(format!("{head}: {}", texts.fill_in));
    }
    lines.join("\n")
}
