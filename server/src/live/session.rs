//! One connection, from hello to its close code.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::ws::{CloseFrame, Message, Utf8Bytes, WebSocket};
use futures_util::stream::{SplitSink, SplitStream};
use futures_util::{SinkExt, StreamExt};
use shared::Timestamp;
use shared::board::event::Actor;
use shared::position::Seq;
use shared::protocol::{
    ClientMessage, CloseCode, LARGEST_MESSAGE, Outcome, PING_EVERY, ServerMessage, VERSION,
};
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::mpsc;
use tokio::time::{Interval, MissedTickBehavior, interval, timeout};

use crate::app_state::AppState;
use crate::http::extract::Who;
use crate::live::join::join;
use crate::live::presence;
use crate::team::{Notice, Team, encode};

/// How many commands of one client may wait; a person is slower than this.
const COMMANDS_WAITING: usize = 16;
/// How long a client may take to say hello.
const HELLO_WITHIN: Duration = Duration::from_secs(10);
/// How long a frame may wait for a client that does not read.
const SEND_WITHIN: Duration = Duration::from_secs(10);

/// How many pings without an answer mean that the line is dead.
const MISSED_PINGS: u8 = 2;

/// Everything that can wake a session.
enum Wake {
    Client(Option<Result<ClientMessage, CloseCode>>),
    Feed(Result<Notice, RecvError>),
    Ping,
    Stop,
}

/// Serves a connection until it ends.
pub async fn run(socket: WebSocket, app: Arc<AppState>, team: Arc<Team>, who: Who) {
    let (sink, stream) = socket.split();
    let (messages, inbox) = mpsc::channel(COMMANDS_WAITING);
    let reader = tokio::spawn(read(stream, messages));
    let heard = app.clock.now();
    let mut session = Session {
        sink,
        app,
        team,
        who,
        last: Seq::default(),
        unanswered: 0,
        hidden: false,
        heard,
    };
    if let Err(Some(code)) = session.serve(inbox).await {
        if session.unanswered >= MISSED_PINGS && !session.hidden {
            presence::lost(&session.team, session.who.staff, session.heard).await;
        }
        let close = CloseFrame {
            code: code.code(),
            reason: Utf8Bytes::from_static(code.reason()),
        };
        // The other side may be gone already.
        let _ = timeout(SEND_WITHIN, session.sink.send(Message::Close(Some(close)))).await;
    }
    reader.abort();
}

/// Tells somebody who is not logged in that coming back will not help.
pub async fn turn_away(mut socket: WebSocket) {
    let code = CloseCode::LoggedOut;
    let close = CloseFrame {
        code: code.code(),
        reason: Utf8Bytes::from_static(code.reason()),
    };
    // The other side may be gone already.
    let _ = timeout(SEND_WITHIN, socket.send(Message::Close(Some(close)))).await;
}

/// Reads messages until the socket ends or something cannot be understood.
async fn read(
    mut stream: SplitStream<WebSocket>,
    messages: mpsc::Sender<Result<ClientMessage, CloseCode>>,
) {
    while let Some(message) = stream.next().await {
        let understood = match message {
            Ok(Message::Text(text)) if text.len() > LARGEST_MESSAGE => Err(CloseCode::BadMessage),
            Ok(Message::Text(text)) => {
                serde_json::from_str(&text).map_err(|_| CloseCode::BadMessage)
            }
            Ok(Message::Ping(_) | Message::Pong(_)) => continue,
            Ok(Message::Close(_)) => break,
            // Where the network has failed, nobody receives the code.
            Ok(Message::Binary(_)) | Err(_) => Err(CloseCode::BadMessage),
        };
        let is_last = understood.is_err();
        if messages.send(understood).await.is_err() || is_last {
            break;
        }
    }
}

/// One connection.
struct Session {
    sink: SplitSink<WebSocket, Message>,
    app: Arc<AppState>,
    team: Arc<Team>,
    who: Who,
    /// The last number that the client was sent.
    last: Seq,
    /// Pings without an answer since the last one that had one.
    unanswered: u8,
    /// Whether the page is in the background: browsers stop such pages, and their silence
    /// means nothing.
    hidden: bool,
    /// When the client last said something.
    heard: Timestamp,
}

/// The end of a session: with a code to be sent, or with a socket that is gone.
type Ended = Option<CloseCode>;

