//! `gongshi check`: all of a build but the writing.

use super::report::{Format, Report};
use super::site::{Reading, counted, language, read, root, show, verdict};
use super::{Context, Exit};
use crate::diag::sort;
use crate::say;

#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    reading: Reading,
}

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Exit {
    let reading = &arguments.reading;
    let mut run = match root(context, reading.format).and_then(|root| read(context, &root, reading)) {
        Ok(run) => run,
        Err(exit) => return exit,
    };
    // Pages are made too, for what only a template can show to be wrong.
    if let Some(ready) = &run.ready
        && let Ok(faults) = ready.make_all(ready.plan_once(), &|_, _| Ok(()))
    {
        run.diagnostics.extend(faults);
        sort(&mut run.diagnostics);
    }
    let language = language(context, &run);
    show(context, &run.diagnostics, &run.map, language, reading.format);
    let exit = verdict(&run, reading.strict);
    if reading.format == Format::Human {
        let (errors, warnings) = Report { diagnostics: &run.diagnostics, map: &run.map, language, colour: false, width: 0 }.counts();
        let found = counted(errors, warnings);
        let (zh, en) = (found.zh, found.en);
        let next = match exit {
            Exit::Ok => say!("{zh}。下一步：gongshi build 生成站点", "{en}. Next: gongshi build writes the site"),
            _ => say!("{zh}。请按上面的办法修改，再运行 gongshi check", "{en}. Mend them as said above and run gongshi check again"),
        };
        context.console.say(next.get(language));
    }
    exit
}
