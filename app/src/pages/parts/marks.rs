//! Marks: what says a level, a sign, a state or an age in a word and a shape.

use leptos::prelude::*;
use shared::board::card::{Channel, Level, Sign};
use shared::duty::ShiftKind;
use shared::wording::{card, time};
use shared::{Span, Timestamp};

use super::{Group, InBothSchemes, Sample, sample, texts};
use crate::context::language;
use crate::live::{Ending, Link};
use crate::page::DutyLine;
use crate::pages::board::row::{contacts, signs};
use crate::parts::duty_line::Line;
use crate::parts::exercise_mark::ExerciseMark;
use crate::parts::level_mark::LevelMark;
use crate::parts::link_state::LinkState;
use crate::parts::moment::At;
use crate::parts::sign_mark::SignMark;
use crate::view::row::{Contacts, Moment, Signs};

/// The marks.
#[component]
pub fn Marks() -> impl IntoView {
    let texts = texts();
    view! {
        <Group id="levels" title=texts.levels>
            <InBothSchemes><Levels /></InBothSchemes>
        </Group>
        <Group id="signs" title=texts.signs>
            <InBothSchemes><TheSigns /></InBothSchemes>
        </Group>
        <Group id="links" title=texts.links>
            <InBothSchemes><Links /></InBothSchemes>
        </Group>
        <Group id="moments" title=texts.moments>
            <InBothSchemes><Moments /></InBothSchemes>
        </Group>
        <Group id="duty" title=texts.duty>
            <InBothSchemes><Duty /></InBothSchemes>
        </Group>
        <Group id="exercise" title=texts.exercise>
            <InBothSchemes>
                <p><ExerciseMark is_exercise=Signal::stored(true) /></p>
            </InBothSchemes>
        </Group>
    }
}

#[component]
fn Levels() -> impl IntoView {
    let levels = Level::ALL
        .map(|level| view! { <LevelMark level=level /> })
        .into_iter()
        .collect_view();
    view! { <p class="buttons">{levels}</p> }
}

#[component]
fn TheSigns() -> impl IntoView {
    let language = language();
    let marks = [Sign::Green, Sign::Yellow, Sign::Red].map(|sign| {
        view! { <span><SignMark sign=sign language=language />" "{card::sign(language, sign)}</span> }
    });
    view! { <p class="buttons">{marks.into_iter().collect_view()}</p> }
}

#[component]
fn Links() -> impl IntoView {
    let since = sample::now() - Span::minutes(4);
    let states = [
        Link::Connecting,
        Link::Live,
        Link::Behind { since },
        Link::Offline { since },
        Link::Ended(Ending::OtherVersion),
        Link::Ended(Ending::LoggedOut),
        Link::Ended(Ending::BadMessage),
    ]
    .map(|link| {
        let link = RwSignal::new(link).read_only();
        view! { <li><LinkState link=link now=Signal::stored(sample::now()) /></li> }
    });
    view! { <ul class="samples-list">{states.into_iter().collect_view()}</ul> }
}

fn moment(at: Timestamp) -> Moment {
    let words = time::day_and_clock(language(), at, sample::now());
    Moment { at, words }
}

#[component]
fn Moments() -> impl IntoView {
    let (language, texts, now) = (language(), texts(), sample::now());
    let [hour, days] = [now - Span::hours(1), now - Span::days(4)];
    let phone = card::channel_short(language, Channel::Phone);
    let met = |at, stale: bool, missed: Option<Timestamp>| Contacts {
        last: Some((
            moment(at),
            format!("{phone}, {}", card::reached(language, !stale)),
        )),
        stale,
        missed: missed.map(moment),
        next: Some(moment(now + Span::days(1))),
    };
    let judged = |at, stale: Option<Span>| Signs {
        trend: vec![Sign::Green, Sign::Yellow, Sign::Red],
        latest: Some((
            card::sign(language, Sign::Red).to_owned(),
            moment(at),
            "I.S.".to_owned(),
        )),
        stale: stale.map(|age| time::age(language, age)),
    };
    let nothing = Contacts {
        stale: true,
        ..Contacts::default()
    };
    let samples = [
        (
            texts.fresh,
            met(hour, false, None),
            Some(judged(hour, None)),
        ),
        (
            texts.stale,
            met(days, true, None),
            Some(judged(days, Some(Span::days(4)))),
        ),
        (texts.missed, met(hour, false, Some(hour)), None),
        (texts.never, nothing, Some(Signs::default())),
    ]
    .map(|(state, met, judged)| {
        view! { <Sample state=state>{contacts(met)}{judged.map(signs)}</Sample> }
    });
    view! { <p><At moment=moment(hour) /></p>{samples.into_iter().collect_view()} }
}

#[component]
fn Duty() -> impl IntoView {
    let (language, texts) = (language(), texts());
    let role = |kind, who| format!("{} {who}", card::shift(language, kind));
    let staffed = DutyLine {
        now: [
            role(ShiftKind::Jour, "I.S."),
            role(ShiftKind::Bakjour, "O.W."),
        ]
        .join(" · "),
        next: Some(format!("17:00 {}", role(ShiftKind::Jour, "B.J."))),
    };
    let nobody = DutyLine {
        now: String::new(),
        next: staffed.next.clone(),
    };
    view! {
        <Sample state=texts.staffed><div class="duty-line"><Line line=staffed /></div></Sample>
        <Sample state=texts.nobody><div class="duty-line"><Line line=nobody /></div></Sample>
    }
}