impl Session {
    async fn serve(
        &mut self,
        mut inbox: mpsc::Receiver<Result<ClientMessage, CloseCode>>,
    ) -> Result<(), Ended> {
        let position = match timeout(HELLO_WITHIN, inbox.recv()).await {
            Ok(Some(Ok(ClientMessage::Hello {
                version: VERSION,
                position,
            }))) => position,
            Ok(Some(Ok(ClientMessage::Hello { .. }))) => return Err(Some(CloseCode::OtherVersion)),
            Ok(Some(Err(code))) => return Err(Some(code)),
            Ok(Some(Ok(_))) => return Err(Some(CloseCode::BadMessage)),
            Ok(None) => return Err(None),
            Err(_) => return Err(Some(CloseCode::NoPong)),
        };
        // Subscribed before the state is read, so that no event falls between them.
        let mut notices = self.team.notices();
        let state = self.team.state().ok_or(Some(CloseCode::Restarting))?;
        let now = self.app.clock.now();
        let joined = join(
            &self.team,
            &self.app.store,
            &state,
            self.who.class,
            position,
            now,
        )
        .await;
        for frame in joined.frames {
            self.send(frame).await?;
        }
        self.last = joined.last;
        self.is_there().await;

        let mut stop = self.app.stopping();
        let mut pings = pings();
        loop {
            let wake = tokio::select! {
                message = inbox.recv() => Wake::Client(message),
                notice = notices.recv() => Wake::Feed(notice),
                _ = pings.tick() => Wake::Ping,
                _ = stop.wait_for(|stopping| *stopping) => Wake::Stop,
            };
            match wake {
                Wake::Client(None) => return Err(None),
                Wake::Client(Some(Err(code))) => return Err(Some(code)),
                Wake::Client(Some(Ok(message))) => {
                    self.heard = self.app.clock.now();
                    self.hear(message).await?;
                }
                Wake::Feed(Ok(notice)) => self.forward(&notice).await?,
                Wake::Feed(Err(RecvError::Lagged(_))) => return Err(Some(CloseCode::Slow)),
                Wake::Feed(Err(RecvError::Closed)) | Wake::Stop => {
                    return Err(Some(CloseCode::Restarting));
                }
                Wake::Ping => self.ping().await?,
            }
        }
    }

    async fn hear(&mut self, message: ClientMessage) -> Result<(), Ended> {
        match message {
            ClientMessage::Hello { .. } => Err(Some(CloseCode::BadMessage)),
            ClientMessage::Visibility { hidden } => {
                self.hidden = hidden;
                Ok(())
            }
            ClientMessage::Pong => {
                self.unanswered = 0;
                Ok(())
            }
            ClientMessage::Command {
                id,
                happened,
                command,
            } => {
                let by = Actor::Staff(self.who.staff);
                let outcome = match self.team.command(by, id, happened, &command).await {
                    Ok(seq) => Outcome::Done { seq },
                    Err(refusal) => {
                        refusal.log(&self.team.id);
                        Outcome::Refused {
                            rejection: refusal.rejection(),
                        }
                    }
                };
                self.send(encode(&ServerMessage::Answer { id, outcome }))
                    .await
            }
        }
    }

    async fn forward(&mut self, notice: &Notice) -> Result<(), Ended> {
        match notice {
            Notice::NewEpoch => Err(Some(CloseCode::NewEpoch)),
            Notice::Stale => Err(Some(CloseCode::Restarting)),
            // The snapshot already contained it.
            Notice::Frame(frame) if frame.seq <= self.last => Ok(()),
            Notice::Frame(frame) if frame.seq == self.last.next() => {
                self.last = frame.seq;
                match frame.text(self.who.class) {
                    Some(text) => self.send(text).await,
                    None => Err(Some(CloseCode::LoggedOut)),
                }
            }
            Notice::Frame(_) => Err(Some(CloseCode::Slow)),
        }
    }

    /// Two pings without an answer mean that the line is dead. The session is looked
    /// up again at each, so that logging out elsewhere ends this connection too.
    async fn ping(&mut self) -> Result<(), Ended> {
        if self.unanswered >= MISSED_PINGS {
            return Err(Some(CloseCode::NoPong));
        }
        if !self.app.is_logged_in(&self.who).await {
            return Err(Some(CloseCode::LoggedOut));
        }
        if self.unanswered == 0 {
            self.is_there().await;
        }
        self.unanswered += 1;
        let now = self.app.clock.now();
        let newest = self
            .team
            .state()
            .map_or(self.last, |state| state.position.seq);
        self.send(encode(&ServerMessage::Ping { seq: newest, now }))
            .await
    }

    /// The person's page answers here, whatever became of their other pages.
    async fn is_there(&self) {
        presence::there(&self.team, self.who.staff).await;
    }

    async fn send(&mut self, text: Utf8Bytes) -> Result<(), Ended> {
        match timeout(SEND_WITHIN, self.sink.send(Message::Text(text))).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) => Err(None),
            Err(_) => Err(Some(CloseCode::Slow)),
        }
    }
}

fn pings() -> Interval {
    let every = Duration::from_millis(PING_EVERY.as_millis().unsigned_abs());
    let mut pings = interval(every);
    pings.set_missed_tick_behavior(MissedTickBehavior::Delay);
    pings
}
