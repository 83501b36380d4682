//! The texts of the page about drafts of deviations.

use shared::wording::Language;

texts! {
    /// Drafts of deviations.
    Deviations {
        title, lead, none, none_next, writer, no_writer, copy, copy_hint, to_client,
        head_what, head_where, head_when, head_client, born(year), head_happened, head_harm,
        head_done, head_proposal, fill_in, nothing_before,
        pass_on, pass_on_hint, passed_on(who, at), done,
    }
}

impl Deviations {
    /// The texts in a language.
    #[must_use]
    pub const fn of(language: Language) -> &'static Self {
        match language {
            Language::Sv => &SV,
            Language::En => &EN,
        }
    }
}

const SV: Deviations = Deviations {
    title: "Avvikelser",
    lead: "Utkast. Inget skickas härifrån: läs, komplettera och för in avvikelsen i arbetsplatsens ordinarie system.",
    none: "Inga utkast väntar på dig.",
    none_next: "Här visas utkast om larm som kvitterats sent, återtagna steg, missad psykiatertid, missad depå och nödöppning.",
    writer: "Skrivs av",
    no_writer: "Ingen är utsedd att skriva. Teamledaren avgör.",
    copy: "Text att kopiera",
    copy_hint: "Markera allt i rutan (Ctrl+A) och kopiera (Ctrl+C).",
    to_client: "Till klientens sida",
    head_what: "Avvikelse",
    head_where: "Enhet",
    head_when: "Upptäckt",
    head_client: "Klient",
    born: |year| format!("född {year}"),
    head_happened: "Vad hände",
    head_harm: "Följd för klienten",
    head_done: "Åtgärdat direkt",
    head_proposal: "Förslag så att det inte händer igen",
    fill_in: "(fyll i)",
    nothing_before: "(inget är skrivet på tavlan dygnet före)",
    pass_on: "Jag har fört in den",
    pass_on_hint: "Då vet teamledaren att den är lämnad. Skickar inget.",
    passed_on: |who, at| format!("Införd av {who} {at}"),
    done: "Införda",
};

const EN: Deviations = Deviations {
    title: "Deviations",
    lead: "Drafts. Nothing is sent from here: read, complete and enter the deviation in the ordinary system of your workplace.",
    none: "No drafts wait for you.",
    none_next: "Drafts appear here about alerts taken late, steps taken back, a psychiatrist not in time, a missed depot and emergency access.",
    writer: "Written by",
    no_writer: "Nobody is named to write it. The team leader decides.",
    copy: "Text to copy",
    copy_hint: "Select everything in the box (Ctrl+A) and copy it (Ctrl+C).",
    to_client: "To the client’s page",
    head_what: "Deviation",
    head_where: "Unit",
    head_when: "Found",
    head_client: "Client",
    born: |year| format!("born {year}"),
    head_happened: "What happened",
    head_harm: "Consequence for the client",
    head_done: "Done at once",
    head_proposal: "Proposal so that it does not happen again",
    fill_in: "(fill in)",
    nothing_before: "(nothing is written on the board in the day before)",
    pass_on: "I have entered it",
    pass_on_hint: "The team leader then knows that it is handed in. It sends nothing.",
    passed_on: |who, at| format!("Entered by {who} {at}"),
    done: "Entered",
};
