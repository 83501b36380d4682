//! Who may see what. The only place where that is decided (`design.md` 7).

use serde::{Deserialize, Serialize};

use crate::alert::AlertNumber;
use crate::board::Board;
use crate::board::card::Card;
use crate::board::deviation::Deviation;
use crate::board::event::{Actor, Event, Recorded};
use crate::board::member::{Function, Member, Organisation};
use crate::dossier::{Dossier, Plans};
use crate::id::{ClientId, StaffId};
use crate::people::People;
use crate::time::{Span, Timestamp};

/// What a viewer's eyes may rest on. Viewers of the same class see the same frames.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(not(target_family = "wasm"), serde(tag = "kind"))]
pub enum ViewClass {
    /// Takes part in care, for one organisation.
    Care {
        /// The employer.
        employer: Organisation,
    },
    /// Sees load and gaps, never an identity.
    Load,
}

impl ViewClass {
    /// The class of a member.
    #[must_use]
    pub fn of(member: &Member) -> Self {
        match member.function {
            Function::Manager => Self::Load,
            Function::Care | Function::Psychiatrist | Function::TeamLeader => Self::Care {
                employer: member.employer,
            },
        }
    }

    /// Whether this class may see a client: it takes part in care, and the client
    /// has consented to the organisation (`domain.md` 4.4).
    #[must_use]
    pub fn may_see(self, card: &Card) -> bool {
        match self {
            Self::Care { employer } => card.open_to.contains(&employer),
            Self::Load => false,
        }
    }
}

/// Whether a member of the staff may see a client.
#[must_use]
pub fn may_see(board: &Board, staff: StaffId, client: ClientId) -> bool {
    match (board.members.get(&staff), board.cards.get(&client)) {
        (Some(member), Some(card)) => ViewClass::of(member).may_see(card),
        _ => false,
    }
}

/// Whether a member of the staff may see an alert: if they may see its client.
#[must_use]
pub fn may_see_alert(board: &Board, staff: StaffId, alert: AlertNumber) -> bool {
    board
        .alerts
        .get(&alert)
        .is_some_and(|alert| may_see(board, staff, alert.client))
}

/// Whether a member of the staff may read the register of letters, which names colleagues
/// and no client: those who answer for the team.
#[must_use]
pub fn may_read_letters(board: &Board, staff: StaffId) -> bool {
    leads(board, staff)
}

/// Whether a member of the staff answers for the team: the team leader and the manager.
#[must_use]
pub fn leads(board: &Board, staff: StaffId) -> bool {
    board
        .members
        .get(&staff)
        .is_some_and(|member| matches!(member.function, Function::TeamLeader | Function::Manager))
}

/// Whether a member of the staff may see the load of the whole team, which counts clients and
/// names none: those who answer for it.
#[must_use]
pub fn may_see_load(board: &Board, staff: StaffId) -> bool {
    leads(board, staff)
}

/// How long an emergency access lasts (`scenarios.md` 7.7).
pub const EMERGENCY_LASTS: Span = Span::minutes(60);

/// When a member of the staff last opened a client in an emergency, by the client's time line.
#[must_use]
pub fn emergency_since(timeline: &[Recorded], staff: StaffId) -> Option<Timestamp> {
    timeline
        .iter()
        .rev()
        .find(|recorded| {
            recorded.by == Actor::Staff(staff)
                && matches!(recorded.event, Event::EmergencyAccess { .. })
        })
        .map(|recorded| recorded.at)
}

/// What opens in an emergency: the crisis plan, the staff's safety and whom to call.
#[must_use]
pub fn in_emergency(dossier: Dossier) -> Dossier {
    Dossier {
        medication: None,
        care_plan: Vec::new(),
        signs: Vec::new(),
        plans: Plans::default(),
        interpreter: None,
        children: None,
        ..dossier
    }
}

/// Whether a member of the staff may be asked to write a deviation: whoever takes part in care.
#[must_use]
pub fn may_write_deviations(board: &Board, staff: StaffId) -> bool {
    board
        .members
        .get(&staff)
        .is_some_and(|member| member.function.cares())
}

