//! The fold of a log, stored so that a start need not begin at the first event.

use shared::load::history::History;
use shared::position::Seq;
use shared::{Board, Epoch, TeamId};

use super::Store;
use super::fault::{Error, Result};
use super::functions::Call;
use super::link::command;
use super::{keys, value};

/// How many events are read at once while folding.
const PAGE: usize = 2_000;

/// The version of the fold: a fingerprint of the sources that make a board out of events.
///
/// A snapshot of another version is folded again from the log, so that a changed rule can never
/// meet a board that was made by the old one. A changed comment costs the same; that is cheap.
const FOLD: u64 = fingerprint(&SOURCES);

const SOURCES: [&str; 42] = [
    include_str!("../../../shared/src/alert.rs"),
    include_str!("../../../shared/src/alert/delivery.rs"),
    include_str!("../../../shared/src/alert/ladder.rs"),
    include_str!("../../../shared/src/alert/letter.rs"),
    include_str!("../../../shared/src/alert/pace.rs"),
    include_str!("../../../shared/src/alert/seen.rs"),
    include_str!("../../../shared/src/board.rs"),
    include_str!("../../../shared/src/board/apply.rs"),
    include_str!("../../../shared/src/board/apply/alert.rs"),
    include_str!("../../../shared/src/board/apply/card.rs"),
    include_str!("../../../shared/src/board/apply/duty.rs"),
    include_str!("../../../shared/src/board/apply/meeting.rs"),
    include_str!("../../../shared/src/board/apply/visit.rs"),
    include_str!("../../../shared/src/board/card.rs"),
    include_str!("../../../shared/src/board/card/facts.rs"),
    include_str!("../../../shared/src/board/card/hold.rs"),
    include_str!("../../../shared/src/board/card/names.rs"),
    include_str!("../../../shared/src/board/card/words.rs"),
    include_str!("../../../shared/src/board/deviation.rs"),
    include_str!("../../../shared/src/board/event.rs"),
    include_str!("../../../shared/src/board/meeting.rs"),
    include_str!("../../../shared/src/board/meeting/agenda.rs"),
    include_str!("../../../shared/src/board/meeting/minutes.rs"),
    include_str!("../../../shared/src/board/meeting/missing.rs"),
    include_str!("../../../shared/src/board/meeting/news.rs"),
    include_str!("../../../shared/src/board/member.rs"),
    include_str!("../../../shared/src/calendar.rs"),
    include_str!("../../../shared/src/carried.rs"),
    include_str!("../../../shared/src/deescalation/gate/verdict.rs"),
    include_str!("../../../shared/src/deescalation/late.rs"),
    include_str!("../../../shared/src/deescalation/policy.rs"),
    include_str!("../../../shared/src/deescalation/proposal.rs"),
    include_str!("../../../shared/src/duty.rs"),
    include_str!("../../../shared/src/duty/arrange.rs"),
    include_str!("../../../shared/src/duty/ask.rs"),
    include_str!("../../../shared/src/duty/hours.rs"),
    include_str!("../../../shared/src/duty/rota.rs"),
    include_str!("../../../shared/src/load.rs"),
    include_str!("../../../shared/src/load/caseload.rs"),
    include_str!("../../../shared/src/load/history.rs"),
    include_str!("../../../shared/src/order.rs"),
    include_str!("../../../shared/src/visit.rs"),
];

impl Store {
    /// Stores the fold of a log, the board and its history in one step, so that both always end
    /// at the same event. Says whether it was stored: not if a newer one is there.
    ///
    /// # Errors
    ///
    /// [`Error::NewLife`] if the board was folded in another life than the log's present one.
    pub async fn save_snapshot(
        &self,
        team: &TeamId,
        epoch: Epoch,
        board: &Board,
        history: &History,
    ) -> Result<bool> {
        let call = Call::new("save_snapshot")
            .key(keys::META.of(team))
            .key(keys::SNAPSHOT.of(team))
            .arg(epoch.to_string())
            .arg(board.seq.0)
            .arg(FOLD.to_string())
            .arg(value::encode(board)?)
            .arg(value::encode(history)?);
        let verdict: String = self.link.call(call).await?;
        match verdict.as_str() {
            "done" => Ok(true),
            "kept" => Ok(false),
            _ => Err(Error::NewLife),
        }
    }

    /// The board of a team and its history, or `None` if nothing has happened to it yet.
    ///
    /// # Errors
    ///
    /// [`Error::Corrupt`] if a number is missing in the log or a value cannot be read.
    pub async fn load(&self, team: &TeamId) -> Result<Option<(Board, History)>> {
        let (mut board, mut history) = self.snapshot(team).await?.unwrap_or_default();
        loop {
            let page = self.read_after(team, board.seq, PAGE).await?;
            for recorded in &page {
                if recorded.seq != board.seq.next() {
                    return Err(Error::corrupt(keys::LOG.of(team)));
                }
                board.apply(recorded);
                history.apply(&board, recorded);
                // The numbers are the store's promise; it does not rest on what `apply` does.
                board.seq = recorded.seq;
            }
            if page.len() < PAGE {
                return Ok((board.seq > Seq(0)).then_some((board, history)));
            }
        }
    }

    /// The stored fold, if there is one of this version.
    async fn snapshot(&self, team: &TeamId) -> Result<Option<(Board, History)>> {
        let key = keys::SNAPSHOT.of(team);
        let ask = &mut command("HMGET");
        let held: (Option<String>, Option<String>, Option<String>) = self
            .link
            .ask(ask.arg(&key).arg("fold").arg("board").arg("history"))
            .await?;
        match held {
            (Some(fold), Some(board), Some(history)) if fold == FOLD.to_string() => Ok(Some((
                value::decode(&key, &board)?,
                value::decode(&key, &history)?,
            ))),
            _ => Ok(None),
        }
    }
}

/// FNV-1a, because it can be computed while compiling.
const fn fingerprint(sources: &[&str]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325;
    let mut source = 0;
    while source < sources.len() {
        let bytes = sources[source].as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            hash = (hash ^ bytes[at] as u64).wrapping_mul(0x0000_0100_0000_01b3);
            at += 1;
        }
        source += 1;
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::SOURCES;

    #[test]
    fn every_file_that_folds_is_in_the_version_of_the_fold() {
        for folder in ["board/apply", "board/card"] {
            let path = format!("{}/../shared/src/{folder}", env!("CARGO_MANIFEST_DIR"));
            for entry in std::fs::read_dir(path).expect("the folder") {
                let path = entry.expect("an entry").path();
                let source = std::fs::read_to_string(&path).expect("a source");
                assert!(SOURCES.contains(&source.as_str()), "{}", path.display());
            }
        }
    }
}
