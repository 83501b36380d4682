//! Random kills, one after the other, while people raise and take alerts.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use fastrand::Rng;
use futures_util::future::join_all;
use shared::alert::AlertNumber;
use shared::board::card::Sign;
use shared::{ClientId, Command, Rejection, Span, Timestamp};

use super::checker::{PATIENCE, Wrong, check, delays};
use super::ground::{BEGINS, Ground, Node, REPORTER, TEAM, alert_of, raise};
use super::history::History;
use super::point::Point;
use crate::person::{Person, client, fresh_id};
use crate::server_process::signal;
use crate::wait;

/// Alerts that are raised while something is killed.
const AT_ONCE: usize = 3;
/// The longest time between the raises and a kill at a random moment, in milliseconds: a
/// letter has long been settled then.
const LONGEST_MOMENT: u64 = 400;
/// The clock of the team is not moved beyond this, or the shifts end.
const CLOCK_ENDS: Timestamp = Timestamp::from_millis(BEGINS.millis() + 6 * 3_600_000);

/// What is killed, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kill {
    /// A server, at a point on the way of an alert.
    At(Point),
    /// A server, at a random moment.
    Server,
    /// Redis, at a random moment.
    Redis,
}

impl Kill {
    fn any(chance: &mut Rng) -> Self {
        match chance.u8(0..10) {
            0..6 => Self::At(Point::ALL[chance.usize(0..Point::ALL.len())]),
            6..8 => Self::Server,
            _ => Self::Redis,
        }
    }

    fn name(self) -> String {
        match self {
            Self::At(point) => format!("server, {point:?}"),
            Self::Server => "server, any moment".to_owned(),
            Self::Redis => "Redis, any moment".to_owned(),
        }
    }
}

/// What came of a storm.
pub struct Outcome {
    /// For each kind of kill how often it was done, and the delays of the alerts meanwhile.
    kinds: BTreeMap<String, (usize, Vec<Duration>)>,
    /// How many alerts were asked for.
    alerts: usize,
    /// Letters that the push service took, and how many of them were repetitions that
    /// replace the first.
    letters: (usize, usize),
    /// Everything that is wrong.
    pub wrong: Vec<Wrong>,
}

impl Outcome {
    /// How many alerts or entries were lost.
    #[must_use]
    pub fn lost(&self) -> usize {
        self.wrong.iter().filter(|wrong| wrong.is_loss()).count()
    }

    /// How many things happened twice, or after they should not have.
    #[must_use]
    pub fn doubled(&self) -> usize {
        self.wrong.len() - self.lost()
    }
}

/// The table.
impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:<26} {:>6} {:>7} {:>5} {:>8} {:>12}",
            "killed", "kills", "alerts", "lost", "doubled", "worst delay"
        )?;
        let worst = |delays: &[Duration]| {
            let worst = delays.iter().max().copied().unwrap_or_default();
            format!("{:.1} s", worst.as_secs_f64())
        };
        let (mut kills, mut all) = (0, Vec::new());
        for (kind, (count, delays)) in &self.kinds {
            kills += count;
            all.extend_from_slice(delays);
            let alerts = delays.len();
            let worst = worst(delays);
            writeln!(
                f,
                "{kind:<26} {count:>6} {alerts:>7} {:>5} {:>8} {worst:>12}",
                "", ""
            )?;
        }
        let (alerts, lost, doubled) = (self.alerts, self.lost(), self.doubled());
        let worst = worst(&all);
        writeln!(
            f,
            "{:<26} {kills:>6} {alerts:>7} {lost:>5} {doubled:>8} {worst:>12}",
            "all"
        )?;
        let (taken, again) = self.letters;
        writeln!(
            f,
            "{taken} letters accepted, {again} of them repetitions under the same tag"
        )
    }
}

/// The two servers and who is logged in there. Sessions outlive a kill: they are in Redis.
struct Side {
    node: Node,
    nurse: Person,
    taker: Person,
}

/// Kills so often, by chance.
///
/// # Panics
///
/// Panics if a server or Redis does not start again.
pub async fn storm(kills: usize, seed: u64) -> Outcome {
    let mut chance = Rng::with_seed(seed);
    let ground = Ground::new(kills * AT_ONCE, 0).await;
    let mut sides = Vec::new();
    for user in ["mh", "ps"] {
        let node = ground.node().await;
        let (nurse, taker) = (node.person(REPORTER).await, node.person(user).await);
        taker.subscribe(&ground.push.endpoint(user)).await;
        sides.push(Side { node, nurse, taker });
    }
    let snapshot = sides[0].nurse.snapshot().await;
    let mut clients = (0..kills * AT_ONCE).map(|number| client(&snapshot, &format!("c{number}")));
    let mut open: Vec<ClientId> = Vec::new();
    let mut kind_of = BTreeMap::new();
    let mut kinds: BTreeMap<String, (usize, Vec<Duration>)> = BTreeMap::new();
    let mut now = BEGINS;
    for _ in 0..kills {
        let kill = Kill::any(&mut chance);
        kinds.entry(kill.name()).or_default().0 += 1;
        let raised: Vec<ClientId> = clients.by_ref().take(AT_ONCE).collect();
        kind_of.extend(raised.iter().map(|client| (*client, kill.name())));
        let victim = chance.usize(0..sides.len());
        if chance.bool() && now < CLOCK_ENDS {
            now = now + Span::minutes(1);
            for side in &sides {
                side.node.move_clock(&side.nurse, now).await;
            }
        }
        let moment = Duration::from_millis(chance.u64(0..LONGEST_MOMENT));
        round(&ground, &mut sides, kill, victim, moment, &raised, &open).await;
        open = raised;
    }
    let last = join_all(open.iter().map(|client| take(&ground, &sides[0], *client)));
    last.await;
    come_to_rest(&ground).await;
    let history = ground.history();
    let mut wrong = check(&history);
    wrong.sort_by_key(|wrong| !wrong.is_loss());
    for (client, at) in &history.raises {
        let alone = History {
            raises: vec![(*client, *at)],
            ..history.clone()
        };
        let kind = kinds.entry(kind_of[client].clone()).or_default();
        kind.1.extend(delays(&alone));
    }
    Outcome {
        kinds,
        alerts: history.raises.len(),
        letters: letters(&history),
        wrong,
    }
}

