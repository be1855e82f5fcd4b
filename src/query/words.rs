//! The name somebody most likely meant.

/// Of names with their titles, the name that a word is the title of, or else the one it nearly is.
pub(super) fn nearest<'a>(word: &str, names: impl Iterator<Item = (&'a str, &'a str)> + Clone) -> Option<String> {
    let word = word.to_lowercase();
    if let Some((name, _)) = names.clone().find(|(_, title)| title.to_lowercase() == word) {
        return Some(name.to_owned());
    }
    let near = names.map(|(name, _)| (strsim::damerau_levenshtein(name, &word), name));
    let allowed = (word.chars().count() / 3).max(1);
    near.filter(|(distance, _)| *distance <= allowed).min().map(|(_, name)| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_name_that_was_meant() {
        let names = [("amount", "金额"), ("date", "日期"), ("payee", "收款人")];
        for (word, expected) in
            [("amout", Some("amount")), ("Amount", Some("amount")), ("金额", Some("amount")), ("dat", Some("date")), ("voucher", None)]
        {
            assert_eq!(nearest(word, names.into_iter()).as_deref(), expected, "{word}");
        }
    }
}
