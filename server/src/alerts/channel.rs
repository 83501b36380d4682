//! A way to reach a person. Push, text message, call and mail are the same to the courier:
//! it gives a letter away and hears what became of the attempt.

use futures_util::future::BoxFuture;
use shared::Span;
use shared::alert::Failure;
use shared::alert::letter::Carrier;

use crate::alerts::gateway::{Gateway, GatewayError};
use crate::alerts::mail::{Mailer, MailerError};
use crate::config::Config;
use crate::store::{self, OutboxItem, Store};
use crate::team::Team;

/// What became of one attempt. It says itself whether trying again can help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// The letter is out of our hands. Nobody has seen it.
    Accepted {
        /// The name by which whoever has it will report about it, if they will.
        message: Option<String>,
    },
    /// It may work later; the other side may have said how much later.
    Later(Option<Span>),
    /// It will never work on this way.
    Failed(Failure),
}

/// A way on which letters reach people.
///
/// Each letter is carried in a task of its own, so a way that is slow delays no other. The
/// courier renews its lease meanwhile, so a way has to give up by itself.
pub trait Channel: Send + Sync {
    /// Carries a letter to its recipient once.
    ///
    /// # Errors
    ///
    /// Returns the store's error if it does not say where the recipient is reached; the
    /// letter is then claimed again.
    fn carry<'a>(
        &'a self,
        team: &'a Team,
        item: &'a OutboxItem,
    ) -> BoxFuture<'a, store::Result<Attempt>>;
}

/// The ways besides push, as far as they are set up.
pub struct Channels {
    mail: Option<Mailer>,
    sms: Option<Gateway>,
    voice: Option<Gateway>,
}

/// A way cannot be made from its settings.
#[derive(Debug, thiserror::Error)]
pub enum ChannelError {
    /// Mail.
    #[error(transparent)]
    Mail(#[from] MailerError),
    /// A gateway.
    #[error(transparent)]
    Gateway(#[from] GatewayError),
}

impl Channels {
    /// The ways that the settings describe. Where each person is reached is read from the
    /// store when a letter is sent.
    ///
    /// # Errors
    ///
    /// Says which way cannot be made.
    pub fn new(config: &Config, store: &Store) -> Result<Self, ChannelError> {
        let gateway = |settings: &Option<_>, carrier| {
            let settings = settings.clone();
            settings
                .map(|settings| Gateway::new(settings, carrier, store.clone()))
                .transpose()
        };
        let mail = config.mail.as_ref();
        let channels = Self {
            mail: mail
                .map(|settings| Mailer::new(settings, store.clone()))
                .transpose()?,
            sms: gateway(&config.sms, Carrier::Sms)?,
            voice: gateway(&config.voice, Carrier::Voice)?,
        };
        tracing::info!(
            mail = channels.mail.is_some(),
            sms = channels.sms.is_some(),
            voice = channels.voice.is_some(),
            "ways to reach people besides push"
        );
        Ok(channels)
    }

    /// The way of a carrier besides push; `None` if nobody has set it up.
    #[must_use]
    pub fn of(&self, carrier: Carrier) -> Option<&dyn Channel> {
        match carrier {
            Carrier::Push => None,
            Carrier::Mail => self.mail.as_ref().map(|mailer| mailer as &dyn Channel),
            Carrier::Sms | Carrier::Voice => {
                self.gateway(carrier).map(|gateway| gateway as &dyn Channel)
            }
        }
    }

    /// The gateway of a carrier, if that is how it travels and it is set up.
    #[must_use]
    pub fn gateway(&self, carrier: Carrier) -> Option<&Gateway> {
        match carrier {
            Carrier::Sms => self.sms.as_ref(),
            Carrier::Voice => self.voice.as_ref(),
            Carrier::Push | Carrier::Mail => None,
        }
    }
}
