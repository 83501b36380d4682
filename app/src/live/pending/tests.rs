use shared::board::card::{Channel, Level, Reason, Sign};
use shared::board::event::Event;
use shared::board::member::{Function, Member, Organisation};
use shared::{ClientId, Span, StaffId};

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

fn colleague() -> StaffId {
    id('2')
}

/// A board with two clients who are by the care plan, at number 4.
fn board() -> Board {
    let mut board = Board::default();
    let care = Member {
        employer: Organisation::Region,
        function: Function::Care,
        devices: 0,
        contact_lost: None,
    };
    for staff in [me(), colleague()] {
        happen(
            &mut board,
            Actor::Server,
            None,
            Event::MemberJoined {
                staff,
                member: care,
            },
        );
    }
    for client in [id('A'), id('B')] {
        let event = Event::ClientEnrolled {
            client,
            cm: Some(me()),
            deputy: None,
            open_to: vec![Organisation::Region],
        };
        happen(&mut board, Actor::Server, None, event);
    }
    board
}

fn happen(board: &mut Board, by: Actor, command: Option<CommandId>, event: Event) -> Recorded {
    let recorded = Recorded {
        seq: board.seq.next(),
        at: NOW,
        happened: None,
        by,
        command,
        event,
    };
    board.apply(&recorded);
    recorded
}

fn place(client: ClientId, level: Level, text: &str, based_on: Option<Seq>) -> Command {
    let reason = Reason::Prevention;
    Command::Place {
        client,
        level,
        reason,
        text: text.to_owned(),
        review: None,
        tonight: false,
        based_on,
    }
}

fn assess(client: ClientId) -> Command {
    Command::Assess {
        client,
        sign: Sign::Yellow,
    }
}

/// What the server does with a command that it accepts.
fn carry_out(board: &mut Board, message: &ClientMessage) -> Vec<Recorded> {
    let ClientMessage::Command { id, command, .. } = message else {
        panic!("{message:?}")
    };
    let ctx = Ctx {
        now: NOW,
        happened: None,
        actor: Actor::Staff(me()),
        chance: 99,
    };
    let events = decide::decide(board, command, &ctx).unwrap();
    events
        .into_iter()
        .map(|event| happen(board, ctx.actor, Some(*id), event))
        .collect()
}

fn ids(messages: &[ClientMessage]) -> Vec<CommandId> {
    let id = |message: &ClientMessage| match message {
        ClientMessage::Command { id, .. } => *id,
        other => panic!("{other:?}"),
    };
    messages.iter().map(id).collect()
}

#[test]
fn a_command_shows_at_once_and_is_forgotten_when_its_event_arrives() {
    let mut truth = board();
    let mut pending = Pending::new(me());
    let command = place(id('A'), Level::Yellow, "sover ej", None);
    pending
        .add(id('C'), command.clone(), &truth, NOW, 1)
        .unwrap();

    let preview = pending.preview(&truth).unwrap();
    assert_eq!(preview.cards[&id('A')].level, Level::Yellow);
    assert_eq!(truth.cards[&id('A')].level, Level::Plan);
    assert_eq!(pending.commands(), [command]);

    let messages = pending.send(&truth);
    let events = carry_out(&mut truth, &messages[0]);
    pending.stepped(truth.seq, events.first());
    assert!(pending.is_empty());
    assert_eq!(pending.preview(&truth), None);
}

#[test]
fn a_refused_command_is_given_back_and_its_preview_is_gone() {
    let truth = board();
    let mut pending = Pending::new(me());
    let command = assess(id('A'));
    pending
        .add(id('C'), command.clone(), &truth, NOW, 1)
        .unwrap();
    pending.send(&truth);

    let rejection = Rejection::NotAllowed;
    let outcome = Outcome::Refused {
        rejection: rejection.clone(),
    };
    let given_back = pending.answered(id('C'), outcome.clone(), truth.seq);
    assert_eq!(given_back, Some((command, rejection)));
    assert!(pending.is_empty());
    assert_eq!(
        pending.answered(id('C'), outcome, truth.seq),
        None,
        "a second answer"
    );
}

