//! Where a link may lead: the schemes allowed, and what is left for the site to find.

/// What kind of target a link names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    /// `http:`, `https:`: another site.
    Web,
    /// `mailto:`, `tel:`.
    Contact,
    /// Within the site.
    Relative,
    /// Anything else; it becomes no link.
    Unsafe,
}

/// Judges a target as written, entities and escapes already resolved.
pub(super) fn judge(target: &str) -> Target {
    // Browsers drop tabs and line ends from an address and take a backslash for a slash.
    if target.chars().any(char::is_control) {
        return Target::Unsafe;
    }
    let target = target.trim();
    if target.starts_with(['/', '\\']) && target[1..].starts_with(['/', '\\']) {
        return Target::Unsafe;
    }
    match scheme(target).map(str::to_ascii_lowercase).as_deref() {
        None => Target::Relative,
        Some("http" | "https") => Target::Web,
        Some("mailto" | "tel") => Target::Contact,
        Some(_) => Target::Unsafe,
    }
}

/// What stands before the first colon, if it can be a scheme.
fn scheme(target: &str) -> Option<&str> {
    let (scheme, _) = target.split_once(':')?;
    let rest = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
    (scheme.as_bytes().first()?.is_ascii_alphabetic() && scheme.bytes().all(rest)).then_some(scheme)
}

#[cfg(test)]
mod tests {
    use super::{Target, judge};

    #[test]
    fn schemes() {
        for (target, expected) in [
            ("https://example.cn/a", Target::Web),
            ("HTTP://example.cn", Target::Web),
            ("mailto:a@example.cn", Target::Contact),
            ("tel:0871-12345678", Target::Contact),
            ("../CW-01.md#art-3", Target::Relative),
            ("#art-3", Target::Relative),
            ("/spending/", Target::Relative),
            ("a/b:c.md", Target::Relative),
            ("附件：清单.pdf", Target::Relative),
            ("", Target::Relative),
            ("javascript:alert(1)", Target::Unsafe),
            ("  javascript:alert(1)", Target::Unsafe),
            ("JaVaScRiPt:alert(1)", Target::Unsafe),
            ("java\tscript:alert(1)", Target::Unsafe),
            ("\u{1}javascript:alert(1)", Target::Unsafe),
            ("data:text/html,x", Target::Unsafe),
            ("vbscript:x", Target::Unsafe),
            ("file:///C:/a.doc", Target::Unsafe),
            ("C:\\公文\\a.doc", Target::Unsafe),
            ("//example.cn/a", Target::Unsafe),
            ("\\\\server\\share", Target::Unsafe),
            ("/\\example.cn", Target::Unsafe),
        ] {
            assert_eq!(judge(target), expected, "{target:?}");
        }
    }
}
