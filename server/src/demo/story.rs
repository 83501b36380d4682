//! What has happened in the team until the demonstration begins (`scenarios.md` 1, 2,
//! 4 and 5). Every step is a command that the rules carry out, and everything that
//! was due on the way has happened at its time, so the log is one that could be real.

use shared::Command;
use shared::board::card::{Channel, Fact, Flag, LegalStatus, Level, Reason, Sign, Told};

use super::teller::Story;
use super::{BEGINS, DemoError, PAST_BEGINS, local};
use crate::setup::Draft;

use Channel::{Home, Office, Phone, Ward};
use Level::{Inpatient, Plan, Red, Stepdown, Yellow};
use Sign::{Green, Yellow as YellowSign};

/// Tells the story up to the beginning of the demonstration.
pub(super) fn tell(draft: &mut Draft) -> Result<(), DemoError> {
    let mut story = Story {
        draft,
        now: local(PAST_BEGINS),
    };
    // In the past everybody had a phone. Whoever tries the demonstration subscribes one.
    story.devices(PAST_BEGINS, 1);

    story.place(
        "2026-02-13 10:00",
        "nb",
        "Y.P.",
        Yellow,
        Reason::Avoidant,
        "Öppnar inte. Två försök att söka upp planeras.",
    )?;
    story.take("2026-02-13 10:04", "mh", "Y.P.")?;
    story.contact("2026-02-13 10:20", "mh", "Y.P.", Home, false)?;
    story.place(
        "2026-02-16 09:30",
        "mh",
        "I.S.",
        Yellow,
        Reason::Prevention,
        "Systern är bortrest. Ringer ofta.",
    )?;
    story.take("2026-02-16 09:42", "an", "I.S.")?;
    story.contact("2026-02-16 10:15", "mh", "I.S.", Phone, true)?;
    story.place(
        "2026-02-19 08:50",
        "mh",
        "I.S.",
        Plan,
        Reason::Prevention,
        "Systern är hemma igen.",
    )?;
    story.contact("2026-02-20 10:00", "mh", "I.S.", Phone, true)?;
    story.place(
        "2026-02-22 09:00",
        "an",
        "C.W.",
        Inpatient,
        Reason::Inpatient,
        "Avdelning 3, frivilligt till den 5 mars.",
    )?;
    story.place(
        "2026-02-25 13:00",
        "re",
        "Z.E.",
        Yellow,
        Reason::New,
        "Ny hos oss. Kartläggning pågår, krisplan saknas.",
    )?;
    story.take("2026-02-25 13:05", "ps", "Z.E.")?;
    story.contact("2026-02-25 13:30", "ps", "Z.E.", Office, true)?;
    story.place(
        "2026-02-25 13:40",
        "mh",
        "I.S.",
        Yellow,
        Reason::Prevention,
        "Orolig igen, vågar inte gå ut.",
    )?;
    story.take("2026-02-25 13:49", "mh", "I.S.")?;
    story.contact("2026-02-25 14:30", "mh", "I.S.", Home, true)?;
    story.place(
        "2026-02-26 08:50",
        "mh",
        "I.S.",
        Plan,
        Reason::Prevention,
        "Går ut med grannen. Vill klara sig själv.",
    )?;
    story.contact("2026-02-26 10:00", "mh", "I.S.", Phone, true)?;
    story.place(
        "2026-02-27 11:00",
        "an",
        "L.H.",
        Red,
        Reason::LifeEvent,
        "Vräkningshot, sover hos en vän.",
    )?;
    story.take("2026-02-27 11:03", "ps", "L.H.")?;
    story.contact("2026-02-27 11:25", "ps", "L.H.", Home, true)?;
    story.review("2026-03-02 09:00", "L.H.", "Ångest, ingen ny medicin.")?;
    story.hold(
        "2026-03-02 09:10",
        "ps",
        "L.H.",
        "Beskedet om lägenheten väntas.",
    )?;

    story.place(
        "2026-03-02 10:05",
        "mh",
        "B.T.",
        Red,
        Reason::Crisis,
        "Hör röster igen, rädd för trapphuset.",
    )?;
    story.take("2026-03-02 10:07", "cf", "B.T.")?;
    story.contact("2026-03-02 10:30", "cf", "B.T.", Home, true)?;
    story.review("2026-03-03 13:30", "B.T.", "Dosen höjs.")?;
    story.note(
        "2026-03-03 13:31",
        "qp",
        "B.T.",
        Fact::MedicationChanged("Dosen höjd".to_owned()),
    )?;
    story.crisis(
        "2026-03-03 21:15",
        "nb",
        "B.T.",
        "Ringde jouren i ångest. Lugnade sig efter samtal.",
    )?;
    story.take("2026-03-03 21:20", "nb", "B.T.")?;
    story.contact("2026-03-03 21:25", "nb", "B.T.", Phone, true)?;
    story.place(
        "2026-03-04 09:10",
        "re",
        "Ö.L.",
        Yellow,
        Reason::Medication,
        "Klozapin trappas. Prov på onsdag.",
    )?;
    story.take("2026-03-04 09:14", "mh", "Ö.L.")?;
    story.contact("2026-03-04 09:30", "mh", "Ö.L.", Phone, true)?;
    story.place(
        "2026-03-05 14:00",
        "an",
        "C.W.",
        Inpatient,
        Reason::Inpatient,
        "Avdelning 3. LPT sedan i dag.",
    )?;
    story.legal("2026-03-05 14:05", "C.W.", LegalStatus::Lpt, "2026-03-19");
    story.sign("2026-03-07 10:00", "nb", "B.T.", YellowSign)?;
    story.place(
        "2026-03-07 14:20",
        "an",
        "V.B.",
        Yellow,
        Reason::LifeEvent,
        "Brodern död. Missat två samtal.",
    )?;
    story.take("2026-03-07 14:25", "nb", "V.B.")?;
    story.contact("2026-03-07 14:40", "nb", "V.B.", Phone, true)?;
    story.sign("2026-03-08 14:00", "nb", "B.T.", Green)?;
    story.place(
        "2026-03-09 11:30",
        "nb",
        "G.R.",
        Yellow,
        Reason::Addiction,
        "Återfall efter två år. Vill ha hjälp.",
    )?;
    story.take("2026-03-09 11:33", "tv", "G.R.")?;
    story.contact("2026-03-09 11:50", "tv", "G.R.", Phone, true)?;
    story.sign("2026-03-09 15:10", "mh", "B.T.", Green)?;
    story.note("2026-03-09 15:40", "mh", "B.T.", Fact::CrisisPlanConfirmed)?;
    story.place(
        "2026-03-10 09:00",
        "an",
        "L.H.",
        Stepdown,
        Reason::LifeEvent,
        "Hyresvärden drog tillbaka. Bor hemma igen.",
    )?;
    story.sign("2026-03-10 11:20", "ja", "B.T.", Green)?;
    story.note(
        "2026-03-10 16:00",
        "kj",
        "B.T.",
        Fact::Told(Told {
            reached: true,
            view: Some("Vill gärna, men ring mig.".to_owned()),
            no_view: None,
        }),
    )?;
    story.sign("2026-03-10 18:40", "nb", "B.T.", Green)?;
    story.command("2026-03-11 08:44", "gs", Command::ShowProposals)?;

    story.place(
        "2026-03-11 13:30",
        "mh",
        "U.K.",
        Red,
        Reason::IntensiveShort,
        "Slutat med depån, rädd för grannarna.",
    )?;
    story.take("2026-03-11 13:33", "mh", "U.K.")?;
    story.contact("2026-03-11 13:50", "mh", "U.K.", Home, true)?;
    story.sign("2026-03-11 13:52", "mh", "U.K.", YellowSign)?;
    story.review(
        "2026-03-12 10:30",
        "U.K.",
        "Depå i dag. Ny bedömning på måndag.",
    )?;

    story.place(
        "2026-03-12 19:12",
        "qp",
        "D.M.",
        Red,
        Reason::Crisis,
        "Akuten ringde: hörs genom väggen, har inte sovit på tre dygn.",
    )?;
    story.flag("2026-03-12 19:12", "qp", "D.M.", Flag::Suicide)?;
    story.flag("2026-03-12 19:12", "qp", "D.M.", Flag::NeverAlone)?;
    story.take("2026-03-12 19:18", "tv", "D.M.")?;
    story.crisis(
        "2026-03-12 19:31",
        "tv",
        "D.M.",
        "Nådd, röd, inte ensam. Tar emot besök.",
    )?;
    story.sign("2026-03-12 19:32", "tv", "D.M.", Sign::Red)?;
    story.contact("2026-03-12 20:40", "re", "D.M.", Home, true)?;
    story.contact("2026-03-13 07:40", "tv", "D.M.", Phone, true)?;
    story.sign("2026-03-13 07:41", "tv", "D.M.", Sign::Red)?;
    story.meeting(
        "2026-03-13",
        "gs",
        &["an", "qp", "xl", "kj", "lk", "ps", "cf", "ja"],
    )?;
    story.review("2026-03-13 13:50", "D.M.", "Suicidrisk kvar. Aldrig ensam.")?;
    story.action(
        "2026-03-13 13:52",
        "qp",
        "D.M.",
        "Ny bedömning av suicidrisk",
        "qp",
        "2026-03-18 13:00",
    )?;
    story.contact("2026-03-13 14:00", "ja", "B.T.", Home, true)?;
    story.sign("2026-03-13 14:02", "ja", "B.T.", Green)?;
    story.contact("2026-03-13 14:20", "an", "V.B.", Phone, false)?;
    story.sign("2026-03-13 14:22", "an", "V.B.", YellowSign)?;
    // Nobody makes this call: on Monday it stands first in the meeting.
    story.book(
        "2026-03-13 14:25",
        "an",
        "V.B.",
        "nb",
        "2026-03-15 14:00",
        Phone,
    )?;
    story.contact("2026-03-13 15:30", "ps", "L.H.", Home, true)?;
    story.sign("2026-03-13 15:31", "ps", "L.H.", Green)?;

    story.place(
        "2026-03-13 16:40",
        "ja",
        "F.N.",
        Yellow,
        Reason::Prevention,
        "Sover under fyra timmar, tv:n av för att den pratar.",
    )?;
    story.take("2026-03-13 16:46", "ps", "F.N.")?;
    story.contact("2026-03-13 16:51", "ps", "F.N.", Phone, true)?;
    story.sign("2026-03-13 16:52", "ps", "F.N.", YellowSign)?;
    story.contact("2026-03-14 10:00", "nb", "Ö.L.", Phone, true)?;
    story.sign("2026-03-14 10:01", "nb", "Ö.L.", Green)?;
    story.contact("2026-03-14 11:02", "nb", "F.N.", Phone, true)?;
    story.sign("2026-03-14 11:03", "nb", "F.N.", YellowSign)?;
    story.contact("2026-03-15 11:06", "nb", "F.N.", Phone, true)?;
    story.sign("2026-03-15 11:07", "nb", "F.N.", Green)?;
    story.contact("2026-03-15 16:10", "nb", "U.K.", Phone, true)?;
    story.sign("2026-03-15 16:11", "nb", "U.K.", YellowSign)?;

    story.today(
        "2026-03-16 08:05",
        "gs",
        "D.M.",
        &["an", "ja"],
        "2026-03-16 11:00",
        Home,
    )?;
    story.today(
        "2026-03-16 08:06",
        "gs",
        "F.N.",
        &["mh"],
        "2026-03-16 14:20",
        Home,
    )?;
    story.today(
        "2026-03-16 08:06",
        "gs",
        "Ö.L.",
        &["xl"],
        "2026-03-16 13:00",
        Phone,
    )?;
    story.today(
        "2026-03-16 08:07",
        "gs",
        "Y.P.",
        &["kj", "ja"],
        "2026-03-16 15:00",
        Home,
    )?;
    story.today(
        "2026-03-16 08:08",
        "gs",
        "B.T.",
        &["ja"],
        "2026-03-16 15:00",
        Phone,
    )?;
    story.today(
        "2026-03-16 08:08",
        "gs",
        "C.W.",
        &["an"],
        "2026-03-16 10:00",
        Ward,
    )?;
    story.book(
        "2026-03-16 08:10",
        "mh",
        "F.N.",
        "mh",
        "2026-03-19 10:00",
        Home,
    )?;
    story.book(
        "2026-03-16 08:10",
        "mh",
        "B.T.",
        "mh",
        "2026-03-20 10:00",
        Office,
    )?;
    story.book(
        "2026-03-16 08:11",
        "an",
        "D.M.",
        "an",
        "2026-03-17 09:00",
        Home,
    )?;

    story.devices("2026-03-16 08:12", 0);
    story.pass_time(local(BEGINS));
    Ok(())
}
