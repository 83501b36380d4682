//! The texts of the page that a board meeting leaves behind.

use shared::wording::Language;

texts! {
    /// What a board meeting left behind.
    Minutes {
        title(when), to_meeting, led(who), present(who), remote(who), absent(who), nobody,
        absent_title, present_title, my_day, my_day_none, digest, digest_none, mine, mine_none,
        decisions, decisions_none, not_discussed, nothing, today, no_contact, days, days_none,
        notes(whose), notes_hint, notes_none, note_of(client), done, undo, done_at(who, at), other(whose), other_done(whose),
        note_head(when, team), note_present(who), note_level(level), note_contact(what), note_decided, note_nothing,
        print_hint, all, all_title, all_lead, all_none, all_newest, all_older, all_present(count),
    }
}

impl Minutes {
    /// The texts in a language.
    #[must_use]
    pub const fn of(language: Language) -> &'static Self {
        match language {
            Language::Sv => &SV,
            Language::En => &EN,
        }
    }
}

const SV: Minutes = Minutes {
    title: |when| format!("Protokoll – tavelmöte {when}"),
    to_meeting: "Till mötet",
    led: |who| format!("Leddes av {who}"),
    present: |who| format!("Med: {who}"),
    remote: |who| format!("På distans: {who}"),
    absent: |who| format!("Inte med: {who}"),
    nobody: "ingen",
    absent_title: "Du var inte med",
    present_title: "Din dag",
    my_day: "Dina kontakter i dag",
    my_day_none: "Mötet gav dig ingen kontakt i dag.",
    digest: "Det viktigaste",
    digest_none: "Ingen bytte nivå.",
    mine: "Om dem du är CM eller ställföreträdare för",
    mine_none: "Inget beslutades om dina klienter.",
    decisions: "Beslut",
    decisions_none: "Ingen stod på dagordningen.",
    not_discussed: "Togs inte upp.",
    nothing: "Inget beslutades.",
    today: "Kontakt i dag",
    no_contact: "ingen",
    days: "Dagslistor",
    days_none: "Ingen kontakt är utsedd.",
    notes: |whose| format!("Anteckningar för journalen – {whose}"),
    notes_hint: "En anteckning per klient, bara för dem som din huvudman får se. Markera texten i rutan (Ctrl+A), kopiera den och tryck sedan på knappen, så ser kollegerna att det är gjort.",
    notes_none: "Det finns ingen anteckning att föra.",
    note_of: |client| format!("Anteckning om {client}"),
    done: "Förd i journal",
    undo: "Ångra",
    done_at: |who, at| format!("Förd i journal av {who} {at}"),
    other: |whose| format!("{whose}: inte förd än"),
    other_done: |whose| format!("{whose}: förd i journal"),
    note_head: |when, team| format!("Tavelmöte {when}, {team}."),
    note_present: |who| format!("Närvarande: {who}."),
    note_level: |level| format!("Nivå efter mötet: {level}."),
    note_contact: |what| format!("Kontakt i dag: {what}."),
    note_decided: "Beslut:",
    note_nothing: "Inga nya beslut.",
    print_hint: "Personuppgifter. Visa och skriv ut bara det som behövs.",
    all: "Alla protokoll",
    all_title: "Protokoll från tavelmöten",
    all_lead: "Det senaste först, tretton månader bakåt. I varje protokoll står bara de klienter som du får se.",
    all_none: "Det finns inget protokoll här. Ett skrivs när ett möte avslutas.",
    all_newest: "De senaste",
    all_older: "Äldre",
    all_present: |count| format!("{count} med"),
};

const EN: Minutes = Minutes {
    title: |when| format!("Minutes – board meeting {when}"),
    to_meeting: "To the meeting",
    led: |who| format!("Led by {who}"),
    present: |who| format!("Present: {who}"),
    remote: |who| format!("Remote: {who}"),
    absent: |who| format!("Absent: {who}"),
    nobody: "nobody",
    absent_title: "You were not there",
    present_title: "Your day",
    my_day: "Your contacts today",
    my_day_none: "The meeting gave you no contact for today.",
    digest: "What matters most",
    digest_none: "Nobody’s level changed.",
    mine: "About those whose CM or deputy you are",
    mine_none: "Nothing was decided about your clients.",
    decisions: "Decisions",
    decisions_none: "Nobody was on the agenda.",
    not_discussed: "Not looked at.",
    nothing: "Nothing was decided.",
    today: "Contact today",
    no_contact: "nobody",
    days: "Lists for the day",
    days_none: "No contact is named.",
    notes: |whose| format!("Notes for the record – {whose}"),
    notes_hint: "One note a client, only for those whom your employer may see. Select the text in the box (Ctrl+A), copy it, and then press the button, so that colleagues see that it is done.",
    notes_none: "There is no note to enter.",
    note_of: |client| format!("Note about {client}"),
    done: "Entered in the record",
    undo: "Undo",
    done_at: |who, at| format!("Entered in the record by {who} {at}"),
    other: |whose| format!("{whose}: not entered yet"),
    other_done: |whose| format!("{whose}: entered"),
    note_head: |when, team| format!("Board meeting {when}, {team}."),
    note_present: |who| format!("Present: {who}."),
    note_level: |level| format!("Level after the meeting: {level}."),
    note_contact: |what| format!("Contact today: {what}."),
    note_decided: "Decided:",
    note_nothing: "Nothing new was decided.",
    print_hint: "Personal data. Show and print only what is needed.",
    all: "All minutes",
    all_title: "Minutes of board meetings",
    all_lead: "The latest first, thirteen months back. Each shows only the clients whom you may see.",
    all_none: "There are no minutes here. They are written when a meeting ends.",
    all_newest: "The latest",
    all_older: "Older",
    all_present: |count| format!("{count} present"),
};
