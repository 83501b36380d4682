//! The functions inside Redis.
//!
//! A library of functions is global to Redis, and servers of two versions may share one Redis
//! during an upgrade. So the name of the library is derived from its text: a changed text is
//! another library, and one that is loaded is never replaced.

use std::fmt::Write as _;
use std::sync::LazyLock;

use redis::aio::MultiplexedConnection;
use redis::{Cmd, RedisError, ToRedisArgs};
use sha2::{Digest, Sha256};

use super::link::command;

/// The text, one file for each idea.
const SOURCES: [&str; 3] = [
    include_str!("log.lua"),
    include_str!("outbox.lua"),
    include_str!("documents.lua"),
];

/// The functions that can be called.
const NAMES: [&str; 12] = [
    "append",
    "claim",
    "count_failure",
    "failures",
    "find_letter",
    "open",
    "put_letter",
    "replace_field",
    "save_dossier",
    "save_snapshot",
    "settle",
    "timeline",
];

struct Library {
    name: String,
    code: String,
}

static LIBRARY: LazyLock<Library> = LazyLock::new(|| {
    let text = SOURCES.join("\n");
    let mut name = "tavla_".to_owned();
    for byte in Sha256::digest(&text).iter().take(6) {
        let _ = write!(name, "{byte:02x}");
    }
    let mut code = format!("#!lua name={name}\n{text}\n");
    for function in NAMES {
        // Names of functions are global as well.
        let _ = writeln!(
            code,
            "redis.register_function('{name}_{function}', {function})"
        );
    }
    Library { name, code }
});

/// Loads the library unless it is there.
pub(super) async fn load(connection: &mut MultiplexedConnection) -> Result<(), RedisError> {
    let loaded: Result<(), _> = command("FUNCTION")
        .arg("LOAD")
        .arg(&LIBRARY.code)
        .query_async(connection)
        .await;
    match loaded {
        Err(error) if !says(&error, "already exists") => Err(error),
        _ => Ok(()),
    }
}

/// Whether Redis has lost the library, as after `FUNCTION FLUSH`.
pub(super) fn are_missing(error: &RedisError) -> bool {
    says(error, "Function not found")
}

fn says(error: &RedisError, words: &str) -> bool {
    error.detail().is_some_and(|detail| detail.contains(words))
}

/// A call of a function that is being put together.
pub(super) struct Call {
    name: &'static str,
    keys: Vec<String>,
    args: Vec<Vec<Vec<u8>>>,
}

impl Call {
    pub(super) fn new(name: &'static str) -> Self {
        debug_assert!(NAMES.contains(&name), "{name} is not registered");
        Self {
            name,
            keys: Vec::new(),
            args: Vec::new(),
        }
    }

    pub(super) fn key(mut self, key: impl Into<String>) -> Self {
        self.keys.push(key.into());
        self
    }

    pub(super) fn arg(mut self, arg: impl ToRedisArgs) -> Self {
        self.args.push(arg.to_redis_args());
        self
    }

    pub(super) fn command(&self) -> Cmd {
        let mut command = command("FCALL");
        command.arg(format!("{}_{}", LIBRARY.name, self.name));
        command.arg(self.keys.len()).arg(&self.keys);
        for arg in self.args.iter().flatten() {
            command.arg(arg);
        }
        command
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_a_function_of_the_text() {
        for name in NAMES {
            assert!(
                LIBRARY.code.contains(&format!("local function {name}(")),
                "no Lua function is called {name}"
            );
        }
    }
}
