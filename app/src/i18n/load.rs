//! The texts of the page about the load, and of its file.

use shared::alert::Class;
use shared::load::Band;
use shared::load::caseload::Standing;
use shared::wording::Language;

texts! {
    /// The page about the load.
    Load {
        title(team), lead, no_identities, now, of_staffed(load, staffed), percent(share),
        persons(count), nobody, green, amber, red, none, unanswered, without_contact, overdue,
        gaps, proposals, total, waiting, no_unanswered, raised(at), no_overdue, overdue_by(age),
        no_gaps, rota_ends(date), rota_unknown, history, history_hint, table, date, load, staffed, share, level,
        clients, on_board, caseload, caseload_hint(limit), cm, standing, within, full, over,
        without_cm(count), limit, answers, answers_hint(minutes), week, week_number(number), p1, p2, raised_count, taken,
        median, p90, no_answers, outcomes, outcomes_hint, steps, lowered, vetoes, reversals, returns, raises,
        figures_for(title, numbers), export, export_hint, print_hint, printed(who, at), said(count), said_none, highest(what), to_duty,
        csv_date, csv_figure, csv_group, csv_value, csv_unit, csv_hours, csv_percent, csv_minutes, csv_count,
        not_yet, csv_load, csv_staffed, csv_median, csv_p90,
    }
}

impl Load {
    /// The texts in a language.
    #[must_use]
    pub const fn of(language: Language) -> &'static Self {
        match language {
            Language::Sv => &SV,
            Language::En => &EN,
        }
    }

    /// Where the load lies, in words.
    #[must_use]
    pub const fn band(&self, band: Option<Band>) -> &'static str {
        match band {
            Some(Band::Green) => self.green,
            Some(Band::Amber) => self.amber,
            Some(Band::Red) => self.red,
            None => self.none,
        }
    }

    /// Where a caseload stands, in words.
    #[must_use]
    pub const fn standing_of(&self, standing: Standing) -> &'static str {
        match standing {
            Standing::Within => self.within,
            Standing::Full => self.full,
            Standing::Over => self.over,
        }
    }

    /// The alerts of a class.
    #[must_use]
    pub const fn class(&self, class: Class) -> &'static str {
        match class {
            Class::P1 => self.p1,
            Class::P2 => self.p2,
        }
    }
}

const SV: Load = Load {
    title: |team| format!("Belastning – {team}"),
    lead: "Antal och tider för hela teamet.",
    no_identities: "Den här sidan visar aldrig vilka klienter det gäller. Övningar räknas inte.",
    now: "Belastning nu",
    of_staffed: |load, staffed| format!("{load} h av {staffed} h bemannat"),
    percent: |share| format!("{share} %"),
    persons: |count| format!("Personer med dagpass i dag: {count}."),
    nobody: "Ingen har dagpass i dag. Andelen går inte att räkna.",
    green: "Grönt: under 80 %",
    amber: "Gult: 80 till 100 %",
    red: "Rött: över 100 %",
    none: "Ingen bemanning",
    unanswered: "Larm och uppgifter som ingen har tagit",
    without_contact: "Klienter utan kontakt i dag",
    overdue: "Psykiater över tiden",
    gaps: "Luckor i schemat, 14 dagar",
    proposals: "Förslag som väntar",
    total: "På tavlan",
    waiting: "Väntar nu",
    no_unanswered: "Alla larm och uppgifter är tagna.",
    raised: |at| format!("sedan {at}"),
    no_overdue: "Psykiatern har hunnit med alla.",
    overdue_by: |age| format!("{age} över tiden"),
    no_gaps: "Alla roller är bemannade i 14 dagar.",
    rota_ends: |date| format!("Schemat är publicerat t.o.m. {date}. Luckor efter det är okända."),
    rota_unknown: "Schemat är inte publicerat. Luckor framåt är okända.",
    history: "Belastning 14 dagar",
    history_hint: "Dagens högsta belastning i procent av bemanningen, som är strecket. Utan streck var ingen bemannad.",
    table: "Visa som tabell",
    date: "Dag",
    load: "Belastning, h",
    staffed: "Bemannat, h",
    share: "Andel",
    level: "Nivå",
    clients: "Klienter",
    on_board: "På tavlan",
    caseload: "Klienter per CM",
    caseload_hint: |limit| {
        format!("Gräns {limit} klienter. Delen längst till vänster är på tavlan.")
    },
    cm: "CM",
    standing: "Läge",
    within: "inom gränsen",
    full: "fullt",
    over: "över gränsen",
    without_cm: |count| format!("Klienter utan CM: {count}."),
    limit: "gräns",
    answers: "Tid till kvittens",
    answers_hint: |minutes| {
        format!(
            "Larm per vecka, i minuter. Punkt: median. Streck: nio av tio är tagna. Vid {minutes} min går ansvaret över till reserven."
        )
    },
    week: "Vecka",
    week_number: |number| format!("v {number}"),
    p1: "Larm",
    p2: "Uppgifter",
    raised_count: "Antal",
    taken: "Tagna",
    median: "Median, min",
    p90: "90 %, min",
    no_answers: "Inga larm har tagits under de här veckorna.",
    outcomes: "Upp och ned på tavlan",
    outcomes_hint: "Antal per vecka, de senaste tolv veckorna.",
    steps: "Nedtrappningar av automatiken",
    lowered: "Nedtrappningar av teamet",
    vetoes: "Veto (håll kvar)",
    reversals: "Återtagna steg",
    returns: "Åter på tavlan inom 30 dagar",
    raises: "Upp på tavlan",
    figures_for: |title, numbers| format!("{title}. {numbers}"),
    export: "Hämta som fil (CSV)",
    export_hint: "Ett år, för Excel.",
    print_hint: "Sidan går att skriva ut på två A4.",
    printed: |who, at| format!("Utskriven av {who}, läget {at}"),
    said: |count| format!("{count} larm och uppgifter som ingen har tagit."),
    said_none: "Alla larm och uppgifter är tagna.",
    highest: |what| format!("högst {what}"),
    to_duty: "Tjänstgöring",
    csv_date: "Datum",
    csv_figure: "Mått",
    csv_group: "Grupp",
    csv_value: "Värde",
    csv_unit: "Enhet",
    csv_hours: "timmar",
    csv_percent: "procent",
    csv_minutes: "minuter",
    csv_count: "antal",
    not_yet: "–",
    csv_load: "Belastning",
    csv_staffed: "Bemannat",
    csv_median: "median",
    csv_p90: "90 %",
};

