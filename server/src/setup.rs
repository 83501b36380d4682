//! Founding a team: from a file that a person can write to the first events of its log.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use shared::board::Board;
use shared::board::card::LevelNames;
use shared::board::decide::Ctx;
use shared::board::event::{Actor, Event, Recorded};
use shared::board::member::{Function, Member, Organisation};
use shared::calendar::Calendar;
use shared::deescalation::policy::Policy;
use shared::deescalation::policy::numbers::{self, OutOfLimits};
use shared::dossier::{Dossier, EarlySigns, Plans, ResourcePerson};
use shared::duty::{Change, Rules, Shift, ShiftKind};
use shared::load::history::History;
use shared::people::{ClientHead, StaffCard};
use shared::position::Seq;
use shared::{ClientId, Epoch, StaffId, TeamId, Timestamp};

use crate::chance;
use crate::store::{self, Account, Entry, Store};

/// A team as a person writes it down: staff by user name, clients by their case managers.
#[derive(Clone, Serialize, Deserialize)]
pub struct TeamFile {
    /// The short name, as in Redis keys.
    pub id: TeamId,
    /// The name.
    pub name: String,
    /// The rules; RP-1, paused, if left out.
    #[serde(default)]
    pub policy: Policy,
    /// Free days besides those of the law.
    #[serde(default)]
    pub calendar: Calendar,
    /// The staff.
    pub staff: Vec<StaffEntry>,
    /// The clients.
    #[serde(default)]
    pub clients: Vec<ClientEntry>,
    /// The shifts.
    #[serde(default)]
    pub shifts: Vec<ShiftEntry>,
    /// The last date up to which the rota is published; that of the last shift if left out.
    #[serde(default)]
    pub rota_to: Option<NaiveDate>,
    /// Which roles must be filled, and which weeks are holidays.
    #[serde(default)]
    pub rota: Rules,
}

/// A member of the staff.
#[derive(Clone, Serialize, Deserialize)]
pub struct StaffEntry {
    /// The user name, in lower case.
    pub user: String,
    /// Initials: `N.B.`
    pub initials: String,
    /// Full name.
    pub name: String,
    /// Title in the team's own words.
    pub title: String,
    /// The employer.
    pub employer: Organisation,
    /// The work in the eyes of the rules.
    #[serde(default)]
    pub function: Function,
    /// Telephone number. Text messages and calls of alerts go there.
    #[serde(default)]
    pub phone: Option<String>,
    /// Mail address. Mails of alerts go there.
    #[serde(default)]
    pub mail: Option<String>,
}

/// A client.
#[derive(Clone, Serialize, Deserialize)]
pub struct ClientEntry {
    /// Initials.
    pub initials: String,
    /// Full name.
    pub name: String,
    /// Date of birth.
    pub born: NaiveDate,
    /// The case manager's user name.
    #[serde(default)]
    pub cm: Option<String>,
    /// The deputy's user name.
    #[serde(default)]
    pub deputy: Option<String>,
    /// The organisations that the client has consented to.
    pub open_to: Vec<Organisation>,
    /// Whether the client is invented, for exercises.
    #[serde(default)]
    pub exercise: bool,
    /// Telephone number.
    #[serde(default)]
    pub phone: Option<String>,
    /// What the crisis plan says to do first.
    #[serde(default)]
    pub do_first: Vec<String>,
    /// What the crisis plan says to avoid.
    #[serde(default)]
    pub avoid: Vec<String>,
    /// The date on the crisis plan.
    #[serde(default)]
    pub crisis_plan: Option<NaiveDate>,
    /// The staff's safety.
    #[serde(default)]
    pub safety: Vec<String>,
    /// Medication in one line.
    #[serde(default)]
    pub medication: Option<String>,
    /// Ordinary support by the care plan.
    #[serde(default)]
    pub care_plan: Vec<String>,
    /// People to call.
    #[serde(default)]
    pub resource_group: Vec<ResourcePerson>,
    /// Early warning signs, from green to red.
    #[serde(default)]
    pub signs: Vec<EarlySigns>,
    /// The dates on the plans besides the crisis plan.
    #[serde(default)]
    pub plans: Plans,
    /// Into which language an interpreter is needed.
    #[serde(default)]
    pub interpreter: Option<String>,
    /// Children at home, in a line.
    #[serde(default)]
    pub children: Option<String>,
}

