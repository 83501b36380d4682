//! The board meeting as the eye sees it: where it is, who is there, and what stands on the agenda.

use shared::board::card::{Card, Level};
use shared::board::event::{Event, Recorded};
use shared::board::meeting::{self, Item, Meeting, Novelty, Section, agenda, new_since};
use shared::people::People;
use shared::wording::{Language, card as words, meeting as said, rules, time};
use shared::{Board, ClientId, Timestamp};

use super::panel::Line;
use super::row::{Moment, Today};
use super::{Look, row};
use crate::page::{Panel, Viewer};

/// A place on the agenda. A client may stand twice.
pub type Stop = (ClientId, Section);

/// The board meeting, or the agenda of one that would begin now.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MeetingView {
    /// The meeting, while one is held.
    pub held: Option<Held>,
    /// Where it is.
    pub pointer: Option<Stop>,
    /// What is looked at, in this order.
    pub agenda: Vec<AgendaLine>,
    /// Since when a change is new.
    pub since: String,
    /// The last meeting, if it ended today: when, and the number of its minutes.
    pub ended: Option<(String, u64)>,
}

/// A meeting that is held.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says something of its own about the meeting or the viewer"
)]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// When it began: `08:30`.
    pub began: String,
    /// Whether that was today. One that nobody ended is only waiting for its end.
    pub is_today: bool,
    /// Who leads it.
    pub chair: String,
    /// Whether the chair has left.
    pub chair_gone: bool,
    /// Whether the viewer leads it.
    pub is_chair: bool,
    /// Whether the viewer is there.
    pub is_there: bool,
    /// Whole minutes since it began.
    pub minutes: i64,
    /// Who is there, and whether from somewhere else.
    pub present: Vec<(String, bool)>,
    /// How many clients the meeting has looked at, and how many stand on the agenda.
    pub discussed: (usize, usize),
}

impl Held {
    /// How many minutes the meeting may last.
    #[must_use]
    pub fn budget() -> i64 {
        meeting::BUDGET.whole_minutes()
    }

    /// Minutes beyond that; none while there is time.
    #[must_use]
    pub fn over(&self) -> Option<i64> {
        let over = self.minutes - Self::budget();
        (over > 0).then_some(over)
    }
}

/// A line of the agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgendaLine {
    /// Which.
    pub stop: Stop,
    /// The level now.
    pub level: Level,
    /// The client's initials.
    pub initials: String,
    /// The client's name.
    pub name: String,
    /// Why the client stands here, where the section does not say it.
    pub note: Option<String>,
    /// Whether there is news about the client that the viewer has not read.
    pub unread: bool,
    /// Whether the client came on the board during the meeting.
    pub added: bool,
    /// Whether the meeting has looked at the client.
    pub discussed: bool,
    /// How long on the present level: `dag 3`.
    pub day: String,
    /// Who meets the client today; absent off the board, where nobody must be named.
    pub today: Option<Today>,
}

/// What happened to a client, as far as the meeting asks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Happened {
    /// Since the last meeting, the newest first.
    pub changes: Vec<Line>,
    /// In this one, the oldest first.
    pub decided: Vec<Line>,
}

/// Projects the meeting for one viewer at one moment. `read` says when the viewer last read clients.
#[must_use]
pub fn meeting_of(
    board: &Board,
    people: &People,
    read: &[(ClientId, Timestamp)],
    viewer: &Viewer,
    now: Timestamp,
    language: Language,
) -> MeetingView {
    let mut meeting = Look {
        board,
        people,
        pending: &[],
        viewer,
        now,
        language,
    }
    .meeting();
    for line in &mut meeting.agenda {
        let (client, _) = line.stop;
        let read = read.iter().rfind(|(one, _)| *one == client);
        let is_unread = |at| read.is_none_or(|(_, read)| at > *read);
        line.unread = board.news.of(client).any(|(_, at)| is_unread(at));
    }
    meeting
}

/// What happened to the client of a panel since the last meeting, and what this one decided.
#[must_use]
pub fn happened(
    board: &Board,
    people: &People,
    panel: &Panel,
    viewer: &Viewer,
    now: Timestamp,
    language: Language,
) -> Happened {
    let look = Look {
        board,
        people,
        pending: &[],
        viewer,
        now,
        language,
    };
    let held = board.meeting.as_ref();
    let since = held.map_or_else(|| new_since(board, now), |held| held.since);
    let is_decided = |recorded: &Recorded| {
        held.is_some_and(|held| held.decisions.iter().any(|one| one.seq == recorded.seq))
    };
    let is_change = |recorded: &&Recorded| {
        recorded.at >= since && !is_decided(recorded) && tells(&recorded.event)
    };
    let mut changes: Vec<&Recorded> = panel.timeline.iter().filter(is_change).collect();
    changes.sort_by_key(|recorded| std::cmp::Reverse((recorded.when(), recorded.seq)));
    Happened {
        changes: changes.into_iter().map(|one| look.line(one)).collect(),
        decided: panel
            .timeline
            .iter()
            .filter(|one| is_decided(one))
            .map(|one| look.line(one))
            .collect(),
    }
}

