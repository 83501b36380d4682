//! A second, independent reading of `policy.md` 2 and 7, from the log alone.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use shared::alert::letter::Text;
use shared::alert::{AlertNumber, Rung};
use shared::board::card::{ActionClass, Flag, Level, Reason, Sign};
use shared::board::event::{Actor, Recorded};
use shared::board::member::Function;
use shared::calendar::Calendar;
use shared::deescalation::Transition;
use shared::deescalation::gate::{Gate, State};
use shared::duty::ShiftKind;
use shared::time::{days_after, weekday};
use shared::{ActionId, Board, ClientId, Event, Span, StaffId, Timestamp};

use Gate::{D1, D2, D3, D3f, D5, D7, D8, D11, D12};
use Reason::{Crisis, IntensiveShort, LifeEvent, Prevention, Somatic};

/// What the log has said about a client.
#[derive(Default)]
pub(crate) struct Story {
    level: Level,
    since: Timestamp,
    reason: Option<Reason>,
    review: Option<NaiveDate>,
    crisis: Option<Timestamp>,
    signs: Vec<(Sign, Timestamp, Actor)>,
    actions: BTreeMap<ActionId, (ActionClass, Timestamp)>,
    flags: BTreeSet<Flag>,
    legal: Option<Timestamp>,
    hold: Option<NaiveDate>,
    shown: Option<Timestamp>,
}

/// What the log has said about every client.
pub(crate) type Stories = BTreeMap<ClientId, Story>;

/// Reads one more event.
pub(crate) fn read(stories: &mut Stories, recorded: &Recorded) {
    let Some(client) = recorded.event.client() else {
        return;
    };
    let (story, at, by) = (stories.entry(client).or_default(), recorded.at, recorded.by);
    match &recorded.event {
        Event::Placed {
            level,
            reason,
            review,
            ..
        } => {
            story.reason = Some(*reason);
            story.review = review.or(story.review);
            if *level == Level::Red && story.level != Level::Red {
                story.crisis = Some(at);
            }
            story.go(*level, at);
        }
        Event::SteppedDown { transition, .. } => story.go(transition.to(), at),
        Event::Assessed { sign, .. } => story.signs.push((*sign, at, by)),
        Event::ContactLogged { crisis: true, .. } => story.crisis = Some(at),
        Event::ActionOpened { action, .. } => {
            story.actions.insert(action.id, (action.class, action.due));
        }
        Event::ActionClosed { action, .. } => drop(story.actions.remove(action)),
        Event::FlagRaised { flag, .. } => drop(story.flags.insert(*flag)),
        Event::FlagCleared { flag, .. } => drop(story.flags.remove(flag)),
        Event::LegalChanged { legal, .. } => story.legal = Some(legal.changed),
        Event::ReviewSet { date, .. } => story.review = Some(*date),
        Event::HoldSet { until, .. } => story.hold = Some(*until),
        Event::HoldLifted { .. } => story.hold = None,
        Event::ProposalMade { .. } => story.shown = None,
        Event::ProposalShown { .. } => story.shown = Some(at),
        _ => {}
    }
}

impl Story {
    fn go(&mut self, level: Level, at: Timestamp) {
        if level != self.level {
            (self.level, self.since) = (level, at);
            if level == Level::Plan {
                self.hold = None;
            }
        }
    }
}

