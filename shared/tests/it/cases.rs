//! What the table of the gates changes in a client who is ripe.

use shared::board::card::{ActionClass, Flag, HandOver, LegalStatus, Reason, Sign};
use shared::board::event::Actor;
use shared::deescalation::gate::Gate;
use shared::duty::ShiftKind;
use shared::{Span, Timestamp};

use crate::fixture::{at, day, staff};
use crate::ripe::{JUST, Ripe, crises, noted, sign};

type Change = Box<dyn Fn(&mut Ripe)>;
/// A gate, what is changed, and how.
pub(crate) type Cases = Vec<(Gate, String, Change)>;

/// Every case, by gate.
pub(crate) fn all() -> Cases {
    let mut cases: Cases = [times(), signs(), care(), forbids(), receivers(), runs()]
        .into_iter()
        .flatten()
        .collect();
    cases.sort_by_key(|(gate, ..)| *gate);
    cases
}

fn change(
    gate: Gate,
    name: impl Into<String>,
    how: impl Fn(&mut Ripe) + 'static,
) -> (Gate, String, Change) {
    (gate, name.into(), Box::new(how))
}

fn less(span: Span) -> Span {
    Span::millis(span.as_millis() - JUST.as_millis())
}

fn more(span: Span) -> Span {
    Span::millis(span.as_millis() + JUST.as_millis())
}

fn times() -> Cases {
    vec![
        change(Gate::D1, "exactly the shortest stay", |_| {}),
        change(Gate::D1, "1 ms short", |ripe| {
            ripe.card.since = ripe.card.since + JUST;
        }),
        change(Gate::D2, "no crisis event", |_| {}),
        change(Gate::D2, "7 days ago", |ripe| ripe.crisis(Span::days(7))),
        change(Gate::D2, "7 days less 1 ms ago", |ripe| {
            ripe.crisis(less(Span::days(7)));
        }),
        change(Gate::D2, "14 days ago", |ripe| ripe.crisis(Span::days(14))),
        change(Gate::D2, "14 days less 1 ms ago", |ripe| {
            ripe.crisis(less(Span::days(14)));
        }),
        change(Gate::D2, "as this stay began", |ripe| {
            ripe.card.crises = crises(ripe.card.since);
        }),
        change(Gate::D2, "1 ms before this stay", |ripe| {
            ripe.card.crises = crises(ripe.card.since - JUST);
        }),
        change(Gate::D8, "on the day", |_| {}),
        change(Gate::D8, "the day after", |ripe| {
            if let Some(review) = &mut ripe.card.review {
                review.value = day("03-19");
            }
        }),
        change(Gate::D8, "none", |ripe| ripe.card.review = None),
    ]
}

