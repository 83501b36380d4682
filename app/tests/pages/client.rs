//! A client's own page, and the drafts of deviations.

use app::page::client::{Asked, ClientContent, Part, Said};
use app::page::{Content, DeviationsContent, Draft};
use app::shell::document;
use shared::board::card::{BackToPlan, Channel, Legal, LegalStatus, Level, Sign};
use shared::board::deviation::{Deviation, DeviationKind, Outage};
use shared::board::event::{Actor, Event, Recorded};
use shared::deescalation::Transition;
use shared::deescalation::outlook;
use shared::position::Seq;
use shared::wording::Language;
use shared::{Rejection, Span};

use crate::sample::{at, by, client, dossier, number, page, people, staff, timeline, whole_board};

fn made(part: Part) -> ClientContent {
    let client = client("D.M.");
    let mut board = whole_board();
    let card = board.cards.get_mut(&client).unwrap();
    card.legal = Some(Legal {
        status: Some(LegalStatus::Lpt),
        changed: at(12, "21:00"),
        ends: Some("2026-03-30".parse().unwrap()),
    });
    ClientContent {
        board,
        people: people(),
        client,
        dossier: Some(dossier("D.M.")),
        timeline: timeline("D.M."),
        is_cut: false,
        part,
        asked: Asked::default(),
        said: None,
        id: number(7, 1).parse().unwrap(),
    }
}

fn wrapped(content: ClientContent) -> Content {
    Content::Client(Box::new(content))
}

/// The whole page.
pub(crate) fn content() -> Content {
    wrapped(made(Part::Whole))
}

/// The crisis plan to print.
pub(crate) fn crisis_plan() -> Content {
    wrapped(made(Part::CrisisPlan))
}

/// The early warning signs to print.
pub(crate) fn early_signs() -> Content {
    wrapped(made(Part::EarlySigns))
}

/// The page with a form open.
pub(crate) fn asked(form: &str) -> Content {
    let mut content = made(Part::Whole);
    form.clone_into(&mut content.asked.ask);
    wrapped(content)
}

/// Two drafts, one of which was entered.
pub(crate) fn deviations() -> Content {
    let draft = |seq: u64, about, passed_on| Draft {
        deviation: Deviation {
            seq: Seq(seq),
            client: client("D.M."),
            about,
            within: None,
            at: at(16, "07:50"),
            writer: Some(staff("A.N.")),
            passed_on,
        },
        around: timeline("D.M.").split_off(3),
    };
    let passed = shared::board::deviation::PassedOn {
        by: by("A.N."),
        at: at(16, "08:00"),
    };
    Content::Deviations(Box::new(DeviationsContent {
        outages: vec![Outage {
            seq: Seq(60),
            from: at(13, "05:50"),
            until: at(13, "06:25"),
        }],
        drafts: vec![
            draft(50, DeviationKind::LateAcknowledgement, None),
            draft(44, DeviationKind::Reversal, Some(passed)),
        ],
        people: people(),
        rejection: None,
        id: number(7, 2).parse().unwrap(),
    }))
}

fn html(content: ClientContent) -> String {
    document(&page(wrapped(content), "N.B."))
}

/// The entry of the time line that says this, as HTML.
fn entry<'a>(html: &'a str, words: &str) -> &'a str {
    html.split("<li data-kind=")
        .skip(1)
        .find(|part| part.contains(words))
        .unwrap_or_else(|| panic!("{words} stands on the time line"))
}

fn happened(seq: u64, day: u32, clock: &str, who: Actor, event: Event) -> Recorded {
    Recorded {
        seq: Seq(seq),
        at: at(day, clock),
        happened: None,
        by: who,
        command: None,
        event,
    }
}

