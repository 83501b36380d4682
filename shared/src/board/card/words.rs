//! The pick-lists of a card, each value with its word in JSON, HTML and forms.

use serde::{Deserialize, Serialize};

/// How urgent the client's situation is (`domain.md` 1.4).
///
/// The order is that of attention: red comes first.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Crisis: the whole team's responsibility.
    Red,
    /// Watch and prevent.
    Yellow,
    /// Better, still on the board.
    Stepdown,
    /// In hospital, or in custody.
    Inpatient,
    /// Off the board: what the care plan says.
    #[default]
    Plan,
}

impl Level {
    /// Every level, in the order of the board.
    pub const ALL: [Self; 5] = [
        Self::Red,
        Self::Yellow,
        Self::Stepdown,
        Self::Inpatient,
        Self::Plan,
    ];

    /// The word for this level in JSON, HTML and CSS.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Red => "red",
            Self::Yellow => "yellow",
            Self::Stepdown => "stepdown",
            Self::Inpatient => "inpatient",
            Self::Plan => "plan",
        }
    }
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident => $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$variant_doc])* #[serde(rename = $word)] $variant),+
        }

        impl $name {
            /// Every value, in the order of the pick-list.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The word for this value in JSON, HTML and forms.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The value that `word` stands for.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.word() == word)
            }
        }
    };
}

words! {
    /// Why a client is on the board (`domain.md` 1.3). Level and reason are two fields.
    Reason {
        /// Crisis, acute deterioration.
        Crisis => "kris",
        /// Early warning signs.
        Prevention => "krisprevention",
        /// A life event: death, eviction, separation, sentence.
        LifeEvent => "livshandelse",
        /// Intensive for weeks.
        IntensiveShort => "intensiv_kort",
        /// Intensive for months.
        IntensiveLong => "intensiv_lang",
        /// New to the team.
        New => "ny",
        /// Newly discharged from hospital.
        Discharged => "utskriven",
        /// In hospital or custody.
        Inpatient => "inlagd",
        /// Avoids treatment or contact.
        Avoidant => "undvikande",
        /// Compulsory care or another legal matter.
        Legal => "rattslig",
        /// A change of medication, or a missed depot.
        Medication => "medicin",
        /// Concern for a child at home.
        Child => "barn",
        /// Threat or violence.
        Violence => "vald",
        /// Relapse into addiction.
        Addiction => "missbruk",
        /// Bodily illness.
        Somatic => "somatik",
        /// Something else; the text says what.
        Other => "annan",
    }
}

words! {
    /// An early-warning level, always set by a person (`domain.md` 3.5).
    Sign {
        /// As usual.
        Green => "gron",
        /// Early signs.
        Yellow => "gul",
        /// Acute.
        Red => "rod",
    }
}

words! {
    /// How a contact is made.
    Channel {
        /// At the client's home.
        Home => "hem",
        /// By telephone.
        Phone => "tel",
        /// At the clinic or office.
        Office => "mottagning",
        /// On video.
        Video => "video",
        /// On a ward.
        Ward => "avdelning",
    }
}

words! {
    /// Something that every colleague must know before a visit, or that forbids automation.
    Flag {
        /// Risk of suicide; cleared by the psychiatrist.
        Suicide => "suicid",
        /// Threat or violence; cleared in a meeting.
        Violence => "vald",
        /// Concern for a child; cleared in a meeting.
        Child => "barn",
        /// Staff never visit alone.
        NeverAlone => "aldrig_ensam",
    }
}

words! {
    /// What kind of action an open action is.
    ActionClass {
        /// Belongs to the crisis and keeps the client on the board.
        Crisis => "kris",
        /// Anything else.
        Other => "annan",
    }
}

words! {
    /// A legal status (`domain.md` 4.11).
    LegalStatus {
        /// Compulsory psychiatric care.
        Lpt => "LPT",
        /// Forensic psychiatric care.
        Lrv => "LRV",
        /// Open compulsory psychiatric care.
        Opt => "ÖPT",
        /// Compulsory care for addiction.
        Lvm => "LVM",
    }
}

words! {
    /// One of the two who coordinate a client's care, normally from different employers
    /// (`domain.md` 0).
    Post {
        /// The case manager.
        Cm => "cm",
        /// The deputy case manager.
        Deputy => "stallforetradande",
    }
}

words! {
    /// The answer to whether a SIP should be revised after a crisis (`domain.md` 3.7).
    SipAnswer {
        /// There is one, and it holds.
        Holds => "galler",
        /// It is to be revised.
        Revise => "revideras",
        /// There is none, and none is needed.
        None => "ingen",
    }
}

words! {
    /// Where an emergency became known (`policy.md` 6).
    Emergency {
        /// An emergency visit.
        EmergencyRoom => "akutbesok",
        /// Contact with the police.
        Police => "polis",
    }
}
