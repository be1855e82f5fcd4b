//! What a regulation is.

/// A section of regulations.
#[derive(Debug, Clone, Default)]
pub struct Collection {
    /// ASCII name of the section in addresses.
    pub name: String,
}
