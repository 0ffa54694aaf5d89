//! A page as it is in the file -> upright pages: a sheet of several pages is cut, and each is turned so that its text runs to the right.

pub(super) mod side_by_side;
mod ticks;
pub(super) mod upright;