const EN: Load = Load {
    title: |team| format!("Load – {team}"),
    lead: "Numbers and times for the whole team.",
    no_identities: "This page never shows which clients it is about. Exercises do not count.",
    now: "Load now",
    of_staffed: |load, staffed| format!("{load} h of {staffed} h staffed"),
    percent: |share| format!("{share}%"),
    persons: |count| format!("Persons with a day shift today: {count}."),
    nobody: "Nobody has a day shift today. The share cannot be counted.",
    green: "Green: under 80%",
    amber: "Amber: 80 to 100%",
    red: "Red: over 100%",
    none: "No staff",
    unanswered: "Alerts and tasks that nobody has taken",
    without_contact: "Clients without a contact today",
    overdue: "Psychiatrist overdue",
    gaps: "Gaps in the rota, 14 days",
    proposals: "Proposals that wait",
    total: "On the board",
    waiting: "Waiting now",
    no_unanswered: "Every alert and task is taken.",
    raised: |at| format!("since {at}"),
    no_overdue: "The psychiatrist has kept every time.",
    overdue_by: |age| format!("{age} overdue"),
    no_gaps: "Every role is staffed for 14 days.",
    rota_ends: |date| format!("The rota is published until {date}. Gaps after that are unknown."),
    rota_unknown: "The rota is not published. Gaps ahead are unknown.",
    history: "Load, 14 days",
    history_hint: "The highest load of each day, in per cent of what was staffed, which is the line. Without a line nobody was.",
    table: "Show as a table",
    date: "Day",
    load: "Load, h",
    staffed: "Staffed, h",
    share: "Share",
    level: "Level",
    clients: "Clients",
    on_board: "On the board",
    caseload: "Clients per case manager",
    caseload_hint: |limit| format!("Limit {limit} clients. The part on the left is on the board."),
    cm: "Case manager",
    standing: "State",
    within: "within the limit",
    full: "full",
    over: "over the limit",
    without_cm: |count| format!("Clients without case manager: {count}."),
    limit: "limit",
    answers: "Time to acknowledgement",
    answers_hint: |minutes| {
        format!(
            "Alerts by week, in minutes. Dot: median. Line: nine of ten are taken. At {minutes} min the reserve becomes responsible."
        )
    },
    week: "Week",
    week_number: |number| format!("w {number}"),
    p1: "Alerts",
    p2: "Tasks",
    raised_count: "Number",
    taken: "Taken",
    median: "Median, min",
    p90: "90%, min",
    no_answers: "No alert was taken in these weeks.",
    outcomes: "Up and down on the board",
    outcomes_hint: "Numbers by week, the last twelve weeks.",
    steps: "Steps down by the rules",
    lowered: "Steps down by the team",
    vetoes: "Vetoes (hold)",
    reversals: "Steps taken back",
    returns: "Back on the board within 30 days",
    raises: "Up on the board",
    figures_for: |title, numbers| format!("{title}. {numbers}"),
    export: "Download as a file (CSV)",
    export_hint: "One year, for Swedish Excel.",
    print_hint: "The page prints on two A4.",
    printed: |who, at| format!("Printed by {who}, as of {at}"),
    said: |count| format!("{count} alerts and tasks that nobody has taken."),
    said_none: "Every alert and task is taken.",
    highest: |what| format!("at most {what}"),
    to_duty: "Duty",
    csv_date: "Date",
    csv_figure: "Figure",
    csv_group: "Group",
    csv_value: "Value",
    csv_unit: "Unit",
    csv_hours: "hours",
    csv_percent: "per cent",
    csv_minutes: "minutes",
    csv_count: "number",
    not_yet: "–",
    csv_load: "Load",
    csv_staffed: "Staffed",
    csv_median: "median",
    csv_p90: "90 %",
};
