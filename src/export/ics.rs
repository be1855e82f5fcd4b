//! Calendars as iCalendar (RFC 5545) files, as bytes. Instants are written in UTC; no clock is asked.

use crate::value::{Date, Datelike};

/// A calendar.
#[derive(Debug, Clone, Default)]
pub struct Calendar {
    /// Name shown by programs that subscribe to it.
    pub name: String,
    /// What makes it, for `PRODID`.
    pub generator: String,
    /// Entries, in any order; they are written in order of their start, then of their id.
    pub events: Vec<CalendarEvent>,
}

/// An entry of a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarEvent {
    /// A name that never changes.
    pub uid: String,
    /// When it takes place.
    pub when: When,
    /// What it is.
    pub summary: String,
    /// More words, or empty.
    pub description: String,
    /// How often it was changed.
    pub sequence: usize,
    /// When it was last changed, Unix milliseconds.
    pub stamp: i64,
    /// Whether it does not take place after all.
    pub cancelled: bool,
    /// Whether it leaves the time free, as a holiday does.
    pub transparent: bool,
}

/// When an entry takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    /// From one instant to another, Unix milliseconds, the second not included.
    Instants(i64, i64),
    /// A whole day.
    Day(Date),
}

impl Calendar {
    /// The calendar as a file: CRLF, lines folded at 75 octets between characters.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut text = Text::default();
        text.line("BEGIN:VCALENDAR");
        text.line("VERSION:2.0");
        text.line(&format!("PRODID:-//{}//ZH", escaped(&self.generator)));
        text.line("CALSCALE:GREGORIAN");
        text.line("METHOD:PUBLISH");
        text.line(&format!("X-WR-CALNAME:{}", escaped(&self.name)));
        text.line("REFRESH-INTERVAL;VALUE=DURATION:PT12H");
        text.line("X-PUBLISHED-TTL:PT12H");
        let mut events: Vec<&CalendarEvent> = self.events.iter().collect();
        events.sort_by(|a, b| (a.when.start(), &a.uid).cmp(&(b.when.start(), &b.uid)));
        for event in events {
            text.event(event);
        }
        text.line("END:VCALENDAR");
        text.0.into_bytes()
    }
}

impl When {
    /// Where it stands among others, in days and milliseconds.
    fn start(self) -> i64 {
        match self {
            Self::Instants(start, _) => start,
            Self::Day(date) => (date - Date::default()).num_milliseconds(),
        }
    }
}

#[derive(Default)]
struct Text(String);

impl Text {
    fn event(&mut self, event: &CalendarEvent) {
        self.line("BEGIN:VEVENT");
        self.line(&format!("UID:{}", event.uid));
        self.line(&format!("DTSTAMP:{}", utc(event.stamp)));
        self.line(&format!("LAST-MODIFIED:{}", utc(event.stamp)));
        self.line(&format!("SEQUENCE:{}", event.sequence));
        match event.when {
            When::Instants(start, end) => {
                self.line(&format!("DTSTART:{}", utc(start)));
                self.line(&format!("DTEND:{}", utc(end)));
            }
            When::Day(date) => {
                self.line(&format!("DTSTART;VALUE=DATE:{}", basic(date)));
                self.line(&format!("DTEND;VALUE=DATE:{}", basic(date + chrono::Duration::days(1))));
            }
        }
        self.line(&format!("SUMMARY:{}", escaped(&event.summary)));
        if !event.description.is_empty() {
            self.line(&format!("DESCRIPTION:{}", escaped(&event.description)));
        }
        self.line(if event.cancelled { "STATUS:CANCELLED" } else { "STATUS:CONFIRMED" });
        if event.transparent {
            self.line("TRANSP:TRANSPARENT");
        }
        self.line("END:VEVENT");
    }

    /// A content line. The 75 octets of a folded line count the blank it begins with, but not its end.
    fn line(&mut self, line: &str) {
        const LONGEST: usize = 75;
        let mut length = 0;
        for character in line.chars() {
            if length + character.len_utf8() > LONGEST {
                self.0.push_str("\r\n ");
                length = 1;
            }
            self.0.push(character);
            length += character.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

/// Text as a value: commas, semicolons and backslashes escaped, line ends written as `\n`, other controls left out.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | ',' | ';' => {
                escaped.push('\\');
                escaped.push(character);
            }
            '\n' => escaped.push_str("\\n"),
            control if control.is_control() => {}
            other => escaped.push(other),
        }
    }
    escaped
}

/// `20260215T003000Z`
fn utc(milliseconds: i64) -> String {
    let seconds = milliseconds.div_euclid(1000);
    let date = Date::default() + chrono::Duration::days(seconds.div_euclid(86_400));
    let second = seconds.rem_euclid(86_400);
    format!("{}T{:02}{:02}{:02}Z", basic(date), second / 3600, second % 3600 / 60, second % 60)
}

/// `20260215`
fn basic(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

#[cfg(test)]
mod tests {
    use super::{Calendar, CalendarEvent, When};

    #[test]
    fn a_calendar_is_what_it_is_to_the_byte() {
        let event = CalendarEvent {
            uid: "duty-2026-02-15-full-staff-1@yunling".into(),
            // 2026-02-15T08:30+08:00 to the day after.
            when: When::Instants(1_771_115_400_000, 1_771_201_800_000),
            summary: "全天 值班人员：曹磊".into(),
            description: "原 甲, 乙; 见\\表\n第二行".into(),
            sequence: 2,
            stamp: 1_770_652_800_000,
            cancelled: false,
            transparent: false,
        };
        let calendar = Calendar { name: "值班".into(), generator: "gongshi 0.1.0".into(), events: vec![event] };
        let expected = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//gongshi 0.1.0//ZH\r\nCALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\nX-WR-CALNAME:值班\r\n\
            REFRESH-INTERVAL;VALUE=DURATION:PT12H\r\nX-PUBLISHED-TTL:PT12H\r\nBEGIN:VEVENT\r\nUID:duty-2026-02-15-full-staff-1@yunling\r\n\
            DTSTAMP:20260209T160000Z\r\nLAST-MODIFIED:20260209T160000Z\r\nSEQUENCE:2\r\nDTSTART:20260215T003000Z\r\nDTEND:20260216T003000Z\r\n\
            SUMMARY:全天 值班人员：曹磊\r\nDESCRIPTION:原 甲\\, 乙\\; 见\\\\表\\n第二行\r\nSTATUS:CONFIRMED\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        assert_eq!(String::from_utf8(calendar.to_bytes()).unwrap(), expected);
    }

    #[test]
    fn long_lines_are_folded_between_characters() {
        let event = CalendarEvent {
            uid: "x".into(),
            when: When::Day("2026-10-01".parse().unwrap()),
            summary: "国庆节".repeat(40),
            description: String::new(),
            sequence: 0,
            stamp: 0,
            cancelled: true,
            transparent: true,
        };
        let bytes = Calendar { name: String::new(), generator: String::new(), events: vec![event] }.to_bytes();
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
        assert!(text.replace("\r\n ", "").contains(&format!("SUMMARY:{}\r\n", "国庆节".repeat(40))));
        assert!(text.contains("DTSTART;VALUE=DATE:20261001\r\nDTEND;VALUE=DATE:20261002\r\n") && text.contains("STATUS:CANCELLED"));
    }
}
