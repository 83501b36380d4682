//! The words of a line, and reading them one after the other.
//!
//! A line that cannot be read says what stands there and what could stand there.

use std::fmt;

/// A line that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The number of the line, from 1.
    pub line: usize,
    /// What is wrong, in Swedish.
    pub says: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "rad {}: {}", self.line, self.says)
    }
}

/// One word of a line, or a text in quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    /// A word.
    Word(String),
    /// A text, without its quotation marks.
    Text(String),
}

/// A line with a place up to which it has been read.
#[derive(Clone, Debug)]
pub struct Line {
    number: usize,
    tokens: Vec<Token>,
    at: usize,
    /// What could have stood at the present place.
    wanted: Vec<String>,
}

impl Line {
    /// Divides a line. A comment begins with `#`; an empty line is `None`.
    ///
    /// # Errors
    ///
    /// A text in quotation marks that does not end.
    pub fn new(number: usize, source: &str) -> Result<Option<Self>, Problem> {
        let tokens = divide(source).map_err(|says| Problem { line: number, says })?;
        Ok((!tokens.is_empty()).then_some(Self {
            number,
            tokens,
            at: 0,
            wanted: Vec::new(),
        }))
    }

    /// The number of the line.
    #[must_use]
    pub fn number(&self) -> usize {
        self.number
    }

    /// Reads a phrase of one or more words if it stands here.
    pub fn has(&mut self, phrase: &str) -> bool {
        let mut at = self.at;
        for word in phrase.split(' ') {
            if !matches!(self.tokens.get(at), Some(Token::Word(found)) if found == word) {
                self.want(phrase);
                return false;
            }
            at += 1;
        }
        self.go_to(at);
        true
    }

    /// Reads a phrase that must stand here.
    ///
    /// # Errors
    ///
    /// Something else stands here.
    pub fn must(&mut self, phrase: &str) -> Result<(), Problem> {
        if self.has(phrase) {
            Ok(())
        } else {
            Err(self.problem())
        }
    }

    /// Reads one of the phrases of a list, if one stands here; the longest that fits.
    pub fn maybe<T: Clone>(&mut self, list: &[(&str, T)]) -> Option<T> {
        let mut fitting: Vec<_> = list
            .iter()
            .filter(|(phrase, _)| self.fits(phrase))
            .collect();
        fitting.sort_by_key(|(phrase, _)| std::cmp::Reverse(phrase.split(' ').count()));
        if let Some((phrase, value)) = fitting.first() {
            self.has(phrase);
            return Some(value.clone());
        }
        for (phrase, _) in list {
            self.want(phrase);
        }
        None
    }

    /// Reads one of the phrases of a list, which must stand here.
    ///
    /// # Errors
    ///
    /// Something else stands here.
    pub fn one_of<T: Clone>(&mut self, list: &[(&str, T)]) -> Result<T, Problem> {
        self.maybe(list).ok_or_else(|| self.problem())
    }

    /// Reads a word that `read` understands, if it stands here.
    pub fn maybe_word<T>(&mut self, what: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let found = match self.tokens.get(self.at) {
            Some(Token::Word(word)) => read(word),
            _ => None,
        };
        match found {
            Some(value) => {
                self.go_to(self.at + 1);
                Some(value)
            }
            None => {
                self.want(what);
                None
            }
        }
    }

    /// Reads a word that `read` understands, which must stand here.
    ///
    /// # Errors
    ///
    /// Something else stands here.
    pub fn word<T>(&mut self, what: &str, read: impl Fn(&str) -> Option<T>) -> Result<T, Problem> {
        self.maybe_word(what, read).ok_or_else(|| self.problem())
    }

    /// Reads a text in quotation marks, if it stands here.
    pub fn maybe_text(&mut self, what: &str) -> Option<String> {
        if let Some(Token::Text(text)) = self.tokens.get(self.at) {
            let text = text.clone();
            self.go_to(self.at + 1);
            return Some(text);
        }
        self.want(what);
        None
    }

    /// Reads a text in quotation marks, which must stand here.
    ///
    /// # Errors
    ///
    /// Something else stands here.
    pub fn text(&mut self, what: &str) -> Result<String, Problem> {
        self.maybe_text(what).ok_or_else(|| self.problem())
    }

