//! A small writer of SVG elements.

use std::fmt::{Display, Write};

use crate::view::escape;

/// A number of hundredths written as a decimal: `3725` is `37.25`.
pub(super) struct Hundredths(pub i64);

impl Display for Hundredths {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (sign, whole, rest) = (if self.0 < 0 { "-" } else { "" }, self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100);
        match (rest, rest % 10) {
            (0, _) => write!(f, "{sign}{whole}"),
            (_, 0) => write!(f, "{sign}{whole}.{}", rest / 10),
            _ => write!(f, "{sign}{whole}.{rest:02}"),
        }
    }
}

/// Where on the width, in hundredths of a percent of it.
pub(super) struct Across(pub i64);

impl Display for Across {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}%", Hundredths(self.0))
    }
}

/// The whole width.
pub(super) const WIDTH: i64 = 10_000;

/// Markup being written. Attributes are names of this program and numbers; text goes through [`Svg::text`] alone.
#[derive(Default)]
pub(super) struct Svg(pub String);

impl Svg {
    /// An empty element: `element("rect", &[("x", &1)])`.
    pub fn element(&mut self, name: &str, attributes: &[(&str, &dyn Display)]) {
        self.open(name, attributes);
        self.0.truncate(self.0.len() - 1);
        self.0.push_str("/>");
    }

    /// The beginning of an element.
    pub fn open(&mut self, name: &str, attributes: &[(&str, &dyn Display)]) {
        write!(self.0, "<{name}").expect("a string takes all");
        for (name, value) in attributes {
            write!(self.0, " {name}=\"{value}\"").expect("a string takes all");
        }
        self.0.push('>');
    }

    /// The end of an element.
    pub fn close(&mut self, name: &str) {
        write!(self.0, "</{name}>").expect("a string takes all");
    }

    /// An element that holds text, which is escaped.
    pub fn text(&mut self, name: &str, attributes: &[(&str, &dyn Display)], text: &str) {
        self.open(name, attributes);
        self.0.push_str(&escape(text));
        self.close(name);
    }
}