#[test]
fn an_answer_that_comes_before_the_event_keeps_the_preview_until_then() {
    let mut truth = board();
    let mut pending = Pending::new(me());
    pending
        .add(id('C'), assess(id('A')), &truth, NOW, 1)
        .unwrap();
    pending.send(&truth);
    let done = truth.seq.next();
    pending.answered(id('C'), Outcome::Done { seq: done }, truth.seq);
    assert!(pending.preview(&truth).is_some());
    assert_eq!(pending.send(&truth), [], "answered, so not sent again");

    truth.seq = done;
    pending.stepped(done, None);
    assert!(pending.is_empty());
}

#[test]
fn an_answer_that_comes_after_the_event_finds_nothing_to_do() {
    let truth = board();
    let mut pending = Pending::new(me());
    pending
        .add(id('C'), assess(id('A')), &truth, NOW, 1)
        .unwrap();
    assert_eq!(
        pending.answered(id('C'), Outcome::Done { seq: truth.seq }, truth.seq),
        None
    );
    assert!(pending.is_empty());
}

#[test]
fn after_a_new_connection_everything_that_waits_is_sent_again_with_its_id() {
    let truth = board();
    let mut pending = Pending::new(me());
    pending
        .add(id('C'), assess(id('A')), &truth, NOW, 1)
        .unwrap();
    pending
        .add(id('D'), assess(id('B')), &truth, NOW, 2)
        .unwrap();
    let first = pending.send(&truth);
    assert_eq!(ids(&first), [id('C'), id('D')]);
    assert_eq!(pending.send(&truth), []);

    pending.start_again();
    let again = pending.send(&truth);
    assert_eq!(ids(&again), ids(&first));
    // It arrives late, and says when it happened.
    for message in again {
        assert!(matches!(
            message,
            ClientMessage::Command {
                happened: Some(NOW),
                ..
            }
        ));
    }
}

#[test]
fn commands_about_one_client_go_one_after_the_other() {
    let mut truth = board();
    let mut pending = Pending::new(me());
    pending
        .add(id('C'), assess(id('A')), &truth, NOW, 1)
        .unwrap();
    pending
        .add(id('D'), assess(id('A')), &truth, NOW, 2)
        .unwrap();
    pending
        .add(id('E'), assess(id('B')), &truth, NOW, 3)
        .unwrap();
    let messages = pending.send(&truth);
    assert_eq!(ids(&messages), [id('C'), id('E')]);

    let events = carry_out(&mut truth, &messages[0]);
    pending.stepped(truth.seq, events.first());
    assert_eq!(ids(&pending.send(&truth)), [id('D')]);
}

#[test]
fn an_edit_of_ones_own_waiting_edit_is_based_on_the_number_that_it_got() {
    let mut truth = board();
    let mut pending = Pending::new(me());
    pending
        .add(
            id('C'),
            place(id('A'), Level::Yellow, "ett", None),
            &truth,
            NOW,
            1,
        )
        .unwrap();
    let preview = pending.preview(&truth).unwrap();
    let seen = preview.cards[&id('A')]
        .placed
        .as_ref()
        .map(|placed| placed.seq);
    pending
        .add(
            id('D'),
            place(id('A'), Level::Yellow, "två", seen),
            &truth,
            NOW,
            2,
        )
        .unwrap();

    // A colleague was faster elsewhere, so the first edit gets another number.
    let sent = pending.send(&truth);
    let by_colleague = Event::Assessed {
        client: id('B'),
        sign: Sign::Green,
    };
    let recorded = happen(&mut truth, Actor::Staff(colleague()), None, by_colleague);
    pending.stepped(truth.seq, Some(&recorded));
    let events = carry_out(&mut truth, &sent[0]);
    pending.stepped(truth.seq, events.first());

    let sent = pending.send(&truth);
    carry_out(&mut truth, &sent[0]);
    assert_eq!(
        truth.cards[&id('A')].why.as_ref().unwrap().value.text,
        "två"
    );
}

