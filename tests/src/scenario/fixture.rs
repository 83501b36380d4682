//! The team of a course: Team Öst of `scenarios.md` 0, and what a file changes of it.

mod rota;
mod rule;

use chrono::NaiveDate;
use shared::board::member::{Function, Organisation};
use shared::calendar::Calendar;

use super::ast::Name;
pub use rota::{Pass, When, shifts};
pub use rule::{RULES, Rule};

use Function::{Care, Manager, Psychiatrist, TeamLeader};
use Organisation::{Municipality, Region};

/// A member of the staff.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colleague {
    /// The employer.
    pub employer: Organisation,
    /// The work.
    pub function: Function,
    /// How many phones and browsers get letters.
    pub phones: u16,
}

/// A client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Client {
    /// The case manager.
    pub cm: Option<Name>,
    /// The deputy.
    pub deputy: Option<Name>,
    /// The organisations that may see the client.
    pub open_to: Vec<Organisation>,
}

/// A team before its first event.
#[derive(Clone, Debug)]
pub struct Fixture {
    /// The staff, in the order in which they joined.
    pub staff: Vec<(Name, Colleague)>,
    /// The clients, in the order in which they came.
    pub clients: Vec<(Name, Client)>,
    /// Free days.
    pub calendar: Calendar,
    /// Numbers of the rules that differ from RP-1.
    pub rules: Vec<Rule>,
    /// Who works when.
    pub passes: Vec<Pass>,
    /// Up to which day the rota is published.
    pub published_to: Option<NaiveDate>,
}

/// The fifteen of the staff. W.T. has the right to see clients (`scenarios.md` 7.5).
const STAFF: [(&str, Organisation, Function); 15] = [
    ("M.H.", Region, Care),
    ("A.N.", Region, Care),
    ("R.E.", Region, Care),
    ("N.B.", Region, Care),
    ("Q.P.", Region, Psychiatrist),
    ("X.L.", Region, Care),
    ("G.S.", Region, TeamLeader),
    ("K.J.", Region, Care),
    ("P.S.", Municipality, Care),
    ("T.V.", Municipality, Care),
    ("C.F.", Municipality, Care),
    ("L.K.", Municipality, Care),
    ("J.A.", Municipality, Care),
    ("O.D.", Municipality, Manager),
    ("W.T.", Region, Care),
];

/// Clients with their CM and deputy.
const CLIENTS: [(&str, &str, &str); 9] = [
    ("F.N.", "M.H.", "P.S."),
    ("D.M.", "A.N.", "C.F."),
    ("S.O.", "N.B.", "P.S."),
    ("B.T.", "M.H.", "C.F."),
    ("E.L.", "A.N.", "P.S."),
    ("S.R.", "N.B.", "P.S."),
    ("K.O.", "M.H.", "T.V."),
    ("H.W.", "A.N.", "C.F."),
    ("I.S.", "M.H.", "P.S."),
];

impl Fixture {
    /// Team Öst, without shifts.
    #[must_use]
    pub fn ost() -> Self {
        let staff = STAFF.map(|(name, employer, function)| {
            let colleague = Colleague {
                employer,
                function,
                phones: 1,
            };
            (name.to_owned(), colleague)
        });
        let clients = CLIENTS.map(|(name, cm, deputy)| {
            let client = Client {
                cm: Some(cm.to_owned()),
                deputy: Some(deputy.to_owned()),
                open_to: vec![Region, Municipality],
            };
            (name.to_owned(), client)
        });
        Self {
            staff: staff.to_vec(),
            clients: clients.to_vec(),
            calendar: Calendar::default(),
            rules: Vec::new(),
            passes: Vec::new(),
            published_to: None,
        }
    }

    /// Adds a colleague, or changes one.
    pub fn set_staff(&mut self, name: &str, colleague: Colleague) {
        set(&mut self.staff, name, colleague);
    }

    /// Adds a client, or changes one.
    pub fn set_client(&mut self, name: &str, client: Client) {
        set(&mut self.clients, name, client);
    }

    /// A colleague.
    #[must_use]
    pub fn colleague(&self, name: &str) -> Option<&Colleague> {
        self.staff
            .iter()
            .find(|(one, _)| one == name)
            .map(|(_, colleague)| colleague)
    }

    /// A client.
    #[must_use]
    pub fn client(&self, name: &str) -> Option<&Client> {
        self.clients
            .iter()
            .find(|(one, _)| one == name)
            .map(|(_, client)| client)
    }
}

fn set<T>(list: &mut Vec<(Name, T)>, name: &str, value: T) {
    match list.iter_mut().find(|(one, _)| one == name) {
        Some((_, old)) => *old = value,
        None => list.push((name.to_owned(), value)),
    }
}
