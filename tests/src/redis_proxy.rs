//! A door between a server and its Redis, where a call can be stopped: before it reaches
//! Redis, or before its answer comes back. So a server can be killed at an exact point
//! without a hook in it.

pub mod resp;

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream, UnixStream, tcp, unix};
use tokio::sync::oneshot;

use crate::wait;

/// Where a call is stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// It does not reach Redis.
    Before,
    /// Redis has done it; the answer does not come back. An answer with nothing in it
    /// passes.
    After,
}

/// What stands before the name of a plain command, as a library's name does before a function's.
const PLAIN: &str = "plain_";
/// Answers with nothing in them.
const NOTHING: [&[u8]; 3] = [b"*0\r\n", b"*-1\r\n", b"_\r\n"];

/// A function inside Redis or a command of its own, by name, and a text that stands in the call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Call {
    /// The name in `server/src/store/functions.rs`, or that of a command in capitals.
    pub function: &'static str,
    /// A text among the arguments; empty for any call.
    pub with: &'static str,
}

impl Call {
    /// Any call of a function.
    #[must_use]
    pub fn of(function: &'static str) -> Self {
        Self { function, with: "" }
    }

    fn is(self, request: &Request) -> bool {
        let of_library = request.function.strip_suffix(self.function);
        of_library.is_some_and(|library| library.ends_with('_'))
            && resp::holds(&request.frame, self.with)
    }
}

/// A call that Redis has answered.
#[derive(Clone, Debug)]
pub struct Answered {
    /// The name of the function in Redis, that of its library before it.
    pub function: String,
    /// When it was asked.
    pub asked: Instant,
    /// The answer as it was sent.
    pub answer: Vec<u8>,
}

/// A call that will be stopped, or has been.
pub struct Held {
    reached: oneshot::Receiver<()>,
    let_go: oneshot::Sender<()>,
}

impl Held {
    /// Waits until the call is stopped.
    ///
    /// # Panics
    ///
    /// Panics if it does not come in time.
    pub async fn reached(&mut self) {
        wait::within("the call that is to be stopped", &mut self.reached)
            .await
            .expect("the door is open");
    }

    /// Lets the call go on. One that is dropped instead never does, and its connection ends.
    pub fn let_go(self) {
        // A connection that is gone needs no word.
        let _ = self.let_go.send(());
    }
}

/// The door.
pub struct RedisProxy {
    /// The address for `REDIS_URL`.
    pub url: String,
    shared: Arc<Shared>,
}

struct Shared {
    socket: PathBuf,
    rules: Mutex<Vec<Rule>>,
    answered: Mutex<Vec<Answered>>,
}

struct Rule {
    /// The rule begins to hold when this call has passed.
    behind: Option<Call>,
    call: Call,
    side: Side,
    reached: oneshot::Sender<()>,
    let_go: oneshot::Receiver<()>,
}

/// A request that waits for its answer.
struct Request {
    function: String,
    frame: Vec<u8>,
    asked: Instant,
}

impl RedisProxy {
    /// A door to the Redis behind a socket.
    ///
    /// # Panics
    ///
    /// Panics if there is no free address.
    pub async fn open(socket: PathBuf) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a free address");
        let url = format!("redis://{}", listener.local_addr().expect("an address"));
        let shared = Arc::new(Shared {
            socket,
            rules: Mutex::default(),
            answered: Mutex::default(),
        });
        let door = Arc::clone(&shared);
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                tokio::spawn(carry(Arc::clone(&door), client));
            }
        });
        Self { url, shared }
    }

    /// Stops the next such call.
    #[must_use]
    pub fn hold(&self, side: Side, call: Call) -> Held {
        self.add(None, side, call)
    }

    /// Stops the first such call that comes after another one has passed.
    #[must_use]
    pub fn hold_behind(&self, behind: Call, side: Side, call: Call) -> Held {
        self.add(Some(behind), side, call)
    }

    fn add(&self, behind: Option<Call>, side: Side, call: Call) -> Held {
        let (reached_here, reached) = oneshot::channel();
        let (let_go, let_go_here) = oneshot::channel();
        lock(&self.shared.rules).push(Rule {
            behind,
            call,
            side,
            reached: reached_here,
            let_go: let_go_here,
        });
        Held { reached, let_go }
    }

    /// The calls of a function that Redis has answered until now.
    #[must_use]
    pub fn answered(&self, function: &str) -> Vec<Answered> {
        lock(&self.shared.answered)
            .iter()
            .filter(|one| one.function.ends_with(function))
            .cloned()
            .collect()
    }
}

