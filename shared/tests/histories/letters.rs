//! Whom a letter may reach (`policy.md` 7).

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use shared::alert::letter::Text;
use shared::alert::{AlertNumber, Class, Rung};
use shared::board::Board;
use shared::board::event::Recorded;
use shared::board::member::Function;
use shared::duty::ShiftKind;
use shared::{Event, StaffId};

/// Who has got a letter about which alert.
pub(crate) type Told = BTreeSet<(AlertNumber, StaffId)>;

/// Nobody off duty, nobody without right, and not the one who is asked on the screen. The
/// exceptions: the team leader from T+10 of a P1, and a manager, who opens a page without
/// identity. Letters about no alert go by day only. `board` is the one before the event.
pub(crate) fn check(
    board: &Board,
    told: &mut Told,
    recorded: &Recorded,
) -> Result<(), TestCaseError> {
    let Some(alert) = recorded.event.alert() else {
        return check_notices(board, recorded);
    };
    let (rung, asked) = match &recorded.event {
        Event::RungReached { rung, asked, .. } => (Some(*rung), *asked),
        _ => (None, None),
    };
    if let Event::LetterRerouted { written, .. } = &recorded.event {
        let client = board.alerts[&alert].client;
        prop_assert!(
            board
                .on_duty(recorded.at)
                .any(|shift| shift.who == written.to),
            "off duty: {:?}",
            written.to
        );
        prop_assert!(
            shared::access::may_see(board, written.to, client),
            "no right: {:?}",
            written.to
        );
    }
    for written in recorded.event.letters() {
        let who = written.to;
        if written.text == Text::M9 {
            prop_assert!(
                told.contains(&(alert, who)),
                "M9 to somebody who knew nothing"
            );
            continue;
        }
        let client = board.alerts[&alert].client;
        let (member, card) = (board.members[&who], &board.cards[&client]);
        let shifts = || board.on_duty(recorded.at).filter(|shift| shift.who == who);
        let is_first = board.alerts[&alert].class == Class::P1;
        let late = is_first && matches!(rung, Some(Rung::T10 | Rung::Repeat(_)));
        let may_be_woken = member.function == Function::TeamLeader && late;
        prop_assert!(
            shifts().next().is_some() || may_be_woken,
            "off duty: {who:?}"
        );
        let very_late = matches!(rung, Some(Rung::T15 | Rung::Repeat(_)));
        let manages = shifts()
            .any(|shift| matches!(shift.kind, ShiftKind::Ledningsjour | ShiftKind::Manager));
        let may_see =
            member.function != Function::Manager && card.open_to.contains(&member.employer);
        prop_assert!(may_see || (very_late && manages), "no right: {who:?}");
        prop_assert_ne!(Some(who), asked, "asked on the screen");
        told.insert((alert, who));
    }
    Ok(())
}

fn check_notices(board: &Board, recorded: &Recorded) -> Result<(), TestCaseError> {
    for written in recorded.event.letters() {
        let is_on_duty = board
            .on_duty(recorded.at)
            .any(|shift| shift.who == written.to);
        prop_assert!(is_on_duty, "off duty: {:?}", written.to);
        let hour = recorded.at.local().hour();
        let tries = matches!(recorded.event, Event::NoticesWritten { shift: Some(_), .. });
        prop_assert!(tries || (7..18).contains(&hour), "at night");
    }
    Ok(())
}
