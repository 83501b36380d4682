//! The board meeting, by scenario 4.

use shared::access::{self, ViewClass};
use shared::board::card::{Channel, Level, Reason};
use shared::board::event::Actor;
use shared::board::meeting::{Lack, Meeting, Minutes, Section, lacks};
use shared::board::member::Organisation::{self, Municipality, Region};
use shared::deescalation::Transition;
use shared::position::Seq;
use shared::{Board, ClientId, Command, Event, Rejection};

use crate::fixture::{CLIENTS, MORE_CLIENTS, at, client, day, staff};
use crate::play::Play;

/// Clients whose consent is for the region only.
pub(crate) const REGION_ONLY: [&str; 3] = ["U.K.", "Ö.L.", "C.W."];

pub(crate) fn who(is: ClientId) -> &'static str {
    let mut all = CLIENTS.iter().chain(&MORE_CLIENTS).map(|one| one.0);
    all.find(|one| client(one) == is).expect("of the fixture")
}

/// A team with the clients of scenario 4.
pub(crate) fn team(start: &str) -> Play {
    let mut play = Play::from(start);
    for (whom, cm, deputy) in MORE_CLIENTS {
        let open_to: &[Organisation] = if REGION_ONLY.contains(&whom) {
            &[Region]
        } else {
            &[Region, Municipality]
        };
        play.happen(
            Actor::Server,
            vec![Event::ClientEnrolled {
                client: client(whom),
                cm: Some(staff(cm)),
                deputy: Some(staff(deputy)),
                open_to: open_to.to_vec(),
            }],
        );
    }
    play
}

/// Puts a client on a level as the server would from a team file: nobody is alerted.
pub(crate) fn put(play: &mut Play, whom: &str, level: Level, reason: Reason) {
    let from = play.card(whom).level;
    let event = Event::Placed {
        client: client(whom),
        from,
        level,
        reason,
        text: "Enligt mötet".to_owned(),
        review: Some(day("03-19")),
    };
    play.happen(Actor::Server, vec![event]);
}

pub(crate) fn start(present: &[&str]) -> Command {
    let present = present.iter().map(|one| staff(one)).collect();
    Command::StartMeeting { present }
}

pub(crate) fn turn_to(whom: &str, section: Section) -> Command {
    Command::MoveTo {
        client: client(whom),
        section,
        skip: false,
    }
}

/// Names today's contact, having seen the card as it is.
pub(crate) fn name(play: &mut Play, by: &str, whom: &str, contact: &[&str], when: &str) {
    let based_on = play.card(whom).contact_today.as_ref().map(|now| now.seq);
    let wish = Command::NameContact {
        client: client(whom),
        who: contact.iter().map(|one| staff(one)).collect(),
        at: at(when),
        how: Channel::Home,
        based_on,
    };
    play.does(by, &wish);
}

pub(crate) fn held(play: &Play) -> &Meeting {
    play.board.meeting.as_ref().expect("a meeting")
}

pub(crate) fn minutes(play: &Play) -> &Minutes {
    play.board.last_meeting.as_ref().expect("minutes")
}

/// The agenda, a line for each section.
pub(crate) fn lines(play: &Play) -> Vec<String> {
    let agenda = &held(play).agenda;
    let of = |section| {
        let items = agenda.iter().filter(|item| item.section == section);
        let names: Vec<_> = items
            .map(|item| {
                let mark = if item.added { "+" } else { "" };
                format!("{mark}{}", who(item.client))
            })
            .collect();
        (!names.is_empty()).then(|| format!("{section:?}: {}", names.join(" ")))
    };
    Section::ALL.into_iter().filter_map(of).collect()
}