impl Shared {
    /// The rule that stops a call here, if any.
    fn stops(&self, side: Side, request: &Request) -> Option<Rule> {
        let mut rules = lock(&self.rules);
        // Nobody waits for these any more.
        rules.retain(|rule| !rule.reached.is_closed());
        let is_it =
            |rule: &Rule| rule.side == side && rule.behind.is_none() && rule.call.is(request);
        let found = rules.iter().position(is_it)?;
        Some(rules.remove(found))
    }

    /// Rules that waited for this call begin to hold.
    fn passes(&self, request: &Request) {
        for rule in lock(&self.rules).iter_mut() {
            if rule.behind.is_some_and(|behind| behind.is(request)) {
                rule.behind = None;
            }
        }
    }
}

/// One connection. It ends when either side does.
async fn carry(shared: Arc<Shared>, client: TcpStream) {
    let Ok(redis) = UnixStream::connect(&shared.socket).await else {
        return;
    };
    // Small packets must not wait for each other, or every call takes 40 ms.
    let _ = client.set_nodelay(true);
    let waiting = Mutex::new(VecDeque::new());
    let (from_client, to_client) = client.into_split();
    let (from_redis, to_redis) = redis.into_split();
    tokio::select! {
        _ = ask(&shared, &waiting, from_client, to_redis) => {}
        _ = answer(&shared, &waiting, from_redis, to_client) => {}
    }
}

async fn ask(
    shared: &Shared,
    waiting: &Mutex<VecDeque<Request>>,
    mut from: tcp::OwnedReadHalf,
    mut to: unix::OwnedWriteHalf,
) -> Option<()> {
    let mut bytes = Vec::new();
    loop {
        let frame = frame(&mut bytes, &mut from).await?;
        let words = resp::words(&frame, 2);
        let is_call = words.first().is_some_and(|word| word == "FCALL");
        let request = Request {
            // A plain command of Redis is one of no library.
            function: if is_call {
                words.into_iter().nth(1).unwrap_or_default()
            } else {
                format!("{PLAIN}{}", words.into_iter().next().unwrap_or_default())
            },
            frame,
            asked: wait::instant(),
        };
        if let Some(rule) = shared.stops(Side::Before, &request) {
            stop(rule).await?;
        }
        let sent = request.frame.clone();
        shared.passes(&request);
        lock(waiting).push_back(request);
        to.write_all(&sent).await.ok()?;
    }
}

async fn answer(
    shared: &Shared,
    waiting: &Mutex<VecDeque<Request>>,
    mut from: unix::OwnedReadHalf,
    mut to: tcp::OwnedWriteHalf,
) -> Option<()> {
    let mut bytes = Vec::new();
    loop {
        let frame = frame(&mut bytes, &mut from).await?;
        // Redis answers in the order in which it was asked.
        let request = lock(waiting).pop_front()?;
        let rule = (!NOTHING.contains(&&*frame))
            .then(|| shared.stops(Side::After, &request))
            .flatten();
        if !request.function.starts_with(PLAIN) {
            lock(&shared.answered).push(Answered {
                function: request.function,
                asked: request.asked,
                answer: frame.clone(),
            });
        }
        if let Some(rule) = rule {
            stop(rule).await?;
        }
        to.write_all(&frame).await.ok()?;
    }
}

/// Waits until the call is let go; nothing if it never is.
async fn stop(rule: Rule) -> Option<()> {
    let _ = rule.reached.send(());
    rule.let_go.await.ok()
}

/// The next frame; nothing at the end of the connection.
async fn frame(bytes: &mut Vec<u8>, from: &mut (impl AsyncReadExt + Unpin)) -> Option<Vec<u8>> {
    loop {
        if let Some(length) = resp::length(bytes) {
            let rest = bytes.split_off(length);
            return Some(std::mem::replace(bytes, rest));
        }
        if from.read_buf(bytes).await.ok()? == 0 {
            return None;
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
