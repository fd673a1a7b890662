//! Paths into JSON documents, as profiles write them.
//!
//! `a.b` is a member of a member, `a.0` an element, `a[]` every element, `a[type='x']` the element
//! whose member `type` is `x`, `a[id=author_id]` the one whose `id` is what the row's `author_id`
//! says; that may be a path itself. A path that begins with `$.` starts at the document, and where it goes along the way to the
//! row it stays on that way; others start at the row. `#` is the row's number.

use super::json::Tree;

/// A path into a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    is_from_root: bool,
    steps: Vec<Step>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Member(String),
    Each,
    Where { member: String, value: Wanted },
    Number,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Wanted {
    Literal(String),
    OfRow(Path),
}

/// Where a row was found: itself, its number, and on the way to it every element of a list with the
/// count of steps that led there.
pub struct Place<'t> {
    row: &'t Tree,
    number: usize,
    way: Vec<(usize, &'t Tree)>,
}

impl Path {
    /// Reads a path; `None` when it is not well formed.
    pub fn parse(text: &str) -> Option<Self> {
        if text == "#" {
            return Some(Self { is_from_root: false, steps: vec![Step::Number] });
        }
        let (is_from_root, rest) = match text.strip_prefix('$') {
            Some(rest) => (true, rest.strip_prefix('.').unwrap_or(rest)),
            None => (false, text),
        };
        let mut steps = Vec::new();
        for part in split(rest)? {
            let (name, selectors) = part.split_at(part.find('[').unwrap_or(part.len()));
            if !name.is_empty() {
                steps.push(Step::Member(name.to_owned()));
            }
            for selector in bracketed(selectors)? {
                steps.push(Step::selector(selector)?);
            }
        }
        Some(Self { is_from_root, steps })
    }

    /// Every place in a document that the path, which starts at the document, leads to.
    pub fn places<'t>(&self, document: &'t Tree) -> Vec<Place<'t>> {
        let mut found = Vec::new();
        walk(&self.steps, 0, document, &mut vec![(0, document)], &mut found);
        found
    }

    /// Whether a document has anything there, be it nothing but `null`.
    pub fn is_in(&self, document: &Tree) -> bool {
        reaches(&self.steps, document)
    }

    /// What is there, seen from a row that lies at `at`.
    pub fn value<'t>(&self, place: &Place<'t>, at: &Self) -> Vec<&'t Tree> {
        let (from, steps) = if self.is_from_root {
            let shared = self.steps.iter().zip(&at.steps).take_while(|(a, b)| a == b).count();
            let nearest = place.way.iter().rev().find(|(led, _)| *led <= shared);
            let (led, tree) = nearest.copied().unwrap_or((0, place.row));
            (tree, &self.steps[led..])
        } else {
            (place.row, self.steps.as_slice())
        };
        let mut found = Vec::new();
        follow(steps, from, place.row, &mut found);
        found
    }

    /// What is there as one text.
    pub fn text(&self, place: &Place<'_>, at: &Self) -> Option<String> {
        if self.steps == [Step::Number] {
            return Some(place.number.to_string());
        }
        let texts: Vec<String> = self.value(place, at).into_iter().filter_map(Tree::text).collect();
        (!texts.is_empty()).then(|| texts.join("; "))
    }
}

impl Place<'_> {
    /// The row with this number.
    pub fn numbered(self, number: usize) -> Self {
        Self { number, ..self }
    }
}

impl Step {
    fn selector(text: &str) -> Option<Self> {
        if text.is_empty() {
            return Some(Self::Each);
        }
        let (member, value) = text.split_once('=')?;
        let value = match value.strip_prefix('\'') {
            Some(literal) => Wanted::Literal(literal.strip_suffix('\'')?.to_owned()),
            None => Wanted::OfRow(Path::parse(value)?),
        };
        Some(Self::Where { member: member.to_owned(), value })
    }
}

