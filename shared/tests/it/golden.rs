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
    ShiftsPlanned => "shifts_planned",
    ClientEnrolled => "client_enrolled",
    DossierChanged => "dossier_changed",
    Placed => "placed",
    ContactNamed => "contact_named",
    Assessed => "assessed",
    ContactLogged => "contact_logged",
    Booked => "booked",
    ActionOpened => "action_opened",
    ActionClosed => "action_closed",
    FlagRaised => "flag_raised",
    FlagCleared => "flag_cleared",
    LegalChanged => "legal_changed",
    ReviewSet => "review_set",
    HoldSet => "hold_set",
    HoldLifted => "hold_lifted",
    Evaluated => "evaluated",
    ProposalMade => "proposal_made",
    ProposalWithheld => "proposal_withheld",
    ProposalShown => "proposal_shown",
    SteppedDown => "stepped_down",
    StepCancelled => "step_cancelled",
    ExecutionDone => "execution_done",
    AlertRaised => "alert_raised",
    AlertJoined => "alert_joined",
    RungReached => "rung_reached",
    NobodyReached => "nobody_reached",
    AlertUncovered => "alert_uncovered",
    LetterAccepted => "letter_accepted",
    LetterShown => "letter_shown",
    LetterFailed => "letter_failed",
    Acknowledged => "acknowledged",
    HelpOffered => "help_offered",
    LadderRestarted => "ladder_restarted",
    AlertClosed => "alert_closed",
});

names!(COMMAND_NAMES, command_name, Command {
    Place => "place",
    NameContact => "name_contact",
    Assess => "assess",
    LogContact => "log_contact",
    Book => "book",
    OpenAction => "open_action",
    CloseAction => "close_action",
    RaiseFlag => "raise_flag",
    ClearFlag => "clear_flag",
    SetReview => "set_review",
    Hold => "hold",
    LiftHold => "lift_hold",
    ShowProposals => "show_proposals",
    Acknowledge => "acknowledge",
    Help => "help",
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
    PsychiatristClears => "psychiatrist_clears",
    AlreadyAcknowledged => "already_acknowledged",
    AlertOver => "alert_over",
    NotAcknowledged => "not_acknowledged",
    Unavailable => "unavailable",
});

names!(CLIENT_NAMES, client_name, ClientMessage {
    Hello => "hello",
    Command => "command",
    Pong => "pong",
});

names!(SERVER_NAMES, server_name, ServerMessage {
    Snapshot => "snapshot",
    Resumed => "resumed",
    Step => "step",
    Tally => "tally",
    Answer => "answer",
    Ping => "ping",
});

/// Reads a line and writes it again; both must say the same.
fn read<T: Serialize + DeserializeOwned>(line: &str) -> T {
    let value: Value = serde_json::from_str(line).expect("JSON");
    let read: T = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error} in {line}"));
    assert_eq!(
        serde_json::to_value(&read).expect("JSON"),
        value,
        "read and written again"
    );
    read
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
    for line in EVENTS.lines() {
        let recorded: Recorded = read(line);
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
    for line in MESSAGES.lines() {
        let value: Value = serde_json::from_str(line).expect("JSON");
        let kind = value["type"].as_str().expect("a type");
        let name = if CLIENT_NAMES.contains(&kind) {
            let message: ClientMessage = read(line);
            if let ClientMessage::Command { command, .. } = &message {
                assert_eq!(value["command"]["kind"], command_name(command));
                seen.insert(command_name(command));
            }
            client_name(&message)
        } else {
            let message: ServerMessage = read(line);
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
    for line in EVENTS.lines() {
        board.apply(&read::<Recorded>(line));
    }
    let json = serde_json::to_string(&board).expect("JSON");
    assert_eq!(
        serde_json::from_str::<shared::Board>(&json).expect("a board"),
        board
    );
}