#[test]
fn an_edit_over_a_colleagues_newer_value_is_left_for_the_server_to_refuse() {
    let mut truth = board();
    let mut pending = Pending::new(me());
    pending
        .add(
            id('C'),
            place(id('A'), Level::Yellow, "ett", None),
            &truth,
            NOW,
            1,
        )
        .unwrap();
    pending.send(&truth);
    let preview = pending.preview(&truth).unwrap();
    let seen = preview.cards[&id('A')]
        .placed
        .as_ref()
        .map(|placed| placed.seq);
    let second = place(id('A'), Level::Yellow, "två", seen);
    pending
        .add(id('D'), second.clone(), &truth, NOW, 2)
        .unwrap();

    let conflict = Rejection::Conflict {
        field: shared::rejection::Field::Level,
        by: Actor::Staff(colleague()),
        at: NOW,
    };
    let by_colleague = Event::Placed {
        client: id('A'),
        from: Level::Plan,
        level: Level::Yellow,
        reason: Reason::Crisis,
        text: "tre".to_owned(),
        review: None,
    };
    happen(&mut truth, Actor::Staff(colleague()), None, by_colleague);
    pending.answered(
        id('C'),
        Outcome::Refused {
            rejection: conflict,
        },
        truth.seq,
    );
    let sent = pending.send(&truth);
    assert_eq!(
        sent,
        [ClientMessage::Command {
            id: id('D'),
            happened: None,
            command: second
        }]
    );
}

#[test]
fn an_alert_is_never_shown_before_the_server_has_raised_it() {
    let truth = board();
    let mut pending = Pending::new(me());
    pending
        .add(
            id('C'),
            place(id('A'), Level::Red, "akut", None),
            &truth,
            NOW,
            1,
        )
        .unwrap();
    let preview = pending.preview(&truth).unwrap();
    assert_eq!(preview.cards[&id('A')].level, Level::Red);
    assert!(preview.alerts.is_empty());
}

#[test]
fn acknowledging_waits_for_the_server_but_for_no_other_command() {
    let mut truth = board();
    let raise = ClientMessage::Command {
        id: id('C'),
        happened: None,
        command: place(id('A'), Level::Red, "akut", None),
    };
    carry_out(&mut truth, &raise);
    let alert = truth.open_alert(id('A')).unwrap().number;
    let mut pending = Pending::new(me());
    pending
        .add(id('D'), assess(id('B')), &truth, NOW, 1)
        .unwrap();
    pending.send(&truth);
    pending
        .add(id('E'), Command::Acknowledge { alert }, &truth, NOW, 2)
        .unwrap();
    assert_eq!(ids(&pending.send(&truth)), [id('E')]);
    assert!(pending.preview(&truth).unwrap().alerts[&alert].is_unanswered());
}

#[test]
fn a_wish_that_is_impossible_here_still_goes_to_the_server() {
    let truth = board();
    let mut pending = Pending::new(me());
    let command = Command::NameContact {
        client: id('A'),
        who: Vec::new(),
        at: NOW + Span::hours(1),
        how: Channel::Phone,
        based_on: None,
    };
    pending.add(id('C'), command, &truth, NOW, 1).unwrap();
    assert_eq!(pending.preview(&truth).unwrap().cards, truth.cards);
    assert_eq!(ids(&pending.send(&truth)), [id('C')]);
}

#[test]
fn too_much_that_waits_is_refused() {
    let truth = board();
    let mut pending = Pending::new(me());
    for _ in 0..LIMIT {
        pending
            .add(id('C'), assess(id('A')), &truth, NOW, 1)
            .unwrap();
    }
    let one_more = pending.add(id('D'), assess(id('A')), &truth, NOW, 1);
    assert_eq!(one_more, Err(Rejection::Unavailable));
}
