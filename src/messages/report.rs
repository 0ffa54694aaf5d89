//! The texts of the report (`--html`): its page, and what its script says. To change one, change it here.

messages! {
    ReportText;

    // The head of the page.
    Title {
        zh: "财政项目支出绩效自评表复核报告",
        en: "Re-checked self-evaluation forms (财政项目支出绩效自评表)"
    }
    Lead {
        zh: "逐张还原表格并重算其中的数。下列疑点只是纸面上的矛盾，须对照原件核实，不能直接作为结论。",
        en: "Each form was rebuilt and its figures recomputed. What follows are contradictions on paper; they are no verdict until the original has been looked at."
    }
    SkipToFindings {
        zh: "跳到疑点清单",
        en: "Skip to the findings"
    }
    NeedsScript {
        zh: "疑点清单需要浏览器允许脚本；同样的内容在 findings.csv 中。",
        en: "The list of findings needs scripts to be allowed; findings.csv holds the same."
    }
    MadeBy {
        zh: "由 fuhe（复核）{version} 生成，可离线查看，不访问网络。完整的表格在上一级文件夹中。",
        en: "Made by fuhe {version}. Works from disk and loads nothing from a network. The whole tables are in the folder above."
    }

    // Totals.
    Overview {
        zh: "概览",
        en: "Overview"
    }
    TotalFiles {
        zh: "文件",
        en: "Files"
    }
    TotalUnread {
        zh: "{count} 个未能完整读出",
        en: "{count} not read whole"
    }
    AllRead {
        zh: "全部读完",
        en: "all read"
    }
    TotalForms {
        zh: "自评表",
        en: "Forms"
    }
    FormsWithFindings {
        zh: "{count} 张有疑点",
        en: "{count} with findings"
    }
    FormsWithErrors {
        zh: "有不符的表",
        en: "Forms with mismatches"
    }
    ShareOfForms {
        zh: "占 {percent}%",
        en: "{percent}% of all"
    }
    TotalFindings {
        zh: "疑点",
        en: "Findings"
    }
    BySeverity {
        zh: "不符 {errors} · 待核 {warnings} · 提示 {notices}",
        en: "{errors} mismatches · {warnings} to check · {notices} notices"
    }
    OfThemAccepted {
        zh: " · 已排除 {count}",
        en: " · {count} set aside"
    }
    Confirmed {
        zh: "已核实（文字与画面）",
        en: "Confirmed, text and picture"
    }
    OfAsked {
        zh: "共核对 {count} 项",
        en: "of {count} asked about"
    }

    // Charts.
    GradesChart {
        zh: "按总分应得的等级",
        en: "Forms by the grade of their total"
    }
    GradesNote {
        zh: "{count} 张表所填的等级与总分不符",
        en: "another grade is stated on {count}"
    }
    NoGrade {
        zh: "无总分",
        en: "no total"
    }
    RulesChart {
        zh: "各规则的疑点",
        en: "Findings by rule"
    }
    ChartsNote {
        zh: "点击任一柱、条或名称，清单只列其中的疑点。",
        en: "Choose a bar, a column or a name, and the list shows its findings alone."
    }
    RatesChart {
        zh: "预算执行率",
        en: "Execution rates"
    }
    RatesNote {
        zh: "重算的执行率（%），共 {count} 张表；柱下的数是该段的起点",
        en: "recomputed, in percent, of {count} forms; a column begins at its number"
    }
    ScoresChart {
        zh: "总分分布",
        en: "Total scores"
    }
    ScoresNote {
        zh: "共 {count} 张表，每柱一分；{near} 张（{percent}%）得 99 分及以上",
        en: "of {count} forms, a point each; {near} ({percent}%) have 99 or more"
    }
    DepartmentsChart {
        zh: "各主管部门的总分与执行率",
        en: "Scores and execution rates by department"
    }
    DepartmentsNote {
        zh: "细线从最低到最高，色块是居中的一半，竖线是中位数；超过 100 的画在右端。全部数字见 cross.csv",
        en: "The thin line runs from the least to the greatest, the block holds the middle half, its mark is the median; what is above 100 stands at the end. cross.csv has all figures"
    }
    DepartmentsLeftOut {
        zh: "此处是表数最多的 {shown} 个部门，共 {all} 个",
        en: "The {shown} of {all} departments that have the most forms"
    }
    DepartmentsMore {
        zh: "其余 {count} 个部门",
        en: "{count} more departments"
    }
    DepartmentsRated {
        zh: "有执行率的表",
        en: "Forms with a rate"
    }
    Median {
        zh: "中位数",
        en: "Median"
    }
    NearlyFull {
        zh: "99 及以上",
        en: "99 or more"
    }
    SpreadTold {
        zh: "最低 {min}，四分之一不超过 {lower}，中位数 {median}，四分之三不超过 {upper}，最高 {max}",
        en: "least {min}, a quarter up to {lower}, median {median}, three quarters up to {upper}, greatest {max}"
    }
    ColumnCount {
        zh: "{label}：{count} 张",
        en: "{label}: {count} forms"
    }
    Forms {
        zh: "张数",
        en: "Forms"
    }

    // Files that were not read.
    UnreadFiles {
        zh: "未能完整读出的文件",
        en: "Files that were not read whole"
    }
    UnreadMore {
        zh: "此处列出前 {shown} 个，其余见 files.csv。",
        en: "The first {shown} are listed here, files.csv has the others."
    }
    File {
        zh: "文件",
        en: "File"
    }
    FileStatus {
        zh: "状态",
        en: "Status"
    }
    FileAdvice {
        zh: "原因与处理办法",
        en: "Why, and what to do"
    }

    // The list of findings.
    Findings {
        zh: "疑点清单",
        en: "Findings"
    }
    FindingsLeftOut {
        zh: "此处列出前 {shown} 项，其余见 findings.csv。",
        en: "The first {shown} are listed here, findings.csv has the others."
    }
    Search {
        zh: "搜索",
        en: "Search"
    }
    SearchHint {
        zh: "项目、单位、文件、栏目或数值",
        en: "project, unit, file, field or figure"
    }
    Rule {
        zh: "规则",
        en: "Rule"
    }
    Severity {
        zh: "级别",
        en: "Severity"
    }
    Department {
        zh: "主管部门",
        en: "Department"
    }
    Year {
        zh: "年度",
        en: "Year"
    }
    Any {
        zh: "全部",
        en: "all"
    }
    Chosen {
        zh: "已选 {count} 项",
        en: "{count} chosen"
    }
    ChoiceHint {
        zh: "输入文字查找",
        en: "type to find"
    }
    ChoiceMore {
        zh: "还有 {count} 项，请输入文字查找。",
        en: "{count} more: type to find them."
    }
    NotStated {
        zh: "（未填）",
        en: "(blank)"
    }
    Reset {
        zh: "清除筛选",
        en: "Clear filters"
    }
    Project {
        zh: "项目",
        en: "Project"
    }
    FieldName {
        zh: "栏目",
        en: "Field"
    }
    Stated {
        zh: "表中所填",
        en: "Stated"
    }
    Expected {
        zh: "对照",
        en: "Against"
    }
    Source {
        zh: "出处",
        en: "Source"
    }
    Tick {
        zh: "排除",
        en: "Set aside"
    }
    TickPage {
        zh: "排除本页各项",
        en: "Set aside all on this page"
    }
    PageShort {
        zh: "第 {page} 页",
        en: "page {page}"
    }
    Count {
        zh: "{shown} / {all} 项",
        en: "{shown} of {all} findings"
    }
    NothingFound {
        zh: "没有符合条件的疑点。",
        en: "No finding matches."
    }
    NoFindings {
        zh: "没有疑点：各表的数字自相一致。",
        en: "No findings: the figures of every form agree with each other."
    }
    Previous {
        zh: "上一页",
        en: "Previous"
    }
    Next {
        zh: "下一页",
        en: "Next"
    }
    PageOf {
        zh: "第 {page} / {pages} 页",
        en: "Page {page} of {pages}"
    }
    PrintedRows {
        zh: "打印前 {shown} 项，共 {all} 项。",
        en: "The first {shown} of {all} findings are printed."
    }

    // One finding.
    Open {
        zh: "查看：{finding}",
        en: "Open: {finding}"
    }
    Close {
        zh: "关闭",
        en: "Close"
    }
    PreviousFinding {
        zh: "上一项",
        en: "Previous finding"
    }
    NextFinding {
        zh: "下一项",
        en: "Next finding"
    }
    Recomputation {
        zh: "重算过程",
        en: "Recomputation"
    }
    AboutTheRule {
        zh: "规则说明",
        en: "About the rule"
    }
    FormFacts {
        zh: "所在的表",
        en: "The form"
    }
    Unit {
        zh: "实施单位",
        en: "Unit"
    }
    FormNumber {
        zh: "文件中的第几张表",
        en: "Form in the file"
    }
    FormShort {
        zh: "第 {number} 张",
        en: "form {number}"
    }
    TotalScore {
        zh: "总分",
        en: "Total score"
    }
    MachineField {
        zh: "数据栏名",
        en: "Name in the tables"
    }
    Doubts {
        zh: "此表有 {count} 处读数存疑（可能读错或读漏）",
        en: "{count} places of this form may have been misread or lost"
    }
    ConfirmedYes {
        zh: "另一套独立读取程序所读相同，页面画面也是如此",
        en: "A second, independent reader reads the same, and the page as painted shows it"
    }
    ConfirmedTextOnly {
        zh: "另一套独立读取程序所读相同；页面画面不能判断（多因字体不在文件中）",
        en: "A second, independent reader reads the same; the page as painted cannot say, mostly for want of its fonts"
    }
    ConfirmedNo {
        zh: "另一套独立读取程序或页面画面与所读的不同：请对照原页面",
        en: "A second reader, or the page as painted, shows something else: look at the page"
    }
    ConfirmedUnavailable {
        zh: "另一套独立读取程序未能核实：请对照原页面",
        en: "A second reader could not confirm it: look at the page"
    }
    Blank {
        zh: "（空白）",
        en: "(blank)"
    }
    PictureOf {
        zh: "{file} 第 {page} 页，框出的是“{stated}”",
        en: "{file}, page {page}; the box is around \"{stated}\""
    }
    PictureOwnFonts {
        zh: "此页没有内嵌全部字体，缺字按读出的字符补上，字形与原件可能不同。",
        en: "This page does not carry all of its fonts: missing characters are drawn as they were read, and may look different."
    }
    PictureFailed {
        zh: "此页无法绘出，请打开原文件查看。",
        en: "This page could not be drawn: open the file itself."
    }
    PictureBeyondLimit {
        zh: "此页的图未收入本报告，请打开原文件查看。",
        en: "The picture of this page is not part of this report: open the file itself."
    }
    PictureDrawnAgain {
        zh: "此页只有提示，按读出的内容重绘，字形与底纹可能与原件不同。",
        en: "This page has notices only, and is drawn again from what was read on it: letters and shades may look different."
    }
    PictureWithoutPlace {
        zh: "该栏在页面上没有位置。",
        en: "The field has no place on paper."
    }

    // Findings that follow from one another.
    Group {
        zh: "相互关联的疑点",
        en: "Findings that follow from one another"
    }
    GroupNote {
        zh: "一个数写错就能解释以下各项，最可能的起因在前。究竟哪个数错了，只有原件能说明。",
        en: "One wrong figure would explain all of these, the likely cause first. Which one is wrong only the page can show."
    }
    GroupCause {
        zh: "起因 · 关联组 {group}",
        en: "cause · group {group}"
    }
    GroupConsequence {
        zh: "由此引起 · 关联组 {group}",
        en: "follows · group {group}"
    }

    // Setting findings aside.
    Accepted {
        zh: "已排除",
        en: "Set aside"
    }
    AcceptedBecause {
        zh: "已排除：{reason}",
        en: "Set aside: {reason}"
    }
    NotAccepted {
        zh: "未排除",
        en: "Not set aside"
    }
    AcceptedReason {
        zh: "排除理由",
        en: "Set aside because"
    }
    ReasonNeeded {
        zh: "请写明理由：没有理由的清单不会被接受。",
        en: "Say why: a list without reasons is not taken."
    }
    Accepting {
        zh: "已勾选 {count} 项",
        en: "{count} ticked"
    }
    Reason {
        zh: "排除理由（为何不作为问题）",
        en: "Reason for setting aside"
    }
    ReasonHint {
        zh: "例如：已核对原始凭证",
        en: "such as: checked against the vouchers"
    }
    ExportAccepted {
        zh: "导出排除清单（CSV）",
        en: "Export the list (CSV)"
    }
    Untick {
        zh: "取消勾选",
        en: "Untick all"
    }

    // Names of fields.
    FieldTitle {
        zh: "表名",
        en: "Title"
    }
    FieldProjectName {
        zh: "项目名称",
        en: "Project name"
    }
    FieldExpectedGoal {
        zh: "预期目标",
        en: "Expected goal"
    }
    FieldActualResult {
        zh: "实际完成情况",
        en: "Actual result"
    }
    FieldAmountUnit {
        zh: "金额单位",
        en: "Unit of amounts"
    }
    FieldTotalWeight {
        zh: "分值合计",
        en: "Total weight"
    }
    FieldGrade {
        zh: "评分等级",
        en: "Grade"
    }
    FieldItem {
        zh: "资金项",
        en: "Item"
    }
    FieldLevel1 {
        zh: "一级指标",
        en: "Level 1"
    }
    FieldLevel2 {
        zh: "二级指标",
        en: "Level 2"
    }
    FieldLevel3 {
        zh: "三级指标",
        en: "Level 3"
    }
    FieldInitial {
        zh: "年初预算数",
        en: "Initial budget"
    }
    FieldBudget {
        zh: "全年预算数",
        en: "Budget"
    }
    FieldExecuted {
        zh: "全年执行数",
        en: "Executed"
    }
    FieldWeight {
        zh: "分值",
        en: "Weight"
    }
    FieldRate {
        zh: "执行率",
        en: "Rate"
    }
    FieldScore {
        zh: "得分",
        en: "Score"
    }
    FieldTarget {
        zh: "年度指标值",
        en: "Target"
    }
    FieldActual {
        zh: "实际完成值",
        en: "Actual"
    }
    FieldDeviation {
        zh: "偏差原因",
        en: "Reason of the deviation"
    }

    // Parts of the page that are folded.
    ChartsFold {
        zh: "图表",
        en: "Charts"
    }
    FormsView {
        zh: "各表检查情况",
        en: "What was checked, form by form"
    }
    FormsViewNote {
        zh: "逐表列出各条规则：相符、有疑点，还是未能判断及其原因。没有疑点的表也在内。",
        en: "For each form and rule: agreed, flagged, or not judged and why. Forms without findings are among them."
    }
    OnlyClean {
        zh: "只看没有疑点的表",
        en: "Only forms without findings"
    }
    OnlySilent {
        zh: "只看有规则未能判断的表",
        en: "Only forms about which a rule keeps silent"
    }
    CountForms {
        zh: "{shown} / {all} 张表",
        en: "{shown} of {all} forms"
    }
    Agreed {
        zh: "相符",
        en: "Agreed"
    }
    Flagged {
        zh: "有疑点",
        en: "Flagged"
    }
    NotJudged {
        zh: "未能判断",
        en: "Not judged"
    }
    FormJudged {
        zh: "此表各条规则的结果",
        en: "What each rule says of this form"
    }
    RuleAgreed {
        zh: "其余 {count} 条规则：相符",
        en: "The other {count} rules: agreed"
    }
    DoubtsHead {
        zh: "读数存疑之处",
        en: "What may have been misread"
    }
    Loading {
        zh: "正在载入……",
        en: "Loading ..."
    }

    // Forms that were compared.
    PairsDuplicate {
        zh: "重复申报",
        en: "One project stated twice"
    }
    PairsCopied {
        zh: "文字雷同",
        en: "The same text told of different projects"
    }
    PairsMismatch {
        zh: "汇总表与自评表不一致",
        en: "A listing against its forms"
    }
    PairsSum {
        zh: "汇总表合计不符",
        en: "Totals of listings"
    }
    PairsMore {
        zh: "此处列出前 {shown} 组，其余见 cross.csv。",
        en: "The first {shown} groups are listed here, cross.csv has the others."
    }
    PairsOpen {
        zh: "并排查看",
        en: "Side by side"
    }
    PairsDiffer {
        zh: "各表所填",
        en: "Stated"
    }

    // More about one finding.
    Uses {
        zh: "所用的数",
        en: "Figures that were used"
    }
    UsesAll {
        zh: "共 {count} 个，逐个列出",
        en: "all {count} of them"
    }
    OnPage {
        zh: "第 {page} 页",
        en: "page {page}"
    }
    OpenDocument {
        zh: "打开原文件",
        en: "Open the document"
    }
    OpenDocumentAt {
        zh: "打开原文件第 {page} 页",
        en: "Open page {page} of the document"
    }
    CutOut {
        zh: "核实时所见（按原件绘出）",
        en: "What the witness saw, painted as printed"
    }
    CutOutNoFont {
        zh: "字体不在文件中的字在此不显示：画面不能证实。",
        en: "Characters whose font is not in the file leave no ink here: the picture proves nothing."
    }
    CutOutReadings {
        zh: "本程序读作“{first}”，另一读数“{second}”",
        en: "Read as \"{first}\"; the other reading is \"{second}\""
    }
    ZoomIn {
        zh: "放大",
        en: "Zoom in"
    }
    ZoomOut {
        zh: "缩小",
        en: "Zoom out"
    }
    ZoomFit {
        zh: "整页",
        en: "Whole page"
    }
    PrintOne {
        zh: "打印",
        en: "Print"
    }
    PrintAll {
        zh: "打印所列各项（含图）",
        en: "Print those listed, with pictures"
    }
    PrintAllFirst {
        zh: "打印所列前 {count} 项（含图）",
        en: "Print the first {count} of those listed, with pictures"
    }
    Keys {
        zh: "键盘：/ 搜索 · ↑ ↓ 选择 · 回车 打开 · ← → 上一项、下一项 · + − 0 缩放 · x 排除 · p 打印 · Esc 关闭",
        en: "Keys: / search · ↑ ↓ move · Enter open · ← → previous, next · + − 0 zoom · x set aside · p print · Esc close"
    }
    PictureNotWhole {
        zh: "文件已损坏，此图不完整。",
        en: "The file is damaged: this picture is not whole."
    }
    PictureMoved {
        zh: "原文件已不在原处，未附图。",
        en: "The document is no longer where it was: no picture."
    }
    PictureChanged {
        zh: "原文件已改变（SHA-256 不同），未附图。",
        en: "The document has changed, its SHA-256 is another: no picture."
    }
    ConfirmedFilter {
        zh: "核实",
        en: "Confirmed"
    }
    ConfirmedNotAsked {
        zh: "未要求核实",
        en: "not asked about"
    }
    DepartmentsPoints {
        zh: "不足 5 张表的只画点",
        en: "with fewer than five forms, points only"
    }
}
