// The report in a real browser: node tests/browser/report.mjs FUHE [SCREENSHOTS]
//
// Needs `playwright-core` (found through NODE_PATH or a node_modules above) and Chromium (CHROMIUM, else /usr/bin/chromium). Everything is
// opened from disk, as an auditor does; a request for anything but a file of the report fails the test.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const [fuhe, screenshots] = process.argv.slice(2);
const { chromium } = createRequire(path.join(process.env.NODE_PATH ?? process.cwd(), "x.js"))("playwright-core");
const fixtures = path.join(import.meta.dirname, "../../fixtures");
const work = fs.mkdtempSync(path.join(os.tmpdir(), "fuhe-report-"));
const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

// A form in which 100 of 200 are called 80%, and whose project has a name that would run if it were markup.
const HOSTILE = '<img src=x onerror="alert(1)"></script><script>alert(2)</script>';
const hostileForm = `<!doctype html><meta charset="utf-8"><style>table{border-collapse:collapse;width:100%;font:11px "Noto Sans CJK SC",sans-serif}td{border:1px solid #000;padding:4px}</style>
<h1 style="font-size:16px;text-align:center">财政项目支出绩效自评表</h1><p style="text-align:center">（2023年度）</p><table>
<tr><td colspan="2">项目名称</td><td colspan="7">${HOSTILE.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</td></tr>
<tr><td colspan="2">主管部门</td><td colspan="3">某局&lt;b&gt;</td><td>实施单位</td><td colspan="3">某中心</td></tr>
<tr><td rowspan="3" colspan="2">项目资金（万元）</td><td></td><td>年初预算数</td><td>全年预算数</td><td>全年执行数</td><td>分值</td><td>执行率</td><td>得分</td></tr>
<tr><td>年度资金总额</td><td>200.00</td><td>200.00</td><td>100.00</td><td>10</td><td>80.00%</td><td>5.00</td></tr>
<tr><td>其中：当年财政拨款</td><td>200.00</td><td>200.00</td><td>100.00</td><td>-</td><td>50.00%</td><td>-</td></tr>
<tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td colspan="2">年度指标值</td><td>实际完成值</td><td>分值</td><td>得分</td><td>偏差原因分析及改进措施</td></tr>
<tr><td>产出指标</td><td>数量指标</td><td>完成数量</td><td colspan="2">≥10(个)</td><td>10(个)</td><td>90</td><td>90</td><td></td></tr>
<tr><td colspan="6">总分</td><td>100</td><td>95.00</td><td></td></tr></table>`;

function check(inputs, out, ...options) {
  try {
    execFileSync(fuhe, ["check", ...inputs, "--out", out, "--html", "--quiet", ...options], { stdio: ["ignore", "inherit", "inherit"] });
  } catch (error) {
    // 3: some fixtures cannot be read whole, as they should be.
    if (error.status !== 3) throw error;
  }
  return pathToFileURL(path.join(out, "report/index.html")).href;
}

const context = await chromium.launchPersistentContext(path.join(work, "profile"), { executablePath, args, headless: true, acceptDownloads: true });

// A page that remembers whatever it should not have done: ask for anything but its files, break, complain, or speak up.
async function opened(url, options = {}) {
  const page = await context.newPage();
  if (options.size) await page.setViewportSize(options.size);
  page.problems = [];
  page.on("request", (request) => /^(file|blob):/.test(request.url()) || page.problems.push(`asked for ${request.url()}`));
  page.on("pageerror", (error) => page.problems.push(error.stack));
  page.on("console", (message) => message.type() === "error" && page.problems.push(message.text()));
  page.on("dialog", (dialog) => page.problems.push(`a dialog: ${dialog.message()}`) && dialog.dismiss());
  await page.emulateMedia({ colorScheme: options.dark ? "dark" : "light" });
  await page.goto(url);
  await page.waitForSelector("table.findings tbody tr");
  return page;
}

async function closed(page) {
  assert.deepEqual(page.problems, []);
  await page.close();
}

const inputs = ["planted", "forms", "layouts", "text", "unreadable"].map((folder) => path.join(fixtures, folder));

async function exported(page, list) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("text=导出排除清单")]);
  await download.saveAs(list);
}

const rows = (page) => page.locator("table.findings tbody tr").count();
const shownCount = async (page) => Number((await page.locator("p.count").textContent()).match(/\d+/)[0]);

