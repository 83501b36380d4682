//! What can go wrong.

use redis::{ErrorKind, RedisError, ServerErrorKind};
use shared::position::Seq;

/// The result of the store's calls.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why the store did not do what it was asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Others appended meanwhile. Read what they did, decide anew and try again.
    #[error("the log has moved on to {seq}")]
    Conflict {
        /// The newest number now.
        seq: Seq,
    },
    /// The log lives another life than the caller knows, or none yet: open it again.
    #[error("the log has begun a new life")]
    NewLife,
    /// A document was changed meanwhile.
    #[error("version {version} is stored, the change is not based on it")]
    Outdated {
        /// The version that is stored; 0 if there is none.
        version: u32,
    },
    /// Redis does not answer, or cannot write now. Trying again later may help.
    #[error("Redis is not available: {0}")]
    Unavailable(String),
    /// A stored value cannot be read. It is never replaced by a default.
    #[error("the value of {key} cannot be read")]
    Corrupt {
        /// The key.
        key: String,
    },
    /// Redis did not understand the request: a fault of this program. Trying again does not help.
    #[error("Redis refused: {0}")]
    Refused(String),
}

impl Error {
    /// The error for a value under `key` that does not parse. The value itself is never shown: it
    /// may hold names.
    pub(super) fn corrupt(key: impl Into<String>) -> Self {
        Self::Corrupt { key: key.into() }
    }
}

/// Sorts an error of the client library by what a caller can do about it.
impl From<RedisError> for Error {
    fn from(error: RedisError) -> Self {
        // These pass without a change of ours: Redis loads, fails over, or has no room or disk.
        let passes = match error.kind() {
            ErrorKind::Io | ErrorKind::AuthenticationFailed => true,
            ErrorKind::Server(kind) => matches!(
                kind,
                ServerErrorKind::BusyLoading
                    | ServerErrorKind::ClusterDown
                    | ServerErrorKind::MasterDown
                    | ServerErrorKind::ReadOnly
                    | ServerErrorKind::TryAgain
            ),
            _ => matches!(
                error.code(),
                Some("OOM" | "MISCONF" | "NOREPLICAS" | "NOAUTH" | "BUSY")
            ),
        };
        if passes {
            Self::Unavailable(error.to_string())
        } else {
            Self::Refused(error.to_string())
        }
    }
}

/// Why the store cannot be used at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConnectError {
    /// The address is not one.
    #[error("REDIS_URL is not an address of Redis such as redis://localhost:6379/0: {0}")]
    BadUrl(String),
    /// Nobody answers there.
    #[error("Redis does not answer: {0}. Check REDIS_URL, and that Redis runs")]
    Unreachable(String),
    /// The version lacks functions.
    #[error("Redis {found} is too old: version 7.0 or later is needed")]
    TooOld {
        /// The version that answered.
        found: String,
    },
    /// Redis may lose what it has confirmed.
    #[error(
        "this Redis may lose what it has confirmed, so the board is not started on it:\n{}\n\
         To run on it all the same, for instance to try something out, \
         set TAVLA_ALLOW_VOLATILE_REDIS=1.",
        .faults.iter().map(|fault| format!("- {fault}")).collect::<Vec<_>>().join("\n")
    )]
    Volatile {
        /// A sentence for each wrong setting, with how to mend it.
        faults: Vec<String>,
    },
}