/// Parts between dots, of which those inside brackets do not count.
fn split(text: &str) -> Option<Vec<&str>> {
    let mut parts = Vec::new();
    let (mut start, mut depth) = (0, 0);
    for (at, c) in text.char_indices() {
        match c {
            '[' => depth += 1,
            ']' => depth -= 1,
            '.' if depth == 0 => {
                parts.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    if start < text.len() {
        parts.push(&text[start..]);
    }
    (depth == 0 && parts.iter().all(|part| !part.is_empty())).then_some(parts)
}

/// What stands in each of the brackets that follow each other; brackets may stand within.
fn bracketed(text: &str) -> Option<Vec<&str>> {
    let mut inside = Vec::new();
    let (mut start, mut depth) = (0, 0);
    for (at, c) in text.char_indices() {
        match c {
            '[' => {
                if depth == 0 {
                    start = at + 1;
                }
                depth += 1;
            }
            ']' => {
                depth -= 1;
                if depth == 0 {
                    inside.push(&text[start..at]);
                }
            }
            _ if depth == 0 => return None,
            _ => {}
        }
    }
    (depth == 0).then_some(inside)
}

fn walk<'t>(
    steps: &[Step],
    led: usize,
    tree: &'t Tree,
    way: &mut Vec<(usize, &'t Tree)>,
    found: &mut Vec<Place<'t>>,
) {
    let Some(step) = steps.get(led) else {
        found.push(Place { row: tree, number: found.len() + 1, way: way.clone() });
        return;
    };
    match step {
        Step::Each => {
            for element in tree.elements() {
                way.push((led + 1, element));
                walk(steps, led + 1, element, way, found);
                way.pop();
            }
        }
        _ => {
            for next in one(step, tree, tree) {
                walk(steps, led + 1, next, way, found);
            }
        }
    }
}

fn follow<'t>(steps: &[Step], tree: &'t Tree, row: &Tree, found: &mut Vec<&'t Tree>) {
    match steps.split_first() {
        None => found.push(tree),
        Some((step, rest)) => {
            for next in one(step, tree, row) {
                follow(rest, next, row, found);
            }
        }
    }
}

fn reaches(steps: &[Step], tree: &Tree) -> bool {
    match steps.split_first() {
        None => true,
        // A list may be empty, and is there all the same.
        Some((Step::Each, [])) => matches!(tree, Tree::List(_) | Tree::Object(_)),
        Some((step, rest)) => one(step, tree, tree).into_iter().any(|next| reaches(rest, next)),
    }
}

/// Where one step leads.
fn one<'t>(step: &Step, tree: &'t Tree, row: &Tree) -> Vec<&'t Tree> {
    match step {
        Step::Member(name) => match tree {
            Tree::List(elements) => name
                .parse::<usize>()
                .ok()
                .and_then(|index| elements.get(index))
                .into_iter()
                .collect(),
            _ => tree.member(name).into_iter().collect(),
        },
        Step::Each => tree.elements().iter().collect(),
        Step::Where { member, value } => {
            let wanted = match value {
                Wanted::Literal(literal) => Some(literal.clone()),
                Wanted::OfRow(path) => {
                    let mut found = Vec::new();
                    follow(&path.steps, row, row, &mut found);
                    found.into_iter().find_map(Tree::text)
                }
            };
            let is_wanted = |element: &&Tree| {
                wanted.is_some() && element.member(member).and_then(Tree::text) == wanted
            };
            tree.elements().iter().filter(is_wanted).collect()
        }
        Step::Number => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::limits::Limits;

    const PAGE: &str = r#"{
        "tasks": [{"result": [
            {"keyword": "soap", "items": [{"type": "organic", "url": "a"}, {"type": "paid", "url": "b"}]},
            {"keyword": "soap review", "items": [{"type": "organic", "url": "c"}]}
        ]}],
        "users": [{"id": 7, "name": "ann"}, {"id": 8, "name": "bob"}],
        "data": [{"author_id": "8", "refs": [{"type": "quoted", "id": 1}, {"type": "retweeted", "id": 2}]}]
    }"#;

    fn texts(at: &str, path: &str) -> Vec<Option<String>> {
        let document = Tree::parse(PAGE.as_bytes(), Limits::default()).unwrap();
        let (at, path) = (Path::parse(at).unwrap(), Path::parse(path).unwrap());
        at.places(&document).iter().map(|place| path.text(place, &at)).collect()
    }

    fn some(texts: &[&str]) -> Vec<Option<String>> {
        texts.iter().map(|text| Some((*text).to_owned())).collect()
    }

    #[test]
    fn a_row_sees_itself_and_what_encloses_it() {
        let rows = "$.tasks[].result[].items[]";
        assert_eq!(texts(rows, "url"), some(&["a", "b", "c"]));
        assert_eq!(
            texts(rows, "$.tasks[].result[].keyword"),
            some(&["soap", "soap", "soap review"])
        );
        assert_eq!(texts(rows, "#"), some(&["1", "2", "3"]));
        assert_eq!(texts(rows, "$.users.1.name"), some(&["bob", "bob", "bob"]));
        assert_eq!(texts(rows, "title"), [None, None, None]);
    }

    #[test]
    fn an_element_is_found_by_what_it_says() {
        assert_eq!(texts("$.data[]", "refs[type='retweeted'].id"), some(&["2"]));
        assert_eq!(texts("$.data[]", "refs[type='replied'].id"), [None]);
        assert_eq!(texts("$.data[]", "$.users[id=author_id].name"), some(&["bob"]));
        assert_eq!(texts("$", "users[].name"), some(&["ann; bob"]));
        assert_eq!(texts("$.data[]", "$.users[id=refs[type='x'].id].name"), [None]);
        assert_eq!(
            texts("$.tasks[].result[]", "items[url=items[type='paid'].url].type"),
            [Some("paid".to_owned()), None]
        );
    }

    #[test]
    fn a_path_that_is_none_is_told() {
        for path in ["a..b", "a[", "a[x", "a[x='y]", ".a"] {
            assert_eq!(Path::parse(path), None, "{path}");
        }
    }

    #[test]
    fn what_is_empty_is_there() {
        let document = Tree::parse(br#"{"a": [], "b": null}"#, Limits::default()).unwrap();
        let is_in = |path: &str| Path::parse(path).unwrap().is_in(&document);
        assert!(is_in("a[]") && is_in("a") && is_in("b"));
        assert!(!is_in("c") && !is_in("a[].x"));
    }
}