/// Whether an event says something about the client to a meeting; letters and the like do not.
fn tells(event: &Event) -> bool {
    event.is_entered()
        || Novelty::of(event, Level::Red).is_some()
        || matches!(
            event,
            Event::SteppedDown { .. } | Event::ProposalMade { .. } | Event::Corrected { .. }
        )
}

impl Look<'_> {
    fn meeting(&self) -> MeetingView {
        let held = self.board.meeting.as_ref();
        let items = held.map_or_else(|| agenda(self.board, self.now), |held| held.agenda.clone());
        let since = held.map_or_else(|| new_since(self.board, self.now), |held| held.since);
        let agenda: Vec<_> = items
            .iter()
            .filter_map(|item| self.agenda_line(item))
            .collect();
        MeetingView {
            held: held.map(|held| self.held(held, &agenda)),
            pointer: held
                .and_then(Meeting::pointer)
                .map(|at| (at.client, at.section)),
            agenda,
            since: time::day_and_clock(self.language, since, self.now),
            ended: self.ended_today(),
        }
    }

    /// `08:30`, or with the day where that is not today.
    pub(super) fn began(&self, held: &Meeting) -> String {
        if held.started.local().date() == self.now.local().date() {
            time::clock(held.started)
        } else {
            time::day_and_clock(self.language, held.started, self.now)
        }
    }

    fn held(&self, held: &Meeting, agenda: &[AgendaLine]) -> Held {
        let me = self.viewer.staff;
        let mut present: Vec<_> = held
            .present
            .iter()
            .map(|staff| (self.initials(*staff), held.remote.contains(staff)))
            .collect();
        present.sort();
        let of_the_board = || agenda.iter().filter(|line| line.stop.1.is_of_the_board());
        Held {
            began: self.began(held),
            is_today: held.started.local().date() == self.now.local().date(),
            chair: self.initials(held.chair),
            chair_gone: !held.present.contains(&held.chair),
            is_chair: held.chair == me && held.present.contains(&me),
            is_there: held.present.contains(&me),
            minutes: self.now.since(held.started).whole_minutes().max(0),
            present,
            discussed: (
                of_the_board().filter(|line| line.discussed).count(),
                of_the_board().count(),
            ),
        }
    }

    fn agenda_line(&self, item: &Item) -> Option<AgendaLine> {
        let card = self.board.cards.get(&item.client)?;
        let row::Who {
            name,
            initials,
            day,
            ..
        } = self.who(card);
        let held = self.board.meeting.as_ref();
        Some(AgendaLine {
            stop: (item.client, item.section),
            level: card.level,
            initials,
            name,
            note: self.agenda_note(card, item.section),
            unread: false,
            added: item.added,
            discussed: held.is_some_and(|held| held.discussed(item.client).is_some()),
            day,
            today: (card.level != Level::Plan).then(|| self.today(card)),
        })
    }

    /// `Missad kontakt sön 14:00`, `LPT t.o.m. tors 19 mar`.
    fn agenda_note(&self, card: &Card, section: Section) -> Option<String> {
        let language = self.language;
        match section {
            Section::New => {
                // Before the first meeting all of the past is news, and the agenda begins later.
                let had_a_meeting = self.board.last_meeting.is_some();
                let since = new_since(self.board, self.now);
                let news = self.board.news.of(card.client);
                let news = news.filter(|(_, at)| had_a_meeting || *at >= since);
                let news = news.map(|(novelty, at)| {
                    let planned = card.missed.last().and_then(|missed| missed.planned);
                    let at = match novelty {
                        Novelty::ContactMissed => planned.unwrap_or(at),
                        _ => at,
                    };
                    let Moment { words, .. } = self.moment(at);
                    let open =
                        novelty == Novelty::ContactMissed && self.missed_contact(card).is_some();
                    let open = open.then(|| language.pick(", ej ersatt", ", not made good"));
                    let novelty = said::novelty(language, novelty);
                    format!("{novelty} {words}{}", open.unwrap_or_default())
                });
                let news: Vec<_> = news.collect();
                (!news.is_empty()).then(|| news.join(" · "))
            }
            Section::Proposals => {
                let proposal = self.board.proposals.get(&card.client)?;
                let names = &self.board.policy.level_names;
                Some(rules::transition(language, names, proposal.transition))
            }
            Section::Legal => {
                let legal = card.legal.as_ref()?;
                let status = legal.status.map(words::legal_status)?;
                let ends = time::date(language, legal.ends?, self.now);
                Some(format!("{status} {} {ends}", language.pick("t.o.m.", "to")))
            }
            Section::Red | Section::Yellow | Section::Stepdown | Section::Inpatient => None,
        }
    }
}
