//! A client's side panel: everything that is known, section by section.

use shared::ActionId;
use shared::board::card::{Action, Card, Flag, Level, Sign};
use shared::deescalation::gate::{State, Verdict};
use shared::deescalation::{Transition, outlook};
use shared::dossier::Dossier;
use shared::wording::{actor, card as words, rules, time, timeline};
use shared::{ClientId, StaffId};

use super::Look;
use super::row::{Contacts, Moment, Row, Signs, Team, Today, Who, Why};
use crate::page::Panel;

/// A client's side panel.
#[derive(Clone, Debug, PartialEq)]
pub struct PanelView {
    /// The client.
    pub client: ClientId,
    /// The name.
    pub who: Who,
    /// How urgent it is, and since when.
    pub place: Placing,
    /// What there is to know now.
    pub overview: Overview,
    /// Open actions, the most urgent first.
    pub actions: Vec<ActionLine>,
    /// Plans and people; absent if none was written.
    pub dossier: Option<Dossier>,
    /// The way back to the care plan.
    pub way: WayBack,
    /// How the client came off the board, while that is what holds.
    pub back: Option<Back>,
    /// What happened, the newest first.
    pub timeline: Vec<Line>,
    /// Whether a command about the client waits for the server's answer.
    pub sending: bool,
}

/// How urgent it is, and since when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placing {
    /// The level.
    pub level: Level,
    /// Since when the level holds.
    pub since: Moment,
    /// Who set it.
    pub by: Option<String>,
}

/// What there is to know now.
#[derive(Clone, Debug, PartialEq)]
pub struct Overview {
    /// Why the client is on the board.
    pub why: Why,
    /// CM and deputy with their names.
    pub team: Team,
    /// Today's contact.
    pub today: Today,
    /// The last contact and the next.
    pub contacts: Contacts,
    /// The signs.
    pub signs: Signs,
    /// When the team looks at the level again.
    pub review: Option<String>,
    /// The flags, each with whether it is raised.
    pub flags: Vec<(Flag, String, bool)>,
    /// Planned contacts.
    pub bookings: Vec<(Moment, String)>,
    /// The last judgements of signs, the newest first.
    pub assessments: Vec<(Sign, Moment, String)>,
}

/// An open action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionLine {
    /// The action.
    pub id: ActionId,
    /// Its kind.
    pub class: String,
    /// What is to be done.
    pub text: String,
    /// Who does it.
    pub owner: String,
    /// Until when.
    pub due: Moment,
    /// Whether that has passed.
    pub late: bool,
}

/// The way back to the care plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WayBack {
    /// The step, in words; absent on levels from which the rules know none.
    pub step: Option<String>,
    /// What counts, in a sentence.
    pub head: String,
    /// Every gate.
    pub gates: Vec<GateLine>,
    /// The version of the rules.
    pub policy: String,
    /// A veto that holds.
    pub hold: Option<Held>,
    /// Whether a proposal waits for its time.
    pub proposed: bool,
}

/// A gate as it is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GateLine {
    /// What the gate says.
    pub state: State,
    /// What it says, in a word.
    pub word: &'static str,
    /// What it asks for.
    pub name: String,
    /// What that rests on.
    pub evidence: String,
}

/// A veto that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Why.
    pub reason: String,
    /// Who set it, and when.
    pub by: String,
    /// When it was set.
    pub at: Moment,
    /// The last date on which it holds.
    pub until: String,
}

/// How the client came off the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Back {
    /// When.
    pub at: Moment,
    /// By whom.
    pub by: String,
    /// The level before.
    pub from: Level,
    /// The end of aftercare, while it lasts.
    pub aftercare: Option<String>,
}

/// A line of the timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// When.
    pub at: Moment,
    /// By whom.
    pub by: String,
    /// What.
    pub text: String,
}