#[test]
fn everything_that_is_known_stands_on_the_page_in_both_languages() {
    let mut shown = page(content(), "N.B.");
    let swedish = document(&shown);
    for words in [
        "Doris Mård",
        "Kris",
        "LPT",
        "t.o.m. mån 30 mar",
        "Region + Kommun",
        "Hund i hallen",
        "finska",
        "Ett barn, varannan vecka.",
        "Depå senast 2 mar",
        "tel:07000001 01".replace(' ', "").as_str(),
        "Krisplan",
        "äldre än ett år",
        "Genomförandeplan",
        "äldre version (12 jan 2026)",
        "Öppnar inte dörren",
        "Lugnt rum, få personer",
        "syster",
        "inget samtycke: ring inte, säg inget",
        "/clients/",
        "Akuten ringde: hörs genom väggen",
    ] {
        assert!(swedish.contains(words), "{words} stands on the page");
    }
    // Whoever has not let us call has no number on the page.
    assert!(!swedish.contains("070-000 01 03"));
    shown.frame.language = Language::En;
    let english = document(&shown);
    for words in [
        "Early warning signs",
        "older version",
        "Compulsory care",
        "Timeline",
    ] {
        assert!(english.contains(words), "{words} stands on the page");
    }
    for words in ["Samtycke", "Tidslinje", "Ansvariga", "äldre version"] {
        assert!(!english.contains(words), "{words} is Swedish");
    }
}

#[test]
fn the_address_and_the_title_name_nobody() {
    let html = document(&page(content(), "N.B."));
    let title = html.split_once("<title>").unwrap().1;
    let title = title.split_once("</title>").unwrap().0;
    assert!(
        title.contains("D.M.") && !title.contains("Doris"),
        "{title}"
    );
    let masked = {
        let mut shown = page(content(), "N.B.");
        shown.frame.masked = true;
        document(&shown)
    };
    assert!(
        !masked.contains("Doris"),
        "initials where they are asked for"
    );
}

#[test]
fn the_time_line_is_filtered_by_kind_and_read_from_the_newest() {
    let all = html(made(Part::Whole));
    let place = |words: &str| all.find(words).unwrap_or_else(|| panic!("{words}"));
    let day = |date: &str| place(&format!("<h3><time datetime=\"2026-03-{date}\""));
    assert!(all.contains("i dag mån 16 mar"));
    assert!(day("16") < day("13") && day("13") < day("12"));
    let mut content = made(Part::Whole);
    content.asked.kind = "contact".to_owned();
    let contacts = html(content);
    assert!(contacts.contains("Inte ensam, tar emot besök"));
    assert_eq!(contacts.matches("<li data-kind=").count(), 2);
    let mut content = made(Part::Whole);
    content.asked.kind = "alert".to_owned();
    assert!(html(content).contains("Inget av det här slaget har hänt."));
}

#[test]
fn a_late_entry_shows_both_times_and_a_step_that_was_taken_back_says_so() {
    let mut content = made(Part::Whole);
    let client = content.client;
    let verdicts = outlook::of(
        &content.board,
        &content.board.cards[&client],
        at(16, "08:00"),
    )
    .unwrap()
    .verdicts;
    let count = verdicts.len();
    let step = Event::SteppedDown {
        client,
        transition: Transition::RedToStepdown,
        policy: "RP-1".to_owned(),
        verdicts,
    };
    let late = Recorded {
        happened: Some(at(15, "12:50")),
        ..happened(
            61,
            15,
            "13:30",
            by("T.V."),
            Event::CrisisReported {
                client,
                text: "Polisen kom".to_owned(),
            },
        )
    };
    let taken_back = Event::Reversed {
        client,
        step: Seq(60),
        late: at(15, "12:50"),
        level: Level::Red,
        since: at(12, "19:12"),
        raised: None,
    };
    content.timeline.extend([
        happened(60, 15, "13:00", Actor::Rules, step),
        happened(62, 15, "13:30", Actor::Rules, taken_back),
        late,
    ]);
    let html = html(content);
    let late = entry(&html, "Polisen kom");
    assert!(
        late.contains("12:50") && late.contains("kom in sön 13:30"),
        "{late}"
    );
    let step = entry(&html, "Automatiskt");
    assert!(step.contains("<s>") && step.contains("återtagen – sen händelse sön 12:50"));
    assert!(step.contains(&format!("Visa {count} villkor")));
    assert_eq!(
        step.matches("data-gate=").count(),
        count,
        "every gate is there"
    );
}