/// A shift.
#[derive(Clone, Serialize, Deserialize)]
pub struct ShiftEntry {
    /// The user name.
    pub who: String,
    /// What the shift is for.
    pub kind: ShiftKind,
    /// Its first instant.
    pub from: Timestamp,
    /// The first instant after it.
    pub to: Timestamp,
}

/// A team that is not yet in the store.
pub struct Draft {
    /// The short name.
    pub id: TeamId,
    /// The name.
    pub name: String,
    /// The state that the events lead to.
    pub board: Board,
    /// The daily figures of the same events.
    pub history: History,
    /// The events.
    pub entries: Vec<Entry>,
    /// Staff by user name.
    pub staff: BTreeMap<String, (StaffId, StaffCard)>,
    /// Clients by initials; the first of each.
    pub clients: BTreeMap<String, ClientId>,
    dossiers: Vec<(ClientId, Dossier)>,
}

/// A team file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// A user name stands nowhere among the staff.
    #[error("the team file names \"{0}\", who is not among its staff")]
    UnknownUser(String),
    /// A user name cannot be typed, or stands twice.
    #[error("the user name \"{0}\" must be lower-case letters or digits and stand only once")]
    BadUser(String),
    /// A time of the ladder is not safe.
    #[error("in the team file \"{number}\" must lie between {least} and {most}", number = .0.number, least = .0.least, most = .0.most)]
    OutOfLimits(OutOfLimits),
    /// A level cannot be called that.
    #[error("in the team file the level \"{0}\" has a name that cannot be used")]
    LevelName(&'static str),
    /// The team is there already.
    #[error("the team \"{0}\" exists already; nothing was changed")]
    Exists(TeamId),
    /// A user name belongs to somebody else.
    #[error("the user name \"{0}\" is taken; nothing was changed")]
    UserTaken(String),
    /// The store.
    #[error(transparent)]
    Store(#[from] store::Error),
}

impl Draft {
    /// Turns a file into events, as of `at`.
    ///
    /// # Errors
    ///
    /// Fails if the file names somebody who is not among its staff, has times of the ladder that
    /// are not safe, or names of levels that cannot be told apart.
    pub fn new(mut file: TeamFile, at: Timestamp) -> Result<Self, SetupError> {
        let mut chance = chance::rng();
        numbers::check_ladder(&file.policy).map_err(SetupError::OutOfLimits)?;
        let names = file.policy.level_names.tidied(&LevelNames::default());
        file.policy.level_names = names.map_err(|level| SetupError::LevelName(level.word()))?;
        let mut draft = Self {
            id: file.id,
            name: file.name,
            board: Board::default(),
            history: History::default(),
            entries: Vec::new(),
            staff: BTreeMap::new(),
            clients: BTreeMap::new(),
            dossiers: Vec::new(),
        };
        draft.add(
            at,
            Event::PolicySet {
                policy: file.policy,
                calendar: file.calendar,
            },
        );
        for entry in file.staff {
            let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
            if !entry.user.bytes().all(fits) || draft.staff.contains_key(&entry.user) {
                return Err(SetupError::BadUser(entry.user));
            }
            let staff = StaffId::new(at, &mut chance);
            let member = Member {
                employer: entry.employer,
                function: entry.function,
                devices: 0,
                contact_lost: None,
            };
            let card = StaffCard {
                initials: entry.initials,
                name: entry.name,
                title: entry.title,
                employer: entry.employer,
                phone: entry.phone,
                mail: entry.mail,
            };
            draft.staff.insert(entry.user, (staff, card));
            draft.add(at, Event::MemberJoined { staff, member });
        }
        let shifts = file
            .shifts
            .into_iter()
            .map(
                |ShiftEntry {
                     who,
                     kind,
                     from,
                     to,
                 }| {
                    Ok(Shift {
                        who: draft.find(&who)?,
                        kind,
                        from,
                        to,
                    })
                },
            )
            .collect::<Result<_, SetupError>>()?;
        draft.add(
            at,
            Event::ShiftsPlanned {
                shifts,
                published_to: file.rota_to,
            },
        );
        if file.rota != Rules::default() {
            let rules = Box::new(Change::RulesSet { rules: file.rota });
            draft.add(at, Event::DutyChanged { change: rules });
        }
        for entry in file.clients {
            let client = ClientId::new(at, &mut chance);
            draft.enrol(client, entry, at)?;
        }
        Ok(draft)
    }

    fn enrol(
        &mut self,
        client: ClientId,
        entry: ClientEntry,
        at: Timestamp,
    ) -> Result<(), SetupError> {
        let cm = entry
            .cm
            .as_deref()
            .map(|user| self.find(user))
            .transpose()?;
        let deputy = entry
            .deputy
            .as_deref()
            .map(|user| self.find(user))
            .transpose()?;
        self.add(
            at,
            Event::ClientEnrolled {
                client,
                cm,
                deputy,
                open_to: entry.open_to,
            },
        );
        if entry.exercise {
            self.add(at, Event::MarkedForExercise { client });
        }
        self.clients.entry(entry.initials.clone()).or_insert(client);
        let dossier = Dossier {
            version: 1,
            head: ClientHead {
                initials: entry.initials,
                name: entry.name,
                born: entry.born,
            },
            phone: entry.phone,
            do_first: entry.do_first,
            avoid: entry.avoid,
            crisis_plan: entry.crisis_plan,
            safety: entry.safety,
            medication: entry.medication,
            care_plan: entry.care_plan,
            resource_group: entry.resource_group,
            signs: entry.signs,
            plans: entry.plans,
            interpreter: entry.interpreter,
            children: entry.children,
        };
        self.dossiers.push((client, dossier));
        Ok(())
    }

    /// The member of the staff with a user name.
    ///
    /// # Errors
    ///
    /// Fails if there is none.
    pub fn find(&self, user: &str) -> Result<StaffId, SetupError> {
        self.staff
            .get(user)
            .map(|(staff, _)| *staff)
            .ok_or_else(|| SetupError::UnknownUser(user.to_owned()))
    }

    /// Adds an event of the server's own.
    pub fn add(&mut self, at: Timestamp, event: Event) {
        self.add_all(at, Actor::Server, vec![event]);
    }

    /// Adds events, as if they had happened at `at`.
    pub fn add_all(&mut self, at: Timestamp, by: Actor, events: Vec<Event>) {
        let ctx = Ctx {
            now: at,
            happened: None,
            actor: by,
            chance: 0,
        };
        for entry in crate::team::entries(&self.board, &ctx, events) {
            let seq: Seq = self.board.seq.next();
            let recorded = Recorded {
                seq,
                at,
                happened: None,
                by,
                command: None,
                event: entry.event.clone(),
            };
            self.board.apply(&recorded);
            self.history.apply(&self.board, &recorded);
            self.entries.push(entry);
        }
    }

    /// Writes the team to the store. Its letters are not sent: they belong to the past.
    ///
    /// # Errors
    ///
    /// Fails if the team or a user name exists already, or with the store's error.
    pub async fn save(
        self,
        store: &Store,
        password_hash: Option<&str>,
        epoch: Epoch,
    ) -> Result<(), SetupError> {
        if store.teams().await?.contains(&self.id) {
            return Err(SetupError::Exists(self.id));
        }
        for user in self.staff.keys() {
            if store.account(user).await?.is_some() {
                return Err(SetupError::UserTaken(user.clone()));
            }
        }
        store.found(&self.id, &self.name).await?;
        for (client, dossier) in &self.dossiers {
            store.save_dossier(&self.id, *client, dossier).await?;
        }
        for (user, (staff, card)) in &self.staff {
            store.save_staff(&self.id, *staff, card).await?;
            let account = Account {
                staff: *staff,
                team: self.id.clone(),
                user: user.clone(),
                password_hash: password_hash.map(ToOwned::to_owned),
            };
            store.save_account(&account).await?;
        }
        let mut position = store.open(&self.id, epoch).await?;
        for entries in self.entries.chunks(ENTRIES_AT_ONCE) {
            let done = store
                .append(&self.id, position, None, entries, store::Letters::Withhold)
                .await?;
            position.seq = done.seq();
        }
        store
            .save_snapshot(&self.id, epoch, &self.board, &self.history)
            .await?;
        Ok(())
    }
}

/// How many events are appended in one call.
const ENTRIES_AT_ONCE: usize = 100;
