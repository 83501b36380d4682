//! Which letter a gateway's message belongs to, so that a report about it finds its way back.

use serde::{Deserialize, Serialize};
use shared::alert::AlertNumber;
use shared::alert::letter::Carrier;
use shared::{LetterId, Span, TeamId};

use super::Store;
use super::fault::Result;
use super::link::command;
use super::{keys, value};

/// How long a report is waited for. Gateways report within hours or not at all.
const KEPT: Span = Span::days(7);

/// What a gateway's message is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The team.
    pub team: TeamId,
    /// The alert.
    pub alert: AlertNumber,
    /// The letter.
    pub letter: LetterId,
    /// On which way it went.
    pub carrier: Carrier,
}

impl Store {
    /// Remembers under which id the gateway of the receipt's way knows a message.
    pub async fn keep_receipt(&self, message: &str, receipt: &Receipt) -> Result<()> {
        let ask = &mut command("SET");
        ask.arg(key(receipt.carrier, message))
            .arg(value::encode(receipt)?);
        self.link.ask(ask.arg("PX").arg(KEPT.as_millis())).await
    }

    /// What a gateway's message is about, if it was sent within the last seven days.
    pub async fn receipt(&self, carrier: Carrier, message: &str) -> Result<Option<Receipt>> {
        let key = key(carrier, message);
        let json: Option<String> = self.link.ask(command("GET").arg(&key)).await?;
        json.map(|json| value::decode(&key, &json)).transpose()
    }
}

/// Two gateways may use the same ids; and an id is a text from outside, so it is hashed.
fn key(carrier: Carrier, message: &str) -> String {
    keys::RECEIPT.one(value::digest(&format!("{carrier:?} {message}")))
}