    /// Whether the line has been read to its end.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.at == self.tokens.len()
    }

    /// The line must be over here.
    ///
    /// # Errors
    ///
    /// Something stands here.
    pub fn end(&mut self) -> Result<(), Problem> {
        if self.is_over() {
            return Ok(());
        }
        self.want("radens slut");
        Err(self.problem())
    }

    /// The line cannot be read further: what stands here, and what could.
    #[must_use]
    pub fn problem(&self) -> Problem {
        let found = match self.tokens.get(self.at) {
            Some(Token::Word(word)) => format!("läste ”{word}”"),
            Some(Token::Text(text)) => format!("läste texten \"{text}\""),
            None => "raden tar slut".to_owned(),
        };
        let before: Vec<String> = self.tokens[..self.at].iter().map(Token::written).collect();
        let place = if before.is_empty() {
            String::new()
        } else {
            format!(" efter ”{}”", before.join(" "))
        };
        self.wrong(&format!(
            "{found}{place}; här kan stå: {}",
            self.wanted.join(", ")
        ))
    }

    /// Something about the line is wrong.
    #[must_use]
    pub fn wrong(&self, says: &str) -> Problem {
        Problem {
            line: self.number,
            says: says.to_owned(),
        }
    }

    fn fits(&self, phrase: &str) -> bool {
        phrase.split(' ').enumerate().all(|(index, word)| {
            matches!(self.tokens.get(self.at + index), Some(Token::Word(found)) if found == word)
        })
    }

    fn want(&mut self, what: &str) {
        if !self.wanted.iter().any(|one| one == what) {
            self.wanted.push(what.to_owned());
        }
    }

    fn go_to(&mut self, at: usize) {
        self.at = at;
        self.wanted.clear();
    }
}

impl Token {
    fn written(&self) -> String {
        match self {
            Self::Word(word) => word.clone(),
            Self::Text(text) => format!("\"{text}\""),
        }
    }
}

/// The words of a line. A comma or a colon at the end of a word is a word of its own.
fn divide(source: &str) -> Result<Vec<Token>, String> {
    let mut tokens = Vec::new();
    let mut rest = source.trim_start();
    while !rest.is_empty() && !rest.starts_with('#') {
        if let Some(quoted) = rest.strip_prefix('"') {
            let Some(end) = quoted.find('"') else {
                return Err("texten inom citattecken tar inte slut".to_owned());
            };
            tokens.push(Token::Text(quoted[..end].to_owned()));
            rest = quoted[end + 1..].trim_start();
            continue;
        }
        let end = rest
            .find(|letter: char| letter.is_whitespace() || letter == '"')
            .unwrap_or(rest.len());
        let word = &rest[..end];
        let bare = word.trim_end_matches([',', ':']);
        if !bare.is_empty() {
            tokens.push(Token::Word(bare.to_owned()));
        }
        for mark in word[bare.len()..].chars() {
            tokens.push(Token::Word(mark.to_string()));
        }
        rest = rest[end..].trim_start();
    }
    Ok(tokens)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(source: &str) -> Line {
        Line::new(7, source).expect("divided").expect("words")
    }

    #[test]
    fn words_texts_and_marks_are_read_in_order() {
        let mut line = line("P.S. når F.N. tel, \"lugn, sover\" hände: 12:50 # sent");
        for word in ["P.S.", "når F.N.", "tel", ","] {
            assert!(line.has(word), "{word}");
        }
        assert_eq!(line.maybe_text("text"), Some("lugn, sover".to_owned()));
        assert!(line.has("hände : 12:50"));
        assert!(line.is_over());
    }

    #[test]
    fn the_longest_phrase_that_fits_is_taken() {
        let list = [("når", 1), ("når inte", 2)];
        assert_eq!(line("når inte F.N.").maybe(&list), Some(2));
        assert_eq!(line("når F.N.").maybe(&list), Some(1));
    }

    #[test]
    fn a_problem_says_what_stands_there_and_what_could() {
        let mut line = line("N.B. bedömer F.N. grönt");
        assert!(line.has("N.B. bedömer F.N."));
        let list = [("grön", 1), ("gul", 2), ("röd", 3)];
        let problem = line.one_of(&list).expect_err("not a sign");
        assert_eq!(
            problem.to_string(),
            "rad 7: läste ”grönt” efter ”N.B. bedömer F.N.”; här kan stå: grön, gul, röd"
        );
    }

    #[test]
    fn an_open_quotation_mark_is_a_problem() {
        let problem = Line::new(3, "P.S. når F.N. tel \"lugn").expect_err("open");
        assert_eq!(
            problem.to_string(),
            "rad 3: texten inom citattecken tar inte slut"
        );
    }
}
