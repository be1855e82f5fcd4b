//! What stands in a paragraph: runs of text, links, fields, tracked changes, notes, pictures.

use super::reader::{Field, Reader};
use super::words::is_web;
use super::xml::Element;
use crate::kinds::regulation::import::changes::Change;

impl<'a> Reader<'a> {
    /// Reads the runs in an element; `hidden` where its style hides them.
    pub(super) fn inline(&mut self, element: &'a Element, hidden: bool) {
        for child in element.alternatives() {
            match child.name.as_str() {
                "r" => self.run(child, hidden),
                "hyperlink" => self.hyperlink(child, hidden),
                "ins" | "moveTo" => {
                    self.changes.note(Change::Inserted, &text_below(child));
                    self.inline(child, hidden);
                }
                "del" | "moveFrom" => self.changes.note(Change::Deleted, &text_below(child)),
                "fldSimple" => self.simple_field(child, hidden),
                "smartTag"
                | "sdt"
                | "sdtContent"
                | "customXml"
                | "dir"
                | "bdo"
                | "rubyBase"
                | "mc:AlternateContent"
                | "mc:Choice"
                | "mc:Fallback" => self.inline(child, hidden),
                "m:oMath" | "m:oMathPara" => self.equation(child, hidden),
                _ => {}
            }
        }
    }

    fn run(&mut self, run: &'a Element, hidden: bool) {
        let properties = run.child("rPr");
        let style = properties.and_then(|properties| properties.value("rStyle"));
        let own = properties.and_then(|properties| properties.switch("vanish"));
        let hidden = own.or_else(|| style.and_then(|style| self.styles.hides(style))).unwrap_or(hidden);
        self.parts(run, hidden);
    }

    /// Reads what a run is made of.
    fn parts(&mut self, run: &'a Element, hidden: bool) {
        for part in run.alternatives() {
            match part.name.as_str() {
                "t" => self.text(&part.text(), hidden),
                "tab" | "ptab" => self.text(" ", hidden),
                "noBreakHyphen" => self.text("-", hidden),
                "br" if !matches!(part.attribute("type"), Some("page" | "column")) => self.line_break(hidden),
                "cr" => self.line_break(hidden),
                "sym" => self.changes.note(Change::Symbol, part.attribute("char").unwrap_or_default()),
                "fldChar" => self.field_mark(part.attribute("fldCharType").unwrap_or_default()),
                "instrText" => self.instruction(&part.text()),
                "drawing" | "pict" | "object" if !hidden => self.graphic(part),
                "footnoteReference" | "endnoteReference" => self.note(part, hidden),
                "commentReference" => self.changes.note(Change::Comment, ""),
                "ruby" => {
                    self.changes.note(Change::Ruby, &text_below(part));
                    self.inline(part, hidden);
                }
                "mc:AlternateContent" | "mc:Choice" | "mc:Fallback" => self.parts(part, hidden),
                _ => {}
            }
        }
    }

    /// Appends words, unless they are the instruction of a field.
    fn text(&mut self, text: &str, hidden: bool) {
        if self.fields.iter().any(|field| !field.shown) {
            return;
        }
        if hidden {
            self.words.hidden.push_str(text);
            return;
        }
        self.words.contents |= self.fields.iter().any(Field::makes_contents);
        self.words.push(text, self.changes);
    }

    fn line_break(&mut self, hidden: bool) {
        let shown = !hidden && self.fields.iter().all(|field| field.shown);
        if shown && self.words.end_line() {
            self.changes.count(Change::Broken, 1);
        }
    }

    fn hyperlink(&mut self, element: &'a Element, hidden: bool) {
        let start = self.words.position();
        self.inline(element, hidden);
        let target = element.attribute("r:id").and_then(|id| self.targets.get(id)).filter(|target| target.external);
        if let Some(target) = target.filter(|target| is_web(&target.address)) {
            self.words.link(start, &target.address);
        }
    }

    fn simple_field(&mut self, element: &'a Element, hidden: bool) {
        let instruction = element.attribute("instr").unwrap_or_default().to_owned();
        self.fields.push(Field { instruction, shown: true, start: self.words.position() });
        self.inline(element, hidden);
        self.end_field();
    }

    /// Begins a field, ends its instruction, or ends it.
    fn field_mark(&mut self, mark: &str) {
        let start = self.words.position();
        match mark {
            "begin" => self.fields.push(Field { instruction: String::new(), shown: false, start }),
            "separate" => {
                if let Some(field) = self.fields.last_mut() {
                    (field.shown, field.start) = (true, start);
                }
            }
            "end" => self.end_field(),
            _ => {}
        }
    }

    fn instruction(&mut self, text: &str) {
        if let Some(field) = self.fields.last_mut().filter(|field| !field.shown) {
            field.instruction.push_str(text);
        }
    }

    fn end_field(&mut self) {
        if let Some(field) = self.fields.pop()
            && let Some(address) = field.address().filter(|address| is_web(address))
        {
            self.words.link(field.start, address);
        }
    }

    /// A picture or shape, or the boxes of text in it, which are read behind the paragraph.
    fn graphic(&mut self, element: &'a Element) {
        let before = self.boxes.len();
        element.below(&["txbxContent"], &mut self.boxes);
        if self.boxes.len() == before {
            self.changes.note(Change::Image, "");
        }
    }

    fn note(&mut self, reference: &Element, hidden: bool) {
        let end = reference.name == "endnoteReference";
        let note = reference.attribute("id").and_then(|id| self.notes.get(&(end, id.to_owned())));
        if let Some(note) = note.filter(|note| !note.is_empty()) {
            self.changes.note(Change::Footnote, note);
            let words = format!("（注：{note}）");
            self.text(&words, hidden);
        }
    }

    fn equation(&mut self, element: &'a Element, hidden: bool) {
        let mut texts = Vec::new();
        element.below(&["m:t"], &mut texts);
        let text: String = texts.into_iter().map(Element::text).collect();
        self.changes.note(Change::Equation, &text);
        self.text(&text, hidden);
    }
}

/// All words below an element, deleted ones too.
pub(super) fn text_below(element: &Element) -> String {
    let mut texts = Vec::new();
    element.below(&["t", "delText"], &mut texts);
    texts.into_iter().map(Element::text).collect()
}
