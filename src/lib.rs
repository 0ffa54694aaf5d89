//! fuhe (复核) re-checks archived 财政项目支出绩效自评表.

pub mod engine;
pub mod figure;
pub mod form;
pub mod geometry;
pub mod language;
pub mod limits;
pub mod pdf;
pub mod place;
pub mod rules;
pub mod table;
pub mod text;
pub mod warning;