fn signs() -> Cases {
    let earlier = |ripe: &mut Ripe| ripe.card.since = ripe.card.since - Span::days(1);
    vec![
        change(Gate::D3, "three greens, three days, two people", |_| {}),
        change(Gate::D3, "never assessed", |ripe| {
            ripe.card.assessments.clear();
        }),
        change(Gate::D3, "two greens", |ripe| {
            drop(ripe.card.assessments.drain(..1));
        }),
        change(Gate::D3, "one green", |ripe| {
            drop(ripe.card.assessments.drain(..2));
        }),
        change(Gate::D3, "on two days", |ripe| {
            ripe.card.assessments[0].at = at("03-17 09:00");
        }),
        change(Gate::D3, "on one day", |ripe| {
            for one in &mut ripe.card.assessments {
                one.at = at("03-17 15:00");
            }
        }),
        change(Gate::D3, "by one person", |ripe| {
            ripe.card.assessments[1].by = Actor::Staff(staff("M.H."));
        }),
        change(Gate::D3, "the first 7 days before", move |ripe| {
            earlier(ripe);
            ripe.card.assessments[0].at = at("03-11 13:00");
        }),
        change(Gate::D3, "the first 7 days and 1 ms before", move |ripe| {
            earlier(ripe);
            ripe.card.assessments[0].at = at("03-11 13:00") - JUST;
        }),
        change(Gate::D3, "greens before this stay", |ripe| {
            ripe.card.since = at("03-17 14:59");
        }),
        change(Gate::D3, "yellow 72 h before", move |ripe| {
            earlier(ripe);
            let yellow = sign(Sign::Yellow, "03-15 13:00", "M.H.");
            ripe.card.assessments.insert(0, yellow);
        }),
        change(Gate::D3, "yellow 72 h less 1 ms before", |ripe| {
            let mut yellow = sign(Sign::Yellow, "03-15 13:00", "M.H.");
            yellow.at = yellow.at + JUST;
            ripe.card.assessments.insert(0, yellow);
        }),
        change(Gate::D3, "the latest is yellow", |ripe| {
            let yellow = sign(Sign::Yellow, "03-18 12:59", "K.J.");
            ripe.card.assessments.push(yellow);
        }),
        change(Gate::D3, "the latest is red and before this stay", |ripe| {
            ripe.assessed(&[(Sign::Red, "03-02 12:00", "K.J.")]);
        }),
        change(Gate::D3f, "15 h", |_| {}),
        change(Gate::D3f, "24 h", |ripe| {
            ripe.card.assessments[2].at = at("03-17 06:00");
        }),
        change(Gate::D3f, "24 h and 1 ms", |ripe| {
            ripe.card.assessments[2].at = at("03-17 06:00") - JUST;
        }),
        change(Gate::D3f, "made after 06:00", |ripe| {
            let green = sign(Sign::Green, "03-18 10:00", "M.H.");
            ripe.card.assessments.push(green);
        }),
        change(Gate::D3f, "never assessed", |ripe| {
            ripe.card.assessments.clear();
        }),
    ]
}

