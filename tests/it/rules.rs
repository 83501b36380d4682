//! Back to the care plan by the rules, on the demonstration's clock (`scenarios.md` 5).

use shared::board::card::{Channel, Fact, Level, Sign, SipAnswer, Told};
use shared::board::event::{Actor, Event};
use shared::{ClientId, Command, Span};
use tests::person::{Person, client};
use tests::server_process::Place;

/// Four colleagues who look after a client from day to day.
struct Days<'a> {
    nurse: &'a Person,
    peer: &'a Person,
    psychiatrist: &'a Person,
    leader: &'a Person,
    client: ClientId,
}

impl Days<'_> {
    async fn level(&self) -> Level {
        self.nurse.snapshot().await.board.cards[&self.client].level
    }

    async fn has_proposal(&self) -> bool {
        self.nurse
            .snapshot()
            .await
            .board
            .proposals
            .contains_key(&self.client)
    }

    /// From one morning to the next, with green signs by two colleagues and everything
    /// that the gates ask people for.
    async fn green_day(&self) {
        self.nurse.move_clock("13:00").await;
        self.nurse.assess(self.client, Sign::Green).await;
        self.peer.assess(self.client, Sign::Green).await;
        self.care().await;
        self.nurse.move_clock("06:00").await;
    }

    /// A contact today and one in two days, the plans, the psychiatrist and the client.
    async fn care(&self) {
        let (client, how) = (self.client, Channel::Phone);
        let snapshot = self.nurse.snapshot().await;
        let contact = Command::LogContact {
            client,
            how,
            reached: true,
            crisis: false,
            text: String::new(),
            booking: None,
        };
        // The contact of that day, a quarter past one, finds it fulfilled.
        let book = Command::Book {
            client,
            who: snapshot.board.cards[&client].cm.expect("a case manager"),
            at: snapshot.now + Span::hours(48) + Span::minutes(15),
            how,
        };
        let told = Told {
            reached: true,
            view: Some("Vill ha samtal på fredag.".to_owned()),
            no_view: None,
        };
        let facts = [
            Fact::CrisisPlanConfirmed,
            Fact::CarePlanChecked,
            Fact::SipAnswered(SipAnswer::Holds),
            Fact::Told(told),
        ];
        let notes = facts.map(|fact| Command::Note { client, fact });
        for command in [contact, book].into_iter().chain(notes) {
            self.nurse.command(&command).await.expect("it is entered");
        }
        let reviewed = Fact::PsychiatristReviewed("Samma dos".to_owned());
        let decides = Command::Note {
            client,
            fact: reviewed,
        };
        self.psychiatrist
            .command(&decides)
            .await
            .expect("the psychiatrist decides");
    }

    /// Green days until the rules propose a step.
    async fn until_proposed(&self) {
        for _ in 0..25 {
            if self.has_proposal().await {
                return;
            }
            self.green_day().await;
        }
        panic!("nothing was proposed in 25 days");
    }
}

#[tokio::test]
async fn a_client_goes_from_red_to_the_care_plan_by_the_rules() {
    let place = Place::new();
    let server = place.start(&[]).await;
    let nurse = Person::log_in(&server.origin, "mh").await;
    let peer = Person::log_in(&server.origin, "ja").await;
    let leader = Person::log_in(&server.origin, "gs").await;
    let psychiatrist = Person::log_in(&server.origin, "qp").await;
    let fn_ = client(&nurse.snapshot().await, "F.N.");
    let days = Days {
        nurse: &nurse,
        peer: &peer,
        psychiatrist: &psychiatrist,
        leader: &leader,
        client: fn_,
    };

    nurse.raise(fn_, Level::Red).await.expect("the raise");
    let alert = nurse
        .snapshot()
        .await
        .board
        .open_alert(fn_)
        .expect("an alert")
        .number;
    assert_eq!(
        peer.post_form(&format!("/alerts/{alert}"), &[])
            .await
            .status(),
        303
    );
    nurse.assess(fn_, Sign::Red).await;

    // A proposal that no meeting has seen is not carried out.
    days.until_proposed().await;
    nurse.move_clock("13:00").await;
    assert_eq!(days.level().await, Level::Red);

    // A veto by anyone cancels the next one.
    nurse.assess(fn_, Sign::Green).await;
    days.care().await;
    nurse.move_clock("06:00").await;
    days.until_proposed().await;
    leader
        .command(&Command::ShowProposals)
        .await
        .expect("the meeting sees it");
    let reason = "Orolig inför helgen".to_owned();
    peer.command(&Command::Hold {
        client: fn_,
        reason,
        until: None,
    })
    .await
    .expect("the veto");
    assert!(!days.has_proposal().await);
    nurse.move_clock("13:00").await;
    assert_eq!(days.level().await, Level::Red);
    let lift = Command::LiftHold {
        client: fn_,
        hold: None,
    };
    peer.command(&lift).await.expect("the veto is taken back");
    days.nurse.assess(fn_, Sign::Green).await;
    days.care().await;

    for expected in [Level::Stepdown, Level::Plan] {
        days.nurse.move_clock("06:00").await;
        days.until_proposed().await;
        days.leader
            .command(&Command::ShowProposals)
            .await
            .expect("the meeting sees it");
        days.nurse.move_clock("13:00").await;
        assert_eq!(days.level().await, expected);
        days.nurse.assess(fn_, Sign::Green).await;
        days.care().await;
    }
    let snapshot = nurse.snapshot().await;
    let back = snapshot.board.cards[&fn_]
        .back_to_plan
        .expect("the client is back");
    assert_eq!(back.by, Actor::Rules);
    let timeline = nurse.panel(fn_).await.timeline;
    let steps = timeline
        .iter()
        .filter(|one| matches!(one.event, Event::SteppedDown { .. }));
    assert_eq!(steps.count(), 2, "every step stays in the history");
    server.stop().await;
}
