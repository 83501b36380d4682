//! Every key, with its type, its writer and its lifetime.
//!
//! `docs/keys.md` is the same list for those who look into Redis; a test holds the two together.
//! All keys of a team carry the hash tag `{team}`, so that one function may touch several of them
//! and a cluster keeps them on one machine.

use shared::TeamId;

/// A kind of key. `<…>` in the pattern stands for an id, `{team}` for the team's short name.
#[cfg_attr(
    not(test),
    expect(dead_code, reason = "a test compares these fields with docs/keys.md")
)]
pub(super) struct Key {
    pattern: &'static str,
    kind: &'static str,
    holds: &'static str,
    writer: &'static str,
    lifetime: &'static str,
}

/// For ever, in words.
const KEPT: &str = "kept";

pub(super) const META: Key = Key {
    pattern: "{team}:meta",
    kind: "hash",
    holds: "`epoch`: the life of the log; `run`: the process of Redis in which that life began; `seq`: the newest number",
    writer: "open, append",
    lifetime: KEPT,
};
pub(super) const LOG: Key = Key {
    pattern: "{team}:log",
    kind: "stream",
    holds: "the events; the id is the number (`42-0`), the field `e` the recorded event as JSON",
    writer: "append",
    lifetime: "kept; this is the record",
};
pub(super) const SEEN: Key = Key {
    pattern: "{team}:seen:<command>",
    kind: "string",
    holds: "the number that a command was answered with",
    writer: "append",
    lifetime: "7 days",
};
pub(super) const LINE: Key = Key {
    pattern: "{team}:line:<client>",
    kind: "list",
    holds: "the numbers of the events about a client, oldest first",
    writer: "append",
    lifetime: KEPT,
};
pub(super) const SNAPSHOT: Key = Key {
    pattern: "{team}:snapshot",
    kind: "hash",
    holds: "`seq`: the number up to which the log is folded; `fold`: the version of the fold; `board`: the result as JSON; `history`: the daily figures of the load and the past meetings as JSON, up to the same number",
    writer: "save_snapshot",
    lifetime: "replaced by the next; may be lost, the log is folded again",
};
pub(super) const HEARTBEAT: Key = Key {
    pattern: "{team}:heartbeat",
    kind: "string",
    holds: "the real time, in ms, at which a server last found that nothing was overdue",
    writer: "SET",
    lifetime: KEPT,
};
pub(super) const DUE: Key = Key {
    pattern: "{team}:outbox:due",
    kind: "sorted set",
    holds: "waiting letters by the real time, in ms, at which a courier may claim them",
    writer: "append, put_letter, claim, settle",
    lifetime: "an entry until its letter is settled",
};
pub(super) const LETTERS: Key = Key {
    pattern: "{team}:outbox:letters",
    kind: "hash",
    holds: "waiting letters as JSON, by id; a way besides push has `:sms`, `:voice` or `:mail` behind it and a try for one of several devices its id, here and in the others",
    writer: "append, put_letter, settle",
    lifetime: "an entry until its letter is settled",
};
pub(super) const TRIES: Key = Key {
    pattern: "{team}:outbox:tries",
    kind: "hash",
    holds: "how often a letter was claimed, by id; the number is also the token of the lease",
    writer: "claim, settle",
    lifetime: "an entry until its letter is settled",
};
pub(super) const SENT: Key = Key {
    pattern: "{team}:outbox:sent:<letter>",
    kind: "string",
    holds: "a settled letter as JSON, for devices that report later that they showed it",
    writer: "settle",
    lifetime: "7 days",
};
pub(super) const RECEIPT: Key = Key {
    pattern: "tavla:receipt:<hash>",
    kind: "string",
    holds: "which letter a gateway's message belongs to as JSON, by the SHA-256 of the way and the gateway's id",
    writer: "SET",
    lifetime: "7 days",
};
pub(super) const STAFF: Key = Key {
    pattern: "{team}:staff",
    kind: "hash",
    holds: "names, telephone numbers and mail addresses of the staff as JSON, by id",
    writer: "HSET",
    lifetime: KEPT,
};
pub(super) const DOSSIER: Key = Key {
    pattern: "{team}:dossier:<client>",
    kind: "hash",
    holds: "`version` and `dossier`: a client's dossier as JSON",
    writer: "save_dossier",
    lifetime: KEPT,
};
pub(super) const HEADS: Key = Key {
    pattern: "{team}:heads",
    kind: "hash",
    holds: "names of the clients as JSON, by id; copied from the dossiers",
    writer: "save_dossier",
    lifetime: KEPT,
};
pub(super) const DEVICES: Key = Key {
    pattern: "{team}:devices",
    kind: "hash",
    holds: "phones and browsers as JSON, by the SHA-256 of their endpoint",
    writer: "replace_field",
    lifetime: "an entry until it is removed",
};
pub(super) const REMOVED: Key = Key {
    pattern: "{team}:devices:removed:<hash>",
    kind: "string",
    holds: "that its owner removed the device with this endpoint, by the endpoint's SHA-256: the browser is not taken again until somebody asks for it there",
    writer: "SET, DEL",
    lifetime: "a year",
};
pub(super) const CALENDARS: Key = Key {
    pattern: "{team}:calendars",
    kind: "hash",
    holds: "`hash` and `since` of each colleague's calendar address as JSON, by id; no other address counts",
    writer: "HSET, HDEL",
    lifetime: "an entry until it is switched off",
};
pub(super) const VIEWS: Key = Key {
    pattern: "{team}:views",
    kind: "hash",
    holds: "which view of the board each colleague chose last, as JSON, by id",
    writer: "HSET",
    lifetime: KEPT,
};
pub(super) const READ: Key = Key {
    pattern: "{team}:read:<staff>",
    kind: "hash",
    holds: "when a colleague last read each client's panel or page, as JSON, by the client's id",
    writer: "HSET",
    lifetime: KEPT,
};
pub(super) const TEAMS: Key = Key {
    pattern: "tavla:teams",
    kind: "hash",
    holds: "the names of the teams, by short name",
    writer: "HSET",
    lifetime: KEPT,
};
pub(super) const ACCOUNTS: Key = Key {
    pattern: "tavla:accounts",
    kind: "hash",
    holds: "accounts as JSON, by the name that is typed to log in; passwords only as hashes",
    writer: "HSET",
    lifetime: KEPT,
};
pub(super) const SESSION: Key = Key {
    pattern: "tavla:session:<hash>",
    kind: "string",
    holds: "a session as JSON, by the SHA-256 of its token",
    writer: "SET",
    lifetime: "the session's",
};
pub(super) const CALENDAR: Key = Key {
    pattern: "tavla:calendar:<hash>",
    kind: "string",
    holds: "whose calendar it is, as JSON, by the SHA-256 of its secret",
    writer: "SET, DEL",
    lifetime: "until it is switched off",
};
pub(super) const FAILED_NAME: Key = Key {
    pattern: "{login}:name:<hash>",
    kind: "string",
    holds: "failures to log in with a name, by its SHA-256",
    writer: "count_failure, DEL",
    lifetime: "the window of the limit",
};
pub(super) const FAILED_ADDRESS: Key = Key {
    pattern: "{login}:address:<hash>",
    kind: "string",
    holds: "failures to log in from an address, by its SHA-256",
    writer: "count_failure",
    lifetime: "the window of the limit",
};
pub(super) const VAPID: Key = Key {
    pattern: "tavla:vapid",
    kind: "string",
    holds: "the private key under which browsers subscribe to pushes now",
    writer: "SET",
    lifetime: KEPT,
};
pub(super) const VAPID_ALL: Key = Key {
    pattern: "tavla:vapid:all",
    kind: "list",
    holds: "every private key that signs pushes, the newest first; absent while there was only one",
    writer: "LPUSH",
    lifetime: KEPT,
};
pub(super) const CLOCK: Key = Key {
    pattern: "tavla:clock",
    kind: "string",
    holds: "how far the demonstration's clock is ahead, in ms; the time itself where it stands for a scenario",
    writer: "SET",
    lifetime: KEPT,
};

