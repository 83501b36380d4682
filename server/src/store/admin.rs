//! What the keeper of an embedded Redis needs: is it there, and please end.

use tokio::time::timeout;

use super::link::{self, PATIENCE, command};

/// How a Redis answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Condition {
    /// It does not.
    Silent,
    /// It is reading its file.
    Loading,
    /// It is ready.
    Ready,
}

/// Asks a Redis how it is.
pub(crate) async fn condition(url: &str) -> Condition {
    let ask = async {
        let client = link::client(url).ok()?;
        let mut connection = link::connection(&client).await.ok()?;
        Some(command("PING").query_async::<()>(&mut connection).await)
    };
    match timeout(PATIENCE, ask).await {
        Ok(Some(Ok(()))) => Condition::Ready,
        Ok(Some(Err(error))) if error.code() == Some("LOADING") => Condition::Loading,
        _ => Condition::Silent,
    }
}

/// Asks a Redis to write what it has to and end. Whether it did is seen by its process.
pub(crate) async fn shut_down(url: &str) {
    let ask = async {
        let client = link::client(url).ok()?;
        let mut connection = link::connection(&client).await.ok()?;
        // There is no answer: the connection ends with the process.
        command("SHUTDOWN")
            .query_async::<()>(&mut connection)
            .await
            .ok()
    };
    let _ = timeout(PATIENCE, ask).await;
}
