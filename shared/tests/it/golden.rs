//! Every event and message ever shipped still reads the same. Lines in the golden
//! files are only ever added.

use std::collections::BTreeSet;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use shared::board::event::Recorded;
use shared::protocol::{ClientMessage, Outcome, ServerMessage};
use shared::{Command, Event, Rejection};

const EVENTS: &str = include_str!("../golden/events.jsonl");
const MESSAGES: &str = include_str!("../golden/messages.jsonl");

/// Names every variant twice: in a match without a wildcard, so that a new variant does
/// not compile without a name here, and in a list, so that no name lacks its line.
macro_rules! names {
    ($list:ident, $name:ident, $kind:ident { $($variant:ident => $word:literal),+ $(,)? }) => {
        const $list: &[&str] = &[$($word),+];

        fn $name(value: &$kind) -> &'static str {
            match value {
                $($kind::$variant { .. } => $word),+
            }
        }
    };
}

names!(EVENT_NAMES, event_name, Event {
    PolicySet => "policy_set",
    MemberJoined => "member_joined",
    DevicesChanged => "devices_changed",
    DevicesProven => "devices_proven",
    ContactLost => "contact_lost",
    ContactRegained => "contact_regained",
    ShiftsPlanned => "shifts_planned",
    DutyChanged => "duty_changed",
    ClientEnrolled => "client_enrolled",
    MarkedForExercise => "marked_for_exercise",
    DossierChanged => "dossier_changed",
    Placed => "placed",
    ContactNamed => "contact_named",
    Assessed => "assessed",
    ContactLogged => "contact_logged",
    CrisisReported => "crisis_reported",
    VisitChanged => "visit_changed",
    Booked => "booked",
    ActionOpened => "action_opened",
    ActionClosed => "action_closed",
    FlagRaised => "flag_raised",
    FlagCleared => "flag_cleared",
    LegalChanged => "legal_changed",
    ReviewSet => "review_set",
    HoldSet => "hold_set",
    HoldLifted => "hold_lifted",
    Noted => "noted",
    Corrected => "corrected",
    Appointed => "appointed",
    ConsentChanged => "consent_changed",
    BookingCancelled => "booking_cancelled",
    ContactMissed => "contact_missed",
    ActionHandedOver => "action_handed_over",
    PsychiatristAsked => "psychiatrist_asked",
    PsychiatristAnswered => "psychiatrist_answered",
    PsychiatristOverdue => "psychiatrist_overdue",
    EmergencyAccess => "emergency_access",
    Returned => "returned",
    TeamPaused => "team_paused",
    TeamResumed => "team_resumed",
    RulesStopped => "rules_stopped",
    RulesStarted => "rules_started",
    DeviceUnsynced => "device_unsynced",
    DeviceSynced => "device_synced",
    Evaluated => "evaluated",
    EvaluationMissed => "evaluation_missed",
    ProposalMade => "proposal_made",
    ProposalWithheld => "proposal_withheld",
    ProposalShown => "proposal_shown",
    ProposalCancelled => "proposal_cancelled",
    SteppedDown => "stepped_down",
    StepCancelled => "step_cancelled",
    Reversed => "reversed",
    ContactLimitMet => "contact_limit_met",
    RaisedAgain => "raised_again",
    AftercareWarned => "aftercare_warned",
    AftercareEnded => "aftercare_ended",
    DeviationDrafted => "deviation_drafted",
    DeviationPassedOn => "deviation_passed_on",
    ExecutionDone => "execution_done",
    LoadCrossed => "load_crossed",
    MeetingStarted => "meeting_started",
    MeetingMoved => "meeting_moved",
    Attended => "attended",
    ChairTaken => "chair_taken",
    MeetingClosed => "meeting_closed",
    Journaled => "journaled",
    AlertRaised => "alert_raised",
    AlertJoined => "alert_joined",
    RungReached => "rung_reached",
    NobodyReached => "nobody_reached",
    AlertUncovered => "alert_uncovered",
    LetterAccepted => "letter_accepted",
    LetterDelivered => "letter_delivered",
    LetterRerouted => "letter_rerouted",
    LetterShown => "letter_shown",
    LetterFailed => "letter_failed",
    Acknowledged => "acknowledged",
    HelpOffered => "help_offered",
    LadderRestarted => "ladder_restarted",
    ActionAwaited => "action_awaited",
    AlertClosed => "alert_closed",
    NoticesWritten => "notices_written",
});