impl Key {
    /// The key of a team.
    pub(super) fn of(&self, team: &TeamId) -> String {
        debug_assert!(!self.pattern.contains('<'), "{} needs an id", self.pattern);
        self.pattern.replacen("{team}", &format!("{{{team}}}"), 1)
    }

    /// The key of something that belongs to a team.
    pub(super) fn of_one(&self, team: &TeamId, id: impl std::fmt::Display) -> String {
        format!(
            "{}{id}",
            self.stem().replacen("{team}", &format!("{{{team}}}"), 1)
        )
    }

    /// The key of something that belongs to no team.
    pub(super) fn one(&self, id: impl std::fmt::Display) -> String {
        format!("{}{id}", self.stem())
    }

    /// The only key of its kind.
    pub(super) fn only(&self) -> &'static str {
        debug_assert!(
            !self.pattern.contains(['<', '{']),
            "{} needs more",
            self.pattern
        );
        self.pattern
    }

    /// The pattern before its id.
    fn stem(&self) -> &'static str {
        self.pattern
            .split_once('<')
            .map_or(self.pattern, |(stem, _)| stem)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [&Key; 28] = [
        &META,
        &LOG,
        &SEEN,
        &LINE,
        &SNAPSHOT,
        &HEARTBEAT,
        &DUE,
        &LETTERS,
        &TRIES,
        &SENT,
        &RECEIPT,
        &STAFF,
        &DOSSIER,
        &HEADS,
        &DEVICES,
        &REMOVED,
        &CALENDARS,
        &VIEWS,
        &READ,
        &TEAMS,
        &ACCOUNTS,
        &SESSION,
        &CALENDAR,
        &FAILED_NAME,
        &FAILED_ADDRESS,
        &VAPID,
        &VAPID_ALL,
        &CLOCK,
    ];

    #[test]
    fn the_document_lists_every_key_and_no_other() {
        let rows: Vec<String> = ALL
            .iter()
            .map(|key| {
                let Key {
                    pattern,
                    kind,
                    holds,
                    writer,
                    lifetime,
                } = key;
                format!("| `{pattern}` | {kind} | {holds} | {writer} | {lifetime} |")
            })
            .collect();
        let document = include_str!("../../../docs/keys.md");
        let written: Vec<&str> = document
            .lines()
            .filter(|line| line.starts_with("| `"))
            .collect();
        assert_eq!(
            written,
            rows,
            "docs/keys.md should hold these rows:\n{}",
            rows.join("\n")
        );
    }

    #[test]
    fn every_kind_of_key_is_listed() {
        let source = include_str!("keys.rs");
        let declared = source
            .lines()
            .filter(|line| line.starts_with("pub(super) const "))
            .count();
        assert_eq!(declared, ALL.len());
    }

    #[test]
    fn keys_of_a_team_share_its_hash_tag() {
        let team = TeamId::new("norr").expect("a team id");
        assert_eq!(LOG.of(&team), "{norr}:log");
        assert_eq!(SENT.of_one(&team, 7), "{norr}:outbox:sent:7");
        assert_eq!(SESSION.one("ab"), "tavla:session:ab");
    }
}
