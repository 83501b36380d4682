//! What a device is called in the list of devices.

/// A name for a device, made from what its browser says about itself: `Firefox, Android`.
#[must_use]
pub fn label(user_agent: &str) -> String {
    let first = |words: &[(&str, &str)], otherwise: &str| {
        words
            .iter()
            .find(|(sign, _)| user_agent.contains(sign))
            .map_or(otherwise, |(_, name)| name)
            .to_owned()
    };
    // Browsers claim to be each other; the one that is named by fewer stands first.
    let browser = first(
        &[
            ("SamsungBrowser/", "Samsung Internet"),
            ("Edg", "Edge"),
            ("OPR/", "Opera"),
            ("Firefox/", "Firefox"),
            ("FxiOS/", "Firefox"),
            ("CriOS/", "Chrome"),
            ("Chrome/", "Chrome"),
            ("Safari/", "Safari"),
        ],
        "Browser",
    );
    let system = first(
        &[
            ("Android", "Android"),
            ("iPhone", "iPhone"),
            ("iPad", "iPad"),
            ("Windows", "Windows"),
            ("Macintosh", "Mac"),
            ("CrOS", "ChromeOS"),
            ("Linux", "Linux"),
        ],
        "",
    );
    if system.is_empty() {
        browser
    } else {
        format!("{browser}, {system}")
    }
}

#[cfg(test)]
mod tests {
    use super::label;

    #[test]
    fn a_device_is_called_by_its_browser_and_system() {
        let firefox = "Mozilla/5.0 (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0";
        let chrome = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) \
                      Chrome/141.0.0.0 Safari/537.36";
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like \
                    Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0";
        let safari = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 \
                      (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1";
        assert_eq!(label(firefox), "Firefox, Android");
        assert_eq!(label(chrome), "Chrome, Linux");
        assert_eq!(label(edge), "Edge, Windows");
        assert_eq!(label(safari), "Safari, iPhone");
        assert_eq!(label("curl/8"), "Browser");
    }
}
