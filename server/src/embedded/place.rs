//! Where an embedded Redis has its files and its socket.

use std::fmt::Write as _;
use std::fs::{self, DirBuilder};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

/// The longest path of a socket. The system's limit is 108 bytes on Linux and 104 elsewhere.
const LONGEST_SOCKET: usize = 100;

/// The folders and the socket. Only their owner may enter: they hold names.
pub(super) struct Place {
    /// The server's data folder.
    pub(super) data: PathBuf,
    /// Redis' folder in it.
    pub(super) folder: PathBuf,
    /// The socket: in that folder if its path is short enough.
    pub(super) socket: PathBuf,
}

impl Place {
    /// Makes what is missing.
    pub(super) fn prepare(data: &Path) -> io::Result<Self> {
        private_folder(data)?;
        let data = data.canonicalize()?;
        let folder = data.join("redis");
        private_folder(&folder)?;
        let mut socket = folder.join("redis.sock");
        if socket.as_os_str().len() > LONGEST_SOCKET {
            socket = short_folder(&data)?.join("redis.sock");
        }
        Ok(Self {
            data,
            folder,
            socket,
        })
    }

    /// The address of the socket. In an address, everything but plain characters is escaped.
    pub(super) fn url(&self) -> String {
        let mut url = "unix://".to_owned();
        for &byte in self.socket.as_os_str().as_bytes() {
            match byte {
                b'/' | b'-' | b'_' | b'.' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => {
                    url.push(char::from(byte));
                }
                _ => {
                    let _ = write!(url, "%{byte:02X}");
                }
            }
        }
        url
    }

    /// The file that Redis writes its log to.
    pub(super) fn log(&self) -> PathBuf {
        self.folder.join("redis.log")
    }

    /// The end of that log.
    pub(super) fn last_lines(&self, most: usize) -> String {
        let log = fs::read(self.log()).unwrap_or_default();
        let log = String::from_utf8_lossy(&log);
        let lines: Vec<&str> = log.lines().filter(|line| !line.trim().is_empty()).collect();
        lines[lines.len().saturating_sub(most)..].join("\n")
    }
}

/// A folder with a short path for the socket of a data folder with a long one. Its name follows
/// from the data folder, so that a Redis that was left behind is found again.
fn short_folder(data: &Path) -> io::Result<PathBuf> {
    let mut name = "tavla-".to_owned();
    for byte in Sha256::digest(data.as_os_str().as_bytes()).iter().take(8) {
        let _ = write!(name, "{byte:02x}");
    }
    let folder = std::env::temp_dir().join(name);
    private_folder(&folder)?;

    // Anybody may make folders there: trust it only if it is ours and closed to others.
    let (found, owner) = (fs::symlink_metadata(&folder)?, fs::metadata(data)?.uid());
    if !found.is_dir() || found.uid() != owner || found.mode() & 0o077 != 0 {
        let why = format!(
            "{} is not a folder that only its owner may enter",
            folder.display()
        );
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, why));
    }
    if folder.join("redis.sock").as_os_str().len() > LONGEST_SOCKET {
        let why = format!(
            "its path is too long for a socket, and so is {}",
            folder.display()
        );
        return Err(io::Error::new(io::ErrorKind::InvalidFilename, why));
    }
    Ok(folder)
}

fn private_folder(path: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_escapes_what_is_not_plain() {
        let place = Place {
            data: PathBuf::new(),
            folder: PathBuf::new(),
            socket: PathBuf::from("/a b/å%?#/redis.sock"),
        };
        assert_eq!(place.url(), "unix:///a%20b/%C3%A5%25%3F%23/redis.sock");
    }
}
