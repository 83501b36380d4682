//! The texts of an emergency access.

use shared::wording::Language;

texts! {
    /// Opening what one may not see, because life is in danger.
    Emergency {
        title, lead, first_112, name, name_hint, born, reason, reason_hint, danger, next,
        unreadable, unreadable_next, unsure, about(name, born), told, crisis, reviewed, sixty, little,
        open, back, nobody, nobody_next, over, over_next, watermark(who, at), closes(at),
        plan, no_plan, safety, no_safety, call, client, refused_safe, again,
    }
}

impl Emergency {
    /// The texts in a language.
    #[must_use]
    pub const fn of(language: Language) -> &'static Self {
        match language {
            Language::Sv => &SV,
            Language::En => &EN,
        }
    }
}

const SV: Emergency = Emergency {
    title: "Nödöppning",
    lead: "Uppgifter kan finnas hos annan vårdgivare eller enhet. Öppna dem bara om någons liv är i fara och du behöver dem nu.",
    first_112: "Är någon i livsfara nu: ring 112 först.",
    name: "Klientens hela namn",
    name_hint: "För- och efternamn, som de är skrivna.",
    born: "Födelsedatum",
    reason: "Varför behöver du uppgifterna nu?",
    reason_hint: "En rad. Den läses av teamet och av den som granskar.",
    danger: "Det är fara för liv",
    next: "Fortsätt",
    unreadable: "Namn, födelsedatum, skäl och krysset behövs.",
    unreadable_next: "Inget är öppnat. Det du skrev står kvar – fyll i resten.",
    unsure: "Det här händer när du öppnar",
    about: |name, born| format!("{name}, född {born}"),
    told: "De som ansvarar för klienten får veta det direkt: vem du är, när och varför.",
    crisis: "Är klienten på tavlan räknas det som en krishändelse och larmar den som har jour.",
    reviewed: "Det granskas i efterhand, och ett utkast till avvikelse skrivs.",
    sixty: "Vyn stängs efter 60 minuter.",
    little: "Du ser krisplan, säkerhet och vilka som kan ringas. Inget annat öppnas.",
    open: "Öppna nu",
    back: "Avbryt",
    nobody: "Ingen klient i teamet har det namnet och födelsedatumet.",
    nobody_next: "Inget är öppnat och ingen har larmats. Kontrollera stavningen, eller ring 112 eller jouren.",
    over: "Tiden är slut. Vyn är stängd.",
    over_next: "Behöver du mer: ring den som har jour. Är det fara för liv: ring 112.",
    watermark: |who, at| format!("Nödöppning {who} {at}"),
    closes: |at| format!("Stängs {at}. Öppningen är meddelad och granskas."),
    plan: "Gör så här först",
    no_plan: "Ingen krisplan är skriven.",
    safety: "Säkerhet",
    no_safety: "Inget är skrivet. Det betyder inte att det är riskfritt.",
    call: "Ring",
    client: "Klienten",
    refused_safe: "Inget är öppnat.",
    again: "Till nödöppning",
};

const EN: Emergency = Emergency {
    title: "Emergency access",
    lead: "Another care provider or unit may hold details. Open them only if somebody’s life is in danger and you need them now.",
    first_112: "If a life is in danger now, call 112 first.",
    name: "The client’s full name",
    name_hint: "First and last name, as they are written.",
    born: "Date of birth",
    reason: "Why do you need the details now?",
    reason_hint: "One line. The team reads it, and whoever reviews it.",
    danger: "A life is in danger",
    next: "Continue",
    unreadable: "Name, date of birth, reason and the tick are needed.",
    unreadable_next: "Nothing is opened. What you typed is still there – fill in the rest.",
    unsure: "This happens when you open them",
    about: |name, born| format!("{name}, born {born}"),
    told: "Those who answer for the client are told at once: who you are, when, and why.",
    crisis: "If the client is on the board it counts as a crisis event and alerts whoever is on call.",
    reviewed: "It is reviewed afterwards, and a deviation is drafted.",
    sixty: "The view closes after 60 minutes.",
    little: "You see the crisis plan, safety, and whom to call. Nothing else opens.",
    open: "Open now",
    back: "Cancel",
    nobody: "No client of the team has that name and date of birth.",
    nobody_next: "Nothing is opened and nobody was alerted. Check the spelling, or call 112 or whoever is on call.",
    over: "The time is over. The view is closed.",
    over_next: "If you need more, call whoever is on call. If a life is in danger, call 112.",
    watermark: |who, at| format!("Emergency access {who} {at}"),
    closes: |at| format!("Closes {at}. The access is announced and will be reviewed."),
    plan: "Do this first",
    no_plan: "No crisis plan is written.",
    safety: "Safety",
    no_safety: "Nothing is written. That does not mean that there is no risk.",
    call: "Call",
    client: "The client",
    refused_safe: "Nothing is opened.",
    again: "To emergency access",
};