/// Alerts are raised at one server, earlier ones taken at the other, and something is killed
/// and started again.
async fn round(
    ground: &Ground,
    sides: &mut [Side],
    kill: Kill,
    victim: usize,
    moment: Duration,
    raised: &[ClientId],
    open: &[ClientId],
) {
    let sent = ground.push.all().len();
    let trap = match kill {
        Kill::At(point) => Some(point.set(ground, &sides[victim].node)),
        Kill::Server | Kill::Redis => None,
    };
    for client in raised {
        ground.asked_for(*client);
    }
    let ids: Vec<_> = raised.iter().map(|_| fresh_id()).collect();
    let process = sides[victim].node.process();
    {
        let (here, there) = (&sides[victim], &sides[1 - victim]);
        let first_tries =
            join_all(ids.iter().zip(raised).map(|(id, client)| async move {
                here.nurse.try_command(*id, &raise(*client)).await
            }));
        let takes = join_all(open.iter().map(|client| take(ground, there, *client)));
        let breaks = async {
            match trap {
                // Another server may have carried the letter past the point.
                Some(mut trap) => {
                    let reached = trap.reached(sent);
                    let _ = tokio::time::timeout(PATIENCE / 2, reached).await;
                    ground.breaks();
                    signal(process, "KILL");
                    // The other server is at work.
                    ground.mended();
                    trap.spring();
                }
                None => {
                    wait::pass(moment).await;
                    ground.breaks();
                    if kill == Kill::Redis {
                        ground.redis.kill();
                        ground.redis.start_again().await;
                    } else {
                        signal(process, "KILL");
                    }
                    ground.mended();
                }
            }
        };
        tokio::join!(first_tries, takes, breaks);
    }
    if kill != Kill::Redis {
        sides[victim].node.kill().await;
        sides[victim].node.start().await;
    }
    let here = &sides[victim];
    let again = ids.iter().zip(raised).map(|(id, client)| async move {
        wait::until("the raise to be answered", async || {
            here.nurse.try_command(*id, &raise(*client)).await?.ok()
        })
        .await;
    });
    join_all(again).await;
}

/// Takes the alert about a client when its letter has come, and enters something, so that it
/// is over.
async fn take(ground: &Ground, side: &Side, client: ClientId) {
    let snapshot = wait::until("the board", async || side.taker.try_snapshot().await).await;
    let Some(alert) = alert_of(&snapshot, client) else {
        return;
    };
    let topic = format!("larm{alert}");
    let called = async {
        while !is_accepted(ground, &topic) {
            wait::pass(Duration::from_millis(25)).await;
        }
    };
    // One that never comes is lost, and the checker says so.
    let _ = tokio::time::timeout(2 * PATIENCE, called).await;
    if acknowledge(side, alert).await {
        ground.taken(alert);
    }
    let assess = Command::Assess {
        client,
        sign: Sign::Yellow,
    };
    let id = fresh_id();
    wait::until("the entry to be made", async || {
        side.nurse.try_command(id, &assess).await?.ok()
    })
    .await;
}

fn is_accepted(ground: &Ground, topic: &str) -> bool {
    let all = ground.push.all();
    all.iter()
        .any(|one| one.is_accepted() && one.topic() == Some(topic))
}

async fn acknowledge(side: &Side, alert: AlertNumber) -> bool {
    let id = fresh_id();
    wait::until("an alert to be taken", async || {
        match side
            .taker
            .try_command(id, &Command::Acknowledge { alert })
            .await?
        {
            Ok(()) => Some(true),
            Err(Rejection::AlreadyAcknowledged { .. } | Rejection::AlertOver) => Some(false),
            Err(_) => None,
        }
    })
    .await
}

/// Waits until no letter is on its way. What never comes to rest is lost, and the checker
/// says so.
async fn come_to_rest(ground: &Ground) {
    let key = format!("{{{TEAM}}}:outbox:due");
    let resting = async {
        while ground.redis.cli(&["ZCARD", &key]) != "0" {
            wait::pass(Duration::from_millis(100)).await;
        }
    };
    let _ = tokio::time::timeout(3 * PATIENCE, resting).await;
}

fn letters(history: &History) -> (usize, usize) {
    let mut seen = BTreeMap::new();
    let accepted = history.sendings.iter().filter(|sending| sending.accepted);
    for sending in accepted {
        *seen.entry((&sending.phone, sending.letter)).or_insert(0) += 1;
    }
    let all: usize = seen.values().sum();
    (all, all - seen.len())
}
