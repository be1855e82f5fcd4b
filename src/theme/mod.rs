//! Pages to text: the built-in templates and static files, each of which a site replaces by one of the same name.
//!
//! A page goes in with its complete view, markup comes out whose links still hold root marks
//! ([`crate::view::Copies`] make them relative). A template sees `page` and `view` of its page, `site`
//! ([`Frame`]), `t` (the words of the site's language) and `inline`, and can ask for nothing else: no function
//! reaches files, environment, clock or network.

mod fault;
mod files;
mod filters;
mod inline;
#[cfg(test)]
mod samples;
mod script;
mod style;
#[cfg(test)]
mod tests;

use std::io::Write;
use std::sync::Arc;

use serde::Serialize;
use tera::{Context, Tera};

use crate::diag::{Checked, Diagnostic};
use crate::lang::catalogue;
use crate::source::{SourceText, SourceTree};
use crate::view::{Address, Frame, NavigationGroup, Page};

use files::Files;
use inline::Inline;

/// A theme ready to draw pages, in parallel if need be.
pub struct Theme {
    tera: Tera,
    files: Files,
}

/// `site` in templates.
#[derive(Serialize)]
struct Site<'a> {
    title: &'a str,
    organisation: &'a str,
    lang: &'static str,
    navigation: &'a [NavigationGroup],
    base_url: Option<&'a str>,
    edition: &'static str,
    generator: &'a str,
}

impl Theme {
    /// Puts the theme together from the built-in files and those of the site's `templates/` and `static/`.
    ///
    /// Where the site's templates are at fault they are all left aside, so that pages can be drawn nevertheless.
    pub fn new(frame: Frame, overrides: &SourceTree) -> Checked<Self> {
        let mut diagnostics = Vec::new();
        let mut files = Files::gather(overrides).take(&mut diagnostics);
        let mut tera = load(&mut files).take(&mut diagnostics);
        let language = frame.language;
        let site = Site {
            title: &frame.title,
            organisation: &frame.organisation,
            lang: language.tag(),
            navigation: &frame.navigation,
            base_url: frame.base_url.as_deref(),
            edition: frame.edition,
            generator: &frame.generator,
        };
        let context = tera.global_context();
        context.insert("site", &site);
        context.insert("t", catalogue(language).tree());
        context.insert("inline", &Inline::of(&files));
        Checked::new(Self { tera, files }, diagnostics)
    }

    /// Draws a page. What is written holds root marks in its links. A fault of a template is the same diagnostic for
    /// every page that meets it.
    pub fn render(&self, page: &Page, into: &mut impl Write) -> Result<(), Box<Diagnostic>> {
        let drawn = Context::from_serialize(page).and_then(|context| self.tera.render_to(page.template, &context, into));
        drawn.map_err(|error| Box::new(fault::rendering(&error, &self.files)))
    }

    /// The static files, by address: `assets/…`.
    pub fn assets(&self) -> Vec<(Address, Arc<[u8]>)> {
        self.files.assets()
    }

    /// The site's own templates, which diagnostics point into.
    pub fn texts(&self) -> Vec<SourceText> {
        self.files.texts()
    }
}

/// Makes the environment; on a fault in the site's templates, with the built-in ones alone.
fn load(files: &mut Files) -> Checked<Tera> {
    let mut diagnostics: Vec<Diagnostic> = files.own_templates().filter_map(|own| fault::syntax(own, files)).collect();
    if diagnostics.is_empty() {
        match environment(files) {
            Ok(tera) => return Checked::clean(tera),
            Err(error) => diagnostics = fault::building(&error, files),
        }
    }
    files.set_templates_aside();
    Checked::new(environment(files).expect("the built-in templates fit together"), diagnostics)
}

fn environment(files: &Files) -> Result<Tera, tera::Error> {
    let mut tera = Tera::new();
    // Every name ends in nothing at all: whatever a template is called, what it prints is escaped.
    tera.autoescape_on([""]);
    filters::register(&mut tera);
    tera.add_raw_templates(files.templates())?;
    Ok(tera)
}
