//! The page behind a letter: what the colleague on duty needs in the first ten seconds, in that
//! order (`domain.md` 5). Complete and answerable without script, and small.

pub mod answer;
pub mod client;
pub mod letters;
pub mod log;
pub mod on_visit;
pub mod without_identity;

use leptos::prelude::*;
use shared::StaffId;
use shared::alert::{Alert, AlertState};
use shared::board::event::Actor;
use shared::route;
use shared::wording::{alert as words, card};

use crate::context::{frame, texts};
use crate::page::AlertContent;
use crate::parts::demo_bar::DemoBar;
use crate::parts::duty_line::DutyLine;
use crate::parts::exercise_mark::ExerciseMark;
use crate::parts::level_mark::LevelMark;
use crate::parts::refusal::Refusal;
use crate::view::row::capitalised;
use answer::Answer;
use client::{Call, FirstSteps, Last, Medication, People, Safety};
use letters::Letters;
use log::LogResult;
use on_visit::{Missing, OnVisitForms};

/// The page of an alert.
#[component]
pub fn AlertPage(content: AlertContent) -> impl IntoView {
    let (frame, all) = (frame(), texts());
    let (language, now, texts) = (frame.language, frame.now, &all.alert);
    let AlertContent {
        alert,
        card,
        dossier,
        people,
        timeline,
        rejection,
        psychiatrists,
        acute,
        ids,
        colleagues,
        visit_id,
        refreshes,
    } = content;
    let title = capitalised(&words::named(language, alert.class, alert.number));
    let time = shared::wording::time::moment(language, alert.raised, now);
    let viewer = frame.viewer.as_ref().map(|viewer| viewer.staff);
    let role = match viewer {
        Some(staff) if !alert.is_unanswered() => {
            alert.helpers.contains(&staff).then_some(texts.helpers)
        }
        Some(staff) if alert.responsible == Some(staff) => Some(texts.for_you),
        Some(staff) if alert.reserve == Some(staff) => Some(texts.for_reserve),
        _ => None,
    };
    let head = people.clients.get(&card.client);
    let (name, age) = head.map_or_else(Default::default, |head| {
        let age = head.age(now.local().date());
        let name = if frame.masked {
            head.initials.clone()
        } else {
            head.name.clone()
        };
        (name, format!("{age} {}", language.pick("år", "years")))
    });
    let why = card.why.as_ref().map(|why| {
        let by = shared::wording::actor(language, why.by, &people);
        let at = shared::wording::time::moment(language, why.at, now);
        (
            card::reason(language, why.value.reason),
            why.value.text.clone(),
            format!("{by}, {at}"),
        )
    });
    let reason = why.as_ref().map_or("", |(reason, ..)| reason);
    let what = why.map(|(_, text, by)| {
        view! { <p class="what">{text}" "<span class="quiet-words">{by}</span></p> }
    });
    let refusal = rejection.map(|rejection| {
        let words = shared::wording::rejection::explain(language, &rejection, &people, now);
        view! { <Refusal words=words /> }
    });
    let stale = frame
        .stale_since
        .map(|since| (all.bar.behind)(&shared::wording::time::moment(language, since, now)));
    let signs = card.assessments.last().map(|one| {
        let by = shared::wording::actor(language, one.by, &people);
        let at = shared::wording::time::moment(language, one.at, now);
        let sign = card::sign(language, one.sign);
        format!("{}: {sign} ({by} {at})", texts.signs)
    });
    // Whoever raised the alarm waits for nothing else than who gets it.
    let is_reporter = viewer.is_some_and(|staff| alert.reporter == Actor::Staff(staff));
    let letters = view! { <Letters alert=alert.clone() people=people.clone() /> };
    let (reporters, others) = if is_reporter && alert.is_unanswered() {
        let stop = refreshes.then(|| {
            view! {
                <p class="quiet-words">
                    {texts.refreshes}" "
                    <a href=format!("{}?still=1", route::alert(alert.number))>{texts.refreshes_not}</a>
                </p>
            }
        });
        (Some(view! { {letters}{stop} }), None)
    } else {
        (None, Some(letters))
    };
    let own_page = route::client_page(card.client);
    let (client_page, level) = (route::client(card.client), card.level);
    view! {
        {frame.demo.then(|| view! { <DemoBar now=Signal::stored(now) /> })}
        <DutyLine />
        <main class="sheet alert" id="content" data-level=level.word()>
            {stale.map(|words| view! { <p class="refusal" role="alert">{words}</p> })}
            <p class="alert-top">
                <span>{title}" · "{time}</span>
                {role.map(|role| view! { <b>{role}</b> })}
            </p>
            <h1>
                {name}" "<small>{age}</small>" "
                <ExerciseMark is_exercise=Signal::stored(card.is_exercise) />
            </h1>
            <p class="alert-level">
                <LevelMark level=level />
                " "
                {reason}
            </p>
            {what}
            <Missing alert=alert.clone() card=card.clone() people=people.clone() />
            {refusal}
            <Answer alert=alert.clone() people=people.clone() viewer=viewer acute=acute.clone() />
            {reporters}
            <FirstSteps dossier=dossier.clone() signs=signs />
            <Call
                dossier=dossier.clone()
                reserve=to_call(&alert, viewer).and_then(|staff| people.staff.get(&staff).cloned())
                psychiatrists=psychiatrists
                acute=acute
            />
            <Safety card=card.clone() dossier=dossier.clone() />
            <Last timeline=timeline people=people.clone() card=card.clone() />
            <Medication dossier=dossier.clone() card=card.clone() />
            <People dossier=dossier />
            <LogResult alert=alert.clone() ids=ids />
            <OnVisitForms alert=alert card=card people=people colleagues=colleagues id=visit_id />
            {others}
            <p class="alert-ways">
                <a class="button" href=own_page>{all.panel.page}</a>
                <a class="button" href=client_page>{texts.to_client}</a>
                <a class="button" href=route::BOARD>{all.common.back_to_board}</a>
            </p>
        </main>
    }
}

/// The reserve, if there is a point in calling them: not for themselves, and not when they have
/// the alert already.
fn to_call(alert: &Alert, viewer: Option<StaffId>) -> Option<StaffId> {
    let has_it = |staff: StaffId| matches!(alert.state, AlertState::Acknowledged { by, .. } if by == Actor::Staff(staff));
    alert
        .reserve
        .filter(|staff| viewer != Some(*staff) && !has_it(*staff))
}

#[cfg(test)]
mod tests {
    use shared::alert::{AlertNumber, Class};
    use shared::{ClientId, Timestamp};

    use super::*;

    #[test]
    fn nobody_is_offered_to_call_themselves_or_the_one_who_has_the_alert_as_the_reserve() {
        let now = Timestamp::from_millis(1_773_642_600_000);
        let staff = |text: &str| -> StaffId { text.parse().expect("an id") };
        let first = staff("00000000000000000000000001");
        let reserve = staff("00000000000000000000000002");
        let number = AlertNumber::new(4127).expect("four digits");
        let client: ClientId = "00000000000000000000000102".parse().expect("an id");
        let mut alert = Alert::new(number, client, Class::P1, Actor::Server, now);
        alert.reserve = Some(reserve);
        assert_eq!(to_call(&alert, Some(first)), Some(reserve));
        assert_eq!(to_call(&alert, Some(reserve)), None);
        let by = Actor::Staff(reserve);
        alert.state = AlertState::Acknowledged { by, at: now };
        assert_eq!(to_call(&alert, Some(first)), None);
        assert_eq!(to_call(&alert, Some(reserve)), None);
    }
}