/// What a viewer's own fold of the visible events makes of the meeting is what a snapshot
/// of the whole board shows the viewer.
pub(crate) fn same_for_every_viewer(play: &Play) {
    let classes = [
        ViewClass::Care { employer: Region },
        ViewClass::Care {
            employer: Municipality,
        },
        ViewClass::Load,
    ];
    for class in classes {
        let (mut board, mut own) = (Board::default(), Board::default());
        for recorded in &play.log {
            board.apply(recorded);
            if let Some(recorded) = access::event(&board, recorded, class) {
                own.apply(&recorded);
            }
            let seen = access::view(&board, class);
            assert_eq!(own.meeting, seen.meeting, "{class:?} {:?}", recorded.event);
            assert_eq!(own.last_meeting, seen.last_meeting, "{class:?}");
            assert_eq!(own.news, seen.news, "{class:?}");
        }
        let text = serde_json::to_string(&(&own.meeting, &own.last_meeting, &own.news));
        let text = text.expect("JSON");
        for whom in REGION_ONLY {
            let is_seen = text.contains(&client(whom).to_string());
            assert_eq!(
                is_seen,
                class == ViewClass::Care { employer: Region },
                "{whom}"
            );
        }
        assert_eq!(own.last_meeting.is_none(), class == ViewClass::Load);
    }
}

#[test]
fn whoever_cares_may_begin_a_meeting_and_only_one_is_held() {
    let mut play = team("03-16 08:30");
    let manager = play.ask("O.D.", &start(&[]));
    assert_eq!(manager, Err(Rejection::NotAllowed));
    let with_manager = play.ask("K.J.", &start(&["O.D."]));
    assert_eq!(with_manager, Err(Rejection::NotTheirClient));
    assert_eq!(
        play.ask("G.S.", &Command::CloseMeeting),
        Err(Rejection::NoMeeting)
    );
    play.does("K.J.", &start(&["M.H."]));
    assert_eq!(
        play.ask("G.S.", &start(&[])),
        Err(Rejection::MeetingRuns {
            chair: staff("K.J."),
            at: at("03-16 08:30"),
        })
    );
    play.at("03-17 08:30").does("G.S.", &start(&[]));
    assert_eq!(held(&play).chair, staff("G.S."), "yesterday's is over");
    assert_eq!(minutes(&play).chair, staff("K.J."));
}

#[test]
fn people_come_and_go() {
    let mut play = team("03-16 08:30");
    play.does("G.S.", &start(&["M.H."]));
    assert!(play.board.meeting_with(staff("M.H.")));
    assert!(!play.board.meeting_with(staff("P.S.")));
    let attend = |whom: &str, present| Command::Attend {
        staff: staff(whom),
        present,
        remote: false,
    };
    assert_eq!(
        play.ask("P.S.", &attend("C.F.", true)),
        Err(Rejection::NotAtMeeting)
    );
    play.does("P.S.", &attend("P.S.", true))
        .does("P.S.", &attend("C.F.", true))
        .does("G.S.", &attend("M.H.", false));
    assert_eq!(play.ask("P.S.", &attend("P.S.", true)), Ok(Vec::new()));
    assert!(!play.board.meeting_with(staff("M.H.")));
    play.does("P.S.", &Command::CloseMeeting);
    assert!(!play.board.meeting_with(staff("P.S.")));
    let present = &minutes(&play).present;
    let all = ["G.S.", "M.H.", "P.S.", "C.F."].map(staff);
    assert!(all.iter().all(|one| present.contains(one)) && present.len() == 4);
}

#[test]
fn somebody_may_be_there_from_somewhere_else() {
    let mut play = team("03-16 08:30");
    let attend = |present, remote| Command::Attend {
        staff: staff("C.F."),
        present,
        remote,
    };
    play.does("G.S.", &start(&[]))
        .does("C.F.", &attend(true, true));
    assert_eq!(play.ask("C.F.", &attend(true, true)), Ok(Vec::new()));
    assert!(held(&play).remote.contains(&staff("C.F.")));
    play.does("C.F.", &attend(true, false));
    assert!(held(&play).remote.is_empty(), "came into the room");
    play.does("C.F.", &attend(true, true))
        .does("C.F.", &attend(false, true))
        .does("G.S.", &Command::CloseMeeting);
    assert!(minutes(&play).remote.contains(&staff("C.F.")));
    assert!(minutes(&play).present.contains(&staff("C.F.")));
}

