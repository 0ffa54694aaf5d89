//! What the operating system and the libraries below say, for people: they speak English wherever they are.

use std::fmt::Display;

use super::catalogue::Message;
use crate::language::{Bilingual, Language};

/// A part of what they say, and what it means; the first that is found counts.
const KNOWN: [(&str, &str); 44] = [
    ("No such file or directory", "找不到该文件或文件夹"),
    ("cannot find the", "找不到该文件或文件夹"),
    ("Permission denied", "没有权限"),
    ("Access is denied", "没有权限"),
    ("Operation not permitted", "系统不允许此操作"),
    ("Is a directory", "这是文件夹，不是文件"),
    ("Not a directory", "路径中有一段不是文件夹"),
    ("File exists", "已有同名的文件"),
    ("No space left", "磁盘已满"),
    ("Disk quota", "超出磁盘配额"),
    ("Read-only file system", "磁盘是只读的"),
    ("File name too long", "文件名过长"),
    ("Too many open files", "打开的文件过多"),
    ("Too many levels of symbolic links", "链接互相指向，没有尽头"),
    ("Input/output error", "读写出错，存储介质可能有问题"),
    ("Stale file handle", "网络盘已断开"),
    ("Cannot allocate memory", "内存不足"),
    ("out of memory", "内存不足"),
    ("Broken pipe", "对方已关闭"),
    ("UTF-8", "不是 UTF-8 文本"),
    ("ross reference table", "交叉引用表损坏"),
    ("xref", "交叉引用表损坏"),
    ("file header", "文件头损坏"),
    ("trailer", "文件尾损坏"),
    ("no pages", "没有页面"),
    ("page number not found", "没有页面"),
    ("decryption", "解密失败"),
    ("password", "密码不对"),
    ("security handler", "加密方式不支持"),
    ("encrypt", "加密方式不支持"),
    ("entral directory", "压缩包目录损坏"),
    ("EOCD", "压缩包目录损坏"),
    ("checksum", "校验和不符"),
    ("CRC", "校验和不符"),
    ("nvalid Zip archive", "压缩包格式有误"),
    ("nvalid archive", "压缩包格式有误"),
    ("deflate", "压缩数据损坏"),
    ("decompress", "压缩数据损坏"),
    ("ontent stream", "页面内容有误"),
    ("end of file", "文件不完整"),
    ("end of input", "文件不完整"),
    ("fill whole buffer", "文件不完整"),
    ("object", "文件中的对象损坏或缺失"),
    ("parse", "文件结构损坏"),
];

/// What they say, in this language. What is not known stands as it is.
pub fn reason(said: &impl Display, language: Language) -> String {
    let said = said.to_string();
    let known = KNOWN.iter().find(|(part, _)| said.contains(part));
    match (language, known) {
        (Language::Zh, Some((_, meaning))) => (*meaning).to_owned(),
        _ => said,
    }
}

impl Message {
    /// The text in both languages, with what a library says as its reason.
    pub fn because(self, said: &impl Display) -> Bilingual {
        let told = |language| self.fill(language, &[("reason", &reason(said, language))]);
        Bilingual::new(told(Language::Zh), told(Language::En))
    }
}

/// The one of these names that was probably meant.
#[cfg(feature = "views")]
pub fn nearest<'a>(typed: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    /// Likeness from 0 to 1, in hundredths, from which two names are taken for one with a typing error: `exectuion-rate` has 98, `grade` and
    /// `gradient` 85, two rules at most 87 (`weight-sum`, `score-sum` less).
    const LIKE: u32 = 85;
    let like = |name: &str| (strsim::jaro_winkler(typed, name) * 100.0) as u32;
    let alike = names
        .into_iter()
        .map(|name| (like(name), name))
        .filter(|(like, _)| *like >= LIKE);
    alike.max_by_key(|(like, _)| *like).map(|(_, name)| name)
}

/// The complaint, with the name that was probably meant.
#[cfg(feature = "views")]
pub fn guessing<'a>(
    complaint: String,
    typed: &str,
    names: impl IntoIterator<Item = &'a str>,
    language: Language,
) -> String {
    match nearest(typed, names) {
        Some(name) => complaint + &Message::DidYouMean.fill(language, &[("name", &name)]),
        None => complaint,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_system_says_is_told_in_chinese() {
        let missing = std::fs::read("/no/such/file").unwrap_err();
        assert_eq!(reason(&missing, Language::Zh), "找不到该文件或文件夹");
        assert_eq!(reason(&missing, Language::En), missing.to_string());
    }

    #[cfg(feature = "views")]
    #[test]
    fn a_typing_error_is_recognized_and_another_word_is_not() {
        let rules = || crate::rules::all().iter().map(|rule| rule.id);
        assert_eq!(nearest("exectuion-rate", rules()), Some("execution-rate"));
        assert_eq!(nearest("gradd", rules()), Some("grade"));
        assert_eq!(nearest("nonsense", rules()), None);
    }
}
