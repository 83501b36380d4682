//! The kinds of events in the log, each with its name in Swedish.

use shared::Event;

macro_rules! kinds {
    ($($variant:ident => $name:literal),+ $(,)?) => {
        /// Every name.
        pub const ALL: &[&str] = &[$($name),+];

        /// The name of an event's kind.
        #[must_use]
        pub fn of(event: &Event) -> &'static str {
            match event { $(Event::$variant { .. } => $name),+ }
        }
    };
}

kinds! {
    PolicySet => "regler satta",
    MemberJoined => "personal",
    DevicesChanged => "telefoner",
    DevicesProven => "provade telefoner",
    ContactLost => "förlorad kontakt",
    ContactRegained => "kontakt åter",
    ShiftsPlanned => "pass",
    DutyChanged => "schemaändring",
    ClientEnrolled => "klient",
    MarkedForExercise => "för övning",
    DossierChanged => "klientuppgifter",
    Placed => "nivå satt",
    ContactNamed => "dagens kontakt",
    Assessed => "bedömning",
    ContactLogged => "kontakt",
    CrisisReported => "krishändelse",
    VisitChanged => "besök",
    Booked => "bokning",
    BookingCancelled => "avbokning",
    ContactMissed => "missad kontakt",
    ActionOpened => "åtgärd öppnad",
    ActionClosed => "åtgärd stängd",
    ActionHandedOver => "åtgärd överlämnad",
    FlagRaised => "flagga",
    FlagCleared => "flagga borttagen",
    LegalChanged => "tvångsvård",
    ReviewSet => "omprövning",
    HoldSet => "håll",
    HoldLifted => "håll hävt",
    Noted => "notering",
    Corrected => "anteckning rättad",
    Appointed => "ansvar ändrat",
    ConsentChanged => "samtycke ändrat",
    PsychiatristAsked => "psykiater begärd",
    PsychiatristAnswered => "psykiater besvarad",
    PsychiatristOverdue => "psykiater försenad",
    EmergencyAccess => "nödöppning",
    Returned => "återförd",
    TeamPaused => "laget pausat",
    TeamResumed => "laget återupptaget",
    RulesStopped => "reglerna stannade",
    RulesStarted => "reglerna startade",
    DeviceUnsynced => "enhet osynkad",
    DeviceSynced => "enhet synkad",
    Evaluated => "prövning",
    EvaluationMissed => "utebliven prövning",
    ProposalMade => "förslag",
    ProposalWithheld => "inget förslag",
    ProposalShown => "förslag visat",
    ProposalCancelled => "förslag inställt",
    SteppedDown => "steg nedåt",
    StepCancelled => "steg inställt",
    Reversed => "steg återtaget",
    ContactLimitMet => "72-timmarskontakt klar",
    RaisedAgain => "steg uppåt",
    AftercareWarned => "varning i efterbevakning",
    AftercareEnded => "efterbevakning slut",
    DeviationDrafted => "avvikelseutkast",
    DeviationPassedOn => "avvikelse införd",
    ExecutionDone => "körning klar",
    LoadCrossed => "belastning",
    MeetingStarted => "möte börjat",
    MeetingMoved => "möte vidare",
    Attended => "mötesnärvaro",
    ChairTaken => "ordförande bytt",
    MeetingClosed => "möte avslutat",
    Journaled => "förd i journal",
    AlertRaised => "larm",
    AlertJoined => "larm utökat",
    RungReached => "larmsteg",
    NobodyReached => "larmsteg utan mottagare",
    AlertUncovered => "larm väntar på bemanning",
    LetterAccepted => "brev skickat",
    LetterDelivered => "brev framme",
    LetterRerouted => "brev på annan väg",
    LetterShown => "brev visat",
    LetterFailed => "brev nådde inte fram",
    Acknowledged => "kvittens",
    HelpOffered => "hjälp",
    LadderRestarted => "larm omstartat",
    ActionAwaited => "åtgärd väntas",
    NoticesWritten => "aviseringar",
    AlertClosed => "larm avslutat",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_differ() {
        let mut names = ALL.to_vec();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), ALL.len());
    }
}