#[test]
fn whoever_is_there_takes_the_lead_over() {
    let mut play = team("03-16 08:30");
    play.does("G.S.", &start(&["M.H."]));
    assert_eq!(
        play.ask("P.S.", &Command::TakeChair),
        Err(Rejection::NotAtMeeting)
    );
    assert_eq!(play.ask("G.S.", &Command::TakeChair), Ok(Vec::new()));
    play.does("M.H.", &Command::TakeChair);
    assert_eq!(held(&play).chair, staff("M.H."));
    play.does("M.H.", &Command::CloseMeeting);
    assert_eq!(minutes(&play).chair, staff("M.H."));
    assert_eq!(play.board.last_minutes, Some(play.board.seq));
    assert_eq!(
        play.ask("M.H.", &Command::TakeChair),
        Err(Rejection::NoMeeting)
    );
}

#[test]
fn the_chair_alone_moves_the_meeting_and_whoever_is_there_may_become_chair() {
    let mut play = team("03-16 08:00");
    for whom in ["F.N.", "B.T."] {
        put(&mut play, whom, Level::Yellow, Reason::Prevention);
        name(&mut play, "M.H.", whom, &["M.H."], "03-16 14:00");
    }
    play.at("03-16 08:30").does("G.S.", &start(&["M.H."]));
    let on = turn_to("B.T.", Section::New);
    let led_by = |chair| Rejection::NotChair {
        chair: staff(chair),
    };
    assert_eq!(play.ask("M.H.", &on), Err(led_by("G.S.")));
    let gone = Command::Attend {
        staff: staff("G.S."),
        present: false,
        remote: false,
    };
    play.does("G.S.", &gone);
    assert_eq!(play.ask("M.H.", &on), Err(led_by("G.S.")), "nobody leads");
    play.does("M.H.", &Command::TakeChair).does("M.H.", &on);
    let pointer = held(&play).pointer().map(|now| now.client);
    assert_eq!(pointer, Some(client("B.T.")));
    assert_eq!(
        play.ask("G.S.", &turn_to("F.N.", Section::New)),
        Err(Rejection::NotAtMeeting)
    );
}

#[test]
fn a_tick_is_for_the_record_of_ones_own_employer_and_is_no_entry() {
    let mut play = team("03-16 08:30");
    let tick = |whom: &str| Command::MarkJournaled {
        client: client(whom),
        meeting: Seq(9),
        done: true,
    };
    let ticked = |organisation| Event::Journaled {
        client: client("F.N."),
        meeting: Seq(9),
        organisation,
        done: true,
    };
    assert_eq!(play.ask("M.H.", &tick("F.N.")), Ok(vec![ticked(Region)]));
    assert_eq!(
        play.ask("P.S.", &tick("F.N.")),
        Ok(vec![ticked(Municipality)])
    );
    assert_eq!(
        play.ask("P.S.", &tick("U.K.")),
        Err(Rejection::NoSuchClient)
    );
    assert!(
        !ticked(Region).is_entered(),
        "no alert takes it for an action"
    );
}

#[test]
fn looking_at_a_client_shows_the_proposal() {
    let mut play = team("03-16 09:00");
    put(&mut play, "F.N.", Level::Yellow, Reason::Prevention);
    put(&mut play, "B.T.", Level::Yellow, Reason::Prevention);
    play.at("03-17 06:00");
    for whom in ["F.N.", "B.T."] {
        let proposed = Event::ProposalMade {
            client: client(whom),
            transition: Transition::YellowToPlan,
            execution: at("03-17 13:00"),
            verdicts: Vec::new(),
        };
        play.happen(Actor::Rules, vec![proposed]);
    }
    play.at("03-17 08:30").does("G.S.", &start(&[]));
    assert_eq!(lines(&play), ["New: F.N. B.T.", "Proposals: F.N. B.T."]);
    let shown = |play: &Play, whom: &str| play.board.proposals[&client(whom)].shown;
    assert_eq!(shown(&play, "F.N."), Some(at("03-17 08:30")));
    assert_eq!(shown(&play, "B.T."), None);
    name(&mut play, "G.S.", "F.N.", &["M.H."], "03-17 11:00");
    play.at("03-17 08:41")
        .does("G.S.", &turn_to("B.T.", Section::Proposals));
    assert_eq!(shown(&play, "B.T."), Some(at("03-17 08:41")));
}