fn care() -> Cases {
    let handed = |ripe: &mut Ripe, class, due: &str| {
        let due = at(due);
        ripe.action(class).hand_over = Some(HandOver {
            owner: staff("M.H."),
            due,
        });
    };
    vec![
        change(Gate::D4, "nothing missed", |_| {}),
        change(Gate::D4, "missed 72 h ago", |ripe| {
            ripe.missed(Span::hours(72));
        }),
        change(Gate::D4, "missed 72 h less 1 ms ago", |ripe| {
            ripe.missed(less(Span::hours(72)));
        }),
        change(Gate::D5, "nothing open", |_| {}),
        change(Gate::D5, "kris", |ripe| {
            ripe.action(ActionClass::Crisis);
        }),
        change(Gate::D5, "other", |ripe| {
            ripe.action(ActionClass::Other);
        }),
        change(Gate::D5, "other, handed over, due later", move |ripe| {
            handed(ripe, ActionClass::Other, "03-25 12:00");
        }),
        change(Gate::D5, "other, handed over, due at 13:00", move |ripe| {
            handed(ripe, ActionClass::Other, "03-18 13:00");
        }),
        change(Gate::D5, "kris, handed over, due later", move |ripe| {
            handed(ripe, ActionClass::Crisis, "03-25 12:00");
        }),
        change(Gate::D6, "seen in this stay", |_| {}),
        change(Gate::D6, "never seen", |ripe| {
            ripe.card.facts.psychiatrist = None;
        }),
        change(Gate::D6, "seen as this stay began", |ripe| {
            let since = ripe.card.since;
            if let Some(seen) = &mut ripe.card.facts.psychiatrist {
                seen.at = since;
            }
        }),
        change(Gate::D6, "seen 1 ms before this stay", |ripe| {
            let since = ripe.card.since;
            if let Some(seen) = &mut ripe.card.facts.psychiatrist {
                seen.at = since - JUST;
            }
        }),
        change(Gate::D6, "the clock runs", Ripe::clock),
        change(Gate::D6, "asked, not answered", Ripe::asked),
        change(Gate::D6, "medication changed 168 h ago", |ripe| {
            ripe.medicated(Span::hours(168));
        }),
        change(Gate::D6, "medication changed 168 h less 1 ms ago", |ripe| {
            ripe.medicated(less(Span::hours(168)));
        }),
        change(
            Gate::D6,
            "medication changed 48 h ago and cleared",
            |ripe| {
                ripe.medicated(Span::hours(48));
                ripe.card.facts.medication_cleared = Some(noted("03-17 10:00", ()));
            },
        ),
        change(Gate::D6, "cleared, then changed again", |ripe| {
            ripe.medicated(Span::hours(48));
            ripe.card.facts.medication_cleared = Some(noted("03-16 12:59", ()));
        }),
        change(Gate::D9, "all plans", |_| {}),
        change(Gate::D9, "crisis plan never confirmed", |ripe| {
            ripe.card.facts.crisis_plan = None;
        }),
        change(
            Gate::D9,
            "crisis plan confirmed at the last crisis",
            |ripe| {
                ripe.crisis(Span::days(14));
                ripe.card.facts.crisis_plan = Some(noted("03-04 13:00", ()));
            },
        ),
        change(
            Gate::D9,
            "crisis plan 1 ms before the last crisis",
            |ripe| {
                ripe.crisis(Span::days(14));
                let mut plan = noted("03-04 13:00", ());
                plan.at = plan.at - JUST;
                ripe.card.facts.crisis_plan = Some(plan);
            },
        ),
        change(Gate::D9, "care plan not checked", |ripe| {
            ripe.card.facts.care_plan = None;
        }),
        change(Gate::D9, "care plan checked before this stay", |ripe| {
            ripe.card.facts.care_plan = Some(noted("03-11 12:59", ()));
        }),
        change(Gate::D9, "SIP question not answered", |ripe| {
            ripe.card.facts.sip = None;
        }),
        change(Gate::D9, "nothing done", |ripe| {
            let facts = &mut ripe.card.facts;
            (facts.crisis_plan, facts.care_plan, facts.sip) = (None, None, None);
        }),
        change(Gate::D13, "told, with a view", |_| {}),
        change(Gate::D13, "never tried", |ripe| {
            (ripe.card.facts.told, ripe.card.facts.view) = (None, None);
        }),
        change(Gate::D13, "tried, not reached", |ripe| {
            ripe.told("03-17 15:20", false, None, None);
        }),
        change(Gate::D13, "told, no view", |ripe| {
            ripe.told("03-17 15:20", true, None, None);
        }),
        change(Gate::D13, "told, and why there is no view", |ripe| {
            ripe.told("03-17 15:20", true, None, Some("Talar inte"));
        }),
        change(Gate::D13, "told before this stay", |ripe| {
            ripe.told("03-11 12:59", true, Some("Okej"), None);
        }),
    ]
}

