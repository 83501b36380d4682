//! Which addresses may be push services.
//!
//! A subscription comes from a browser, so its endpoint is input from outside: without
//! this list anybody who can log in could make the server call any address.

use reqwest::Url;

/// The push services of the browsers that people use.
const PUBLIC: [&str; 5] = [
    "fcm.googleapis.com",
    "jmt17.google.com",
    "updates.push.services.mozilla.com",
    "web.push.apple.com",
    "notify.windows.com",
];

/// The longest endpoint that is stored.
const LONGEST: usize = 2_000;

/// Whether letters may be sent to `endpoint`: an encrypted address at a known push
/// service, or an origin that the operator has allowed.
#[must_use]
pub fn is_allowed(endpoint: &str, allowed: &[String]) -> bool {
    if endpoint.len() > LONGEST {
        return false;
    }
    let Ok(url) = Url::parse(endpoint) else {
        return false;
    };
    if !url.username().is_empty() || url.password().is_some() {
        return false;
    }
    if origin(&url).is_some_and(|origin| allowed.contains(&origin)) {
        return true;
    }
    url.scheme() == "https"
        && url.port().is_none()
        && url.domain().is_some_and(|host| {
            PUBLIC.iter().any(|known| {
                host == *known
                    || host
                        .strip_suffix(known)
                        .is_some_and(|rest| rest.ends_with('.'))
            })
        })
}

/// Scheme, host and port of an endpoint: the audience of its token (RFC 8292).
#[must_use]
pub fn origin_of(endpoint: &str) -> Option<String> {
    origin(&Url::parse(endpoint).ok()?)
}

fn origin(url: &Url) -> Option<String> {
    url.origin()
        .is_tuple()
        .then(|| url.origin().ascii_serialization())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(endpoint: &str, expected: bool) {
        let allowed = ["http://127.0.0.1:4001".to_owned()];
        assert_eq!(is_allowed(endpoint, &allowed), expected, "{endpoint}");
    }

    #[test]
    fn letters_go_to_push_services_and_nowhere_else() {
        check("https://fcm.googleapis.com/fcm/send/abc", true);
        check(
            "https://updates.push.services.mozilla.com/wpush/v2/abc",
            true,
        );
        check("https://wns2-par02p.notify.windows.com/w/?token=abc", true);
        check("https://web.push.apple.com/abc", true);
        check("http://127.0.0.1:4001/push/abc", true);

        check("http://fcm.googleapis.com/fcm/send/abc", false);
        check("https://fcm.googleapis.com:8443/abc", false);
        check("https://evilnotify.windows.com.example/abc", false);
        check("https://evilfcm.googleapis.com/abc", false);
        check("https://user@fcm.googleapis.com/abc", false);
        check("https://10.0.0.1/abc", false);
        check("https://[::1]/abc", false);
        check("http://127.0.0.1:4002/abc", false);
        check("https://localhost/abc", false);
        check("file:///etc/passwd", false);
        check("nonsense", false);
    }

    #[test]
    fn the_audience_keeps_the_port() {
        assert_eq!(
            origin_of("http://127.0.0.1:4001/x").as_deref(),
            Some("http://127.0.0.1:4001")
        );
        assert_eq!(
            origin_of("https://p.example/x").as_deref(),
            Some("https://p.example")
        );
    }
}