#[test]
fn nobody_learns_of_a_client_from_the_meeting() {
    let mut play = team("03-16 08:00");
    put(&mut play, "U.K.", Level::Red, Reason::Crisis);
    play.at("03-16 08:30").does("P.S.", &start(&["G.S."]));
    assert_eq!(held(&play).pointer(), None, "nothing that P.S. may see");
    assert_eq!(
        play.ask("P.S.", &turn_to("U.K.", Section::New)),
        Err(Rejection::NotOnAgenda)
    );
    assert_eq!(
        play.ask("P.S.", &turn_to("F.N.", Section::Red)),
        Err(Rejection::NotOnAgenda)
    );
    play.does("G.S.", &Command::TakeChair)
        .does("G.S.", &turn_to("U.K.", Section::New));
    hidden_from_the_others(&play);
    let closed = play.ask("G.S.", &Command::CloseMeeting);
    assert!(matches!(closed, Err(Rejection::NotComplete { .. })));
}

fn hidden_from_the_others(play: &Play) {
    let municipality = ViewClass::Care {
        employer: Municipality,
    };
    let seen = access::view(&play.board, municipality);
    let meeting = seen.meeting.expect("a meeting");
    assert!(meeting.agenda.is_empty() && meeting.pointer().is_none());
    assert_eq!(access::view(&play.board, ViewClass::Load).meeting, None);
}

#[test]
fn what_a_meeting_did_not_reach_is_new_in_the_next() {
    let mut play = team("03-16 08:00");
    for whom in ["F.N.", "B.T."] {
        put(&mut play, whom, Level::Yellow, Reason::Prevention);
        name(&mut play, "M.H.", whom, &["M.H."], "03-16 14:00");
    }
    play.at("03-16 08:30")
        .does("G.S.", &start(&[]))
        .does("G.S.", &turn_to("F.N.", Section::New))
        .does("G.S.", &Command::CloseMeeting);
    assert_eq!(
        (minutes(&play).discussed(), minutes(&play).listed()),
        (1, 2)
    );
    play.at("03-17 08:30").does("G.S.", &start(&[]));
    assert_eq!(lines(&play), ["New: B.T.", "Yellow: F.N."]);
}

#[test]
fn what_was_too_old_for_the_first_meeting_is_not_new_in_the_second() {
    let mut play = team("03-10 08:00");
    // Raised and taken off again days before the team's first meeting.
    play.place("M.H.", "F.N.", Level::Yellow, Reason::Prevention);
    play.at("03-11 09:00");
    play.place("M.H.", "F.N.", Level::Plan, Reason::Prevention);
    play.at("03-16 08:30")
        .does("G.S.", &start(&[]))
        .does("G.S.", &Command::CloseMeeting);
    assert_eq!(
        (minutes(&play).discussed(), minutes(&play).listed()),
        (0, 0)
    );
    play.at("03-17 08:30").does("G.S.", &start(&[]));
    assert_eq!(lines(&play), Vec::<String>::new());
}

#[test]
fn a_red_needs_a_contact_the_psychiatrist_and_a_review_date() {
    let mut play = team("03-16 08:00");
    put(&mut play, "F.N.", Level::Red, Reason::Crisis);
    put(&mut play, "B.T.", Level::Yellow, Reason::Prevention);
    let now = play.now;
    let mut card = play.card("F.N.").clone();
    assert_eq!(lacks(&card, now), [Lack::Contact], "the clock runs");
    card.psychiatrist = None;
    card.review = None;
    assert_eq!(
        lacks(&card, now),
        [Lack::Contact, Lack::Psychiatrist, Lack::Review]
    );
    let mut yellow = play.card("B.T.").clone();
    yellow.review = None;
    assert_eq!(lacks(&yellow, now), [Lack::Contact]);
    assert_eq!(lacks(play.card("D.M."), now), [], "off the board");
}
