//! A mail server that speaks as much SMTP (RFC 5321) as a sender needs, and can misbehave.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

use crate::wait;

/// What the server does with a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    /// Takes it.
    Accept,
    /// Refuses the recipient for good (550).
    Refuse,
    /// Refuses the next recipient for now (451), and takes those after it.
    Stumble,
    /// Opens the connection and never says a word.
    Hang,
}

/// A mail as the server received it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// The recipient of the envelope.
    pub to: String,
    /// The headers, as they were sent.
    pub headers: Vec<String>,
    /// The body, decoded.
    pub body: String,
}

impl Mail {
    /// A header's value.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find_map(|line| {
            let (found, value) = line.split_once(": ")?;
            found.eq_ignore_ascii_case(name).then_some(value)
        })
    }
}

/// A mail server on this machine.
pub struct MailServer {
    /// Its address, for `TAVLA_SMTP_URL`.
    pub url: String,
    shared: Arc<Shared>,
}

struct Shared {
    mood: Mutex<Mood>,
    received: Mutex<Vec<Mail>>,
}

impl MailServer {
    /// Opens a server.
    ///
    /// # Panics
    ///
    /// Panics if there is no free address.
    pub async fn open(mood: Mood) -> Self {
        let shared = Arc::new(Shared {
            mood: Mutex::new(mood),
            received: Mutex::default(),
        });
        let listener = TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a free address");
        let url = format!("smtp://{}", listener.local_addr().expect("an address"));
        let serving = Arc::clone(&shared);
        tokio::spawn(async move {
            while let Ok((line, _)) = listener.accept().await {
                let serving = Arc::clone(&serving);
                // A sender that hangs up in the middle is no fault of the server.
                tokio::spawn(async move { serving.talk(line).await.ok() });
            }
        });
        Self { url, shared }
    }

    /// Every mail received until now.
    #[must_use]
    pub fn mails(&self) -> Vec<Mail> {
        self.shared
            .received
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Waits for the first mail to somebody.
    pub async fn expect(&self, to: &str) -> Mail {
        wait::until(&format!("a mail to {to}"), async || {
            self.mails().into_iter().find(|mail| mail.to == to)
        })
        .await
    }
}

impl Shared {
    async fn talk(&self, line: TcpStream) -> std::io::Result<()> {
        let (reader, mut writer) = line.into_split();
        let mut lines = BufReader::new(reader).lines();
        if self.mood() == Mood::Hang {
            return std::future::pending().await;
        }
        writer.write_all(b"220 mail.example.se ESMTP\r\n").await?;
        let mut to = String::new();
        while let Some(line) = lines.next_line().await? {
            let verb = line.get(..4).unwrap_or_default().to_ascii_uppercase();
            let answer = match verb.as_str() {
                "EHLO" => "250-mail.example.se\r\n250 8BITMIME\r\n",
                "RCPT" => {
                    to = between(&line, '<', '>').to_owned();
                    self.judge()
                }
                "DATA" => {
                    writer.write_all(b"354 go on\r\n").await?;
                    let mut text = Vec::new();
                    while let Some(line) = lines.next_line().await? {
                        if line == "." {
                            break;
                        }
                        text.push(line);
                    }
                    self.take(&to, &text);
                    "250 taken\r\n"
                }
                "QUIT" => "221 bye\r\n",
                _ => "250 ok\r\n",
            };
            writer.write_all(answer.as_bytes()).await?;
            if verb == "QUIT" {
                break;
            }
        }
        Ok(())
    }

    fn mood(&self) -> Mood {
        *self.mood.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn judge(&self) -> &'static str {
        let mut mood = self.mood.lock().unwrap_or_else(PoisonError::into_inner);
        match *mood {
            Mood::Accept | Mood::Hang => "250 ok\r\n",
            Mood::Refuse => "550 no such mailbox\r\n",
            Mood::Stumble => {
                *mood = Mood::Accept;
                "451 come back later\r\n"
            }
        }
    }

    fn take(&self, to: &str, text: &[String]) {
        let split = text.iter().position(String::is_empty).unwrap_or(text.len());
        let (headers, body) = text.split_at(split);
        let body: Vec<String> = body.iter().skip(1).map(|line| decoded(line)).collect();
        let mail = Mail {
            to: to.to_owned(),
            headers: headers.to_vec(),
            body: body.join("\n").trim_end().to_owned(),
        };
        self.received
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(mail);
    }
}

fn between(text: &str, open: char, close: char) -> &str {
    text.split_once(open)
        .and_then(|(_, rest)| rest.split_once(close))
        .map_or("", |(inside, _)| inside)
}

/// A line of quoted-printable text (RFC 2045, section 6.7).
fn decoded(line: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('=') {
        bytes.extend_from_slice(before.as_bytes());
        let byte = after.get(..2).map(|hex| u8::from_str_radix(hex, 16));
        if let Some(Ok(byte)) = byte {
            bytes.push(byte);
        }
        rest = after.get(2..).unwrap_or_default();
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8_lossy(&bytes).into_owned()
}
