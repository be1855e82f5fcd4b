//! Who a build is for.

/// Which edition of a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edition {
    /// For staff.
    Internal,
    /// For everybody.
    Public,
    /// With drafts, for those who make it.
    Preview,
}

impl Edition {
    /// `internal`, `public` or `preview`: in the manifest, and the folder's name below `output/`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Internal => "internal",
            Self::Public => "public",
            Self::Preview => "preview",
        }
    }
}
