//! Real processes: one that is killed while it builds, one that runs out of disk, one that holds the lock.
//! The processes are this test binary, told by an environment variable what to be.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use super::*;

/// The variable that says what a process is to do.
const ROLE: &str = "GONGSHI_TEST_ROLE";
/// The variable that names the site it does it to.
const SITE: &str = "GONGSHI_TEST_SITE";

/// What the processes run; in an ordinary run of the tests nobody gives it a role.
#[test]
fn a_process_of_the_other_tests() {
    let (Some(role), Some(site)) = (crate::source::environment(ROLE), crate::source::environment(SITE)) else { return };
    let output = |way| {
        let mut output = OutputDirectory::open(&Path::new(&site).join("output/internal"), Path::new(&site), Edition::Internal).unwrap();
        output.way = way;
        output
    };
    match role.as_str() {
        "build" => build_for_ever(&|| output(Way::Exchange)),
        "rename" => build_for_ever(&|| output(Way::Renames)),
        "hold" => {
            let _held = output(Way::Exchange);
            say_done();
            std::io::stdin().read_line(&mut String::new()).unwrap();
        }
        "fill" => run_out_of_disk(Path::new(&site)),
        other => panic!("no role {other}"),
    }
}

/// Says to the parent that a step is done.
fn say_done() {
    std::io::stdout().write_all(b"\ndone\n").unwrap();
    std::io::stdout().flush().unwrap();
}

/// Two editions of many files: some differ in bytes, some are in one of them only.
fn edition(odd: bool) -> Files {
    let common = (0..40).map(|n| (format!("same/{n}.html"), vec![b'x'; 3000 + n]));
    let changed = (0..40).map(|n| (format!("changed/{n}.html"), format!("{odd} {n}").repeat(200).into_bytes()));
    let own = (0..20).map(|n| (format!("only-{odd}/{n}/index.html"), vec![b'y'; 500]));
    common.chain(changed).chain(own).collect()
}

fn build_for_ever(open: &dyn Fn() -> OutputDirectory) {
    for odd in [false, true].into_iter().cycle() {
        // Little memory, so that artifacts are spilled as well.
        build(Stage::with_budget(open(), 20_000), &edition(odd)).unwrap();
        say_done();
    }
}

fn start(site: &Path, role: &str) -> (Child, BufReader<ChildStdout>) {
    let mut command = Command::new(std::env::current_exe().unwrap());
    let (child, stdout) = run(&mut command, site, role);
    (child, BufReader::new(stdout))
}

fn run(command: &mut Command, site: &Path, role: &str) -> (Child, ChildStdout) {
    command.args(["output::tests::process::a_process_of_the_other_tests", "--exact", "--nocapture"]);
    command.env(ROLE, role).env(SITE, site).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let stdout = child.stdout.take().unwrap();
    (child, stdout)
}

/// Waits until the process has done so many steps.
fn wait_for(stdout: &mut impl BufRead, steps: usize) {
    let mut done = 0;
    let mut line = String::new();
    while done < steps {
        line.clear();
        assert_ne!(stdout.read_line(&mut line).unwrap(), 0, "the process ended by itself");
        done += usize::from(line == "done\n");
    }
}

/// Kills a building process again and again; what it leaves must be one of the two editions, whole.
fn kill_again_and_again(role: &str, rounds: u32) {
    let bed = Bed::new();
    let (even, odd) = (edition(false), edition(true));
    let mut seen = [0, 0];
    for round in 0..rounds {
        let (mut child, mut stdout) = start(&bed.site, role);
        wait_for(&mut stdout, 2);
        let begin = Instant::now();
        wait_for(&mut stdout, 1);
        // Somewhere in the next build or the one after: fractions of the time one takes, spread evenly.
        let moment = begin.elapsed() * (round * 61 % 97) / 48;
        spin(moment);
        child.kill().unwrap();
        child.wait().unwrap();
        // An exchange cut off between two renames leaves no live tree until the next start.
        if role == "rename" {
            drop(bed.open().unwrap());
        }
        let stands = tree(&bed.live()) == odd;
        assert_tree(&bed.live(), if stands { &odd } else { &even });
        seen[usize::from(stands)] += 1;
    }
    // The next build works as if nothing had been.
    let next = files(&[("index.html", "the next")]);
    bed.build(&next);
    assert_tree(&bed.live(), &next);
    assert!(!bed.site.join("output/.internal.spill").exists() && !bed.site.join("output/.internal.swap").exists());
    assert_eq!(seen.iter().sum::<u32>(), rounds);
}