fn forbids() -> Cases {
    let mut all = vec![
        change(Gate::D7, "nothing forbids", |_| {}),
        change(Gate::D7, "no reason", |ripe| ripe.card.why = None),
        change(Gate::D7, "compulsory care 14 days ago", |ripe| {
            ripe.legal(Some(LegalStatus::Lpt), Span::days(14));
        }),
        change(Gate::D7, "compulsory care 14 days less 1 ms ago", |ripe| {
            ripe.legal(Some(LegalStatus::Lpt), less(Span::days(14)));
        }),
        change(Gate::D7, "compulsory care ended", |ripe| {
            ripe.legal(None, Span::days(1));
        }),
        change(Gate::D7, "a hold to the day before", |ripe| {
            ripe.hold(Some("03-17"));
        }),
        change(Gate::D7, "a hold to the day", |ripe| {
            ripe.hold(Some("03-18"));
        }),
        change(Gate::D7, "a hold until lifted", |ripe| ripe.hold(None)),
        change(Gate::D7, "the team is paused", |ripe| {
            ripe.board.policy.paused = true;
        }),
        change(Gate::D7, "the client objects", |ripe| {
            ripe.objected("03-16 09:00");
        }),
        change(Gate::D7, "the client objected 7 days ago", |ripe| {
            ripe.objected("03-11 13:00");
        }),
        change(
            Gate::D7,
            "the client objected 7 days and 1 min ago",
            |ripe| {
                ripe.objected("03-11 12:59");
            },
        ),
        change(Gate::D7, "the CM has talked about the objection", |ripe| {
            ripe.objected("03-16 09:00");
            ripe.card.facts.objection_talked = Some(noted("03-16 09:00", ()));
        }),
        change(Gate::D7, "the client objects again", |ripe| {
            ripe.objected("03-16 09:01");
            ripe.card.facts.objection_talked = Some(noted("03-16 09:00", ()));
        }),
        change(Gate::D7, "utskriven, followed up", |ripe| {
            ripe.reason(Reason::Discharged);
            ripe.card.facts.discharge_followed_up = Some(noted("03-16 09:00", ()));
        }),
        change(Gate::D7, "utskriven, followed up and ticked", |ripe| {
            ripe.reason(Reason::Discharged);
            ripe.card.facts.discharge_followed_up = Some(noted("03-16 09:00", ()));
            ripe.card.facts.discharge_ticked = Some(noted("03-17 08:40", ()));
        }),
        change(Gate::D7, "missbruk, contact in this stay", |ripe| {
            ripe.reason(Reason::Addiction);
            ripe.card.facts.addiction_contact = Some(noted("03-16 09:00", ()));
        }),
        change(Gate::D7, "missbruk, contact before this stay", |ripe| {
            ripe.reason(Reason::Addiction);
            ripe.card.facts.addiction_contact = Some(noted("03-11 12:59", ()));
        }),
        change(Gate::D7, "a flag, a reason and a hold", |ripe| {
            ripe.card
                .flags
                .insert(Flag::Child, noted("03-16 09:00", true));
            ripe.reason(Reason::Child);
            ripe.hold(Some("03-20"));
        }),
        change(Gate::D7, "a flag that was cleared", |ripe| {
            ripe.card
                .flags
                .insert(Flag::Suicide, noted("03-16 09:00", false));
        }),
    ];
    all.extend(Flag::ALL.iter().map(|flag| {
        change(Gate::D7, format!("flag {}", flag.word()), |ripe| {
            ripe.card.flags.insert(*flag, noted("03-16 09:00", true));
        })
    }));
    all.extend(Reason::ALL.iter().map(|reason| {
        change(Gate::D7, format!("reason {}", reason.word()), |ripe| {
            ripe.reason(*reason);
        })
    }));
    all
}