const tests = {
  async "search, filters and sorting leave what they should"(url) {
    const page = await opened(url);
    const all = await shownCount(page);
    assert(all > 10, `${all} findings`);
    await page.fill("#search", "no such thing at all");
    await page.waitForSelector("p.nothing:visible");
    await page.fill("#search", "441");
    await page.waitForFunction(() => document.querySelector("p.count").textContent.startsWith("6"));
    await page.click("text=清除筛选");
    assert.equal(await shownCount(page), all);

    await page.selectOption("#filter-severity", { index: 1 });
    const badges = await page.locator("tr[data-finding] .badge").allTextContents();
    assert.deepEqual([...new Set(badges)], ["不符"]);
    await page.click("text=清除筛选");
    await page.click('button[data-rule="grade"]');
    assert.equal(await shownCount(page), 1);
    await page.click("text=清除筛选");
    const years = await page.locator("#filter-year option").count();
    await page.selectOption("#filter-year", { index: years - 1 });
    const shown = await page.locator("td.year").allTextContents();
    assert.equal(new Set(shown).size, 1);
    await page.click("text=清除筛选");

    const first = () => page.locator("tr[data-finding] .badge").first().textContent();
    assert.equal(await first(), "不符", "the gravest stand first");
    assert.equal(await page.locator("th.severity").getAttribute("aria-sort"), "ascending");
    await page.click("th.severity button");
    assert.equal(await page.locator("th.severity").getAttribute("aria-sort"), "descending");
    assert.equal(await first(), "提示");
    await page.click("th.stated button");
    const stated = await page.locator("td.stated").allTextContents();
    const figures = stated.map((text) => parseFloat(text.replaceAll(",", ""))).filter((figure) => !Number.isNaN(figure));
    assert.deepEqual(figures.slice(0, 5), figures.slice(0, 5).sort((a, b) => a - b), "figures sort as numbers");
    await closed(page);
  },

  async "a finding opens by keyboard with the box over the stated value"(url) {
    const page = await opened(url, { size: { width: 1280, height: 900 } });
    for (const [file, stated] of [["grade.pdf", "优"], ["score-sum.pdf", null], ["seed-4-fop.pdf", null], ["rotated-page.pdf", null]]) {
      await page.fill("#search", file);
      await page.waitForFunction((file) => [...document.querySelectorAll("tbody .source .path")].every((cell) => cell.title.includes(file)), file);
      if ((await rows(page)) === 0) continue;
      await page.locator("tr[data-finding] button").first().focus();
      await page.keyboard.press("Enter");
      await page.waitForSelector("dialog[open] .box");
      await page.waitForFunction(() => document.querySelector(".sheet img")?.complete);
      const seen = await page.evaluate(() => {
        const [box, image] = [".box", ".sheet img"].map((part) => document.querySelector(part).getBoundingClientRect());
        const index = Number(document.querySelector("tr[data-finding]").dataset.finding);
        const [x0, y0, x1, y1] = fuhe.findings[index][FINDING.box];
        const picture = fuhe.pictures.get(pictureKey(formOf(index)[FORM.file], fuhe.findings[index][FINDING.page]));
        const natural = document.querySelector(".sheet img");
        const scale = image.width / picture[PICTURE.width];
        return {
          drawn: natural.naturalWidth > 0,
          // How far the middle of the box is from that of the value, and whether the box is in view.
          off: [(box.left + box.right) / 2 - image.left - (scale * (x0 + x1)) / 2, (box.top + box.bottom) / 2 - image.top - (scale * (y0 + y1)) / 2],
          ratio: image.height / image.width - picture[PICTURE.height] / picture[PICTURE.width],
          view: document.querySelector(".view").getBoundingClientRect().toJSON(),
          box: box.toJSON(),
          stated: document.querySelector(".against .stated dd").textContent,
          expected: document.querySelector(".against div:last-child dd").textContent,
        };
      });
      assert(seen.drawn, `${file} has its picture`);
      assert(Math.hypot(...seen.off) < 1.5, `${file}: the box is ${seen.off} off`);
      assert(Math.abs(seen.ratio) < 0.01, `${file}: the picture is not squeezed`);
      assert(seen.box.top >= seen.view.top - 1 && seen.box.top <= seen.view.bottom, `${file}: the box is in view`);
      assert(seen.expected !== "");
      if (stated) assert.equal(seen.stated, stated);
      // What is under the box is ink: the picture itself has the value there.
      const ink = await inkUnderBox(page);
      assert(ink > 0.01, `${file}: ${ink} of the box is ink`);
      // A page with notices only is drawn again, and that is said below it.
      const remarks = await page.locator("dialog .remark").allTextContents();
      assert.equal(remarks.some((remark) => remark.includes("--paint all")), file.startsWith("seed-"), `${file}: ${remarks}`);
      await page.keyboard.press("Escape");
      await page.waitForSelector("dialog[open]", { state: "detached" });
      assert.equal(await page.evaluate(() => document.activeElement.closest("tr") !== null), true, "the focus comes back to the row");
    }
    await page.fill("#search", "");
    await page.waitForFunction(() => document.querySelectorAll("tr[data-finding]").length > 10);
    await page.locator("tr[data-finding] button").first().click();
    const first = await page.locator("#finding-heading").textContent();
    await page.keyboard.press("ArrowRight");
    await page.waitForFunction((first) => document.querySelector("#finding-heading").textContent !== first, first);
    await page.keyboard.press("ArrowLeft");
    await page.waitForFunction((first) => document.querySelector("#finding-heading").textContent === first, first);
    await closed(page);
  },

  async "a hostile project name stays text"() {
    const printer = await context.newPage();
    await printer.setContent(hostileForm);
    const folder = path.join(work, "hostile");
    fs.mkdirSync(folder);
    await printer.pdf({ path: path.join(folder, "form.pdf"), format: "A4" });
    await printer.close();
    const page = await opened(check([folder], path.join(work, "hostile-out")));
    assert((await page.locator("td.project").first().textContent()).includes("<img src=x"));
    await page.locator("tr[data-finding] button").first().click();
    await page.waitForSelector("dialog[open] .pairs");
    assert((await page.locator(".pairs").textContent()).includes("onerror="));
    assert.equal(await page.locator("img[onerror]").count(), 0);
    assert.equal(await page.evaluate(() => [...document.scripts].every((script) => script.src.startsWith("file:") && script.text === "")), true);
    assert.deepEqual(page.problems, []);
    // Even markup that did come in could not run.
    const blocked = await page.evaluate(
      () =>
        new Promise((resolve) => {
          document.addEventListener("securitypolicyviolation", (event) => resolve(event.effectiveDirective), { once: true });
          const script = document.createElement("script");
          script.textContent = "window.ran = true";
          document.body.append(script);
        }),
    ).catch((error) => error);
    assert.match(String(blocked), /script-src|Content Security Policy/);
    assert.equal(await page.evaluate(() => window.ran === undefined), true);
    await page.close();
  },

  async "ticked findings are exported with their reasons, and fuhe takes the list"(url) {
    const page = await opened(url);
    await page.locator("tr[data-finding] input[type=checkbox]").nth(0).check();
    await page.locator("tr[data-finding] input[type=checkbox]").nth(1).check();
    await page.click("text=导出排除清单");
    assert.equal(await page.evaluate(() => document.querySelector("#reason").validity.customError), true, "a reason is asked for");
    await page.fill("#reason", '已核对, "凭证"');
    const list = path.join(work, "accepted.csv");
    await exported(page, list);
    const lines = fs.readFileSync(list, "utf8").trimEnd().split("\r\n");
    assert.equal(lines[0], "\ufefffile,form_no,project,rule,field,reason");
    assert.equal(lines.length, 3);
    assert(lines[1].endsWith(',"已核对, ""凭证"""'), lines[1]);
    await closed(page);

    // Every line of it is found again, whatever names the forms have: what is not found is told on the terminal.
    const again = await opened(check(inputs, path.join(work, "accepted"), "--confirm", "none", "--report-pages", "0", "--accepted", list));
    assert.equal(await again.locator("th.accepted").count(), 1);
    const accepted = again.locator("tr.accepted");
    assert.equal(await accepted.count(), 2);
    assert.equal(await accepted.first().locator("td.accepted").textContent(), '已核对, "凭证"');
    const colours = await again.evaluate(() => ["tr.accepted td.stated", "tr:not(.accepted) td.stated"].map((cell) => getComputedStyle(document.querySelector(cell)).color));
    assert.notEqual(colours[0], colours[1], "what is accepted does not shout");
    await again.selectOption("#filter-accepted", { index: 1 });
    assert.equal(await shownCount(again), 2);
    await again.locator("tr[data-finding] button").first().click();
    await again.waitForSelector("dialog[open] p.accepted");
    await again.keyboard.press("Escape");
    await again.click("text=清除筛选");
    // A list that is exported once more has the earlier ones too, until they are unticked.
    assert.equal(await again.locator(".aside:visible").count(), 0, "nothing is changed yet");
    await again.locator("tr.accepted input[type=checkbox]").first().uncheck();
    await again.locator("tr[data-finding]:not(.accepted) input[type=checkbox]").first().check();
    await again.fill("#reason", "=1+1");
    await exported(again, list);
    const reasons = fs.readFileSync(list, "utf8").trimEnd().split("\r\n").slice(1).map((line) => line.match(/"已核对.*$|'=1\+1$/)[0]);
    assert.deepEqual(reasons.sort(), ['"已核对, ""凭证"""', "'=1+1"]);
    await closed(again);
  },

  async "findings that follow from one another lead to each other, the cause first"(url) {
    const page = await opened(url);
    await page.fill("#search", "planted over-budget");
    await page.waitForFunction(() => document.querySelectorAll("tr[data-finding]").length === 2);
    const roles = await page.locator("tr[data-finding] .role").allTextContents();
    assert(roles[0].startsWith("起因") && roles[1].startsWith("由此引起"), roles.join());
    assert.equal(await page.locator("tr.follows").count(), 1);
    await page.locator("tr[data-finding] button").nth(1).click();
    const items = page.locator("dialog[open] .group li");
    await items.first().waitFor();
    assert.equal(await items.count(), 2);
    assert.equal(await page.locator(".group .current").evaluate((item) => [...item.parentNode.children].indexOf(item)), 1);
    const heading = () => page.locator("#finding-heading").textContent();
    const consequence = await heading();
    await items.first().locator("button").click();
    await page.waitForFunction(() => document.querySelector(".group li").classList.contains("current"));
    assert.notEqual(await heading(), consequence);
    await closed(page);
  },

  async "departments are drawn with their figures said, wide and narrow"(url) {
    for (const width of [1280, 400]) {
      const page = await opened(url, { size: { width, height: 900 } });
      const drawn = page.locator(".departments td.spread svg");
      assert((await drawn.count()) > 2);
      assert.match(await drawn.first().getAttribute("aria-label"), /最低 .*中位数 .*最高 /);
      const size = await drawn.first().boundingBox();
      assert(size.width > 100 && size.height > 10, JSON.stringify(size));
      const cut = await page.evaluate(() => [...document.querySelectorAll(".departments th, .departments td")].filter((cell) => cell.scrollWidth > cell.clientWidth + 1).length);
      assert.equal(cut, 0, `${width}: ${cut} cells are cut`);
      await closed(page);
    }
  },

  async "a narrow window has no sideways scrolling, and all in it can be reached"(url) {
    for (const size of [{ width: 400, height: 800 }, { width: 1280, height: 900 }]) {
      const page = await opened(url, { size });
      const wide = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert((await wide()) <= 0, `${size.width}: the page is ${await wide()} too wide`);
      await page.locator("tr[data-finding] input[type=checkbox]").first().check({ timeout: 5000 });
      await page.locator("tr[data-finding] button").first().click();
      await page.waitForSelector("dialog[open] .against");
      const hidden = await page.evaluate(() => {
        const zoom = document.querySelector(".zoom").getBoundingClientRect();
        return [...document.querySelectorAll(".paper .remark")].some((remark) => remark.getBoundingClientRect().top < zoom.bottom);
      });
      assert(!hidden, "the button hides no remark");
      assert((await page.evaluate(() => document.querySelector("dialog").scrollWidth)) <= size.width);
      await closed(page);
    }
  },

  // How long that takes is printed, and no ground to fail: machines have other things to do.
  async "50,000 findings are opened, searched and shown a page at a time"(url) {
    const source = path.dirname(new URL(url).pathname);
    const large = path.join(work, "large");
    fs.cpSync(source, large, { recursive: true });
    // The rows of a real report over and over, in as many files as the program would write.
    const rowsOf = (file) => JSON.parse(fs.readFileSync(file, "utf8").replace(/^fuhe\.add\([^[]*/, "").replace(/\);\s*$/, ""));
    const forms = rowsOf(path.join(large, "data/forms-0.js"));
    const findings = rowsOf(path.join(large, "data/findings-0.js"));
    const copies = Math.ceil(50_000 / findings.length);
    const many = { forms: [], findings: [] };
    for (let copy = 0; copy < copies; copy++) {
      many.forms.push(...forms.map((form) => [`${copy}/${form[0]}`, ...form.slice(1)]));
      many.findings.push(...findings.map((finding) => [finding[0] + copy * forms.length, ...finding.slice(1)]));
    }
    let scripts = "";
    for (const [kind, rows] of Object.entries(many)) {
      for (let at = 0, number = 0; at < rows.length; at += 10_000, number++) {
        const name = `data/${kind}-${number}.js`;
        const text = rows.slice(at, at + 10_000).map((row) => JSON.stringify(row)).join(",\n");
        fs.writeFileSync(path.join(large, name), `fuhe.add("${kind}", ${number}, [\n${text}\n]);\n`);
        if (number > 0) scripts += `<script src="${name}" defer></script>`;
      }
    }
    const index = path.join(large, "index.html");
    fs.writeFileSync(index, fs.readFileSync(index, "utf8").replace("</head>", `${scripts}</head>`));
    // The best of three: the machine may have other things to do.
    let took = Infinity;
    for (let time = 0; time < 3; time++) {
      const page = await opened(pathToFileURL(index).href);
      assert((await shownCount(page)) >= 50_000);
      assert((await rows(page)) <= 500, "rows are paged");
      took = Math.min(took, await page.evaluate(() => performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd));
      await closed(page);
    }
    const page = await opened(pathToFileURL(index).href);
    const timed = (search) =>
      page.evaluate((search) => {
        const begin = performance.now();
        const found = matching({ search, rule: null, severity: null, department: null, year: null, accepted: null });
        sorted(found, "project", false);
        return [performance.now() - begin, found.length];
      }, search);
    const [first, again] = [await timed("441"), await timed("441")];
    console.log(`   50,000 findings: open ${Math.round(took)} ms, first search ${Math.round(first[0])} ms, next ${Math.round(again[0])} ms`);
    assert(first[1] > 0 && first[1] < 50_000 && again[1] === first[1], `${first[1]} found`);
    await closed(page);
  },
};

// The part of the box in which the picture is dark. Looks into the picture's own file, as data: a canvas may not read pictures from disk, and
// a screenshot may be taken before all has moved to its place.
async function inkUnderBox(page) {
  const [source, part] = await page.evaluate(() => {
    const image = document.querySelector(".sheet img");
    const [of, box] = [image, document.querySelector(".box")].map((element) => element.getBoundingClientRect());
    const part = [(box.left - of.left) / of.width, (box.top - of.top) / of.height, box.width / of.width, box.height / of.height];
    return [image.src, part];
  });
  const file = fileURLToPath(source);
  const kind = file.endsWith(".svg") ? "svg+xml" : "png";
  const reader = await context.newPage();
  const ink = await reader.evaluate(
    async ([source, [x, y, width, height]]) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
      const drawing = canvas.getContext("2d");
      drawing.drawImage(image, 0, 0);
      const pixels = drawing.getImageData(x * image.width, y * image.height, width * image.width, height * image.height).data;
      let dark = 0;
      for (let at = 0; at < pixels.length; at += 4) if (pixels[at + 3] > 0 && pixels[at] < 190) dark++;
      return dark / (pixels.length / 4);
    },
    [`data:image/${kind};base64,${fs.readFileSync(file).toString("base64")}`, part],
  );
  await reader.close();
  return ink;
}

async function photograph(urls) {
  fs.mkdirSync(screenshots, { recursive: true });
  for (const [language, url] of Object.entries(urls)) {
    for (const width of [1280, 400]) {
      for (const dark of [false, true]) {
        const page = await opened(url, { size: { width, height: width === 400 ? 800 : 900 }, dark });
        const name = `${language}-${width}-${dark ? "dark" : "light"}`;
        await page.screenshot({ path: path.join(screenshots, `${name}.png`) });
        for (const part of ["charts", "findings"]) {
          await page.evaluate((part) => document.querySelector(part === "charts" ? ".charts" : "#findings").scrollIntoView({ behavior: "instant" }), part);
          await page.screenshot({ path: path.join(screenshots, `${name}-${part}.png`) });
        }
        await page.locator("tr[data-finding] button").nth(2).click();
        await page.waitForSelector("dialog[open] .against");
        await page.waitForTimeout(300);
        await page.screenshot({ path: path.join(screenshots, `${name}-finding.png`) });
        await page.close();
      }
    }
    const page = await opened(url);
    await page.pdf({ path: path.join(screenshots, `${language}.pdf`), format: "A4" });
    await page.close();
  }
}

let failed = 0;
try {
  const url = check(inputs, path.join(work, "zh"), "--confirm", "none", "--cross");
  for (const [name, test] of Object.entries(tests)) {
    try {
      await test(url);
      console.log(`ok ${name}`);
    } catch (error) {
      failed++;
      console.log(`FAILED ${name}\n${error.stack}`);
    }
  }
  if (screenshots) await photograph({ zh: url, en: check(inputs, path.join(work, "en"), "--lang", "en", "--confirm", "none", "--cross") });
} finally {
  await context.close();
  fs.rmSync(work, { recursive: true, force: true });
}
process.exit(failed === 0 ? 0 : 1);
