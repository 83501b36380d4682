//! One letter as a mail, by SMTP (RFC 5321).

use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use lettre::message::header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, SinglePart};
use lettre::transport::smtp::Error as SmtpError;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use shared::alert::Failure;
use tokio::time::timeout;

use crate::alerts::channel::{Attempt, Channel};
use crate::config::mail::MailSettings;
use crate::store::{self, OutboxItem, Store};
use crate::team::Team;

/// How long the mail server may take over one mail, greeting and encryption included.
pub const SENT_WITHIN: Duration = Duration::from_secs(10);

/// Sends mails.
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    store: Store,
}

/// The client for sending cannot be made.
#[derive(Debug, thiserror::Error)]
#[error(
    "TAVLA_SMTP_URL is wrong: the mail server cannot be spoken to by it. Write smtps://user:password@mail.example.se:465."
)]
pub struct MailerError;

impl Mailer {
    /// A sender to the mail server of the settings. Nothing is sent yet.
    ///
    /// # Errors
    ///
    /// Fails if the address of the mail server cannot be used.
    pub fn new(settings: &MailSettings, store: Store) -> Result<Self, MailerError> {
        // The error's text could hold the address with its password.
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(settings.server.expose())
            .map_err(|_| MailerError)?
            .timeout(Some(SENT_WITHIN))
            .build();
        Ok(Self {
            transport,
            from: settings.from.clone(),
            store,
        })
    }

    async fn send(&self, team: &Team, item: &OutboxItem) -> store::Result<Attempt> {
        let card = self.store.staff_card(&team.id, item.to).await?;
        let address = card.and_then(|card| card.mail?.parse::<Address>().ok());
        let Some(address) = address else {
            return Ok(Attempt::Failed(Failure::NoAddress));
        };
        let Ok(mail) = message(&self.from, address, item) else {
            tracing::error!(letter = %item.id, "a mail could not be put together");
            return Ok(Attempt::Failed(Failure::Refused));
        };
        // What the mail server says can repeat the address, so only its code is logged.
        Ok(
            match timeout(SENT_WITHIN, self.transport.send(mail)).await {
                Ok(Ok(_)) => Attempt::Accepted { message: None },
                Ok(Err(error)) => {
                    let status = error.status().map(u16::from);
                    tracing::warn!(letter = %item.id, status, "the mail server did not take a mail");
                    judge(&error)
                }
                Err(_) => {
                    tracing::warn!(letter = %item.id, timed_out = true, "the mail server did not take a mail");
                    Attempt::Later(None)
                }
            },
        )
    }
}

impl Channel for Mailer {
    fn carry<'a>(
        &'a self,
        team: &'a Team,
        item: &'a OutboxItem,
    ) -> BoxFuture<'a, store::Result<Attempt>> {
        self.send(team, item).boxed()
    }
}

/// A permanent answer (5yz) stays what it is; everything else may work later.
fn judge(error: &SmtpError) -> Attempt {
    if error.is_permanent() {
        Attempt::Failed(Failure::Refused)
    } else {
        Attempt::Later(None)
    }
}

/// The mail: the title of the letter's text is the subject, its body the body
/// (`policy.md` 7). A repeated mail has the same id, so that mailboxes can drop it.
fn message(
    from: &Mailbox,
    to: Address,
    item: &OutboxItem,
) -> Result<Message, lettre::error::Error> {
    let letter = item.letter();
    let id = format!("<{}@{}>", item.id, from.email.domain());
    Message::builder()
        .from(from.clone())
        .to(Mailbox::new(None, to))
        .message_id(Some(id))
        .subject(letter.title())
        // RFC 3834: no holiday answers, please.
        .raw_header(HeaderValue::new(
            HeaderName::new_from_ascii_str("Auto-Submitted"),
            "auto-generated".to_owned(),
        ))
        .singlepart(
            SinglePart::builder()
                .header(ContentType::TEXT_PLAIN)
                .header(ContentTransferEncoding::QuotedPrintable)
                .body(letter.body()),
        )
}