#[test]
fn an_entry_that_was_corrected_is_struck_out_and_can_be_corrected_only_by_its_author() {
    let mut content = made(Part::Whole);
    let client = content.client;
    let card = content.board.cards.get_mut(&client).unwrap();
    card.assessments = vec![shared::board::card::Assessment {
        sign: Sign::Red,
        at: at(16, "07:40"),
        by: by("N.B."),
        seq: Seq(41),
    }];
    let own = html(content.clone());
    assert!(entry(&own, "Tecken: röd").contains("ask=correct&amp;entry=41"));
    let others = document(&page(wrapped(content.clone()), "R.E."));
    assert!(!others.contains("ask=correct&amp;entry=41"));
    content
        .board
        .cards
        .get_mut(&client)
        .unwrap()
        .assessments
        .clear();
    content.timeline.push(happened(
        70,
        16,
        "08:00",
        by("N.B."),
        Event::Corrected {
            client,
            entry: Seq(41),
            text: "Fel klient".to_owned(),
        },
    ));
    let corrected = html(content);
    let line = entry(&corrected, "rättad: Fel klient");
    assert!(
        line.contains("<s>") && !line.contains("ask=correct"),
        "{line}"
    );
}

#[test]
fn a_long_time_line_is_paged() {
    let mut content = made(Part::Whole);
    let client = content.client;
    content.timeline = (0..150)
        .map(|index| {
            let mut one = happened(
                100 + index,
                10,
                "08:00",
                by("N.B."),
                Event::ContactLogged {
                    client,
                    how: Channel::Phone,
                    reached: true,
                    crisis: false,
                    text: format!("samtal {index}."),
                    booking: None,
                },
            );
            one.at = one.at + Span::minutes(i64::try_from(index).unwrap());
            one
        })
        .collect();
    content.is_cut = true;
    let first = html(content.clone());
    assert!(first.contains("samtal 149.") && !first.contains("samtal 89."));
    assert!(first.contains("Sida 1 av 3") && first.contains("?page=2#client-timeline"));
    assert!(!first.contains("Äldre händelser finns kvar"));
    content.asked.page = "3".to_owned();
    let last = html(content.clone());
    assert!(last.contains("samtal 0.") && !last.contains("samtal 30."));
    assert!(
        last.contains("Äldre händelser finns kvar"),
        "nothing is hidden in silence"
    );
    content.asked.page = "99".to_owned();
    assert!(html(content).contains("Sida 3 av 3"));
}

#[test]
fn off_the_board_the_page_says_what_holds_now_and_offers_one_tap_back() {
    let mut content = made(Part::Whole);
    let client = content.client;
    let card = content.board.cards.get_mut(&client).unwrap();
    card.level = Level::Plan;
    card.back_to_plan = Some(BackToPlan {
        at: at(13, "13:00"),
        by: Actor::Rules,
        from: Level::Yellow,
        aftercare_until: at(27, "13:00"),
        contact_by: Some(at(16, "13:00")),
        reached: None,
        over: false,
    });
    let shown = html(content.clone());
    for words in [
        "Åter till planerade insatser enligt vårdplan",
        "Efterbevakning till",
        "Kontakt som når klienten senast",
        "Hembesök tisdagar",
        "Tillbaka till gul",
        "value=\"return\"",
    ] {
        assert!(shown.contains(words), "{words}");
    }
    let card = content.board.cards.get_mut(&client).unwrap();
    card.back_to_plan.as_mut().unwrap().over = true;
    assert!(!html(content).contains("value=\"return\""));
}