names!(COMMAND_NAMES, command_name, Command {
    Place => "place",
    NameContact => "name_contact",
    Assess => "assess",
    LogContact => "log_contact",
    ReportCrisis => "report_crisis",
    Visit => "visit",
    Book => "book",
    OpenAction => "open_action",
    CloseAction => "close_action",
    RaiseFlag => "raise_flag",
    ClearFlag => "clear_flag",
    SetReview => "set_review",
    Hold => "hold",
    LiftHold => "lift_hold",
    Note => "note",
    Correct => "correct",
    PassOnDeviation => "pass_on_deviation",
    Appoint => "appoint",
    SetConsent => "set_consent",
    SetLegal => "set_legal",
    CancelBooking => "cancel_booking",
    HandOverAction => "hand_over_action",
    AskPsychiatrist => "ask_psychiatrist",
    AnswerPsychiatrist => "answer_psychiatrist",
    Return => "return",
    AccessInEmergency => "access_in_emergency",
    PauseTeam => "pause_team",
    ResumeTeam => "resume_team",
    SetPolicy => "set_policy",
    ShowProposals => "show_proposals",
    StartMeeting => "start_meeting",
    Attend => "attend",
    MoveTo => "move_to",
    TakeChair => "take_chair",
    CloseMeeting => "close_meeting",
    MarkJournaled => "mark_journaled",
    Acknowledge => "acknowledge",
    AcknowledgeSeen => "acknowledge_seen",
    Help => "help",
    Duty => "duty",
});

names!(REJECTION_NAMES, rejection_name, Rejection {
    NoSuchClient => "no_such_client",
    NoSuchAlert => "no_such_alert",
    NoSuchAction => "no_such_action",
    NotTheirClient => "not_their_client",
    NotAllowed => "not_allowed",
    Conflict => "conflict",
    NotPossible => "not_possible",
    TextMissing => "text_missing",
    TextTooLong => "text_too_long",
    NobodyNamed => "nobody_named",
    NotOnBoard => "not_on_board",
    NoHold => "no_hold",
    NoProposal => "no_proposal",
    HoldTooLong => "hold_too_long",
    NotYourHold => "not_your_hold",
    NoSuchEntry => "no_such_entry",
    NotYourEntry => "not_your_entry",
    InThePast => "in_the_past",
    NoSuchBooking => "no_such_booking",
    NoSuchRequest => "no_such_request",
    NoAftercare => "no_aftercare",
    PsychiatristDecides => "psychiatrist_decides",
    MedicationNotCleared => "medication_not_cleared",
    CmTalks => "cm_talks",
    OutsideLimits => "outside_limits",
    LevelName => "level_name",
    PsychiatristClears => "psychiatrist_clears",
    AlreadyAcknowledged => "already_acknowledged",
    HandedOver => "handed_over",
    AlertOver => "alert_over",
    NotAcknowledged => "not_acknowledged",
    MeetingRuns => "meeting_runs",
    NoMeeting => "no_meeting",
    NotAtMeeting => "not_at_meeting",
    NotOnAgenda => "not_on_agenda",
    ContactMissing => "contact_missing",
    NotComplete => "not_complete",
    MeetingDecides => "meeting_decides",
    Duty => "duty",
    Visit => "visit",
    Unavailable => "unavailable",
});

names!(CLIENT_NAMES, client_name, ClientMessage {
    Hello => "hello",
    Command => "command",
    Pong => "pong",
    Visibility => "visibility",
});

names!(SERVER_NAMES, server_name, ServerMessage {
    Snapshot => "snapshot",
    Resumed => "resumed",
    Step => "step",
    Tally => "tally",
    Answer => "answer",
    Ping => "ping",
});

