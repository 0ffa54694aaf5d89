//! Names for machines: what the tables call the members of an enum, said once.

/// Gives an enum its members in an order, the id of each, and the one of an id.
macro_rules! ids {
    ($type:ident { $($member:ident => $id:literal),+ $(,)? }) => {
        impl $type {
            /// All of them, in order.
            pub const ALL: [Self; [$($id),+].len()] = [$(Self::$member),+];

            /// The machine's name, as the tables have it.
            pub fn id(self) -> &'static str {
                match self { $(Self::$member => $id),+ }
            }

            /// The one of that id.
            pub fn named(id: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|member| member.id() == id)
            }
        }
    };
}

pub(crate) use ids;
