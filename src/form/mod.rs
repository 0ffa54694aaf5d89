//! Tables -> forms: fields found by their labels, never by a fixed column number.

pub mod model;
