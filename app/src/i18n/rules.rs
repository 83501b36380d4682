//! The texts of the page about the rules of the team.

use shared::wording::Language;

texts! {
    /// The page about the rules of the team.
    Rules {
        title, lead, version(version), paused, running, pause, pause_reason, pause_submit,
        pause_hint, resume_submit, numbers, numbers_hint, read_only, of_the_team, what, now, rp_1,
        limits, try_submit, save_submit, save_hint, tried, tried_none, tried_lead,
        tried_same, changes, client, step, on_level, present, wanted, never, others(count),
        history, history_show, history_none, history_by(who, when), saved, between(least, most),
    }
}

impl Rules {
    /// The texts in a language.
    #[must_use]
    pub const fn of(language: Language) -> &'static Self {
        match language {
            Language::Sv => &SV,
            Language::En => &EN,
        }
    }
}

const SV: Rules = Rules {
    title: "Automatikens regler",
    lead: "Efter de här talen föreslår automatiken att en klient får en lägre nivå. Alla kan läsa dem. Teamledaren och chefen kan ändra dem.",
    version: |version| format!("Nu gäller {version}."),
    paused: "Automatiken är pausad. Ingen klient får en lägre nivå av sig själv. Alla ser fortfarande vad som hindrar.",
    running: "Automatiken är igång. Den föreslår kl 06:00, och varje förslag kan hållas kvar till kl 13:00.",
    pause: "Pausa automatiken",
    pause_reason: "Varför?",
    pause_submit: "Pausa",
    pause_hint: "Förslag som väntar avbryts. Inget annat ändras.",
    resume_submit: "Starta automatiken",
    numbers: "Talen",
    numbers_hint: "RP-1 är utgångspunkten. Gränserna kan inte ändras.",
    read_only: "Du kan läsa talen men inte ändra dem.",
    of_the_team: "För hela teamet",
    what: "Vad",
    now: "Värde",
    rp_1: "RP-1",
    limits: "Gränser",
    try_submit: "Prova på de senaste 30 dagarna",
    save_submit: "Spara",
    save_hint: "Nya tal gäller från nästa bedömning. Varje ändring får ett versionsnummer som står i varje beslut.",
    tried: "Prov på de senaste 30 dagarna",
    tried_none: "Varken med dagens tal eller med de nya hade någon klient fått ett förslag.",
    tried_lead: "Morgonen då förslaget hade kommit. Provet följer det som hände; vad ett annat förslag hade lett till vet ingen. Inget är sparat.",
    tried_same: "Talen är desamma som i dag.",
    changes: "Det som ändras",
    client: "Klient",
    step: "Steg",
    on_level: "På nivån sedan",
    present: "Med dagens tal",
    wanted: "Med de nya",
    never: "inget förslag",
    others: |count| format!("Och {count} klienter som du inte får se."),
    history: "Ändringar",
    history_show: "Visa alla ändringar",
    history_none: "Inget har ändrats.",
    history_by: |who, when| format!("{who} {when}"),
    saved: "Sparat. De nya talen gäller.",
    between: |least, most| format!("{least} till {most}"),
};

const EN: Rules = Rules {
    title: "The rules of the automation",
    lead: "By these numbers the automation proposes a lower level for a client. Everybody may read them. The team leader and the manager may change them.",
    version: |version| format!("{version} holds now."),
    paused: "The automation is paused. No client gets a lower level by itself. Everybody still sees what stands in the way.",
    running: "The automation works. It proposes at 06:00, and every proposal may be held until 13:00.",
    pause: "Pause the automation",
    pause_reason: "Why?",
    pause_submit: "Pause",
    pause_hint: "Proposals that wait are cancelled. Nothing else changes.",
    resume_submit: "Start the automation",
    numbers: "The numbers",
    numbers_hint: "RP-1 is the starting point. The limits cannot be changed.",
    read_only: "You may read the numbers and not change them.",
    of_the_team: "For the whole team",
    what: "What",
    now: "Value",
    rp_1: "RP-1",
    limits: "Limits",
    try_submit: "Try on the past 30 days",
    save_submit: "Save",
    save_hint: "New numbers hold from the next evaluation. Every change gets a version, which stands in each decision.",
    tried: "A try on the past 30 days",
    tried_none: "Neither today’s numbers nor the new ones would have proposed anything.",
    tried_lead: "The morning on which the proposal would have come. The try follows what happened; what another proposal would have led to nobody knows. Nothing is saved.",
    tried_same: "The numbers are those of today.",
    changes: "What changes",
    client: "Client",
    step: "Step",
    on_level: "On the level since",
    present: "With today’s numbers",
    wanted: "With the new ones",
    never: "no proposal",
    others: |count| format!("And {count} clients whom you may not see."),
    history: "Changes",
    history_show: "Show all changes",
    history_none: "Nothing was changed.",
    history_by: |who, when| format!("{who} {when}"),
    saved: "Saved. The new numbers hold.",
    between: |least, most| format!("{least} to {most}"),
};
