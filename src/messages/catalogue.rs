//! The table of messages. To change a text, change it here; to add one, add an entry with both languages.

messages! {
    Message;

    // What became of an input: the detail column of files.csv.
    Missing {
        zh: "找不到：请核对路径",
        en: "not found: check the path"
    }
    Denied {
        zh: "没有读取权限：请授予权限后再查",
        en: "permission denied: grant read access, then check again"
    }
    NotAFile {
        zh: "不是普通文件：请给出 PDF 文件或文件夹",
        en: "not a regular file: give a PDF file or a folder"
    }
    CannotOpen {
        zh: "打不开（{reason}）：请检查存储介质后再查",
        en: "cannot be opened ({reason}): check the disk or network drive, then check again"
    }
    TooManyBytes {
        zh: "文件有 {bytes} 字节，上限 {limit}：请拆分后再查",
        en: "{bytes} bytes, the limit is {limit}: split the file, then check again"
    }
    TooManyPages {
        zh: "文件有 {pages} 页，上限 {limit}：请拆分后再查",
        en: "{pages} pages, the limit is {limit}: split the file, then check again"
    }
    TimeIsUp {
        zh: "{seconds} 秒内未能读完：请拆分，或用 --timeout 放宽时限后再查",
        en: "not read in {seconds} s: split the file, or allow more with --timeout, then check again"
    }
    TooMuchMemory {
        zh: "需要的内存超过 {megabytes} MiB：请拆分，或用 --memory 放宽后再查",
        en: "takes more than {megabytes} MiB of memory: split the file, or allow more with --memory, then check again"
    }
    Duplicate {
        zh: "与 {file} 内容完全相同，只读取一次",
        en: "the same bytes as {file}, read once"
    }
    WorkerNeedsProgram {
        zh: "worker 供其他程序使用，不接受键盘输入：请用管道，并加 --jsonl；协议见 docs/worker.md",
        en: "worker is for other programs and takes nothing from a keyboard: use a pipe, and --jsonl; docs/worker.md is the protocol"
    }
    MergeUnfinished {
        zh: "{path} 尚未核对完：请先用 fuhe check --resume 做完",
        en: "{path} is not finished: go on with it first (fuhe check --resume)"
    }
    MergeNoShard {
        zh: "{path} 不是 fuhe check --shard 的结果",
        en: "{path} was not made by fuhe check --shard"
    }
    MergeTwice {
        zh: "{path} 与 {other} 是同一份（{shard}）",
        en: "{path} and {other} are the same shard ({shard})"
    }
    MergeMissing {
        zh: "缺少第 {shards} 份：共 {of} 份，序号从 0 起",
        en: "missing: shard {shards} of {of}, counted from 0"
    }
    MergeDiffers {
        zh: "{path} 与 {other} 不是同一次核对的两份：{differences}",
        en: "{path} and {other} are no shards of one run: {differences}"
    }
    MergeVersion {
        zh: "版本为 {one} 与 {other}",
        en: "versions {one} and {other}"
    }
    MergeInputCount {
        zh: "找到的文件数为 {one} 与 {other}",
        en: "{one} and {other} files found"
    }
    MergeSetting {
        zh: "设置 {name} 为 {one} 与 {other}",
        en: "setting {name} is {one} and {other}"
    }
    MergeChanged {
        zh: "{path} 在核对之后被改动或删去：请恢复，或重新核对这一份",
        en: "{path} was changed or taken away after the run: restore it, or check that shard again"
    }
    MergeOtherInputs {
        zh: "各份所见的文件不同（第 {place} 个只应出现一次）：核对期间文件有增减或改名，请各份重新核对",
        en: "the shards did not find the same files (number {place} should be there once): files came, went or were renamed meanwhile; check all shards again"
    }
    MergeIntoShard {
        zh: "{path} 是其中一份：请用 --out 另指定文件夹",
        en: "{path} is one of the shards: name another folder with --out"
    }
    NoParquet {
        zh: "这个 fuhe 不带 Parquet：请用发布的版本，或编译时加 --features parquet",
        en: "this fuhe was built without Parquet: take a published one, or build it with --features parquet"
    }
    BadRequest {
        zh: "请求有误：{reason}。写法见 docs/worker.md",
        en: "the request makes no sense: {reason}; docs/worker.md says how to ask"
    }
    PasswordNeeded {
        zh: "需要打开密码：请用 --password 或 --password-file 给出，或另存为不加密的 PDF 后再查",
        en: "a password is needed: give it with --password or --password-file, or save the PDF without encryption"
    }
    PasswordWrong {
        zh: "给出的密码打不开：请核对 --password 或 --password-file，或另存为不加密的 PDF 后再查",
        en: "the given password does not open it: check --password or --password-file, or save the PDF without encryption"
    }
    EmptyFile {
        zh: "空文件：请重新取得原件",
        en: "empty file: get the original again"
    }
    NotPdf {
        zh: "不是 PDF：请核对文件类型，或重新取得原件",
        en: "no PDF: check the kind of file, or get the original again"
    }
    ZipContainer {
        zh: "不是 PDF，而是压缩包或 Office 文件：请先解压，或导出为 PDF",
        en: "no PDF but an archive or an Office file: unpack it, or export it as PDF"
    }
    Inflated {
        zh: "解压后膨胀超过 {ratio} 倍，疑为压缩炸弹：请手工核实后单独解压",
        en: "grows more than {ratio} times when decompressed, as archive bombs do: look at it, then unpack it yourself"
    }
    TooManyMembers {
        zh: "压缩包内文件超过 {limit} 个：请拆分后再查",
        en: "more than {limit} files in the archive: split it, then check again"
    }
    ArchiveTooDeep {
        zh: "压缩包嵌套过深：请先解压外层",
        en: "archives within archives, too deep: unpack the outer ones first"
    }
    EncryptedMember {
        zh: "压缩包内的此文件已加密：请先用密码解压",
        en: "encrypted within its archive: unpack it with the password first"
    }
    UnknownMethod {
        zh: "压缩方法不支持（只支持 deflate、LZMA 与不压缩）：请先解压，或重新打包",
        en: "compressed by a method that is not read (deflate, LZMA and stored are): unpack it first, or pack it again"
    }
    BrokenMember {
        zh: "压缩包内的此文件解压出错（{reason}）：请重新取得压缩包",
        en: "cannot be decompressed whole ({reason}): get the archive again"
    }
    BrokenArchive {
        zh: "压缩包损坏，或不是 zip、7z（{reason}）：请重新取得，或用解压工具修复",
        en: "a broken archive, or neither zip nor 7z ({reason}): get it again, or repair it with an archive tool"
    }
    MembersOfOneName {
        zh: "压缩包内有同名文件，每个名字只读了最后一个：请先解压",
        en: "members of one name in the archive, only the last of each name is read: unpack it first"
    }
    NothingInArchive {
        zh: "压缩包中没有 PDF",
        en: "no PDF in the archive"
    }
    Sidecar {
        zh: "不是文档，而是苹果系统或办公软件在文档旁边留下的附属文件，未查",
        en: "no document but what a Mac or an office program keeps beside one: passed over"
    }
    NothingReadable {
        zh: "读不出任何内容（{reason}）：请重新取得原件，或用 PDF 工具修复后再查",
        en: "nothing can be read ({reason}): get the original again, or repair it with a PDF tool"
    }
    PartlyLost {
        zh: "部分内容已丢失（{losses}），表中只有读得出的部分：请重新取得原件",
        en: "content is lost ({losses}), the tables hold what could be read: get the original again"
    }
    Crashed {
        zh: "程序处理此文件时出错（{reason}），其余文件不受影响：请将此文件与本行报告给开发者",
        en: "fuhe failed on this file ({reason}), other files are not touched: please report the file with this line"
    }
    ImageOnly {
        zh: "第 {pages} 页只有图像或轮廓，没有文字：请用 --ocr-models 给出 OCR（文字识别）模型，或索取电子原件",
        en: "page {pages}: images or outlines, no text: give models for OCR (--ocr-models), or ask for the born-digital original"
    }
    NothingRecognized {
        zh: "第 {pages} 页只有图像或轮廓，识别不出文字（空白、反白、过大或过于模糊）：请对照图像，或索取电子原件",
        en: "page {pages}: images or outlines in which no text was recognised (blank, inverted, too large or too faint): look at it, or ask for the born-digital original"
    }
    ImagePagesRemark {
        zh: "第 {pages} 页只有图像或轮廓，没有文字，未核对",
        en: "page {pages}: images or outlines without text, not checked"
    }
    PicturePages {
        zh: "第 {pages} 页只有图像或轮廓，没有文字，未读；其余各页在表中。请对这些页做 OCR（文字识别），或索取电子原件",
        en: "page {pages}: images or outlines without text, not read; the tables hold the other pages. Run OCR on these, or ask for the born-digital original"
    }
    PicturesInForm {
        zh: "第 {pages} 页只有图像或轮廓，没有文字，本表的行可能在其上而没有读到；请对照原件",
        en: "page {pages}: images or outlines without text, on which rows of this form may stand that were not read; look at the page"
    }
    PagesMissing {
        zh: "页码显示本表所在各页之间或之后缺页，本表可能缺行；请对照完整的原件",
        en: "the page numbers say that a page is missing between the pages of this form or behind them, and rows of it may be lost; compare with a whole copy"
    }
    FormMayBeDamaged {
        zh: "文件有内容丢失（见 files.csv），本表可能缺行、缺数；请对照完好的原件",
        en: "content of the file is lost (see files.csv), and rows or figures of this form may be among it; compare with a sound original"
    }
    OcrPagesRemark {
        zh: "第 {pages} 页是扫描件，文字取自其 OCR（文字识别）层，可能识别有误",
        en: "page {pages}: scanned, the text is that of its OCR layer and may be misread"
    }
    NoTextMapping {
        zh: "{lost} / {all} 个字形（{percent}%）未注明是什么字符，自评表或其金额读不出：请索取可复制文字的原件，或先做 OCR",
        en: "{lost} of {all} glyphs ({percent}%) have no known character, so that the form or its amounts cannot be read: ask for an original whose text can be copied, or run OCR first"
    }
    NoFormThoughNamed {
        zh: "可读，未能还原出自评表，但第 {pages} 页有“自评表”字样：请人工查看",
        en: "readable, no self-evaluation form could be rebuilt, yet page {pages} has the word 自评表: look at it yourself"
    }
    NoFormThoughTraditional {
        zh: "第 {pages} 页像是繁体字的自评表；繁体字的表头不能识别，未读入",
        en: "page {pages}: seems to be a self-evaluation form in traditional characters, whose heads are not known; not read"
    }
    NoForm {
        zh: "可读，其中没有自评表",
        en: "readable, no self-evaluation form in it"
    }
    DeclarationRemark {
        zh: "第 {pages} 页是绩效目标的申报或批复表，不是自评表，未读入",
        en: "page {pages}: a declaration of goals, no self-evaluation form; not read"
    }
    MonitoringRemark {
        zh: "第 {pages} 页是绩效监控表，不是自评表，未读入",
        en: "page {pages}: a monitoring table, no self-evaluation form; not read"
    }
    ByOthersRemark {
        zh: "第 {pages} 页是评价、复核或考核用表，不是自评表，未读入",
        en: "page {pages}: a table by which others evaluate, or are evaluated, no self-evaluation form; not read"
    }
    ListingRemark {
        zh: "第 {pages} 页是一行一个项目的汇总表，未读入",
        en: "page {pages}: a listing with one project a row; not read"
    }
    UnnamedTableRemark {
        zh: "第 {pages} 页的表格有自评表的栏目，但不像一张完整的自评表，未读入：请人工查看",
        en: "page {pages}: a table with the labels of a form, yet no whole one; not read: look at it yourself"
    }

    // What many forms show together: the explanation column of cross.csv.
    CrossDuplicate {
        zh: "同一项目、同一单位、同一年度有 {forms} 张表，此处的数不一致：请核对哪一张有效",
        en: "{forms} forms of one project, unit and year do not state the same here: find out which one holds"
    }
    CrossCopied {
        zh: "除点明项目的语句外，{forms} 张不同项目的表写的是同样的实际完成情况：请核对是否照抄",
        en: "but for the clauses that name the project, {forms} forms of different projects tell the same result: check whether it was copied"
    }
    CrossListingMismatch {
        zh: "汇总表中的一行与同一项目、同一年度的自评表不一致：此处所写与另一处的 {expected} 不符，请核对",
        en: "a row of a listing and the form of the same project and year do not state the same: the other one says {expected}; find out which one holds"
    }
    CrossListingSum {
        zh: "汇总表的合计不是其 {forms} 行之和：各行相加为 {expected}",
        en: "the sum of the listing is not that of its {forms} rows: they add up to {expected}"
    }
    CrossDistribution {
        zh: "该部门共 {forms} 张表",
        en: "{forms} forms of this department"
    }

    // What the second reader could not confirm: the detail column too.
    NotConfirmed {
        zh: "有 {count} 项疑点（或整张表）未经另一套独立读取程序核实：{reasons}",
        en: "{count} findings (or whole forms) not confirmed by the second reader: {reasons}"
    }
    ReadersDisagree {
        zh: "本程序读出“{first}”，另一套独立读取程序读出“{second}”：请对照原页面",
        en: "the first reader reads \"{first}\", the second \"{second}\": look at the page"
    }
    PictureDisagrees {
        zh: "文字读作“{first}”，而页面画出的是“{second}”（■ 为不属于这些字的墨迹，□ 为认不出的字形）：请对照原页面",
        en: "the text reads \"{first}\", the page as painted shows \"{second}\" (■: ink that is none of these characters, □: a glyph that is not known): look at the page"
    }
    FontContradicts {
        zh: "文件声明为“{first}”，内嵌字体自带的表却是“{second}”：请对照原页面",
        en: "the file says \"{first}\", the table of the embedded font \"{second}\": look at the page"
    }
    HiddenText {
        zh: "页面显示“{shown}”，同处另有不显示的文字“{hidden}”（{reason}）：请查明原数",
        en: "the page shows \"{shown}\"; in the same place is text that it does not show, \"{hidden}\" ({reason}): find out which holds"
    }
    HiddenTextInBlank {
        zh: "页面此处空白，却有不显示的文字“{hidden}”（{reason}）：请查明原数",
        en: "the page shows nothing here, yet there is text that it does not show, \"{hidden}\" ({reason}): find out which holds"
    }
    HiddenAsInvisible {
        zh: "以不着色方式写入",
        en: "written without paint"
    }
    HiddenOutside {
        zh: "在页面或裁剪框之外",
        en: "outside the page or its clip"
    }
    HiddenInLayer {
        zh: "在关闭的图层中",
        en: "in a layer that is off"
    }
    HiddenByColor {
        zh: "与底色相同",
        en: "in the colour of what is behind it"
    }
    HiddenUnderPaint {
        zh: "被其后的色块或图像遮盖",
        en: "painted over by a box or a picture"
    }
    HiddenBySize {
        zh: "字小得看不见",
        en: "too small to be seen"
    }
    HiddenInField {
        zh: "为表单域所存的值",
        en: "stored as the value of the form field"
    }
    Recognized {
        zh: "“{text}”取自扫描件的 OCR（文字识别）层，可能识别有误；请对照图像",
        en: "\"{text}\" is from the OCR layer of a scan and may be misread; compare with the picture"
    }
    RecognizedRows {
        zh: "这一部分取自扫描件的 OCR（文字识别）层，可能漏行；请对照图像",
        en: "this part is from the OCR layer of a scan, in which rows may be missing; compare with the picture"
    }
    RestsOnOcr {
        zh: "{explanation}。所据的数取自扫描件的 OCR（文字识别）层，可能识别有误：请先对照图像",
        en: "{explanation}. The figures are from the OCR layer of a scan and may be misread: compare with the picture first"
    }
    RestsOnStructure {
        zh: "{explanation}。所据的栏目或标签未能认出，是由各栏的位置和数字关系推定的：请先对照原件",
        en: "{explanation}. A column or label that this rests on is not known; its place and the figures beside it tell what it is: compare with the page first"
    }
    RecognizedHere {
        zh: "“{text}”由识别程序自扫描件读出，可能有误；请对照图像",
        en: "\"{text}\" was recognised in a scan and may be misread; compare with the picture"
    }
    RecognizedTwoWays {
        zh: "“{text}”由识别程序自扫描件读出，另一个识别程序读作“{second}”；请对照图像",
        en: "\"{text}\" was recognised in a scan, another recogniser reads \"{second}\"; compare with the picture"
    }
    RecognizedAgreed {
        zh: "“{text}”由两个识别程序自扫描件一致读出，但没有算式可资印证；请对照图像",
        en: "two recognisers read \"{text}\" in a scan; no arithmetic supports it; compare with the picture"
    }
    RecognizedChecked {
        zh: "“{text}”由两个识别程序自扫描件一致读出，且与表内其他数相符",
        en: "two recognisers read \"{text}\" in a scan, and it agrees with other figures of the form"
    }
    RecognizedUnderInk {
        zh: "“{text}”上有印章、签名或其他墨迹，识别可能有误；请对照图像",
        en: "a seal, a signature or other ink lies on \"{text}\": it may be misread; compare with the picture"
    }
    RecognizedBlank {
        zh: "扫描件上此处未识别出文字，可能漏读；请对照图像",
        en: "nothing was recognised here in the scan; something may be lost; compare with the picture"
    }
    RecognizedWouldClose {
        zh: "“{text}”由识别程序自扫描件读出；若读作“{other}”，则与表内其他数相符；请对照图像",
        en: "\"{text}\" was recognised in a scan; read as \"{other}\" it would agree with other figures of the form; compare with the picture"
    }
    RecognizedPart {
        zh: "这一部分由识别程序自扫描件读出，可能漏行；请对照图像",
        en: "this part was recognised in a scan, rows may be missing; compare with the picture"
    }
    RestsOnRecognized {
        zh: "{explanation}。所据的数由识别程序自扫描件读出，可能有误：请先对照图像",
        en: "{explanation}. The figures were recognised in a scan and may be misread: compare with the picture first"
    }
    RestsOnChecked {
        zh: "{explanation}。所据的数由两个识别程序自扫描件一致读出，并有其他数印证",
        en: "{explanation}. The figures were recognised in a scan: two recognisers agree on them, and other figures support them"
    }
    RecognizedOnce {
        zh: "某个数由识别程序自扫描件读出，文件里没有可供核对的文字",
        en: "a figure was recognised in a scan: the file holds no text to hold it against"
    }
    RecognizedPagesRemark {
        zh: "第 {pages} 页是扫描件，由识别程序读出，可能有误",
        en: "page {pages}: scanned and recognised, may be misread"
    }
    RecognizedNotAllRemark {
        zh: "第 {pages} 页有文字未及识别",
        en: "page {pages}: not all text was recognised"
    }
    OnlyRecognized {
        zh: "某个数取自扫描件的 OCR 层，两套读取程序读到的是同一次识别的结果",
        en: "a figure is from the OCR layer of a scan: both readers read what one OCR program recognized"
    }
    InAnnotation {
        zh: "某个数是表单域或批注中的文字，另一套独立读取程序不读",
        en: "a figure stands in a form field or a note, which the second reader does not read"
    }
    PlaceUnknown {
        zh: "某个数在页面上的位置不明",
        en: "where a figure stands on the page is not known"
    }
    SecondReaderMissing {
        zh: "没有可用的另一套读取程序（作为库使用时须指定）",
        en: "there is no program of the second reader (to be named where fuhe is used as a library)"
    }
    SecondReaderNotStarted {
        zh: "另一套独立读取程序无法启动：{reason}",
        en: "the second reader cannot be started: {reason}"
    }
    SecondReaderTooSlow {
        zh: "另一套独立读取程序在 {seconds} 秒内没有读完",
        en: "the second reader did not finish in {seconds} s"
    }
    SecondReaderDied {
        zh: "另一套独立读取程序在此文件上异常退出",
        en: "the second reader broke down on the file"
    }
    SecondReaderFailed {
        zh: "另一套独立读取程序读不出：{reason}",
        en: "the second reader cannot read it: {reason}"
    }
    SecondReaderOtherPages {
        zh: "另一套独立读取程序数出的页数不同",
        en: "the second reader counts other pages"
    }
    SecondReaderSawNothing {
        zh: "另一套独立读取程序在某个数的位置没有读到字符",
        en: "the second reader sees no characters in the place of a figure"
    }
    SecondReaderKnowsNot {
        zh: "另一套独立读取程序不知道某个数的字符",
        en: "the second reader does not know the characters of a figure"
    }
    SecondReaderSawTooLittle {
        zh: "另一套独立读取程序对该页读得太少，不能证实空白",
        en: "the second reader reads too little of the page to confirm a blank"
    }
    BlankHoldsText {
        zh: "认作空白之处有文字",
        en: "text stands where nothing is said to stand"
    }
    InkInBox {
        zh: "某个数所在之处另有图像或图形，两套读取程序都只读文字",
        en: "a picture or a drawn shape stands in the place of a figure, and both readers read nothing but text"
    }
    FigureInDoubt {
        zh: "某个数的字形没有对应字符，或重叠印在一处",
        en: "glyphs of a figure have no character, or lie over each other"
    }

    // Messages of the terminal.
    NothingToCheck {
        zh: "给出的路径中没有 PDF",
        en: "no PDF under the given paths"
    }
    OutputNotWritable {
        zh: "无法写入 {path}：{reason}",
        en: "cannot write {path}: {reason}"
    }
    ListNotReadable {
        zh: "无法读取清单 {path}：{reason}",
        en: "cannot read the list {path}: {reason}"
    }
    PasswordFileNotReadable {
        zh: "无法读取密码文件 {path}：{reason}",
        en: "cannot read the passwords in {path}: {reason}"
    }
    WorkerNotStarted {
        zh: "无法启动工作进程：{reason}",
        en: "cannot start a worker: {reason}"
    }
    OtherRun {
        zh: "不能接着做：中断的运行与这次不同（{differences}）。请按原样再给一次，或去掉 --resume 重新开始",
        en: "cannot go on: the run that was broken off is not this one ({differences}). Give all as it was, or start anew without --resume"
    }
    OtherVersion {
        zh: "版本：当时 {then}，现在 {now}",
        en: "version: {then} then, {now} now"
    }
    OtherInputCount {
        zh: "文件数：当时 {then}，现在 {now}",
        en: "input files: {then} then, {now} now"
    }
    OtherInputs {
        zh: "有文件的名称、大小或修改时间变了",
        en: "inputs: some file has another name, size or time"
    }
    OtherSetting {
        zh: "设置 {name}：当时 {then}，现在 {now}",
        en: "setting {name}: {then} then, {now} now"
    }
    OtherPassword {
        zh: "密码变了",
        en: "the password"
    }
    Stopped {
        zh: "已停止，完成 {done} 个文件，结果已保存。接着做：原命令加上 --resume",
        en: "Stopped after {done} files; what is done is saved. To go on: the same command with --resume"
    }
    Stopping {
        zh: "正在停止：做完手头的文件（再按一次 Ctrl-C 立即退出，仍可接着做）",
        en: "Stopping: finishing the files in hand (Ctrl-C again to leave at once, which can be gone on with too)"
    }
    StillResumable {
        zh: "已写出的部分保留着：排除原因后，原命令加上 --resume 接着做",
        en: "what was written is kept: remove the cause, then go on with the same command and --resume"
    }
    ConfigNotReadable {
        zh: "设置文件 {path} 有误：{reason}",
        en: "the settings in {path} are wrong: {reason}"
    }
    UnknownSeverity {
        zh: "没有名为 {severity} 的级别（error、warning、notice）",
        en: "no severity is called {severity} (error, warning, notice)"
    }
    BadTolerance {
        zh: "容差 {tolerance} 不是非负小数",
        en: "the tolerance {tolerance} is no decimal of 0 or above"
    }
    BadParameters {
        zh: "{year} 年起的等级应由高到低排列，最后一档不写 from",
        en: "the grades since {year} must stand best first, and the last one has no from"
    }
    BadLimit {
        zh: "上限 {name} 不在允许范围内（至少 {least}）",
        en: "the limit {name} is out of range (at least {least})"
    }
    TableSame {
        zh: "未改动",
        en: "as written"
    }
    TableChanged {
        zh: "已被改动",
        en: "changed"
    }
    TableMissing {
        zh: "不在，或不能读取",
        en: "missing"
    }
    TableUnrecorded {
        zh: "不知由哪次运行写出，未核对",
        en: "of another run, not looked at"
    }
    DocumentsSame {
        zh: "原始 PDF：{count} 个仍在原处，未改动",
        en: "PDFs that are where they were, as they were: {count}"
    }
    DocumentsChanged {
        zh: "已被改动的 PDF：{count} 个",
        en: "PDFs that have been changed: {count}"
    }
    DocumentsMissing {
        zh: "已不在原处，或不能读取的 PDF：{count} 个",
        en: "PDFs that are no longer there, or cannot be read: {count}"
    }
    DocumentsMore {
        zh: "……另有 {count} 个",
        en: "... and {count} more"
    }
    Verified {
        zh: "fuhe {version} 于 {started} 至 {ended}（协调世界时）运行，\n{files} 个文件，{forms} 张自评表",
        en: "run by fuhe {version}, {started} to {ended} (UTC):\n{files} files, {forms} forms"
    }
    PhaseReading {
        zh: "读取",
        en: "Reading"
    }
    PhaseComparing {
        zh: "比较",
        en: "Comparing"
    }
    PhaseWorkbook {
        zh: "工作簿",
        en: "Workbook"
    }
    PhaseReport {
        zh: "报告",
        en: "Report"
    }
    PhasePictures {
        zh: "页面图",
        en: "Pictures"
    }
    PhaseLeft {
        zh: "剩余 {left} 秒",
        en: "{left} s left"
    }
    PhaseLine {
        zh: "{phase}：{percent}% · 剩余 {left} 秒",
        en: "{phase}: {percent}% · {left} s left"
    }
    StoppedLater {
        zh: "已停止。文件均已读完，不会再读；接着做：原命令加上 --resume",
        en: "Stopped. All files are read, and will not be read again; to go on: the same command with --resume"
    }
    ReportStopped {
        zh: "已停止；要完成，再运行一次",
        en: "Stopped; to finish, run it again"
    }
    PicturesLeftOut {
        zh: "有 {count} 个文件未附页面图：",
        en: "No pictures of {count} documents:"
    }
    NoFinishedRun {
        zh: "{path}：不是已完成的结果文件夹（{reason}）",
        en: "{path}: no folder of a finished run ({reason})"
    }
    ProgressLine {
        zh: "{done}/{total} 个文件 · 自评表 {forms} · 疑点 {findings} · 未读出 {errors} · 每秒 {speed} 个 · 剩余 {left} 秒",
        en: "{done}/{total} files · {forms} forms · {findings} findings · {errors} not read · {speed} files/s · {left} s left"
    }
    ErrorPrefix {
        zh: "fuhe：错误：",
        en: "fuhe: error: "
    }
    WordsNotReadable {
        zh: "无法读取词表 {path}：{reason}。请检查路径与权限",
        en: "the words in {path} cannot be read: {reason}. Check the path and its permissions"
    }
    WordsNotToml {
        zh: "{path} 第 {line} 行：不合词表的写法（{reason}）。应如 [head] 之下 unit = [\"执行机构\"]；fuhe words 列出现有词表",
        en: "{path}, line {line}: not as words are written ({reason}). Write unit = [\"执行机构\"] below [head]; fuhe words prints the vocabulary"
    }
    WordsUnknownPart {
        zh: "{path} 第 {line} 行：没有名为 {part} 的部分。请改为其中之一：{parts}",
        en: "{path}, line {line}: no part is called {part}. Use one of: {parts}"
    }
    WordsUnknownLabel {
        zh: "{path} 第 {line} 行：[{part}] 中没有名为 {label} 的标签。请改为其中之一：{labels}",
        en: "{path}, line {line}: [{part}] has no label called {label}. Use one of: {labels}"
    }
    WordsNoWord {
        zh: "{path} 第 {line} 行：“{word}”不能作标签：括号以外至少要有两个汉字，且不能太长。请改写或删去",
        en: "{path}, line {line}: \"{word}\" cannot be a label: outside of brackets it needs two Chinese characters at least, and must not be long. Change it or leave it out"
    }
    WordsTaken {
        zh: "{path} 第 {line} 行：“{word}”列在 {label} 之下，但它已经指 {other}。请从此处删去；一个词在同一部分只能指一项",
        en: "{path}, line {line}: \"{word}\" stands under {label}, and names {other} already. Leave it out here: a word names one thing in its part"
    }
    UnknownWords {
        zh: "未认出的标签与表头：{count} 个，见 {path}；用 --words 添加，写法见 fuhe words --help",
        en: "Labels and heads that nothing knew: {count}, in {path}; --words adds them, see fuhe words --help"
    }
    UnknownWord {
        zh: "  [{part}] {word}：{files} 个文件 {times} 处，例见 {file} 第 {page} 页",
        en: "  [{part}] {word}: {times} times in {files} files, such as {file}, page {page}"
    }
    WordsFine {
        zh: "{path}：{count} 个词，涉及 {labels} 个标签，都可以用。用法：fuhe check … --words {path}",
        en: "{path}: {count} words for {labels} labels, all of which can be used: fuhe check … --words {path}"
    }
    DidYouMean {
        zh: "。是否想写 {name}？",
        en: ". Did you mean {name}?"
    }
    UnreadFiles {
        zh: "未能完整读出：",
        en: "Not read whole:"
    }
    UnreadMore {
        zh: "另有 {count} 个，见 files.csv",
        en: "and {count} more: see files.csv"
    }
    UnreadWhy {
        zh: "原因与处理办法见 files.csv",
        en: "why, and what to do: see files.csv"
    }
    NoSuchPath {
        zh: "fuhe：找不到 {path}：请核对路径",
        en: "fuhe: {path} does not exist: check the path"
    }
    NotOpened {
        zh: "未能打开 {path}：请自行打开",
        en: "{path} could not be opened: open it yourself"
    }
    UnknownSetting {
        zh: "没有名为 {name} 的设置",
        en: "no setting is called {name}"
    }
    ValueOfSetting {
        zh: "“{name}”不是此处允许的值",
        en: "\"{name}\" is no value that may stand here"
    }
    KindOfSetting {
        zh: "值的类型或大小不合要求",
        en: "a value of another kind or size is expected"
    }
    NoToml {
        zh: "不合 TOML 的写法",
        en: "this is no TOML"
    }
    AtLine {
        zh: "第 {line} 行：{reason}",
        en: "line {line}: {reason}"
    }
    UsageMissing {
        zh: "缺少必需的参数：{what}",
        en: "these arguments are needed: {what}"
    }
    UsageUnknown {
        zh: "没有这个选项或参数：{what}",
        en: "there is no such argument: {what}"
    }
    UsageUnknownCommand {
        zh: "没有这个命令：{what}",
        en: "there is no such command: {what}"
    }
    UsageNoCommand {
        zh: "缺少命令",
        en: "a command is needed"
    }
    UsageNoValue {
        zh: "{what} 之后缺少值",
        en: "{what} needs a value"
    }
    UsageBadValue {
        zh: "{what} 的值“{value}”不合要求",
        en: "the value \"{value}\" of {what} is not accepted"
    }
    UsageBadShard {
        zh: "{what} 的值“{value}”不合要求：应为 序号/总数，序号从 0 起，小于总数，如 0/3",
        en: "{value} is no part for {what}: it is I/N, with I from 0 to N-1, as 0/3"
    }
    UsageBadNumber {
        zh: "{what} 的值“{value}”不合要求：应为规定范围内的整数",
        en: "the value \"{value}\" of {what} is not accepted: give a whole number within its bounds"
    }
    UsageValues {
        zh: "。可用的值：{values}",
        en: ". The values: {values}"
    }
    UsageConflict {
        zh: "{what} 只能给一次，或不能与 {other} 同用",
        en: "{what} may be given once only, or not with {other}"
    }
    UsageOther {
        zh: "命令行有误：{what}",
        en: "the command line makes no sense: {what}"
    }
    UsageSeeHelp {
        zh: "用法见 {command} --help",
        en: "see {command} --help"
    }
    UnknownRule {
        zh: "没有名为 {rule} 的规则。现有规则：{rules}",
        en: "no rule is called {rule}. The rules: {rules}"
    }
    OneFileWanted {
        zh: "{path} 是文件夹：请给出一个 PDF 文件",
        en: "{path} is a folder: give one PDF file"
    }
    BadPages {
        zh: "看不懂 --pages {pages}：请写成 2、1-3、5- 或 1-3,7",
        en: "--pages {pages} makes no sense: write 2, 1-3, 5- or 1-3,7"
    }
    PageOutside {
        zh: "没有第 {page} 页：文件共 {count} 页",
        en: "there is no page {page} in the file: its last page is {count}"
    }
    NoTables {
        zh: "没有找到表格",
        en: "no table was found"
    }
    TableHeading {
        zh: "表 {number}（第 {pages} 页，{rows} 行 {cols} 列）",
        en: "Table {number} (page {pages}, {rows} rows, {cols} columns)"
    }
    PicturesWritten {
        zh: "已将 {count} 页的图写入 {path}",
        en: "Pictures written to {path}: {count}"
    }
    NoSuchForm {
        zh: "没有第 {number} 张自评表：文件共有 {count} 张",
        en: "there is no form {number} in the file: it has {count}"
    }
    MoreForms {
        zh: "文件共有 {count} 张自评表：用 --form N 查看其他各张",
        en: "the file has {count} forms: --form N shows another one"
    }
    ShowPlace {
        zh: "{file} · 第 {number} 张，共 {count} 张 · 第 {pages} 页",
        en: "{file} · form {number} of {count} · page {pages}"
    }
    ShowKey {
        zh: "[ ] 重算值   !1 疑点 1",
        en: "[ ] recomputed   !1 finding 1"
    }
    ShowFindings {
        zh: "疑点 {count} 项",
        en: "Findings: {count}"
    }
    ShowNoFindings {
        zh: "没有疑点",
        en: "No findings"
    }
    ShowPage {
        zh: "第 {page} 页",
        en: "page {page}"
    }
    ShowStated {
        zh: "表中",
        en: "Stated"
    }
    ShowBlank {
        zh: "（空白）",
        en: "(blank)"
    }
    ShowDoubts {
        zh: "读数存疑 {count} 处（可能读错或缺失）",
        en: "Values that may have been misread or lost: {count}"
    }
    ShowRounding {
        zh: "修约方式：{rounding}",
        en: "rounding: {rounding}"
    }
    RoundingExact {
        zh: "无须修约",
        en: "none needed"
    }
    RoundingHalfUp {
        zh: "四舍五入",
        en: "halves up"
    }
    RoundingHalfEven {
        zh: "四舍六入五成双",
        en: "halves to even"
    }
    RoundingTruncate {
        zh: "截断",
        en: "decimals cut off"
    }
    RoundingMixed {
        zh: "各数不一",
        en: "each figure its own"
    }
    RoundingWithinPrecision {
        zh: "在金额保留位数的误差之内",
        en: "within that of the printed amounts"
    }
    RoundingUnknown {
        zh: "有数无法解释",
        en: "some figure is unexplained"
    }
    UnknownCommand {
        zh: "没有名为 {command} 的命令：用 fuhe --help 查看",
        en: "no command is called {command}: see fuhe --help"
    }
    Progress {
        zh: "{done}/{total} 个文件 · 自评表 {forms} · 疑点 {findings} · 未读出 {errors} · 每秒 {speed} 个",
        en: "{done}/{total} files · {forms} forms · {findings} findings · {errors} not read · {speed}/s"
    }
    SummaryFiles {
        zh: "文件",
        en: "Files"
    }
    SummaryForms {
        zh: "自评表",
        en: "Forms"
    }
    SummaryFindings {
        zh: "疑点",
        en: "Findings"
    }
    SummaryTotal {
        zh: "合计",
        en: "all"
    }
    SummaryConfirmed {
        zh: "文字与画面均已核实",
        en: "confirmed by text and picture"
    }
    SummaryTextOnly {
        zh: "仅文字核实",
        en: "confirmed by text only"
    }
    SummaryUnconfirmed {
        zh: "未能核实",
        en: "not confirmed"
    }
    SummaryDisputed {
        zh: "读数不同",
        en: "disputed: the readers, or text and picture, disagree"
    }
    SummaryTime {
        zh: "用时",
        en: "Time"
    }
    SummarySeconds {
        zh: "{seconds} 秒",
        en: "{seconds} s"
    }
    SummaryTables {
        zh: "表格已写入 {path}",
        en: "Tables written to {path}"
    }
    BesideDocuments {
        zh: "文件夹中另有未读的文件：{files}。请另存为（或打印成）PDF 后再核对",
        en: "The folders also hold files that were not read: {files}. Save or print them as PDF, and check them again"
    }
    BesideArchives {
        zh: "文件夹中另有未读的压缩包：{files}。请先解压",
        en: "The folders also hold archives that were not read: {files}. Unpack them first"
    }
    BesidePictures {
        zh: "文件夹中另有未读的图片：{files}。如是自评表，请先做 OCR 并存为 PDF",
        en: "The folders also hold pictures that were not read: {files}. Where they are forms, run OCR on them and save them as PDF"
    }
    SummaryWorkbook {
        zh: "工作簿：{path}",
        en: "Workbook: {path}"
    }
    SummaryReport {
        zh: "报告：用浏览器打开 {path}",
        en: "Report: open {path} in a browser"
    }
    SeverityError {
        zh: "不符",
        en: "mismatch"
    }
    SeverityWarning {
        zh: "待核",
        en: "to check"
    }
    SeverityNotice {
        zh: "提示",
        en: "notice"
    }
    StatusOk {
        zh: "已核对",
        en: "checked"
    }
    StatusNoForm {
        zh: "没有自评表",
        en: "no form in it"
    }
    StatusEncrypted {
        zh: "需要密码",
        en: "a password is needed"
    }
    StatusImageOnly {
        zh: "只有图像",
        en: "no text, only images"
    }
    StatusPartial {
        zh: "部分页只有图像",
        en: "some pages are images"
    }
    StatusNoTextMapping {
        zh: "文字无法识别",
        en: "characters unknown"
    }
    StatusDamaged {
        zh: "内容有缺失",
        en: "content is lost"
    }
    StatusTooLarge {
        zh: "超过上限",
        en: "above a limit"
    }
    StatusTimeout {
        zh: "超时",
        en: "out of time"
    }
    StatusUnreadable {
        zh: "打不开",
        en: "cannot be opened"
    }

    // Names of kinds of doubt about a reading.
    DoubtUnmappedGlyph {
        zh: "字形没有对应字符",
        en: "Glyph without a character"
    }
    DoubtDoubtfulGlyph {
        zh: "字符不确定",
        en: "Character not certain"
    }
    DoubtOverlappingText {
        zh: "文字重叠或越格",
        en: "Text overlaps"
    }
    DoubtNoLines {
        zh: "没有表线",
        en: "No lines"
    }
    DoubtValueNotFound {
        zh: "有栏目而没有内容",
        en: "Value not found"
    }
    DoubtNotUnderstood {
        zh: "有内容未能归入栏目",
        en: "Not understood"
    }
    DoubtDamaged {
        zh: "内容有缺失",
        en: "Content is lost"
    }
    DoubtOcr {
        zh: "取自文字识别（OCR）",
        en: "From OCR"
    }
    DoubtUnreadInk {
        zh: "另有图形或未读内容",
        en: "Ink that is no text"
    }
    DoubtStruckOut {
        zh: "旁有划去的内容",
        en: "Struck out beside it"
    }
    DoubtByStructure {
        zh: "栏目由数值推定",
        en: "Column told by its figures"
    }

    // Why a rule keeps silent about a field.
    SilenceNoSuchField {
        zh: "表式中没有所需的栏目",
        en: "the form has no such field"
    }
    SilenceNoValue {
        zh: "所需的栏目空白，或不是可比较的数",
        en: "a field that it needs is blank, or nothing to compare"
    }
    SilenceInDoubt {
        zh: "所需的数可能读错或读漏",
        en: "a figure that it needs may have been misread"
    }
    SilenceUnitsDiffer {
        zh: "金额单位不同或不明",
        en: "amounts in units that cannot be compared"
    }
    SilenceNothingFollows {
        zh: "由所填的数推不出应有的数",
        en: "nothing follows from what is stated"
    }
    SilenceMerged {
        zh: "单元格合并，分不出各行",
        en: "one cell is merged over several rows"
    }
    SilenceOutOfHundred {
        zh: "得分按百分制填写，再按分值折算",
        en: "each score is out of 100, and weighted"
    }
    SilenceRowsLost {
        zh: "已知表中缺行",
        en: "rows of the form are known to be lost"
    }

    // Where something stands on a form.
    WholeForm {
        zh: "整张表",
        en: "the whole form"
    }
    FundsPart {
        zh: "项目资金",
        en: "Funds"
    }
    IndicatorsPart {
        zh: "绩效指标",
        en: "Indicators"
    }
    RowOfPart {
        zh: "{part}第 {row} 行",
        en: "{part}, row {row}"
    }

    // The list of findings set aside.
    AcceptedNotReadable {
        zh: "无法读取排除清单 {path}：{reason}",
        en: "cannot read the list of findings set aside {path}: {reason}"
    }
    AcceptedLine {
        zh: "排除清单 {path} 第 {line} 行：{problem}",
        en: "list of findings set aside {path}, line {line}: {problem}"
    }
    AcceptedEncoding {
        zh: "不是 UTF-8：请另存为“CSV UTF-8”",
        en: "this is not UTF-8: save the list as \"CSV UTF-8\""
    }
    AcceptedUnknownColumn {
        zh: "不认识的列“{name}”：可用的列为 {known}",
        en: "unknown column \"{name}\": the columns are {known}"
    }
    AcceptedNoColumn {
        zh: "缺少 {name} 列：须有 file 或 project（至少一列），以及 rule、field、reason",
        en: "there is no column {name}: file or project is needed, and rule, field, reason"
    }
    AcceptedCells {
        zh: "有 {found} 个单元格，表头有 {expected} 个：含逗号的文字须加引号",
        en: "{found} cells, the heading has {expected}: put text with commas in quotes"
    }
    AcceptedBlank {
        zh: "{name} 为空：file 或 project 须填一项，rule、field、reason 均须填写",
        en: "{name} is blank: fill in file or project, and rule, field and reason"
    }
    AcceptedUnknownRule {
        zh: "没有名为 {rule} 的规则：fuhe rules 列出全部规则",
        en: "no rule is called {rule}: fuhe rules lists them"
    }
    AcceptedFormNumber {
        zh: "表序号“{text}”不是数：请填 1、2、3……或留空",
        en: "the form number \"{text}\" is no number: give 1, 2, 3 …, or leave it blank"
    }
    AcceptedUnmatched {
        zh: "排除清单 {path} 中有 {count} 行没有对应的疑点：",
        en: "{count} lines of the list of findings set aside {path} match no finding:"
    }
    AcceptedUnmatchedLine {
        zh: "  第 {line} 行：{subject} {rule} {field}",
        en: "  line {line}: {subject} {rule} {field}"
    }
    AcceptedUnmatchedMore {
        zh: "  另有 {count} 行",
        en: "  and {count} more"
    }
    WorkbookNotWritten {
        zh: "表格均已写出，但工作簿 {path} 未能写成：{reason}",
        en: "the tables are written, the workbook {path} is not: {reason}"
    }

    // The workbook.
    WorkbookTitle {
        zh: "财政项目支出绩效自评表复核结果",
        en: "Re-check of project self-evaluation forms"
    }
    WorkbookSheet {
        zh: "工作表",
        en: "Sheet"
    }
    WorkbookHolds {
        zh: "内容",
        en: "What it holds"
    }
    WorkbookRows {
        zh: "行数",
        en: "Rows"
    }
    WorkbookCount {
        zh: "数量",
        en: "Count"
    }
    WorkbookHoldsFindings {
        zh: "疑点（对不上的地方），每项一行；点击“位置”转到所在单元格，点击“页”打开 PDF",
        en: "What does not agree, a row each; \"Where\" leads to the cell, \"Page\" to the PDF"
    }
    WorkbookHoldsProjects {
        zh: "每张自评表一行；点击疑点数，转到该表的第一项疑点",
        en: "A row for each form; the counts lead to its first finding"
    }
    WorkbookHoldsFunds {
        zh: "项目资金各行，所填与重算",
        en: "The rows of 项目资金, stated and recomputed"
    }
    WorkbookHoldsIndicators {
        zh: "各项指标",
        en: "The indicators"
    }
    WorkbookHoldsFiles {
        zh: "每个文件一行：是否读出，读不出时该怎么办",
        en: "A row for each file: whether it was read, and what to do if not"
    }
    WorkbookRule {
        zh: "规则",
        en: "Rule"
    }
    WorkbookChecks {
        zh: "检查内容",
        en: "What it checks"
    }
    WorkbookConfirmed {
        zh: "核实",
        en: "Confirmed"
    }
    WorkbookConfirmedYes {
        zh: "是",
        en: "yes"
    }
    WorkbookConfirmedTextOnly {
        zh: "仅文字",
        en: "text only"
    }
    WorkbookConfirmedNo {
        zh: "否",
        en: "no"
    }
    WorkbookConfirmedUnavailable {
        zh: "未能核实",
        en: "unavailable"
    }
    WorkbookAccepted {
        zh: "已排除",
        en: "Set aside"
    }
    WorkbookAcceptedBecause {
        zh: "已排除：{reason}",
        en: "set aside: {reason}"
    }
    WorkbookCause {
        zh: "起因",
        en: "cause"
    }
    WorkbookConsequence {
        zh: "由此引起",
        en: "follows"
    }
    WorkbookStatus {
        zh: "状态",
        en: "Status"
    }
    WorkbookGrade {
        zh: "评分等级",
        en: "Grade"
    }
    WorkbookGradeStated {
        zh: "表中所填等级的自评表数",
        en: "Forms by the grade that they state"
    }
    WorkbookNoGrade {
        zh: "（未填）",
        en: "(none)"
    }
    WorkbookColours {
        zh: "颜色",
        en: "Colours"
    }
    WorkbookMeaning {
        zh: "含义",
        en: "Meaning"
    }
    WorkbookErrorMeans {
        zh: "按表中数重算不符，或文件未能完整读出",
        en: "Arithmetic that cannot be right, or a file that could not be read whole"
    }
    WorkbookWarningMeans {
        zh: "缺了内容，或与其他内容对不上，有待核实",
        en: "Something is missing or does not fit"
    }
    WorkbookNoticeMeans {
        zh: "供参考",
        en: "Worth a look"
    }
    WorkbookAcceptedMeans {
        zh: "已核实不作为问题，理由见“疑点”表",
        en: "Looked at and set aside, for the reason given among the findings"
    }
    WorkbookDoubt {
        zh: "读数存疑",
        en: "Reading in doubt"
    }
    WorkbookDoubtMeans {
        zh: "此处可能读错或读漏，未据以判断：请对照原页面",
        en: "May have been misread or lost, and is not judged: look at the page"
    }
    WorkbookRemarks {
        zh: "说明",
        en: "Remarks"
    }
    WorkbookRemark {
        zh: "疑点只表示纸面上对不上，不等于账目有误：追问之前请先对照原页面。同一“关联组”的各项可由一个数的错误解释，起因在前。",
        en: "A finding is a disagreement on paper, not yet a wrong account: look at the page before anyone is asked. Findings of one group follow from one wrong figure, the cause first."
    }
    WorkbookDoubtRemark {
        zh: "有 {doubts} 处可能读错或读漏。",
        en: "{doubts} values or parts may have been misread or lost."
    }
    WorkbookNotesRemark {
        zh: "批注以 {notes} 条为限：其余着色单元格的说明见“疑点”表。",
        en: "No more than {notes} cells have a note: what is said of the others stands among the findings."
    }
    WorkbookHoldsCoverage {
        zh: "每张自评表一行：每条规则是否查过、结果如何、未查的原因",
        en: "A row for each form: what each rule came to, and why it kept silent"
    }
    WorkbookHoldsDoubts {
        zh: "可能读错或读漏之处，未据以判断：请对照原页面",
        en: "What may have been misread or lost, and is not judged: look at the page"
    }
    WorkbookHoldsDepartments {
        zh: "每个主管部门一行：表数、疑点、金额；用 --cross 时另有总分与执行率的分布（不足 5 张表的不列四分位数）",
        en: "A row for each department: forms, findings, amounts; with --cross how scores and rates are distributed (no quartiles of fewer than 5 forms)"
    }
    WorkbookHoldsDuplicates {
        zh: "同一项目、单位、年度申报了不止一次，而数字不同",
        en: "One project, unit and year stated more than once, with different figures"
    }
    WorkbookHoldsCopies {
        zh: "不同项目的实际完成情况文字相同",
        en: "One text on the results of different projects"
    }
    WorkbookHoldsListings {
        zh: "汇总表与各项目的自评表、与自身的合计行对不上之处",
        en: "Where a listing does not agree with the form of a project, or with its own total"
    }
    WorkbookAgrees {
        zh: "相符",
        en: "agrees"
    }
    WorkbookFound {
        zh: "疑点 {count}",
        en: "findings: {count}"
    }
    WorkbookNothingStated {
        zh: "表中没有此项",
        en: "not stated"
    }
    WorkbookNotJudgedBecause {
        zh: "未判断：{reasons}",
        en: "not judged: {reasons}"
    }
    WorkbookPartlyJudged {
        zh: "{outcome}；{count} 处未判断：{reasons}",
        en: "{outcome}; {count} not judged: {reasons}"
    }
    WorkbookAndMore {
        zh: "{names} 等 {count} 处",
        en: "{names} and others, {count} in all"
    }
    WorkbookRuleId {
        zh: "规则代号",
        en: "Rule id"
    }
    WorkbookFormsAgree {
        zh: "相符的表",
        en: "Forms that agree"
    }
    WorkbookFormsFound {
        zh: "有疑点的表",
        en: "Forms with findings"
    }
    WorkbookFormsNotJudged {
        zh: "未判断的表",
        en: "Forms not judged"
    }
    WorkbookFolder {
        zh: "所查文件夹",
        en: "Folder"
    }
    WorkbookDate {
        zh: "复核时间",
        en: "Checked"
    }
    WorkbookTime {
        zh: "{date} {time}（协调世界时）",
        en: "{date} {time} UTC"
    }
    WorkbookVersion {
        zh: "程序",
        en: "Program"
    }
    WorkbookGround {
        zh: "等级与满分的依据",
        en: "Ground of grades and full marks"
    }
    WorkbookRules {
        zh: "规则设置",
        en: "Rules"
    }
    WorkbookAllRules {
        zh: "全部规则，级别未改",
        en: "all, with their own severities"
    }
    WorkbookRulesOff {
        zh: "停用：{rules}",
        en: "off: {rules}"
    }
    WorkbookRuleSeverities {
        zh: "级别改为：{rules}",
        en: "severities: {rules}"
    }
    WorkbookTolerance {
        zh: "容差 {tolerance}",
        en: "tolerance {tolerance}"
    }
    WorkbookConfirming {
        zh: "另一套独立读取程序",
        en: "Second reader"
    }
    WorkbookConfirmNone {
        zh: "没有要求核实",
        en: "not asked"
    }
    WorkbookConfirmFlagged {
        zh: "核实有疑点的表",
        en: "asked about forms with findings"
    }
    WorkbookConfirmAll {
        zh: "核实全部表",
        en: "asked about all forms"
    }
    WorkbookDepartment {
        zh: "主管部门",
        en: "Department"
    }
    WorkbookMostFindings {
        zh: "最多的疑点",
        en: "Most findings"
    }
    WorkbookForms {
        zh: "表数",
        en: "Forms"
    }
    WorkbookInitial {
        zh: "年初预算（万元）",
        en: "Initial (万元)"
    }
    WorkbookBudget {
        zh: "全年预算（万元）",
        en: "Budget (万元)"
    }
    WorkbookExecuted {
        zh: "执行数（万元）",
        en: "Executed (万元)"
    }
    WorkbookRate {
        zh: "执行率（%）",
        en: "Rate (%)"
    }
    WorkbookAll {
        zh: "合计",
        en: "All"
    }
    WorkbookNoDepartment {
        zh: "（未填）",
        en: "(none)"
    }
    WorkbookMoreDepartments {
        zh: "其余 {count} 个部门见“部门”表",
        en: "{count} more: see the sheet Departments"
    }
    WorkbookDepartmentsChart {
        zh: "疑点最多的部门",
        en: "Departments with the most findings"
    }
    WorkbookGradesChart {
        zh: "各等级的表数",
        en: "Forms by grade"
    }
    WorkbookMoneyRemark {
        zh: "金额合计取各表年度资金总额：全年预算数与执行数都读得准、单位写明的才计入，共 {counted} 张；另有 {left} 张未计入。同一项目申报了不止一次、或另列于汇总表的，各次都在内。",
        en: "Amounts are the 年度资金总额 of forms whose budget and executed amounts are both certain and in a known unit: {counted} forms, without {left} others. A project that is stated twice, or in a listing too, counts twice."
    }
    WorkbookRuleOff {
        zh: "未启用",
        en: "off"
    }
    DoubtOcrChecked {
        zh: "文字识别，已印证",
        en: "Recognised, supported"
    }
    OcrNotBuilt {
        zh: "此程序未含文字识别功能",
        en: "this program was built without recognisers"
    }
    NoModelsAsked {
        zh: "请用 --ocr-models 指明模型所在；模型可用 pip 取得，不必安装：\n  pip download --no-deps rapidocr==3.10.0 rapidocr-onnxruntime==1.4.4",
        en: "say with --ocr-models where models are; pip fetches them, nothing needs to be installed:\n  pip download --no-deps rapidocr==3.10.0 rapidocr-onnxruntime==1.4.4"
    }
    NoModels {
        zh: "没有找到可用的识别模型（另有 {unknown} 个不认识的模型；要用它们，请加 --ocr-any-model）",
        en: "no models of recognisers found ({unknown} models that are not known; to use them, add --ocr-any-model)"
    }
    ModelNotReadable {
        zh: "读不出模型 {path}：{reason}",
        en: "cannot read models in {path}: {reason}"
    }
    ModelNotUsable {
        zh: "模型 {name} 不能用：{reason}",
        en: "model {name} cannot be used: {reason}"
    }
    ModelFound {
        zh: "已找到 {name}：{path} {member}\n  SHA-256 {sha256}",
        en: "{name}: {path} {member}\n  SHA-256 {sha256}"
    }
    SampleRead {
        zh: "样行读得正确：{text}（把握 {sure}%）",
        en: "reads the sample line right: {text} ({sure}% sure)"
    }
    SampleMisread {
        zh: "样行读错了：{text}（把握 {sure}%）",
        en: "misreads the sample line: {text} ({sure}% sure)"
    }
}
