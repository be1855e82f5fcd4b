//! Titles without the words that go without saying.

/// Takes them off.
pub(super) struct Short<'a> {
    organisation: &'a str,
}

/// Endings of the names of bodies that titles begin with.
const BODIES: [&str; 3] = ["人民检察院", "人民法院", "人民政府"];

/// Most characters of such a name, its ending left out.
const LONGEST_PLACE: usize = 16;

impl<'a> Short<'a> {
    pub(super) fn new(organisation: &'a str) -> Self {
        Self { organisation }
    }

    /// A title without 中华人民共和国, the name of the body and 关于. What would be empty stays as it was.
    pub(super) fn of<'t>(&self, title: &'t str) -> &'t str {
        let mut short = title.trim();
        for start in ["中华人民共和国", self.organisation] {
            short = without(short, start);
        }
        without(without_body(short), "关于")
    }
}

fn without<'t>(title: &'t str, start: &str) -> &'t str {
    match title.strip_prefix(start).map(str::trim_start) {
        Some(rest) if !start.is_empty() && !rest.is_empty() => rest,
        _ => title,
    }
}

/// A title without the name of any body of the kind it begins with.
fn without_body(title: &str) -> &str {
    let end = BODIES.iter().filter_map(|body| title.find(body).map(|at| at + body.len())).min();
    match end.map(|end| title.split_at(end)) {
        Some((body, rest)) if rest.chars().count() > 3 && body.chars().count() <= LONGEST_PLACE + 5 && body.chars().all(is_name) => rest,
        _ => title,
    }
}

fn is_name(character: char) -> bool {
    character.is_alphabetic() && !matches!(character, '和' | '与' | '的')
}

#[cfg(test)]
mod tests {
    use super::Short;

    #[test]
    fn what_goes_without_saying() {
        let short = Short::new("云岭县人民检察院");
        for (title, expected) in [
            ("云岭县人民检察院公务接待管理办法", "公务接待管理办法"),
            ("某某市人民检察院公务接待管理办法", "公务接待管理办法"),
            ("中华人民共和国预算法实施条例", "预算法实施条例"),
            ("中华人民共和国", "中华人民共和国"),
            ("云岭县人民检察院关于规范值班的通知", "规范值班的通知"),
            ("关于上半年预算执行进度的提醒", "上半年预算执行进度的提醒"),
            ("云岭县人民检察院", "云岭县人民检察院"),
            ("与人民法院的联系办法", "与人民法院的联系办法"),
            ("最高人民法院司法解释", "司法解释"),
        ] {
            assert_eq!(short.of(title), expected, "{title}");
        }
    }
}
