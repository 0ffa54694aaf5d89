//! The help of the command line, and the comments of the settings that are printed.

messages! {
    HelpText;

    About {
        zh: "复核已归档的财政项目支出绩效自评表（PDF）：还原表格，重算其中的数，指出有疑点的地方",
        en: "Re-checks archived 财政项目支出绩效自评表 PDFs: rebuilds their tables, recomputes their figures, flags what does not agree"
    }
    Usage {
        zh: "用法：",
        en: "Usage: "
    }
    Commands {
        zh: "命令",
        en: "Commands"
    }
    Examples {
        zh: "例：\n  fuhe 归档/2023                      核对整个文件夹，旁边写出表格、报告与工作簿（也可把文件夹拖到程序上）\n  fuhe check 归档/2023 --out 结果     只写出表格\n  fuhe show a.pdf                     看一张自评表和其中的疑点\n  fuhe tables a.pdf --format csv      只要表格\n  fuhe rules execution-rate           一条规则查什么\n\n\
            各命令的选项与示例：fuhe check --help",
        en: "Examples:\n  fuhe archive/2023                       check a folder: tables, report and workbook beside it\n  fuhe check archive/2023 --out results   the tables alone\n  fuhe show a.pdf                         look at one form and its findings\n  fuhe tables a.pdf --format csv          the tables alone\n  fuhe rules execution-rate               what a rule checks\n\n\
            Options and examples of a command: fuhe check --help"
    }
    Help {
        zh: "显示帮助",
        en: "Print help"
    }
    Version {
        zh: "显示版本",
        en: "Print version"
    }
    Check {
        zh: "核对 PDF 中的自评表，写出 CSV 与 JSON 表格",
        en: "Check the forms in PDFs and write tables (CSV, JSON lines)"
    }
    CheckExamples {
        zh: "例：\n  fuhe check 归档/2023 --out 结果\n  fuhe check a.pdf b.pdf --out 结果 --fail-on error\n  fuhe check 归档 --out 结果 --xlsx --accepted 排除清单.csv\n  fuhe check --files-from 清单.txt --out 结果\n\n\
            写出的表：\n  files.csv       每个文件一行：是否读出，读不出时该怎么办\n  forms.csv       每张自评表一行\n  funds.csv       项目资金各行，附重算的执行率与得分\n  indicators.csv  各项指标\n  findings.csv    疑点：位置、表中所填、对照的数、算式\n  forms.jsonl     同样内容，供程序读取\n  fuhe.xlsx       工作簿，供人查看（加 --xlsx）\n  report/         网页报告，附页面图（加 --html）\n\n\
            写出的还有 run.json：版本、设置、计数与各表的 SHA-256，可用 fuhe verify 核对。中断的运行（断电、Ctrl-C）用 --resume 接着做。\n\n\
            退出码：0 全部读完；1 有 --fail-on 级别的疑点；2 用法有误或无法写入；3 有文件未能完整读出。同时成立时取最大者。130 被 Ctrl-C 停止。",
        en: "Examples:\n  fuhe check archive/2023 --out results\n  fuhe check a.pdf b.pdf --out results --fail-on error\n  fuhe check archive --out results --xlsx --accepted accepted.csv\n  fuhe check --files-from list.txt --out results\n\n\
            Tables written:\n  files.csv       one row a file: whether it was read, and what to do if not\n  forms.csv       one row a form (自评表)\n  funds.csv       the rows of 项目资金, with recomputed 执行率 and 得分\n  indicators.csv  the indicators (指标)\n  findings.csv    what does not agree: place, stated, expected, computation\n  forms.jsonl     the same for programs\n  fuhe.xlsx       a workbook for people (with --xlsx)\n  report/         a report for the browser, with pictures of the pages (with --html)\n\n\
            And run.json: version, settings, counts and the SHA-256 of each table, for fuhe verify. A run that was broken off (power, Ctrl-C) goes on with --resume.\n\n\
            Exit status: 0 all inputs read; 1 findings of the --fail-on severity; 2 bad usage, or the folder cannot be written; 3 some input could not be read whole. The largest where several hold. 130: stopped by Ctrl-C."
    }
    Merge {
        zh: "把 fuhe check --shard 各份结果合成一份，与一次核对全部逐字节相同",
        en: "Put the tables of fuhe check --shard together: byte for byte those of one run over all"
    }
    MergeExamples {
        zh: "例：\n  fuhe check 归档 --shard 0/3 --out 份0     （另两台机器：1/3、2/3）\n  fuhe merge 份0 份1 份2 --out 结果\n  fuhe report 结果\n\n\
            各份的版本与设置必须相同，一份不缺、一份不重。相同文件的说明与 cross.csv 按全部重做。退出码与 fuhe check 相同。",
        en: "Examples:\n  fuhe check archive --shard 0/3 --out part0     (on two other machines: 1/3, 2/3)\n  fuhe merge part0 part1 part2 --out results\n  fuhe report results\n\n\
            All shards must have one version and the same settings; none may be missing or given twice. What is said of copies, and cross.csv, is made again from all. The exit status is that of fuhe check."
    }
    Worker {
        zh: "供其他程序使用：逐个读取文件，各输出一个 JSON 对象",
        en: "For other programs: take documents one by one from standard input, answer each with a JSON object (docs/worker.md is the protocol)"
    }
    WorkerExamples {
        zh: "例：\n  echo '{\"path\":\"a.pdf\"}' | fuhe worker --jsonl",
        en: "Example:\n  echo '{\"path\":\"a.pdf\"}' | fuhe worker --jsonl"
    }
    Jsonl {
        zh: "每行一个 JSON 对象：请求与回答都是",
        en: "One JSON object a line, for requests and answers"
    }
    DocumentThreads {
        zh: "一个长文件最多用几个线程（默认：1）",
        en: "Threads that one long document may have (default: 1)"
    }
    Merged {
        zh: "写合成结果的文件夹；没有则新建",
        en: "Folder for the tables of all; made if need be"
    }
    Shards {
        zh: "各份结果所在的文件夹",
        en: "Folders of all shards"
    }
    Shard {
        zh: "只核对其中一份：共 N 份，序号从 0 起；按 file 列分配，与挂载位置无关。合并用 fuhe merge",
        en: "Check one of N parts, counted from 0: files are dealt out by the column file, wherever they are mounted. fuhe merge puts the parts together"
    }
    Parquet {
        zh: "另写 Parquet 表格（files.parquet 等）：所填的数为文字，重算的数为小数",
        en: "Also write the tables as Parquet (files.parquet …): stated figures as text, recomputed ones as decimals"
    }
    GroupArguments {
        zh: "参数",
        en: "Arguments"
    }
    GroupInput {
        zh: "输入",
        en: "Input"
    }
    GroupOutput {
        zh: "输出",
        en: "Output"
    }
    GroupLimits {
        zh: "每个文件的上限",
        en: "Limits of one file"
    }
    GroupRun {
        zh: "运行",
        en: "Run"
    }
    Paths {
        zh: "PDF 文件、zip 或 7z 压缩包，或文件夹（连同子文件夹中的全部 *.pdf、*.zip 与 *.7z）",
        en: "PDF files, zip or 7z archives, or folders (all *.pdf, *.zip and *.7z in them and below)"
    }
    FilesFrom {
        zh: "从清单再读入路径，每行一个；- 为标准输入",
        en: "Read more paths from a list, one a line; - is standard input"
    }
    Password {
        zh: "用于需要打开密码的 PDF",
        en: "The password for PDFs that need one"
    }
    PasswordFile {
        zh: "从文件读入密码：第一行；多行则逐个尝试",
        en: "Read the password from the first line of a file; of several lines, each is tried"
    }
    Out {
        zh: "写表格的文件夹；没有则新建，已有的表在运行完成后才替换。不给时写在所查的一个文件夹或文件旁边，名为“…-复核”",
        en: "Folder for the tables; made if missing, its tables are replaced only when the run is complete. Without it they go beside the one folder or file that is checked, to \"...-checked\""
    }
    Cross {
        zh: "另写 cross.csv：同一项目同一年度数字不同的表、雷同的完成情况、各部门得分与执行率的分布（报告中另有图）",
        en: "Also write cross.csv: forms of one project and year that differ, results told alike of different projects, and how each department's scores and rates are distributed (with a chart in the report)"
    }
    Resume {
        zh: "接着做这个文件夹里中断的运行；输入、设置与版本须与当时相同",
        en: "Go on with the run that was broken off in that folder; inputs, settings and version must be the same"
    }
    Timeout {
        zh: "最长秒数，超过的文件记为“超时”（默认 60）",
        en: "Longest time in seconds; a file that takes longer ends as timeout (default 60)"
    }
    Memory {
        zh: "最多内存（MiB），超过的文件记为“超过上限”（默认 512；仅 Unix 系统）",
        en: "Most memory in MiB; a file that takes more ends as too-large (default 512; Unix systems only)"
    }
    MaxSize {
        zh: "最大文件（MiB），压缩包内按解压后计，超过的记为“超过上限”（默认 256）",
        en: "Largest file in MiB, decompressed if it is in an archive; a larger one ends as too-large (default 256)"
    }
    MaxPages {
        zh: "最多页数，超过的文件记为“超过上限”（默认 5000）",
        en: "Most pages; a file with more ends as too-large (default 5000)"
    }
    Log {
        zh: "把运行中的事件写入此文件，每行一个 JSON 对象",
        en: "Write the events of the run to this file, one JSON object a line"
    }
    ConfigFile {
        zh: "从 TOML 文件读设置；命令行上给出的优先",
        en: "Read settings from a TOML file; what stands on the command line counts more"
    }
    Print {
        zh: "以 TOML 打印实际生效的设置，附说明",
        en: "Print the effective settings as TOML, with explanations"
    }
    Config {
        zh: "显示设置：可选哪些规则、级别、上限，如何写成文件",
        en: "Show the settings: rules, severities, limits, and how to write them down"
    }
    ConfigExamples {
        zh: "例：\n  fuhe config --print > fuhe.toml\n  fuhe check 归档 --out 结果 --config fuhe.toml",
        en: "Examples:\n  fuhe config --print > fuhe.toml\n  fuhe check archive --out results --config fuhe.toml"
    }
    VerifyExamples {
        zh: "例：\n  fuhe verify 结果\n\n退出码：0 均未改动；1 有表、工作簿、报告或 PDF 被改动，或已不在；2 没有 run.json，或读不懂。",
        en: "Example:\n  fuhe verify results\n\nExit status: 0 nothing was changed; 1 a table, the workbook, the report or a PDF was changed or is missing; 2 there is no run.json, or it makes no sense."
    }
    Verify {
        zh: "核对各表、工作簿、报告与原始 PDF 是否未改动",
        en: "Hold a folder of results against its run.json: whether tables, workbook and report are as they were written, and the PDFs as they were read"
    }
    SettingsHead {
        zh: "# fuhe 的设置：存成文件，用 --config 给出。没有写的项取默认值；写错的项名会被拒绝。\n# 还可以写：files-from、password、password-file、headers、lang（zh 或 en）、threads、fail-on（error、warning、notice）、log，意义与命令行相同；以及 [words.head] 等各部分之下另加的标签用语，写法见 fuhe words --help。\n",
        en: "# Settings of fuhe: save them as a file, and give it with --config. What is left out has its default; unknown names are refused.\n# It may also hold files-from, password, password-file, headers, lang (zh or en), threads, fail-on (error, warning, notice) and log, as on the command line; and further words for labels, below [words.head] and so on: see fuhe words --help.\n"
    }
    SettingOff {
        zh: "不检查的规则，例如 [\"narrative-mismatch\"]；规则的代号见 fuhe rules",
        en: "Rules that are not checked, such as [\"narrative-mismatch\"]; fuhe rules lists them"
    }
    SettingTolerance {
        zh: "容差：与重算的数相差不超过它的不作为疑点，单位同该数，如 \"0.01\"（只用于执行率、得分与各项合计）",
        en: "A figure no farther than this from what would be right is not flagged, in the unit of the figure, such as \"0.01\" (rates, scores and sums only)"
    }
    SettingSeverity {
        zh: "改变规则的级别，例如 fund-sum = \"warning\"",
        en: "Other severities than the rules' own, such as fund-sum = \"warning\""
    }
    SettingGlyphs {
        zh: "每页最多读出的字形",
        en: "Most glyphs read on one page"
    }
    SettingStrokes {
        zh: "每页最多读出的线条与色块",
        en: "Most strokes and fills read on one page"
    }
    SettingNesting {
        zh: "页面中表单对象（XObject）最深的嵌套",
        en: "Deepest nesting of form XObjects on a page"
    }
    SettingContent {
        zh: "一页内容解压后最多的字节",
        en: "Longest content of a page once it is decompressed, in bytes"
    }
    SettingSecondReader {
        zh: "另一套独立读取程序读一个文件最长的秒数",
        en: "Longest time of the second reader for one file, in seconds"
    }
    SettingMembers {
        zh: "一个压缩包最多的文件数，超过则整包记为“超过上限”",
        en: "Most members of an archive; one with more ends as too-large, unread"
    }
    SettingRatio {
        zh: "压缩包中的文件（以及全部文件之于压缩包）解压后最多膨胀的倍数",
        en: "How many times larger a member may become when decompressed, and all members together than their archive"
    }
    SettingHarmless {
        zh: "不超过这么多字节时不计倍数",
        en: "Up to this many bytes the ratio does not matter"
    }
    SettingInner {
        zh: "压缩包中的压缩包最多的字节（要放入内存）",
        en: "Largest archive within an archive, in bytes, since it is held in memory"
    }
    SettingDepth {
        zh: "PDF 附件中的附件最深的层数",
        en: "Deepest nesting of files attached to files attached to a PDF"
    }
    SettingParameters {
        zh: "评价办法：自 year 年起的总分与等级（由高到低，from 为含在内的最低分）。\n不同年份可写多组；一张表用其年度当时有效的一组，年度不明时用最新的。",
        en: "What the measures prescribe since a year: full marks, and grades, best first, each from its least total, included.\nThere may be several; a form is held against those of its year, or the latest where the year is not known."
    }
    Dir {
        zh: "check 写出的文件夹",
        en: "A folder that check has written"
    }
    GuardDates {
        zh: "CSV 中形如日期、会被电子表格改掉的文字（5-8、1/2、007、16 位代码）前加一个 '",
        en: "Put a ' before CSV text that spreadsheets take for a date or another number (5-8, 1/2, 007, a code of 16 digits)"
    }
    NoBom {
        zh: "CSV 文件开头不写 BOM（Excel 需要它才能认出中文）",
        en: "Leave out the byte order mark of the CSV files (Excel needs it to show Chinese)"
    }
    Html {
        zh: "另写一份报告 report/index.html，用浏览器打开：合计、图表、可筛选的疑点清单及所在页面的图；不需要网络",
        en: "Also write a report, report/index.html, for a browser: totals, charts, findings to search and filter, each with the picture of its page; needs no network"
    }
    ReportPages {
        zh: "报告中最多画多少页（默认 500），“不符”所在的页优先",
        en: "Most pages that are drawn in the report (default 500), those with mismatches first"
    }
    Paint {
        zh: "报告中哪些页按原样绘制：flagged 有“不符”或“待核”疑点的页（默认；只有提示的页按读出的内容重绘，快得多），all 全部",
        en: "Which pages the report shows as they are printed: flagged, those with errors or warnings (default; others are drawn again from what was read, which is much faster), or all"
    }
    Headers {
        zh: "CSV 列名：en 机器名（默认），zh 中文。规则与状态的代号不变",
        en: "Headings of the CSV columns: en, the names that programs know (default), or zh, Chinese. Ids of rules and statuses stay"
    }
    Threads {
        zh: "同时处理的文件数（默认为处理器核数）",
        en: "Worker threads; as many as there are processors by default"
    }
    Confirm {
        zh: "用另一套独立读取程序（与本程序不共用代码，把原文再读一遍）核实：flagged 有“不符”或“待核”疑点的表（默认），all 全部，none 不核实",
        en: "Have a second, independent reader confirm the figures: flagged forms with errors or warnings (default), all, none"
    }
    Witness {
        zh: "以何为证：picture 另一套独立读取程序与页面画面须一致（默认），text 只凭另一套独立读取程序",
        en: "What bears witness: picture, a second reader and the page as painted have to agree (default), or text, the reader alone"
    }
    FailOn {
        zh: "有此级别或更重的疑点时，退出码为 1：error 不符，warning 待核，notice 提示",
        en: "Exit with status 1 on findings of this severity or above: error, warning, notice"
    }
    Quiet {
        zh: "不显示进度与小结",
        en: "Show neither progress nor summary"
    }
    Lang {
        zh: "语言：zh 或 en。文件默认为 zh，屏幕默认随系统",
        en: "Language: zh or en. Files are in zh by default, the terminal follows the locale"
    }
    Show {
        zh: "在屏幕上显示一张自评表：表格、重算的数、疑点",
        en: "Show one form on the terminal: its table, recomputed figures, findings"
    }
    Report {
        zh: "由已完成的结果文件夹生成工作簿和报告，不再读文件、不再复核",
        en: "Make workbook and report from the folder of a finished run, without reading or checking again"
    }
    ReportExamples {
        zh: "例：\n  fuhe report 结果\n  fuhe report 结果 --html --accepted 排除清单.csv\n\n\
            两个选项都不给，则工作簿和报告都生成；与运行时写出的逐字节相同。页面图取自原 PDF：已不在原处或内容已变（SHA-256 不同）的会说明，并不附其图。\n\n\
            退出码：0 完成；2 不是已完成的结果文件夹，或无法写入；130 被中断（再运行一次即可）。",
        en: "Examples:\n  fuhe report out\n  fuhe report out --html --accepted accepted.csv\n\n\
            Without --xlsx and --html both are made, byte for byte as the run itself writes them. The pictures are those of the PDFs: one that has moved, or has another SHA-256, is said, and its picture left out.\n\n\
            Exit status: 0 done; 2 no folder of a finished run, or it cannot be written; 130 interrupted (run it again)."
    }
    ShowExamples {
        zh: "例：\n  fuhe show a.pdf\n  fuhe show 汇编.pdf --form 3 | less\n\n\
            方括号里是重算值，!1 指表下的疑点 1。只在终端上用颜色；设了 NO_COLOR 时不用。\n\n\
            退出码：0 全部读完；2 用法有误或没有这一张；3 未能完整读出（读得出的照样显示）。",
        en: "Examples:\n  fuhe show a.pdf\n  fuhe show collection.pdf --form 3 | less\n\n\
            Recomputed figures stand in square brackets, !1 is finding 1 under the table. Colours only on a terminal, and not where NO_COLOR is set.\n\n\
            Exit status: 0 read whole; 2 bad usage, or no such form; 3 not read whole (what could be read is shown)."
    }
    Form {
        zh: "文件中的第几张自评表（默认第 1 张）",
        en: "Which form of the file (the first by default)"
    }
    Tables {
        zh: "还原一份 PDF 的全部表格，不论是不是自评表",
        en: "Print every table of a PDF, form or not"
    }
    TablesExamples {
        zh: "例：\n  fuhe tables a.pdf\n  fuhe tables a.pdf --pages 1-3,7 --format csv > a.csv\n  fuhe tables a.pdf --debug 图        每页一张 SVG：字形、线条、边、交点、单元格\n\n\
            csv：合并单元格的文字只写在它左上角的一格，其余留空；两张表之间空一行。\n\
            json：每个单元格一次，附行列跨度、页码和边框（点，从所见页面的左上角起）。\n\
            html：一个独立的网页，合并单元格用 rowspan、colspan。\n\n\
            --pages 只看所列的页，如同文件没有其他页：跨页的表只有这几页上的部分；不相连的页不拼接。\n\n\
            退出码：0 全部读完；2 用法有误、没有所要的页或无法写入；3 未能完整读出（读得出的照样写出）。",
        en: "Examples:\n  fuhe tables a.pdf\n  fuhe tables a.pdf --pages 1-3,7 --format csv > a.csv\n  fuhe tables a.pdf --debug pictures     one SVG a page: glyphs, strokes, edges, crossings, cells\n\n\
            csv: the text of a merged cell stands once, in its upper left place, and the others are blank; an empty line parts two tables.\n\
            json: each cell once, with its spans, its page and its borders (points from the top left of the page as shown).\n\
            html: one page that needs nothing else, merged cells by rowspan and colspan.\n\n\
            --pages looks at these pages as if the file had no others: of a table that goes on over more pages there is the part on them, and pages that do not follow each other are not joined.\n\n\
            Exit status: 0 read whole; 2 bad usage, no such page, or output that cannot be written; 3 not read whole (what could be read is printed)."
    }
    File {
        zh: "一个 PDF 文件",
        en: "One PDF file"
    }
    Pages {
        zh: "只看这些页：2、1-3、5- 或 1-3,7",
        en: "Only these pages: 2, 1-3, 5- or 1-3,7"
    }
    Format {
        zh: "输出格式：text 画出的表格（默认），csv，json，html",
        en: "Format: text, drawn with lines (default), csv, json, html"
    }
    Debug {
        zh: "在此文件夹为每页画一张 SVG，显示表格是怎样还原出来的",
        en: "Draw each page as SVG in this folder, to show how its tables came about"
    }
    Words {
        zh: "列出 fuhe 认得的标签（词表），或检查自己添加的词",
        en: "Print the labels that fuhe knows (the vocabulary), or look through added words"
    }
    WordsExamples {
        zh: "例：\n  fuhe words                          全部词表，按部分与标签列出\n  fuhe words 某省.toml                检查要添加的词\n  fuhe check 归档 --words 某省.toml --out 结果\n\n\
            添加的词与词表同样写法：\n  [head]\n  unit = [\"执行机构\"]\n\n  [indicators]\n  target = [\"年度愿景值\", \"计划目标\"]\n\n\
            一个词在同一部分只能指一项；已指别项的词会被拒绝，并说明是哪一项。",
        en: "Examples:\n  fuhe words                          the whole vocabulary, by part and label\n  fuhe words province.toml            look through the words to be added\n  fuhe check archive --words province.toml --out results\n\n\
            Added words are written as the vocabulary is:\n  [head]\n  unit = [\"执行机构\"]\n\n  [indicators]\n  target = [\"年度愿景值\", \"计划目标\"]\n\n\
            A word names one thing in its part: one that names another label already is refused, and the label named."
    }
    WordsFile {
        zh: "另加标签的词（TOML）：本地模板的用语，写法见 fuhe words --help",
        en: "Further words for labels (TOML), as a local template has them: see fuhe words --help"
    }
    UnknownWords {
        zh: "另写 unknown-words.csv：没有认出的标签与表头，各见于几处、几个文件、例见何页；结束时列出最常见的。可用 --words 添加",
        en: "Also write unknown-words.csv: labels and heads that nothing knew, how often they are met, in how many files, and an example page. The most frequent are listed at the end; --words adds them"
    }
    WordsToCheck {
        zh: "要检查的词表文件（TOML）；不给则列出 fuhe 自己的词表",
        en: "A file of further words (TOML) to look through; without one, the vocabulary is printed"
    }
    Rules {
        zh: "列出全部规则，或显示一条规则的说明",
        en: "List the rules, or print one rule's documentation"
    }
    RulesExamples {
        zh: "例：\n  fuhe rules\n  fuhe rules execution-rate",
        en: "Examples:\n  fuhe rules\n  fuhe rules execution-rate"
    }
    Completions {
        zh: "输出命令行补全脚本",
        en: "Print a completion script for a shell"
    }
    CompletionsExamples {
        zh: "例：\n  fuhe completions bash > ~/.local/share/bash-completion/completions/fuhe\n  fuhe completions zsh > ~/.zfunc/_fuhe\n  fuhe completions fish > ~/.config/fish/completions/fuhe.fish\n  fuhe completions powershell >> $PROFILE",
        en: "Examples:\n  fuhe completions bash > ~/.local/share/bash-completion/completions/fuhe\n  fuhe completions zsh > ~/.zfunc/_fuhe\n  fuhe completions fish > ~/.config/fish/completions/fuhe.fish\n  fuhe completions powershell >> $PROFILE"
    }
    Shell {
        zh: "bash、zsh、fish 或 powershell",
        en: "bash, zsh, fish or powershell"
    }
    OcrModels {
        zh: "扫描页的识别模型所在：文件夹、.onnx 文件，或内含模型的 wheel（.whl）；可写两次。没有模型，扫描页不读",
        en: "Where models for scanned pages are: a folder, an .onnx file, or a wheel (.whl) that carries them; may be given twice. Without models, scans are not read"
    }
    OcrAnyModel {
        zh: "也用未经本程序测过的模型",
        en: "Use models that were not measured with this program, too"
    }
    Cache {
        zh: "存放识别结果的文件夹：同一页第二次不再识别",
        en: "Folder for what was recognised: a page is not recognised twice"
    }
    Ocr {
        zh: "查看扫描页的识别模型能否使用",
        en: "Look whether models for scanned pages can be used"
    }
    OcrExamples {
        zh: "例：\n  fuhe ocr --check --ocr-models models",
        en: "Examples:\n  fuhe ocr --check --ocr-models models"
    }
    OcrCheck {
        zh: "列出找到的模型，并各读一行样字",
        en: "List the models found, and have each read a sample line"
    }
    SettingOcrPages {
        zh: "一个文件最多识别的扫描页数",
        en: "Most scanned pages of one file that are recognised"
    }
    SettingOcrSeconds {
        zh: "识别一页最长的秒数",
        en: "Longest time for recognising one page, in seconds"
    }
    Man {
        zh: "输出手册页（man）",
        en: "Print a manual page"
    }
    ManExamples {
        zh: "例：\n  fuhe man > fuhe.1\n  fuhe man check > fuhe-check.1",
        en: "Examples:\n  fuhe man > fuhe.1\n  fuhe man check > fuhe-check.1"
    }
    Command {
        zh: "命令名，例如 check；不写则为整个程序",
        en: "Name of a command, such as check; the whole program by default"
    }
    Rule {
        zh: "规则的代号，例如 execution-rate；fuhe rules 列出全部",
        en: "Name of a rule, such as execution-rate"
    }
    Xlsx {
        zh: "另写一份工作簿 fuhe.xlsx，供人查看：疑点按级别着色，附说明与链接",
        en: "Write a workbook too, fuhe.xlsx, for people: findings coloured by severity, with notes and links"
    }
    Open {
        zh: "做完后打开报告（没有报告则打开工作簿）",
        en: "Open the report when it is made, or the workbook where there is none"
    }
    Accepted {
        zh: "已核实、不作为问题的疑点清单（CSV，列为 file 或 project、rule、field、reason）：在工作簿与报告中置灰并注明理由",
        en: "List of findings that are set aside (CSV: file or project, rule, field, reason): greyed in workbook and report, with the reason"
    }
}
