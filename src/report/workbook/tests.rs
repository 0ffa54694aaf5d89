//! The workbook as a program reads it.
