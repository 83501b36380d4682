//! What there is to know in a crisis, in the order of the page of an alert. A phone may keep it for
//! the time on duty.

use leptos::prelude::*;
use shared::route;
use shared::wording::time::moment;
use shared::wording::{actor, card as words};

use crate::context::{frame, language, texts};
use crate::i18n::day::Day;
use crate::page::EntryContent;
use crate::pages::alert::client::{Call, FirstSteps, Medication, People, Safety};

/// The plan.
#[component]
pub fn Plan(content: EntryContent) -> impl IntoView {
    let (language, now) = (language(), frame().now);
    let day = Day::of(language);
    let EntryContent {
        card,
        people,
        dossier,
        acute,
        ..
    } = content;
    let signs = card.assessments.last().map(|one| {
        let by = actor(language, one.by, &people);
        let at = moment(language, one.at, now);
        let sign = words::sign(language, one.sign);
        format!("{}: {sign} ({by} {at})", texts().alert.signs)
    });
    let client = card.client;
    view! {
        <div class="alert entry-plan">
            <FirstSteps dossier=dossier.clone() signs=signs />
            <Call dossier=dossier.clone() reserve=None psychiatrists=Vec::new() acute=acute />
            <Safety card=card.clone() dossier=dossier.clone() />
            <Medication dossier=dossier.clone() card=card />
            <People dossier=dossier />
        </div>
        <p class="my-day-do">
            <a class="button" href=route::contact(client)>{day.log}</a>
            <a class="button" href=route::visit(client)>{day.start_visit}</a>
            <a class="button" href=route::raise(client)>{day.raise}</a>
        </p>
    }
}
