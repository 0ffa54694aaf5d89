//! A printed number: read from its text, kept with what was printed, and compared without ever rounding on the way.
//!
//! [`Figure`] is one number as printed, [`Target`] a number with a demand on it (`≥90%`, `5-8次`). [`Amount`] is what a
//! printed amount can stand for, [`Computed`] what follows from amounts: the exact value, and how far their own rounding
//! may have moved it. [`Agreement`] says by which convention a stated figure is that value.

#![deny(clippy::float_arithmetic)]

mod agreement;
mod amount;
mod computed;
mod exact;
mod marks;
mod number;
mod scan;
mod target;

pub use agreement::{Agreement, Convention};
pub use amount::Amount;
pub use computed::Computed;
pub use exact::Ratio;
pub(crate) use exact::{difference, product, sum};
pub use number::Figure;
pub(crate) use number::{is_placeholder, yuan_in};
pub(crate) use scan::{NumberInText, numbers_in, plain_char};
pub(crate) use target::is_demand;
pub use target::{Bound, Target};
