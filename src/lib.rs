//! fuhe (复核) re-checks archived 财政项目支出绩效自评表.

pub mod audit;
pub mod batch;
pub mod confirm;
pub mod engine;
pub mod figure;
pub mod form;
pub mod geometry;
pub mod input;
pub mod language;
pub mod limits;
pub mod messages;
pub mod pdf;
pub mod place;
pub mod report;
pub mod rules;
pub mod settings;
pub mod table;
pub mod text;
pub mod warning;