#[test]
fn a_change_of_consent_says_first_what_it_means_for_whom() {
    let mut content = made(Part::Whole);
    content.asked = Asked {
        ask: "consent".to_owned(),
        id: "sent".to_owned(),
        region: "1".to_owned(),
        ..Asked::default()
    };
    let deputy = content.board.cards[&content.client].deputy.unwrap();
    let deputy = content.people.initials(deputy).to_owned();
    let shown = html(content.clone());
    for words in [
        "Kommun ser inte längre klienten",
        "P.S.",
        &format!("{deputy} "),
        "kan inte längre vara ställföreträdare",
        "name=\"sure\"",
    ] {
        assert!(shown.contains(words), "{words}");
    }
    let about = shown.split_once("Det här händer om du sparar").unwrap().1;
    let about = about.split_once("</ul>").unwrap().0;
    assert!(
        !about.contains("O.D."),
        "managers see no clients before or after"
    );
    content.asked.municipality = "1".to_owned();
    let same = html(content);
    assert!(same.contains("Ingen skillnad") && !same.contains("name=\"sure\""));
}

#[test]
fn a_refusal_keeps_what_was_typed_and_says_that_nothing_changed() {
    let mut content = made(Part::Whole);
    content.asked = Asked {
        ask: "legal".to_owned(),
        id: "sent".to_owned(),
        status: "LRV".to_owned(),
        ends: "31 mars".to_owned(),
        ..Asked::default()
    };
    content.said = Some(Said::Unreadable);
    let shown = html(content);
    assert!(shown.contains("role=\"alert\"") && shown.contains("Inget är ändrat."));
    assert!(shown.contains("value=\"31 mars\""));
    assert!(shown.contains("value=\"LRV\" selected"));
    let mut content = made(Part::Whole);
    content.asked = Asked {
        ask: "note".to_owned(),
        id: "sent".to_owned(),
        fact: "2".to_owned(),
        text: "en lång rad".to_owned(),
        ..Asked::default()
    };
    content.said = Some(Said::Rejected(Rejection::TextTooLong { limit: 200 }));
    let shown = html(content);
    assert!(shown.contains("value=\"en lång rad\"") && shown.contains("value=\"2\" selected"));
}

#[test]
fn whoever_may_not_say_something_is_not_offered_it() {
    let offered = |who| document(&page(asked("note"), who));
    assert!(offered("Q.P.").contains("Psykiatern har bedömt"));
    assert!(!offered("N.B.").contains("Psykiatern har bedömt"));
}

#[test]
fn what_is_printed_carries_time_and_sender_and_nobody_without_consent() {
    let plan = document(&page(crisis_plan(), "N.B."));
    for words in [
        "Krisplan 9 mar 2026",
        "Doris Mård",
        "Ring systern innan du ringer.",
        "N.B.",
        "mån 16 mar 08:29 2026",
        "Sekretess",
    ] {
        assert!(plan.contains(words), "{words} stands on the plan");
    }
    for words in ["Per Åberg", "Tidslinje", "LPT"] {
        assert!(!plan.contains(words), "{words} does not");
    }
    let signs = document(&page(early_signs(), "N.B."));
    for words in [
        "Tidiga varningstecken 16 mar 2026",
        "Drar ner persiennerna",
        "mån 16 mar 08:29 2026",
    ] {
        assert!(signs.contains(words), "{words} stands on the sheet");
    }
    assert!(!signs.contains("Ring systern"));
}

#[test]
fn a_draft_is_text_to_copy_and_names_the_client_by_initials() {
    let html = document(&page(deviations(), "G.S."));
    for words in [
        "Inget skickas härifrån",
        "Avvikelse: P1 ej kvitterat inom 5 min",
        "Klient: D.M., född 1984",
        "(fyll i)",
        "Införd av A.N.",
        "fre 13 mar 05:50–06:25",
        "Systemet arbetade inte under 35 min.",
    ] {
        assert!(html.contains(words), "{words}");
    }
    assert!(!html.contains("Doris"));
    assert_eq!(
        html.matches("name=\"draft\"").count(),
        1,
        "what is entered is entered"
    );
}
