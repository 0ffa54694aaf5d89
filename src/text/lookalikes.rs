//! Look-alikes -> the character that is meant. Radicals -> the ideographs that are drawn the same: some producers map a glyph back to a radical's code (⻔ for 门, ⽤ for 用).
//!
//! Data: Unicode's EquivalentUnifiedIdeograph.txt, blocks CJK Radicals Supplement and Kangxi Radicals.

use unicode_normalization::UnicodeNormalization as _;

/// U+2E80 to U+2EF3, in order; a radical without an equivalent stands for itself.
const SUPPLEMENT: &str = "\
⺀厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑𫜹忄心扌攵⺚旡日月歺母民氵氺灬爫爫丬牛\
犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑\
钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟";

/// U+2F00 to U+2FD5, in order.
const KANGXI: &str = "\
一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀\
寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋\
比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸\
缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛\
辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻\
黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

/// The usual character that a look-alike is drawn as; any other one unchanged.
pub fn as_drawn(c: char) -> char {
    let (table, first) = match c {
        // Simplified fonts draw this radical as 户, not as the 戶 that it is equivalent to: ⽤⼾ for 用户.
        '\u{2f3e}' => return '户',
        '\u{2e80}'..='\u{2ef3}' => (SUPPLEMENT, 0x2e80),
        '\u{2f00}'..='\u{2fd5}' => (KANGXI, 0x2f00),
        // Chinese type draws the horizontal bar like the dash, and the non-breaking hyphen like the hyphen.
        '\u{2015}' => return '\u{2014}',
        '\u{2010}' | '\u{2011}' => return '-',
        // Ideographs that are in Unicode twice, for the sake of older codes.
        '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}' => return std::iter::once(c).nfkc().next().unwrap_or(c),
        _ => return c,
    };
    table.chars().nth((u32::from(c) - first) as usize).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_look_alike_is_read_as_the_usual_character() {
        for (radical, ideograph) in [
            ('⻔', '门'),
            ('⻓', '长'),
            ('⻋', '车'),
            ('⼀', '一'),
            ('⽤', '用'),
            ('⿕', '龠'),
            ('门', '门'),
            ('A', 'A'),
            ('―', '—'),
            ('\u{2011}', '-'),
            ('\u{f98e}', '年'),
            ('\u{fa0e}', '\u{fa0e}'),
        ] {
            assert_eq!(as_drawn(radical), ideograph);
        }
    }

    #[test]
    fn the_tables_cover_their_blocks() {
        assert_eq!(
            (SUPPLEMENT.chars().count(), KANGXI.chars().count()),
            (0x2ef4 - 0x2e80, 0x2fd6 - 0x2f00)
        );
    }
}
