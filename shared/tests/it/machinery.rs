//! The machinery itself, gate D12, and the pause of a team (`policy.md` 2, 3.1 and 3.5).

use shared::board::card::Level;
use shared::board::event::Actor;
use shared::deescalation::gate::{Evidence, Verdict};
use shared::deescalation::outlook;
use shared::deescalation::policy::Policy;
use shared::{Command, Event, Rejection, Span};

use crate::fixture::{at, day, staff};
use crate::play::Play;
use crate::stories::{proposed, ready_on_monday};

fn server(play: &mut Play, event: Event) {
    play.happen(Actor::Server, vec![event]);
}

fn unsynced(play: &mut Play, since: &str) {
    let device = "00000000000000000000000601".parse().expect("an identifier");
    let since = at(since);
    let staff = None;
    server(
        play,
        Event::DeviceUnsynced {
            device,
            since,
            staff,
        },
    );
}

fn synced(play: &mut Play) {
    let device = "00000000000000000000000601".parse().expect("an identifier");
    server(play, Event::DeviceSynced { device });
}

#[test]
fn rules_that_stand_still_at_06_propose_nothing_that_day() {
    let mut play = ready_on_monday();
    play.at("03-17 05:00");
    server(
        &mut play,
        Event::RulesStopped {
            since: at("03-17 04:50"),
        },
    );
    play.at("03-17 06:00");
    let missed = Event::EvaluationMissed { date: day("03-17") };
    assert!(play.log.iter().any(|recorded| recorded.event == missed));
    server(&mut play, Event::RulesStarted);
    play.at("03-17 13:00");
    assert_eq!(
        play.card("F.N.").level,
        Level::Yellow,
        "a later start evaluates for display only"
    );
}

#[test]
fn the_board_says_since_when_the_rules_stand_still() {
    let mut play = proposed();
    server(
        &mut play,
        Event::RulesStopped {
            since: at("03-17 11:10"),
        },
    );
    assert_eq!(play.board.stopped, Some(at("03-17 11:10")));
    play.at("03-17 11:40");
    server(&mut play, Event::RulesStarted);
    assert_eq!(play.board.stopped, None);
    let outages = play.board.outages.iter();
    let times: Vec<_> = outages.map(|outage| (outage.from, outage.until)).collect();
    assert_eq!(
        times,
        [(at("03-17 11:10"), at("03-17 11:40"))],
        "an outage is drafted as a deviation (policy.md 7)"
    );
}

#[test]
fn rules_that_stand_still_at_13_take_no_step() {
    for (started, level) in [(true, Level::Plan), (false, Level::Yellow)] {
        let mut play = proposed();
        play.at("03-17 08:41").meeting();
        let since = at("03-17 11:10");
        server(&mut play, Event::RulesStopped { since });
        if started {
            server(&mut play, Event::RulesStarted);
        }
        play.at("03-17 13:00");
        assert_eq!(play.card("F.N.").level, level);
    }
}

#[test]
fn a_device_that_will_be_out_of_step_for_more_than_24_hours_at_13_closes_in_the_morning() {
    for (since, proposes) in [("03-16 13:00", true), ("03-16 12:59", false)] {
        let mut play = ready_on_monday();
        unsynced(&mut play, since);
        play.at("03-17 06:00");
        assert_eq!(play.board.proposals.len(), usize::from(proposes), "{since}");
    }
}

#[test]
fn a_device_that_is_in_step_again_stands_in_nobodys_way() {
    let mut play = ready_on_monday();
    unsynced(&mut play, "03-15 09:00");
    synced(&mut play);
    play.at("03-17 06:00");
    assert_eq!(play.board.proposals.len(), 1);
}

#[test]
fn a_device_that_falls_out_of_step_after_the_morning_stops_the_step() {
    let mut play = proposed();
    play.at("03-17 08:41").meeting();
    unsynced(&mut play, "03-16 12:00");
    play.at("03-17 13:00");
    assert_eq!(play.card("F.N.").level, Level::Yellow);
    assert!(play.says("F.N.", |event| matches!(event, Event::StepCancelled { .. })));
}

/// M.H. works by day; their phone carried the day and said nothing since.
fn silent(play: &mut Play, since: &str) {
    let device = "00000000000000000000000602".parse().expect("an identifier");
    let event = Event::DeviceUnsynced {
        device,
        since: at(since),
        staff: Some(staff("M.H.")),
    };
    server(play, event);
}

#[test]
fn the_silent_phone_of_somebody_on_duty_stops_the_step_but_no_proposal_before_they_work() {
    for (since, level) in [
        ("03-16 13:00", Level::Plan),
        ("03-16 12:59", Level::Yellow),
        ("03-03 13:00", Level::Yellow),
        ("03-03 12:59", Level::Plan),
    ] {
        let mut play = ready_on_monday();
        silent(&mut play, since);
        play.at("03-17 06:00");
        assert_eq!(play.board.proposals.len(), 1, "nobody works by day at six");
        play.at("03-17 08:41").meeting();
        play.at("03-17 13:00");
        assert_eq!(play.card("F.N.").level, level, "{since}");
    }
}