/// Lets time pass to the microsecond, which no sleep does.
fn spin(time: Duration) {
    let begin = Instant::now();
    while begin.elapsed() < time {
        std::hint::spin_loop();
    }
}

#[test]
fn a_killed_build_leaves_one_of_the_two_editions_whole() {
    kill_again_and_again("build", 20);
}

#[test]
fn a_build_killed_between_renames_leaves_one_of_the_two_editions_whole() {
    kill_again_and_again("rename", 20);
}

#[test]
fn a_killed_process_holds_no_lock() {
    let bed = Bed::new();
    let (mut child, mut stdout) = start(&bed.site, "hold");
    wait_for(&mut stdout, 1);
    let error = bed.open().unwrap_err();
    let holder = cfg!(unix).then(|| child.id());
    assert!(matches!(&error, OutputError::Locked { holder: found, .. } if found.as_ref().map(|found| found.pid) == holder), "{error:?}");
    child.kill().unwrap();
    child.wait().unwrap();
    bed.build(&files(&[("index.html", "free again")]));
}

/// In a place where no more than two megabytes fit into a file or onto the disk.
fn run_out_of_disk(site: &Path) {
    let live = site.join("output/internal");
    let open = || OutputDirectory::open(&live, site, Edition::Internal).unwrap();
    let small = files(&[("index.html", "small"), ("a/b.html", "too")]);
    build(Stage::new(open()), &small).unwrap();
    for (budget, needed) in [(u64::MAX, Some(6)), (0, None)] {
        let stage = Stage::with_budget(open(), budget);
        let large: Files = (0..2).map(|n| (format!("a/{n}.bin"), vec![n; 3 << 20])).collect();
        let error = build(stage, &large).unwrap_err();
        let room = needed.map_or("腾出空间".to_owned(), |needed: u64| format!("至少 {needed} MB"));
        assert_eq!(error.exit_code(), 4, "{error:?}");
        assert!(error.diagnostic().help.unwrap().zh.contains(&room), "{error:?}");
        assert_tree(&live, &small);
    }
    let next = files(&[("index.html", "next")]);
    build(Stage::new(open()), &next).unwrap();
    assert_tree(&live, &next);
    assert_tree(&site.join("output/.internal.spare"), &small);
    say_done();
}

#[test]
#[cfg(unix)]
fn a_full_disk_leaves_the_old_tree_and_says_how_much_is_needed() {
    let binary = std::env::current_exe().unwrap();
    let fill = |script: &str, program: &str, options: &[&str]| {
        let bed = Bed::new();
        let mut command = Command::new(program);
        command.args(options).args(["sh", "-c", script, "sh"]).arg(&bed.site).arg(&binary);
        let (child, _stdout) = run(&mut command, &bed.site, "fill");
        child.wait_with_output().unwrap()
    };
    // The signal would end the process before the failure is seen.
    let limited = fill("trap '' XFSZ; ulimit -f 4096; shift; exec \"$@\"", "env", &[]);
    assert!(limited.status.success(), "{}", String::from_utf8_lossy(&limited.stderr));
    // A disk of two megabytes, where this system lets one be mounted.
    let options = ["--user", "--map-root-user", "--mount"];
    if cfg!(target_os = "linux") && Command::new("unshare").args(options).arg("true").status().is_ok_and(|status| status.success()) {
        let script = "mkdir \"$1/output\" && mount -t tmpfs -o size=2m tmpfs \"$1/output\" && shift && exec \"$@\"";
        let full = fill(script, "unshare", &options);
        assert!(full.status.success(), "{}", String::from_utf8_lossy(&full.stderr));
    }
}
