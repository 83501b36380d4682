//! A live connection, as another program would write it from `docs/protocol.md`.

use futures_util::{SinkExt, StreamExt};
use shared::board::event::Recorded;
use shared::position::Position;
use shared::protocol::{ClientMessage, ServerMessage, Snapshot, Step, VERSION};
use shared::{Command, CommandId};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

/// A live connection.
pub struct LiveLine {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
}

/// What a client receives when it joins.
pub enum Joined {
    /// Everything anew.
    Snapshot(Box<Snapshot>),
    /// The position after the steps that follow.
    Resumed(Position),
}

impl LiveLine {
    /// Opens a connection with a session's cookie.
    ///
    /// # Panics
    ///
    /// Panics if the server refuses it.
    pub async fn open(origin: &str, cookie: &str) -> Self {
        let address = format!("{}/live", origin.replace("http://", "ws://"));
        let mut request = address.into_client_request().expect("an address");
        let headers = request.headers_mut();
        headers.insert("origin", origin.parse().expect("a header"));
        headers.insert("cookie", cookie.parse().expect("a header"));
        let (socket, _) = connect_async(request)
            .await
            .expect("the server takes the connection");
        Self { socket }
    }

    /// Says hello and joins behind a position.
    ///
    /// # Panics
    ///
    /// Panics if the server does not answer as the protocol says.
    pub async fn join(&mut self, position: Option<Position>) -> Joined {
        self.say(&ClientMessage::Hello {
            version: VERSION,
            position,
        })
        .await;
        match self.hear().await {
            Ok(ServerMessage::Snapshot(snapshot)) => Joined::Snapshot(snapshot),
            Ok(ServerMessage::Resumed { position }) => Joined::Resumed(position),
            other => panic!("neither a snapshot nor a resumption: {other:?}"),
        }
    }

    /// Joins and expects a snapshot.
    ///
    /// # Panics
    ///
    /// Panics if the server resumes instead.
    pub async fn join_anew(&mut self) -> Snapshot {
        match self.join(None).await {
            Joined::Snapshot(snapshot) => *snapshot,
            Joined::Resumed(_) => panic!("nothing was there to resume"),
        }
    }

    /// Sends a message.
    ///
    /// # Panics
    ///
    /// Panics if the line is dead.
    pub async fn say(&mut self, message: &ClientMessage) {
        let text = serde_json::to_string(message).expect("a message is text");
        self.say_text(&text).await;
    }

    /// Sends any text.
    ///
    /// # Panics
    ///
    /// Panics if the line is dead.
    pub async fn say_text(&mut self, text: &str) {
        self.socket
            .send(Message::text(text))
            .await
            .expect("the line is open");
    }

    /// Gives a command.
    pub async fn command(&mut self, id: CommandId, command: Command) {
        self.say(&ClientMessage::Command {
            id,
            happened: None,
            command,
        })
        .await;
    }

    /// The next message; pings are answered on the way.
    ///
    /// # Errors
    ///
    /// Returns the close code if the server ends the connection, 0 if it just goes away.
    ///
    /// # Panics
    ///
    /// Panics if a message can't be read.
    pub async fn hear(&mut self) -> Result<ServerMessage, u16> {
        loop {
            match self.socket.next().await {
                Some(Ok(Message::Text(text))) => {
                    let message = serde_json::from_str(&text).expect("a message of the protocol");
                    if matches!(message, ServerMessage::Ping { .. }) {
                        self.say(&ClientMessage::Pong).await;
                        continue;
                    }
                    return Ok(message);
                }
                Some(Ok(Message::Close(frame))) => {
                    return Err(frame.map_or(0, |frame| frame.code.into()));
                }
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return Err(0),
            }
        }
    }

    /// The next step of the log; answers to commands are passed over.
    ///
    /// # Panics
    ///
    /// Panics if the connection ends.
    pub async fn step(&mut self) -> Step {
        loop {
            match self.hear().await {
                Ok(ServerMessage::Step(step)) => return step,
                Ok(_) => {}
                Err(code) => panic!("the connection ended with {code}"),
            }
        }
    }

    /// The next event for which `wanted` says yes.
    ///
    /// # Panics
    ///
    /// Panics if the connection ends before.
    pub async fn event(&mut self, wanted: impl Fn(&Recorded) -> bool) -> Recorded {
        loop {
            if let Some(recorded) = self.step().await.recorded
                && wanted(&recorded)
            {
                return recorded;
            }
        }
    }
}
