//! The heads of a form: words in use, and words that nobody has printed yet but that a person understands.

use crate::chance::Chance;

/// How many heads of how many are unknown words.
#[derive(Debug, Clone, Copy)]
pub struct Odd {
    pub of: usize,
    pub are: usize,
}

impl Odd {
    pub const NONE: Self = Self { of: 1, are: 0 };

    fn happens(self, chance: &mut Chance) -> bool {
        chance.below(self.of) < self.are
    }
}

/// Head, words in use, words that are not.
type Head = (&'static str, &'static str, &'static str);

const HEADS: [Head; 30] = [
    (
        "title",
        "财政项目支出绩效自评表 项目支出绩效自评表",
        "专项经费使用成效表 年度项目资金使用情况表 财政资金成效对照表",
    ),
    ("project_name", "项目名称", "事项名目 立项名目"),
    ("whole", "年度资金总额 资金总额", "全部款项 款项盘子"),
    (
        "granted",
        "其中：财政拨款 其中：当年财政拨款",
        "其中：本级所拨 其中：库款",
    ),
    ("carried", "上年结转资金 上年结转", "往年余款 旧年剩款"),
    ("other", "其他资金", "别处筹来 杂项来源"),
    ("amounts", "预算安排 预算情况", "款项安排 额度"),
    ("spent", "预算执行 执行情况", "款项去处 花用"),
    ("points", "评分 评分情况", "打分 记分"),
    ("values", "指标情况 完成情况", "对照 水平"),
    ("department", "主管部门 项目主管部门", "归口处室 分管机关"),
    ("unit", "实施单位 项目实施单位", "办理机构 经办科室"),
    ("initial", "年初预算数 年初预算", "期初盘子 年初额度"),
    ("budget", "全年预算数 预算数 调整后预算数", "可用额度 全年盘子"),
    ("executed", "全年执行数 执行数 实际支出数", "已用额度 花费数"),
    ("rate", "执行率 预算执行率", "执成比 用款比"),
    ("weight", "分值 权重 标准分", "配分 赋分"),
    ("score", "得分 自评得分", "计分 实得数"),
    ("goals", "年度总体目标 总体目标", "全年打算 年内任务"),
    ("goal", "预期目标 年初设定目标", "想要做到 原定任务"),
    ("result", "实际完成情况 全年实际完成情况", "做到几何 落实景况"),
    ("level1", "一级指标", "大类"),
    ("level2", "二级指标", "中类"),
    ("level3", "三级指标 指标名称", "考核点 小类"),
    ("target", "年度指标值 目标值", "目标水平 应达水平"),
    ("actual", "实际完成值 完成值", "年末实绩 达到水平"),
    (
        "deviation",
        "偏差原因分析及改进措施 未完成原因分析",
        "差距缘由 落差解释",
    ),
    ("indicators", "绩效指标 年度绩效指标", "考核内容 评判事项"),
    ("total", "总分 自评总分", "末尾得数 加总数"),
    ("grade", "评分等级 自评等级", "档次 优劣"),
];

/// A word for a head, and whether it is an unknown one.
pub fn word(head: &str, odd: Odd, chance: &mut Chance) -> &'static str {
    let (_, known, unknown) = HEADS.iter().find(|(name, ..)| *name == head).unwrap();
    let words = if odd.happens(chance) { unknown } else { known };
    let words: Vec<&str> = words.split(' ').collect();
    chance.pick::<&str>(&words)
}