impl Look<'_> {
    /// The panel of a client; `None` if the viewer may no longer see the client.
    pub(crate) fn panel(&self, panel: &Panel) -> Option<PanelView> {
        let card = self.board.cards.get(&panel.client)?;
        let row = self.row(card);
        let Row {
            who,
            why,
            team: _,
            today,
            contacts,
            signs,
            sending,
            ..
        } = row;
        Some(PanelView {
            client: card.client,
            who,
            place: Placing {
                level: card.level,
                since: self.moment(card.since),
                by: card
                    .placed
                    .as_ref()
                    .map(|placed| actor(self.language, placed.by, self.people)),
            },
            overview: Overview {
                why,
                team: Team {
                    cm: card.cm.map(|cm| self.full_name(cm)),
                    deputy: card.deputy.map(|deputy| self.full_name(deputy)),
                },
                today,
                contacts,
                signs,
                review: card
                    .review
                    .map(|date| time::date(self.language, date, self.now)),
                flags: Flag::ALL
                    .iter()
                    .map(|flag| (*flag, self.flag(*flag), card.flags.contains_key(flag)))
                    .collect(),
                bookings: card
                    .bookings
                    .iter()
                    .filter(|booking| booking.at >= self.now)
                    .map(|booking| {
                        let who = self.initials(booking.who);
                        let how = words::channel(self.language, booking.how);
                        (self.moment(booking.at), format!("{who}, {how}"))
                    })
                    .collect(),
                assessments: card
                    .assessments
                    .iter()
                    .rev()
                    .take(5)
                    .map(|one| {
                        let by = actor(self.language, one.by, self.people);
                        (one.sign, self.moment(one.at), by)
                    })
                    .collect(),
            },
            actions: self.actions(card),
            dossier: panel.dossier.clone(),
            way: self.way_back(card),
            back: self.back(card),
            timeline: self.timeline(panel),
            sending,
        })
    }

    /// Initials, name and employer of a colleague.
    fn full_name(&self, staff: StaffId) -> String {
        self.people.staff.get(&staff).map_or_else(
            || "–".to_owned(),
            |card| {
                let employer = words::organisation(self.language, card.employer).to_lowercase();
                format!("{} {}, {employer}", card.initials, card.name)
            },
        )
    }

    fn actions(&self, card: &Card) -> Vec<ActionLine> {
        let mut open: Vec<&Action> = card.actions.iter().collect();
        open.sort_by_key(|action| action.due);
        open.into_iter()
            .map(|action| ActionLine {
                id: action.id,
                class: words::action_class(self.language, action.class).to_owned(),
                text: action.text.clone(),
                owner: self.initials(action.owner),
                due: self.moment(action.due),
                late: action.due < self.now,
            })
            .collect()
    }

    fn way_back(&self, card: &Card) -> WayBack {
        let language = self.language;
        let today = self.now.local().date();
        let hold = card
            .hold
            .as_ref()
            .filter(|hold| today <= hold.until)
            .map(|hold| Held {
                reason: hold.reason.clone(),
                by: actor(language, hold.by, self.people),
                at: self.moment(hold.at),
                until: time::date(language, hold.until, self.now),
            });
        let policy = self.board.policy.version.clone();
        let proposal = self.board.proposals.get(&card.client);
        let Some(outlook) = outlook::of(self.board, card, self.now) else {
            return WayBack {
                step: None,
                head: language
                    .pick(
                        "Ingen automatik på den här nivån: teamet beslutar.",
                        "No automation on this level: the team decides.",
                    )
                    .to_owned(),
                gates: Vec::new(),
                policy,
                hold,
                proposed: false,
            };
        };
        let count = outlook.hinders().count();
        let hinders = rules::hinders(language, count);
        let dated = |at| time::dated(language, at, self.now);
        let head = if let Some(proposal) = proposal {
            let at = time::day_and_clock(language, proposal.execution, self.now);
            match proposal.shown {
                Some(shown) => format!(
                    "{} {at}. {} {}.",
                    language.pick("Verkställs", "Will be taken"),
                    language.pick("Visat i tavelmötet", "Shown in the board meeting"),
                    time::clock(shown)
                ),
                None => format!(
                    "{} {at}.",
                    language.pick(
                        "Måste visas i tavelmötet, annars verkställs det inte",
                        "Must be shown in the board meeting, or it will not be taken"
                    )
                ),
            }
        } else if outlook.never {
            let reason = card
                .reason()
                .map_or("", |reason| words::reason(language, reason));
            language.pick(
                format!("Ingen automatik: orsak {reason}. Teamet beslutar."),
                format!("No automation: reason {reason}. The team decides."),
            )
        } else {
            match outlook.earliest {
                Some(at) if count == 0 => language.pick(
                    format!("Alla villkor uppfyllda. Tidigast {}.", dated(at)),
                    format!("Every condition is met. Earliest {}.", dated(at)),
                ),
                Some(at) => language.pick(
                    format!("Tidigast {}. {hinders} nu.", dated(at)),
                    format!("Earliest {}. {hinders} now.", dated(at)),
                ),
                None => language.pick(
                    format!("{hinders}. Tiden ensam löser det inte."),
                    format!("{hinders}. Time alone does not solve it."),
                ),
            }
        };
        // A proposal shows the evidence that it was made on.
        let (transition, verdicts) = proposal.map_or_else(
            || (outlook.transition, outlook.verdicts.clone()),
            |proposal| (proposal.transition, proposal.verdicts.clone()),
        );
        WayBack {
            step: Some(rules::transition(language, transition)),
            head,
            gates: self.gates(transition, &verdicts),
            policy,
            hold,
            proposed: proposal.is_some(),
        }
    }

    fn gates(&self, transition: Transition, verdicts: &[Verdict]) -> Vec<GateLine> {
        let step = self.board.policy.step(transition);
        verdicts
            .iter()
            .map(|verdict| GateLine {
                state: verdict.state,
                word: rules::state(self.language, verdict.state),
                name: rules::gate(self.language, verdict.gate, step),
                evidence: rules::evidence(self.language, &verdict.because, self.now),
            })
            .collect()
    }

    fn back(&self, card: &Card) -> Option<Back> {
        let back = card.back_to_plan.filter(|_| card.level == Level::Plan)?;
        Some(Back {
            at: self.moment(back.at),
            by: actor(self.language, back.by, self.people),
            from: back.from,
            aftercare: (self.now < back.aftercare_until)
                .then(|| time::dated(self.language, back.aftercare_until, self.now)),
        })
    }

    fn timeline(&self, panel: &Panel) -> Vec<Line> {
        panel
            .timeline
            .iter()
            .rev()
            .map(|recorded| Line {
                at: self.moment(recorded.at),
                by: actor(self.language, recorded.by, self.people),
                text: timeline::line(self.language, recorded, self.people, self.now),
            })
            .collect()
    }
}