fn receivers() -> Cases {
    let after = |ripe: &mut Ripe, span: Span| {
        let booked = ripe.execution() + span;
        ripe.booked(booked);
    };
    vec![
        change(Gate::D10, "CM by day, a contact booked", |_| {}),
        change(Gate::D10, "no CM", |ripe| ripe.card.cm = None),
        change(Gate::D10, "no deputy", |ripe| ripe.card.deputy = None),
        change(Gate::D10, "the deputy may not see the client", |ripe| {
            ripe.closed_to_the_municipality();
        }),
        change(Gate::D10, "neither works on the third day", |ripe| {
            ripe.free("03-23");
        }),
        change(Gate::D10, "the CM is on jour on the third day", |ripe| {
            ripe.free("03-23");
            ripe.works("M.H.", ShiftKind::Jour, "03-23");
        }),
        change(Gate::D10, "the deputy works on the third day", |ripe| {
            ripe.free("03-23");
            ripe.works("P.S.", ShiftKind::DayCm, "03-23");
        }),
        change(Gate::D10, "a third colleague works on it", |ripe| {
            ripe.free("03-23");
            ripe.works("A.N.", ShiftKind::Day, "03-23");
        }),
        change(Gate::D10, "who acts as deputy works on it", |ripe| {
            ripe.free("03-23");
            ripe.works("A.N.", ShiftKind::Day, "03-23");
            ripe.acts("A.N.", "03-23");
        }),
        change(Gate::D10, "who acts as deputy works on another", |ripe| {
            ripe.free("03-23");
            ripe.works("A.N.", ShiftKind::Day, "03-23");
            ripe.acts("A.N.", "03-20");
        }),
        change(Gate::D10, "neither works on the fourth day", |ripe| {
            ripe.free("03-24");
        }),
        change(Gate::D10, "the rota ends on the second day", |ripe| {
            ripe.board.rota_to = Some(day("03-20"));
        }),
        change(Gate::D10, "no rota was ever published", |ripe| {
            ripe.board.rota_to = None;
        }),
        change(Gate::D10, "the rota ends, and nothing is booked", |ripe| {
            ripe.board.rota_to = Some(day("03-20"));
            ripe.card.bookings.clear();
        }),
        change(Gate::D10, "nothing booked", |ripe| {
            ripe.card.bookings.clear();
        }),
        change(Gate::D10, "booked at 13:00", move |ripe| {
            after(ripe, Span::default());
        }),
        change(Gate::D10, "booked 1 ms later", move |ripe| {
            after(ripe, JUST);
        }),
        change(Gate::D10, "booked 72 h later", move |ripe| {
            after(ripe, Span::hours(72));
        }),
        change(Gate::D10, "booked 72 h and 1 ms later", move |ripe| {
            after(ripe, more(Span::hours(72)));
        }),
    ]
}

fn runs() -> Cases {
    let shown = |ripe: &mut Ripe, at: Option<Timestamp>| ripe.shown = at;
    let days = [
        ("Thursday", "03-19"),
        ("Friday", "03-20"),
        ("Saturday", "03-21"),
        ("Sunday", "03-22"),
        ("Monday", "03-23"),
        ("Thursday before Good Friday", "04-02"),
        ("Easter Monday", "04-06"),
        ("Wednesday before Ascension Day", "05-13"),
    ];
    let mut all = vec![
        change(Gate::D11, "Wednesday, shown 08:41", |_| {}),
        change(Gate::D11, "not shown", move |ripe| shown(ripe, None)),
        change(Gate::D11, "shown 05:59:59.999", move |ripe| {
            shown(ripe, Some(at("03-18 06:00") - JUST));
        }),
        change(Gate::D11, "shown 06:00", move |ripe| {
            shown(ripe, Some(at("03-18 06:00")));
        }),
        change(Gate::D11, "shown 13:00", move |ripe| {
            shown(ripe, Some(at("03-18 13:00")));
        }),
        change(Gate::D11, "shown 13:00:00.001", move |ripe| {
            shown(ripe, Some(at("03-18 13:00") + JUST));
        }),
        change(Gate::D11, "shown the day before", move |ripe| {
            shown(ripe, Some(at("03-17 08:41")));
        }),
        change(Gate::D12, "at 13:00", |_| {}),
        change(Gate::D12, "10 min late", |ripe| {
            ripe.late = Span::minutes(10);
        }),
        change(Gate::D12, "10 min and 1 ms late", |ripe| {
            ripe.late = more(Span::minutes(10));
        }),
        change(Gate::D12, "the rules stand still", |ripe| {
            ripe.board.stopped = Some(at("03-18 04:10"));
        }),
        change(Gate::D12, "a device unsynced for 24 h", |ripe| {
            ripe.unsynced(at("03-17 13:00"));
        }),
        change(Gate::D12, "a device unsynced for 24 h and 1 ms", |ripe| {
            ripe.unsynced(at("03-17 13:00") - JUST);
        }),
        change(Gate::D12, "shown before the rules ever ran", |ripe| {
            ripe.to_show = true;
            ripe.board.evaluated = None;
        }),
    ];
    all.extend(
        days.map(|(name, date)| change(Gate::D11, name, move |ripe: &mut Ripe| ripe.on(date))),
    );
    all
}
