//! Pages -> pictures of them.

pub mod sheet;
