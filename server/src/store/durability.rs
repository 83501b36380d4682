//! What Redis must promise, because it holds the record and not a copy of it.

use std::collections::HashMap;

use redis::aio::MultiplexedConnection;

use super::fault::ConnectError;
use super::link::command;

/// The oldest version that has functions.
const OLDEST: u32 = 7;

/// A setting that the record needs.
struct Wanted {
    name: &'static str,
    value: &'static str,
    otherwise: &'static str,
}

const WANTED: [Wanted; 4] = [
    Wanted {
        name: "appendonly",
        value: "yes",
        otherwise: "a restart loses everything since the last snapshot",
    },
    Wanted {
        name: "appendfsync",
        value: "always",
        otherwise: "a power cut loses alarms that people were told are raised",
    },
    Wanted {
        name: "maxmemory-policy",
        value: "noeviction",
        otherwise: "a full memory deletes parts of the record",
    },
    Wanted {
        name: "aof-load-truncated",
        value: "no",
        otherwise: "a damaged file is shortened at start without a word",
    },
];

/// Checks version and settings.
pub(super) async fn check(
    connection: &mut MultiplexedConnection,
    allow_volatile: bool,
) -> Result<(), ConnectError> {
    let unreachable = |error: redis::RedisError| ConnectError::Unreachable(error.to_string());
    let info: String = command("INFO")
        .arg("server")
        .query_async(connection)
        .await
        .map_err(unreachable)?;
    let version = info
        .lines()
        .find_map(|line| line.strip_prefix("redis_version:"));
    let version = version.unwrap_or("of unknown version").trim();
    let major = version
        .split('.')
        .next()
        .and_then(|major| major.parse::<u32>().ok());
    if major.is_none_or(|major| major < OLDEST) {
        return Err(ConnectError::TooOld {
            found: version.to_owned(),
        });
    }

    let mut ask = command("CONFIG");
    ask.arg("GET");
    for wanted in &WANTED {
        ask.arg(wanted.name);
    }
    let settings: Result<HashMap<String, String>, _> = ask.query_async(connection).await;
    let faults = match settings {
        Ok(settings) => faults(&settings),
        Err(error) if error.is_io_error() => return Err(unreachable(error)),
        Err(error) => vec![format!(
            "Its settings cannot be read ({error}), so nobody knows. \
             Let the user in REDIS_URL run CONFIG GET"
        )],
    };
    if faults.is_empty() || allow_volatile {
        return Ok(());
    }
    Err(ConnectError::Volatile { faults })
}

/// A sentence for each setting that is not as it must be.
fn faults(settings: &HashMap<String, String>) -> Vec<String> {
    WANTED
        .iter()
        .filter_map(|wanted| {
            let Wanted {
                name,
                value,
                otherwise,
            } = wanted;
            let found = settings.get(*name).map_or("unknown", String::as_str);
            (found != *value).then(|| {
                format!(
                    "`{name}` is `{found}` and must be `{value}`, or {otherwise}. Mend it with \
                     `redis-cli CONFIG SET {name} {value}` and then `redis-cli CONFIG REWRITE`."
                )
            })
        })
        .collect()
}