/// Lines of the time before the complete card. They are read as ever; written again
/// they gain the fields that have a default.
const OLD_EVENTS: usize = 40;
const OLD_MESSAGES: usize = 46;

/// A snapshot of that time is not read: none is ever kept. The store folds the log again,
/// and a page of another version is loaded again.
const SNAPSHOT: &str = r#"{"type":"snapshot""#;

/// Reads a line and writes it again; both must say the same.
fn read<T: Serialize + DeserializeOwned>(line: &str, is_old: bool) -> T {
    let value: Value = serde_json::from_str(line).expect("JSON");
    let read: T = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error} in {line}"));
    let written = serde_json::to_value(&read).expect("JSON");
    if is_old {
        check_kept(&value, &written);
    } else {
        assert_eq!(written, value, "read and written again");
    }
    read
}

/// Everything that was there is there still.
#[track_caller]
fn check_kept(old: &Value, new: &Value) {
    match (old, new) {
        (Value::Object(old), Value::Object(new)) => {
            for (name, value) in old {
                check_kept(value, new.get(name).unwrap_or(&Value::Null));
            }
        }
        (Value::Array(old), Value::Array(new)) => {
            assert_eq!(old.len(), new.len());
            for (old, new) in old.iter().zip(new) {
                check_kept(old, new);
            }
        }
        _ => assert_eq!(old, new),
    }
}

/// The lines of a golden file, and whether each is old.
fn lines(file: &str, old: usize) -> impl Iterator<Item = (&str, bool)> {
    file.lines()
        .enumerate()
        .map(move |(index, line)| (line, index < old))
}

#[track_caller]
fn check_complete(seen: &BTreeSet<&str>, names: &[&'static str]) {
    let missing: Vec<_> = names.iter().filter(|name| !seen.contains(**name)).collect();
    assert!(
        missing.is_empty(),
        "add a line to the golden file for each of {missing:?}"
    );
}

#[test]
fn every_event_ever_shipped_reads_the_same() {
    let mut seen = BTreeSet::new();
    for (line, is_old) in lines(EVENTS, OLD_EVENTS) {
        let recorded: Recorded = read(line, is_old);
        let name = event_name(&recorded.event);
        let value: Value = serde_json::from_str(line).expect("JSON");
        assert_eq!(value["event"]["kind"], name);
        seen.insert(name);
    }
    check_complete(&seen, EVENT_NAMES);
}

#[test]
fn every_message_ever_shipped_reads_the_same() {
    let mut seen = BTreeSet::new();
    for (line, is_old) in lines(MESSAGES, OLD_MESSAGES) {
        if is_old && line.starts_with(SNAPSHOT) {
            continue;
        }
        let value: Value = serde_json::from_str(line).expect("JSON");
        let kind = value["type"].as_str().expect("a type");
        let name = if CLIENT_NAMES.contains(&kind) {
            let message: ClientMessage = read(line, is_old);
            if let ClientMessage::Command { command, .. } = &message {
                assert_eq!(value["command"]["kind"], command_name(command));
                seen.insert(command_name(command));
            }
            client_name(&message)
        } else {
            let message: ServerMessage = read(line, is_old);
            if let ServerMessage::Answer {
                outcome: Outcome::Refused { rejection },
                ..
            } = &message
            {
                assert_eq!(
                    value["outcome"]["rejection"]["kind"],
                    rejection_name(rejection)
                );
                seen.insert(rejection_name(rejection));
            }
            server_name(&message)
        };
        assert_eq!(name, kind);
        seen.insert(name);
    }
    for names in [CLIENT_NAMES, SERVER_NAMES, COMMAND_NAMES, REJECTION_NAMES] {
        check_complete(&seen, names);
    }
}

#[test]
fn a_golden_log_folds_to_a_board_that_reads_the_same() {
    let mut board = shared::Board::default();
    for (line, is_old) in lines(EVENTS, OLD_EVENTS) {
        board.apply(&read::<Recorded>(line, is_old));
    }
    let json = serde_json::to_string(&board).expect("JSON");
    assert_eq!(
        serde_json::from_str::<shared::Board>(&json).expect("a board"),
        board
    );
}