#[test]
fn the_silent_phone_of_somebody_off_duty_is_in_nobodys_way() {
    let mut play = proposed();
    play.at("03-17 08:41").meeting();
    let device = "00000000000000000000000602".parse().expect("an identifier");
    let event = Event::DeviceUnsynced {
        device,
        since: at("03-15 12:00"),
        staff: Some(staff("R.E.")),
    };
    server(&mut play, event);
    assert!(
        !play
            .board
            .on_duty(at("03-17 13:00"))
            .any(|shift| shift.who == staff("R.E."))
    );
    play.at("03-17 13:00");
    assert_eq!(play.card("F.N.").level, Level::Plan);
}

#[test]
fn whoever_looks_sees_a_silent_phone_while_its_owner_works() {
    for (now, closed) in [
        ("03-17 07:30", false),
        ("03-17 08:30", true),
        ("03-17 17:30", false),
    ] {
        let mut play = ready_on_monday();
        silent(&mut play, "03-16 08:00");
        play.at("03-17 06:00");
        let outlook = outlook::of(&play.board, play.card("F.N."), at(now)).expect("a way");
        let says = |verdict: &&Verdict| matches!(verdict.because, Evidence::Unsynced { .. });
        assert_eq!(outlook.hinders().any(|one| says(&one)), closed, "{now}");
    }
}

fn pause() -> Command {
    Command::PauseTeam {
        reason: "Semester".to_owned(),
    }
}

#[test]
fn the_team_leader_or_manager_pauses_the_team_and_nobody_else() {
    for (who, may) in [
        ("G.S.", true),
        ("O.D.", true),
        ("Q.P.", false),
        ("M.H.", false),
    ] {
        for wish in [pause(), Command::ResumeTeam] {
            let mut play = ready_on_monday();
            let answer = play.ask(who, &wish);
            assert_eq!(answer.is_ok(), may, "{who} {wish:?}");
            if !may {
                assert_eq!(answer, Err(Rejection::NotAllowed));
            }
        }
    }
}

#[test]
fn a_paused_team_proposes_nothing_and_the_board_says_why() {
    let mut play = ready_on_monday();
    play.does("O.D.", &pause()).at("03-17 06:00");
    assert_eq!(
        play.hinders("F.N.", "03-17"),
        ["D7 closed: the team is paused"]
    );
    let pause = play.board.pause.as_ref().expect("a pause");
    assert_eq!(pause.value, "Semester");
}

#[test]
fn a_pause_after_the_meeting_stops_the_step() {
    let mut play = proposed();
    play.at("03-17 08:41").meeting();
    play.does("G.S.", &pause()).at("03-17 13:00");
    assert_eq!(play.card("F.N.").level, Level::Yellow);
}

#[test]
fn a_team_that_resumes_is_evaluated_the_next_morning() {
    let mut play = ready_on_monday();
    play.does("G.S.", &pause())
        .does("O.D.", &Command::ResumeTeam)
        .at("03-17 06:00");
    assert_eq!(play.board.proposals.len(), 1);
    assert_eq!(play.board.pause, None);
}

#[test]
fn a_pause_needs_a_reason_and_is_not_made_twice() {
    let mut play = ready_on_monday();
    let reason = " ".to_owned();
    assert_eq!(
        play.ask("G.S.", &Command::PauseTeam { reason }),
        Err(Rejection::TextMissing)
    );
    assert_eq!(play.ask("G.S.", &Command::ResumeTeam), Ok(Vec::new()));
    play.does("G.S.", &pause());
    assert_eq!(play.ask("O.D.", &pause()), Ok(Vec::new()));
}

fn set(change: impl FnOnce(&mut Policy)) -> Command {
    let mut policy = Policy::default();
    change(&mut policy);
    let policy = Box::new(policy);
    Command::SetPolicy { policy }
}

#[test]
fn the_numbers_of_the_rules_keep_within_their_limits() {
    let mut play = Play::from("03-16 08:00");
    let wish = set(|policy| policy.yellow_to_plan.stay = Span::hours(23));
    let outside = Rejection::OutsideLimits {
        number: "yellow_to_plan.stay".to_owned(),
        least: 24 * 60,
        most: 60 * 24 * 60,
    };
    assert_eq!(play.ask("G.S.", &wish), Err(outside));
    let wish = set(|policy| policy.red_to_stepdown.greens = 0);
    assert!(matches!(
        play.ask("G.S.", &wish),
        Err(Rejection::OutsideLimits { number, .. }) if number == "red_to_stepdown.greens"
    ));
    let wish = set(|policy| policy.yellow_to_plan.stay = Span::hours(24));
    assert!(play.ask("G.S.", &wish).is_ok());
}

#[test]
fn changed_numbers_have_a_version_and_rp_1_is_rp_1() {
    let mut play = Play::from("03-16 08:00");
    play.does("G.S.", &set(|policy| policy.fresh = Span::hours(20)));
    assert_ne!(play.board.policy.version, "RP-1");
    assert_eq!(play.board.policy.fresh, Span::hours(20));
    play.does("G.S.", &set(|_| {}));
    assert_eq!(play.board.policy.version, "RP-1");
}

#[test]
fn new_numbers_do_not_end_a_pause_and_are_set_by_those_who_lead() {
    let mut play = Play::from("03-16 08:00");
    let wish = set(|policy| {
        policy.paused = false;
        policy.fresh = Span::hours(20);
    });
    play.does("G.S.", &pause()).does("O.D.", &wish);
    assert!(play.board.policy.paused);
    assert_eq!(play.ask("M.H.", &wish), Err(Rejection::NotAllowed));
}