/// Checks a step that the rules took against everything the log said before it.
pub(crate) fn check_step(story: &Story, recorded: &Recorded) {
    let Event::SteppedDown {
        transition,
        verdicts,
        ..
    } = &recorded.event
    else {
        return;
    };
    let date = recorded.at.local().date();
    let (morning, execution) = (Timestamp::at_hour(date, 6), Timestamp::at_hour(date, 13));
    assert_eq!(recorded.by, Actor::Rules);
    assert_eq!(story.level, transition.from());

    let gates: Vec<_> = verdicts.iter().map(|verdict| verdict.gate).collect();
    assert_eq!(gates, [D1, D2, D3, D3f, D5, D7, D8, D11, D12]);
    assert!(verdicts.iter().all(|verdict| verdict.state == State::Open));

    let calendar = Calendar::default();
    assert!(weekday(date) < 4, "Monday to Thursday");
    assert!(calendar.is_working_day(date) && calendar.is_working_day(days_after(date, 1)));
    assert!(
        (execution..=execution + Span::minutes(10)).contains(&recorded.at),
        "at 13:00"
    );
    assert!(
        story
            .shown
            .is_some_and(|at| (morning..=execution).contains(&at)),
        "shown today"
    );

    let red = *transition == Transition::RedToStepdown;
    let yellow = *transition == Transition::YellowToPlan;
    let stay = execution.since(story.since);
    assert!(stay >= Span::days(if yellow { 3 } else { 7 }), "D1");
    if let Some(crisis) = story.crisis {
        let calm = execution.since(crisis);
        let enough = match transition {
            Transition::RedToStepdown => calm >= Span::days(7),
            Transition::StepdownToPlan => calm >= Span::days(14),
            Transition::YellowToPlan => crisis < story.since,
        };
        assert!(enough, "D2");
    }
    check_signs(story, red, morning, execution);
    let in_the_way = |class, due| {
        if *transition == Transition::StepdownToPlan {
            due <= execution
        } else {
            class == ActionClass::Crisis
        }
    };
    assert!(
        !story
            .actions
            .values()
            .any(|(class, due)| in_the_way(*class, *due)),
        "D5"
    );
    assert!(
        [Flag::Suicide, Flag::Violence, Flag::Child]
            .iter()
            .all(|one| !story.flags.contains(one))
    );
    assert!(
        story
            .legal
            .is_none_or(|changed| execution.since(changed) >= Span::days(14)),
        "D7"
    );
    assert!(story.hold.is_none_or(|until| until < date), "D7");
    let allowed = [Crisis, Prevention, LifeEvent, IntensiveShort, Somatic];
    assert!(
        story.reason.is_some_and(|reason| allowed.contains(&reason)),
        "D7"
    );
    assert!(story.review.is_some_and(|review| review <= date), "D8");
}

fn check_signs(story: &Story, red: bool, morning: Timestamp, execution: Timestamp) {
    let (latest, at, _) = story.signs.last().expect("never without an assessment");
    assert_eq!(*latest, Sign::Green, "D3");
    assert!(morning.since(*at) <= Span::hours(24), "D3f");
    let greens: Vec<_> = story
        .signs
        .iter()
        .filter(|(sign, at, _)| {
            *sign == Sign::Green && *at >= story.since && execution.since(*at) <= Span::days(7)
        })
        .collect();
    let days: BTreeSet<_> = greens.iter().map(|(_, at, _)| at.local().date()).collect();
    let mut people: Vec<_> = greens.iter().map(|(.., by)| *by).collect();
    people.dedup();
    let enough = if red { 3 } else { 2 };
    assert!(greens.len() >= enough && days.len() >= enough, "D3");
    if red {
        assert!(people.len() >= 2, "by two persons");
        let young = |at: Timestamp| execution.since(at) < Span::hours(72);
        assert!(
            !story
                .signs
                .iter()
                .any(|(sign, at, _)| *sign != Sign::Green && young(*at)),
            "D3"
        );
    }
}

/// Checks the letters of an event: nobody off duty, nobody without right, with the
/// exceptions that `policy.md` 7 names. `board` is the one before the event.
pub(crate) fn check_letters(board: &Board, told: &mut Told, recorded: &Recorded) {
    let Some(alert) = recorded.event.alert() else {
        return;
    };
    let rung = match &recorded.event {
        Event::RungReached { rung, .. } => Some(*rung),
        _ => None,
    };
    // The alert is not on the board yet when its first rung is in the same append.
    for written in recorded.event.letters() {
        let who = written.to;
        let client = board.alerts[&alert].client;
        if written.text == Text::M9 {
            assert!(
                told.contains(&(alert, who)),
                "only who got a letter is told who has it"
            );
            continue;
        }
        let shifts: Vec<_> = board
            .on_duty(recorded.at)
            .filter(|shift| shift.who == who)
            .collect();
        let late = matches!(rung, Some(Rung::T10 | Rung::Repeat(_)));
        let is_leader = board.members[&who].function == Function::TeamLeader;
        assert!(
            !shifts.is_empty() || (is_leader && late),
            "off duty means left in peace"
        );
        let manages = |kind| matches!(kind, ShiftKind::Ledningsjour | ShiftKind::Manager);
        let may_open_without_identity = matches!(rung, Some(Rung::T15 | Rung::Repeat(_)))
            && shifts.iter().any(|shift| manages(shift.kind));
        let employer = board.members[&who].employer;
        let may_see = board.members[&who].function != Function::Manager
            && board.cards[&client].open_to.contains(&employer);
        assert!(
            may_see || may_open_without_identity,
            "no letter without right to see"
        );
        assert_ne!(
            Actor::Staff(who),
            board.alerts[&alert].reporter,
            "asked on the screen"
        );
        told.insert((alert, who));
    }
}

/// Who has got a letter about which alert.
pub(crate) type Told = BTreeSet<(AlertNumber, StaffId)>;
