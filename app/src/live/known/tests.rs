use shared::access::ViewClass;
use shared::board::card::{Level, Reason, Sign};
use shared::board::event::Actor;
use shared::board::member::{Function, Member, Organisation};
use shared::people::ClientHead;
use shared::position::Position;
use shared::{Epoch, StaffId};

use super::*;

const NOW: Timestamp = Timestamp::from_millis(1_773_650_000_000);

fn id<T: std::str::FromStr>(digit: char) -> T
where
    T::Err: std::fmt::Debug,
{
    format!("0000000000000000000000000{digit}").parse().unwrap()
}

fn me() -> StaffId {
    id('1')
}

fn client() -> ClientId {
    id('A')
}

fn known() -> Known {
    let employer = Organisation::Region;
    let mut board = Board::default();
    board.members.insert(
        me(),
        Member {
            employer,
            function: Function::Care,
            devices: 0,
            contact_lost: None,
        },
    );
    let mut people = People::default();
    let born = "1984-05-01".parse().unwrap();
    let head = ClientHead {
        initials: "D.M.".to_owned(),
        name: "Doris Modig".to_owned(),
        born,
    };
    people.clients.insert(client(), head);
    let viewer = Viewer {
        staff: me(),
        class: ViewClass::Care { employer },
        initials: "N.B.".to_owned(),
        team: "Öst".to_owned(),
    };
    let mut known = Known::new(board, people, viewer, Language::Sv);
    let enrolled = Event::ClientEnrolled {
        client: client(),
        cm: None,
        deputy: None,
        open_to: vec![employer],
    };
    tell(&mut known, enrolled, None);
    known
}

fn recorded(seq: Seq, event: Event, command: Option<CommandId>) -> Recorded {
    Recorded {
        seq,
        at: NOW,
        happened: None,
        by: Actor::Staff(me()),
        command,
        event,
    }
}

fn tell(known: &mut Known, event: Event, command: Option<CommandId>) -> Followed {
    let recorded = recorded(known.seq().next(), event, command);
    known.take(News::Stepped(recorded.seq, Some(Box::new(recorded))))
}

fn placed(from: Level, level: Level) -> Event {
    let text = "hörs genom väggen".to_owned();
    Event::Placed {
        client: client(),
        from,
        level,
        reason: Reason::Crisis,
        text,
        review: None,
    }
}

fn assess() -> Command {
    Command::Assess {
        client: client(),
        sign: Sign::Yellow,
    }
}

#[test]
fn an_event_is_applied_and_said_to_concern_its_client() {
    let mut known = known();
    let followed = tell(&mut known, placed(Level::Plan, Level::Yellow), None);
    assert!(followed.changed);
    assert_eq!(followed.about.map(|(client, _)| client), Some(client()));
    assert_eq!(known.board().cards[&client()].level, Level::Yellow);
    assert_eq!(known.seq(), Seq(2));
}

#[test]
fn a_number_without_an_event_counts_and_changes_nothing_else() {
    let mut known = known();
    let followed = known.take(News::Stepped(Seq(2), None));
    assert!(!followed.changed);
    assert_eq!(known.seq(), Seq(2));
}

#[test]
fn an_event_about_an_alert_concerns_the_client_of_the_alert() {
    let mut known = known();
    let alert = shared::alert::AlertNumber::new(4127).unwrap();
    let class = shared::alert::Class::P1;
    tell(
        &mut known,
        Event::AlertRaised {
            alert,
            client: client(),
            class,
            tonight: false,
            in_meeting: false,
            visit: false,
        },
        None,
    );
    let followed = tell(&mut known, Event::AlertUncovered { alert }, None);
    assert_eq!(followed.about.map(|(client, _)| client), Some(client()));
}

#[test]
fn red_interrupts_a_screen_reader_and_nothing_else_does() {
    let mut known = known();
    let red = tell(&mut known, placed(Level::Plan, Level::Red), None)
        .aloud
        .unwrap();
    assert!(red.assertive);
    assert!(red.text.starts_with("D.M.: "), "{}", red.text);
    assert!(
        !red.text.contains("Doris"),
        "a loudspeaker is heard by everyone"
    );
    let yellow = tell(&mut known, placed(Level::Red, Level::Yellow), None)
        .aloud
        .unwrap();
    assert!(!yellow.assertive);
    let new_text = tell(&mut known, placed(Level::Yellow, Level::Yellow), None).aloud;
    assert_eq!(new_text, None);
    assert_eq!(
        tell(
            &mut known,
            Event::Evaluated {
                date: NOW.local().date()
            },
            None
        )
        .aloud,
        None
    );
}

#[test]
fn a_command_is_previewed_until_its_event_arrives() {
    let mut known = known();
    known.command(id('C'), assess(), NOW, 1).unwrap();
    assert_eq!(known.board().cards[&client()].assessments.len(), 1);
    assert_eq!(known.outgoing().len(), 1);
    assert_eq!(known.outgoing(), []);
    let assessed = Event::Assessed {
        client: client(),
        sign: Sign::Yellow,
    };
    let followed = tell(&mut known, assessed, Some(id('C')));
    assert!(followed.may_send);
    assert_eq!(known.board().cards[&client()].assessments.len(), 1);
    assert_eq!(known.preview, None);
}

#[test]
fn a_refused_command_disappears_from_the_board() {
    let mut known = known();
    known.command(id('C'), assess(), NOW, 1).unwrap();
    let rejection = Rejection::Unavailable;
    let outcome = Outcome::Refused {
        rejection: rejection.clone(),
    };
    let followed = known.take(News::Answered(id('C'), outcome.into()));
    assert_eq!(followed.refused, Some((assess(), rejection)));
    assert!(followed.changed);
    assert!(known.board().cards[&client()].assessments.is_empty());
}

#[test]
fn a_snapshot_replaces_everything_but_what_waits() {
    let mut known = known();
    known.command(id('C'), assess(), NOW, 1).unwrap();
    known.outgoing();
    let mut board = known.board.clone();
    board.seq = Seq(40);
    let position = Position {
        epoch: id::<Epoch>('E'),
        seq: Seq(40),
    };
    let snapshot = Snapshot {
        position,
        now: NOW,
        board,
        people: People::default(),
    };
    let followed = known.take(News::Replaced(Box::new(snapshot)));
    assert!(followed.changed && followed.replaced);
    assert_eq!(known.seq(), Seq(40));
    assert_eq!(known.board().cards[&client()].assessments.len(), 1);
    assert_eq!(known.outgoing(), [], "not before the server is ready");
    assert!(known.take(News::Ready).may_send);
    assert_eq!(known.outgoing().len(), 1);
}

#[test]
fn an_event_that_the_panel_already_holds_is_not_added_twice() {
    let event = |seq| {
        recorded(
            Seq(seq),
            Event::HoldLifted {
                client: client(),
                hold: None,
            },
            None,
        )
    };
    let mut panel = Panel {
        client: client(),
        dossier: None,
        timeline: vec![event(3)],
    };
    for seq in [2, 3, 5, 5, 7] {
        add_to_timeline(&mut panel, event(seq));
    }
    let numbers: Vec<_> = panel.timeline.iter().map(|event| event.seq.0).collect();
    assert_eq!(numbers, [3, 5, 7]);
}