/// Whether a member of the staff may read the draft of a deviation: whoever was asked to write
/// it, and the team leader, if they may see the client.
#[must_use]
pub fn may_read_deviation(board: &Board, staff: StaffId, draft: &Deviation) -> bool {
    let leads = board
        .members
        .get(&staff)
        .is_some_and(|member| member.function == Function::TeamLeader);
    may_see(board, staff, draft.client) && (leads || draft.writer == Some(staff))
}

/// The board as a class of viewers sees it: the numbers stay whole, everything that
/// they may not see is gone.
#[must_use]
pub fn view(board: &Board, class: ViewClass) -> Board {
    let mut seen = board.clone();
    seen.cards.retain(|_, card| class.may_see(card));
    let cards = &seen.cards;
    seen.alerts
        .retain(|_, alert| cards.contains_key(&alert.client));
    seen.proposals
        .retain(|client, _| cards.contains_key(client));
    seen.steps.retain(|client, _| cards.contains_key(client));
    seen.deviations
        .retain(|draft| cards.contains_key(&draft.client));
    seen.duty
        .acting
        .retain(|acting| cards.contains_key(&acting.client));
    seen.news.retain(|client, _| cards.contains_key(&client));
    match class {
        ViewClass::Care { .. } => {
            if let Some(meeting) = &mut seen.meeting {
                meeting.retain(|client| cards.contains_key(&client));
            }
            if let Some(minutes) = &mut seen.last_meeting {
                minutes.retain(|client| cards.contains_key(&client));
            }
        }
        ViewClass::Load => {
            seen.meeting = None;
            seen.last_meeting = None;
        }
    }
    seen
}

/// The names that a class of viewers may see.
#[must_use]
pub fn names(board: &Board, people: &People, class: ViewClass) -> People {
    let mut seen = people.clone();
    seen.levels.clone_from(&board.policy.level_names);
    for card in seen.staff.values_mut() {
        // An address is for the server's own mails; no page shows it.
        card.mail = None;
    }
    seen.clients.retain(|client, _| {
        board
            .cards
            .get(client)
            .is_some_and(|card| class.may_see(card))
    });
    seen
}

/// An event as a class of viewers sees it, or nothing. `board` already contains the event.
#[must_use]
pub fn event(board: &Board, recorded: &Recorded, class: ViewClass) -> Option<Recorded> {
    let about = recorded
        .event
        .client()
        .or_else(|| Some(board.alerts.get(&recorded.event.alert()?)?.client));
    let visible = match about {
        Some(client) => board
            .cards
            .get(&client)
            .is_some_and(|card| class.may_see(card)),
        // An alert whose client is unknown here is nobody's business.
        None => recorded.event.alert().is_none() && class_sees_team_event(class, &recorded.event),
    };
    visible.then(|| {
        let mut seen = recorded.clone();
        if let Event::MeetingClosed { minutes } = &mut seen.event {
            let card = |client| board.cards.get(&client);
            minutes.retain(|client| card(client).is_some_and(|card| class.may_see(card)));
        }
        seen
    })
}

/// Whether an event changes whom a class of viewers may see. They get the board anew
/// instead of the event, which says nothing of why (`scenarios.md` 7.2).
#[must_use]
pub fn changes_sight(event: &Event) -> bool {
    matches!(
        event,
        Event::ConsentChanged { .. } | Event::ClientEnrolled { .. }
    )
}

/// Events about the team itself carry no client; managers follow the tally instead.
fn class_sees_team_event(class: ViewClass, event: &Event) -> bool {
    match class {
        // How many proposals wait for a colleague may count clients of the other employer.
        ViewClass::Care { .. } => !matches!(event, Event::NoticesWritten { .. }),
        ViewClass::Load => matches!(
            event,
            Event::MemberJoined { .. }
                | Event::ShiftsPlanned { .. }
                | Event::DutyChanged { .. }
                | Event::DevicesChanged { .. }
                | Event::DevicesProven { .. }
                | Event::ContactLost { .. }
                | Event::ContactRegained { .. }
                | Event::LoadCrossed { .. }
        ),
    }
}
