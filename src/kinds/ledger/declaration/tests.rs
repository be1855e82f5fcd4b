use super::PRESETS;

#[test]
fn presets() {
    assert!(!PRESETS.is_empty());
}
