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
  await page.addInitScript(() => document.addEventListener("list-drawn", () => (window.drawnAt ??= performance.now())));
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

// Opens a filter and chooses of its values those at these places, or of these names; returns their names.
async function choose(page, filter, ...places) {
  await page.click(`#filter-${filter}`);
  const lines = page.locator(`details.choice:has(#filter-${filter}) .panel label`);
  const names = [];
  for (const place of places) {
    const line = typeof place === "string" ? lines.filter({ hasText: place }).first() : lines.nth(place < 0 ? (await lines.count()) + place : place);
    names.push(await line.locator("span").first().textContent());
    await line.locator("input").check();
  }
  await page.click(`#filter-${filter}`);
  return names;
}

const rows = (page) => page.locator("table.findings tbody tr").count();
const shownCount = async (page) => Number((await page.locator("#list p.count").textContent()).match(/\d+/)[0]);

const tests = {
  async "search, filters and sorting leave what they should"(url) {
    const page = await opened(url);
    const all = await shownCount(page);
    assert(all > 10, `${all} findings`);
    await page.fill("#search", "no such thing at all");
    await page.waitForSelector("p.nothing:visible");
    await page.fill("#search", "441");
    await page.waitForFunction(() => document.querySelector("#list p.count").textContent.startsWith("6"));
    await page.click("text=清除筛选");
    assert.equal(await shownCount(page), all);

    await choose(page, "severity", 0);
    const badges = await page.locator("tr[data-finding] .badge").allTextContents();
    assert.deepEqual([...new Set(badges)], ["不符"]);
    await page.click("text=清除筛选");
    await choose(page, "year", -1);
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

  async "a filter takes several values, and all filters hold at once"(url) {
    const page = await opened(url);
    const all = await shownCount(page);
    const alone = [];
    for (const place of [0, 1]) {
      await choose(page, "rule", place);
      alone.push(await shownCount(page));
      await page.click("text=清除筛选");
    }
    assert.equal(await shownCount(page), all);
    const names = await choose(page, "rule", 0, 1);
    assert.equal(await shownCount(page), alone[0] + alone[1]);
    assert.equal(await page.textContent("#filter-rule"), "已选 2 项");
    const shown = await page.locator("td.rule button").allTextContents();
    assert.deepEqual([...new Set(shown)].sort(), [...names].sort());
    // The address has both, and leads back to them.
    assert.equal(new URLSearchParams(new URL(page.url()).hash.slice(1)).getAll("rule").length, 2);
    const [department] = await choose(page, "department", await page.locator("td.project .faint").first().textContent());
    const both = await shownCount(page);
    const again = await opened(page.url());
    assert.equal(await shownCount(again), both);
    assert.equal(await again.textContent("#filter-department"), department);
    await closed(again);
    // By keys: the list of values opens, is left again, and leaves what was chosen.
    await page.focus("#filter-rule");
    await page.keyboard.press("Enter");
    await page.waitForSelector("details.choice[open] .panel label");
    await page.keyboard.press("Tab");
    await page.keyboard.type(names[0]);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("details.choice[open]").count(), 0);
    assert.equal(await page.textContent("#filter-rule"), names[1]);
    await page.click("text=清除筛选");
    assert.equal(await shownCount(page), all);
    await closed(page);
  },

  async "what a chart counts, it leads to"(url) {
    const page = await opened(url);
    const all = await shownCount(page);
    await page.click("#charts > summary");
    await page.click('.charts a[href="#rule=grade"]');
    await page.waitForFunction(() => document.querySelector("#filter-rule.set"));
    assert.equal(await shownCount(page), 1);
    assert.equal(await page.evaluate(() => document.activeElement.className), "count", "the list comes into view");
    await page.click("text=清除筛选");
    // Each bar and column leaves the findings of the forms that it counts, and no others; none of them is lost.
    for (const filter of ["grade", "score", "rate"]) {
      const links = page.locator(`.charts a[href^="#${filter}="]:not([tabindex])`);
      let sum = 0;
      for (let at = 0; at < (await links.count()); at++) {
        const address = await links.nth(at).getAttribute("href");
        await page.evaluate((address) => (location.hash = address), address);
        await page.waitForFunction((filter) => document.querySelector(`#filter-${filter}.set`), filter);
        sum += await shownCount(page);
        assert.equal(await page.locator(`#filter-${filter}`).isVisible(), true);
      }
      assert(sum > 0 && sum <= all, `${filter}: ${sum} of ${all}`);
      await page.click("text=清除筛选");
      assert.equal(await page.locator(`#filter-${filter}`).isVisible(), false);
    }
    // A column is clicked where it is drawn, and a department by its name.
    await page.locator('.charts a[href^="#score="] .touch').last().click();
    await page.waitForFunction(() => document.querySelector("#filter-score.set"));
    await page.click("text=清除筛选");
    const department = page.locator('.departments a[href^="#department="]').first();
    const name = await department.textContent();
    await department.click();
    await page.waitForFunction(() => document.querySelector("#filter-department.set"));
    assert.equal(await page.textContent("#filter-department"), name);
    assert((await shownCount(page)) > 0);
    await page.click("#charts > summary");
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
      await page.waitForSelector("dialog[open] .box.main");
      await page.waitForFunction(() => document.querySelector("dialog .sheet img")?.complete);
      const seen = await page.evaluate(async () => {
        const [box, image] = ["dialog .box.main", "dialog .sheet img"].map((part) => document.querySelector(part).getBoundingClientRect());
        const index = Number(document.querySelector("tr[data-finding]").dataset.finding);
        // Of a narrative, the first line of the clause.
        const [x0, y0, x1, y1] = fuhe.clauses.has(index) ? fuhe.clauses.get(index)[0] : (await detailOf(index))[DETAIL.box];
        const picture = fuhe.pictures.get(pictureKey(formOf(index)[FORM.file], fuhe.findings.at(index)[FINDING.page]));
        const natural = document.querySelector("dialog .sheet img");
        const scale = image.width / picture[PICTURE.width];
        return {
          drawn: natural.naturalWidth > 0,
          // How far the middle of the box is from that of the value, and whether the box is in view.
          off: [(box.left + box.right) / 2 - image.left - (scale * (x0 + x1)) / 2, (box.top + box.bottom) / 2 - image.top - (scale * (y0 + y1)) / 2],
          ratio: image.height / image.width - picture[PICTURE.height] / picture[PICTURE.width],
          view: document.querySelector("dialog .view").getBoundingClientRect().toJSON(),
          box: box.toJSON(),
          stated: document.querySelector("dialog .against .stated dd").textContent,
          expected: document.querySelector("dialog .against div:last-child dd").textContent,
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
      assert.equal(remarks.some((remark) => remark.includes("重绘")), file.startsWith("seed-"), `${file}: ${remarks}`);
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
    assert((await page.locator("#finding .pairs").textContent()).includes("onerror="));
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
    await choose(again, "accepted", 0);
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
      await page.click("#charts > summary");
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
      for (const filter of await page.locator("details.choice:visible").all()) {
        await filter.locator("summary").click();
        await filter.locator(".panel label").first().waitFor();
        assert((await wide()) <= 0, `${size.width}: a list of values is ${await wide()} too wide`);
        await filter.locator("summary").click();
      }
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

  async "an address names the finding and the filters, and leads back to them"(url) {
    const page = await opened(url);
    await choose(page, "unit", 0);
    const shown = await shownCount(page);
    await page.click("th.stated button");
    await page.locator("tr[data-finding] button").first().click();
    await page.waitForSelector("dialog[open] .against");
    const heading = await page.locator("#finding-heading").textContent();
    const address = page.url();
    assert.match(address, /unit=/);
    assert.match(address, /sort=stated/);
    assert.match(address, /f=\d+/);
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => !location.hash.includes("f="));
    await closed(page);

    const again = await opened(address);
    await again.waitForSelector("dialog[open] .against");
    assert.equal(await again.locator("#finding-heading").textContent(), heading);
    await again.keyboard.press("Escape");
    assert.equal(await shownCount(again), shown);
    assert.equal(await again.locator("th.stated").getAttribute("aria-sort"), "ascending");
    // An address that is typed, of something that is not there.
    await again.evaluate(() => (location.hash = "f=999999&rule=no-such-rule&sort=nothing"));
    await again.waitForSelector("p.nothing:visible");
    await again.evaluate(() => (location.hash = ""));
    await again.waitForFunction(() => document.querySelectorAll("tr[data-finding]").length > 10);
    await closed(again);
  },

  async "the page of a finding is zoomed and moved, by wheel, mouse and keys"(url) {
    const page = await opened(url, { size: { width: 1280, height: 900 } });
    await page.fill("#search", "planted score-sum");
    await page.waitForFunction(() => document.querySelectorAll("tr[data-finding]").length < 5);
    await page.locator("tr[data-finding] button").first().click();
    await page.waitForSelector("dialog[open] .against");
    const view = await page.locator("dialog[open] .view").boundingBox();
    const at = () => page.evaluate(() => {
      const [view, box] = [".view", ".box.main"].map((name) => document.querySelector("dialog[open] " + name).getBoundingClientRect());
      return { width: box.width, x: box.left - view.left, y: box.top - view.top };
    });
    const before = await at();
    await page.mouse.move(view.x + before.x + 2, view.y + before.y + 2);
    await page.mouse.wheel(0, -600);
    await page.waitForFunction((width) => document.querySelector("dialog[open] .box.main").getBoundingClientRect().width > 2 * width, before.width);
    const near = await at();
    assert(Math.abs(near.x - before.x) < 12 && Math.abs(near.y - before.y) < 12, "what is under the pointer stays there");
    await page.mouse.down();
    await page.mouse.move(view.x + before.x - 98, view.y + before.y - 48, { steps: 4 });
    await page.mouse.up();
    const moved = await at();
    assert(Math.abs(moved.x - near.x + 100) < 6 && Math.abs(moved.y - near.y + 50) < 6, JSON.stringify([near, moved]));
    await page.keyboard.press("-");
    assert((await at()).width < near.width);
    await page.keyboard.press("0");
    assert(Math.abs((await at()).width - before.width) < 1);
    await page.keyboard.press("+");
    assert((await at()).width > before.width);
    // The other keys: set aside, and leave.
    await page.keyboard.press("x");
    assert.equal(await page.locator("dialog[open] .ticking input[type=checkbox]").isChecked(), true);
    await page.keyboard.press("x");
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => document.querySelector("dialog[open]") === null && !/(^|[#&])f=/.test(location.hash));
    await page.keyboard.press("/");
    assert.equal(await page.evaluate(() => document.activeElement.id), "search");
    await page.fill("#search", "");
    await page.waitForFunction(() => document.querySelectorAll("tr[data-finding]").length > 10);
    await page.locator("tr[data-finding] button").first().focus();
    await page.keyboard.press("ArrowDown");
    assert.equal(await page.evaluate(() => document.activeElement.closest("tr").rowIndex), 2);
    await closed(page);
  },

  async "a computation can be followed: its figures have names, and a box each"(url) {
    const page = await opened(url);
    await page.fill("#search", "planted score-sum");
    await page.waitForFunction(() => document.querySelectorAll("tr[data-finding]").length < 5);
    await page.locator("tr[data-finding] button").first().click();
    await page.waitForSelector("dialog[open] .uses", { state: "attached" });
    const uses = await page.locator("dialog[open] .uses tr").count();
    assert(uses >= 7, `${uses} figures`);
    assert.equal(await page.locator("dialog[open] .uses").isVisible(), false, "many are folded");
    assert.equal(await page.locator("dialog[open] .box.used").count(), uses);
    const document = await page.locator("dialog[open] a.document").getAttribute("href");
    assert(document.endsWith("score-sum.pdf#page=1"), document);
    assert(fs.existsSync(fileURLToPath(new URL(document, page.url()))), document);
    await page.keyboard.press("Escape");
    // The clause of a narrative, on the line that it breaks over, and the row of the indicator.
    await page.fill("#search", "narrative seed-1-chromium");
    await page.waitForFunction(() => document.querySelector("td.source").textContent.startsWith("seed-1-chromium"));
    await page.locator("tr[data-finding] button").first().click();
    await page.waitForSelector("dialog[open] .box.main");
    await page.waitForFunction(() => document.querySelectorAll("dialog[open] .box.main").length === 2);
    assert.equal(await page.locator("dialog[open] .box.used").count(), 3);
    await closed(page);
  },

  async "a finding, and all that are listed, go to paper with picture, computation and form"(url) {
    const page = await opened(url);
    await page.fill("#search", "planted score-sum");
    await page.waitForFunction(() => document.querySelectorAll("tr[data-finding]").length < 5);
    const listed = await page.locator("tr[data-finding]").count();
    await page.locator("tr[data-finding] button").first().click();
    await page.waitForSelector("#print article", { state: "attached" });
    const one = await printed(page, "one");
    const explanation = await page.locator("dialog[open] .explanation").textContent();
    const bare = (text) => text.replace(/\s/g, "");
    assert(bare(one).includes(bare(explanation)), one);
    assert(bare(one).includes("score-sum.pdf") && bare(one).includes("实施单位"), one);
    await page.keyboard.press("Escape");
    await page.evaluate(() => (window.print = () => (window.asked = true)));
    await page.click("button.print-all");
    await page.waitForFunction(() => window.asked);
    assert.equal(await page.locator("#print .sheet img").count(), listed);
    const all = await printed(page, "all");
    assert.equal(all.split("重算过程").length - 1, listed, all);
    assert.equal(await page.locator("#print article").count(), 0);
    await closed(page);
  },

  async "forms without findings are there too, with what could not be judged"(url) {
    const page = await opened(url);
    await page.click("#forms > summary");
    await page.waitForSelector("table.forms tbody tr");
    const count = async () => (await page.locator("#forms-list p.count").textContent()).match(/\d+/g).map(Number);
    const [shown, all] = await count();
    assert.equal(shown, all);
    await page.locator("#forms-list input[type=checkbox]").first().check();
    const [clean] = await count();
    assert(clean > 0 && clean < all);
    assert.deepEqual([...new Set(await page.locator("table.forms td:nth-child(6)").allTextContents())], ["–"]);
    await page.locator("#forms-list input[type=checkbox]").first().uncheck();
    await page.locator("#forms-list input[type=checkbox]").nth(1).check();
    await page.locator("table.forms button").first().click();
    await page.waitForSelector("#form[open] .coverage");
    assert((await page.locator("#form .badge.silent").count()) > 0);
    await page.keyboard.press("Escape");
    // Which parts are open is remembered.
    await page.reload();
    await page.waitForSelector("table.forms tbody tr");
    await page.click("#forms > summary");
    await page.waitForFunction(() => !localStorage.getItem("fuhe.open").includes("forms"));
    await closed(page);
  },

  async "forms that were compared stand side by side"(url) {
    const page = await opened(url);
    await page.click("#pairs-copied-narrative > summary");
    await page.locator("#pairs-copied-narrative .groups button").first().click();
    await page.waitForSelector("dialog.side-by-side[open] .sheet");
    assert((await page.locator("dialog[open] .side").count()) > 1);
    assert((await page.locator("dialog[open] .sheet .box").count()) > 1);
    await page.keyboard.press("Escape");
    await page.click("#pairs-copied-narrative > summary");
    await closed(page);
  },

  // How long that takes is printed, and no ground to fail: machines have other things to do.
  async "200,000 findings are opened, filtered and shown a page at a time"(url) {
    const source = path.dirname(new URL(url).pathname);
    const large = path.join(work, "large");
    fs.cpSync(source, large, { recursive: true });
    // The rows of a real report over and over, in as many files as the program would write.
    const packed = (kind) => {
      const file = fs.readFileSync(path.join(large, `data/${kind}-0.js`), "utf8");
      const [, , rows] = JSON.parse(file.replace(/^fuhe\.pack\(/, "[").replace(/\);\s*$/, "]"));
      const [, signs] = fs.readFileSync(path.join(large, `data/${kind}.js`), "utf8").match(/, "([-0-9]*)"\)/);
      return [JSON.parse(rows), signs];
    };
    const [[forms, signsOfForms], [findings, signs]] = ["forms", "findings"].map(packed);
    const copies = Math.ceil(200_000 / findings.length);
    const many = { forms: [[], signsOfForms.repeat(copies)], findings: [[], signs.repeat(copies)] };
    for (let copy = 0; copy < copies; copy++) {
      many.forms[0].push(...forms.map((form) => [`${copy}/${form[0]}`, ...form.slice(1)]));
      many.findings[0].push(...findings.map((finding) => [finding[0] + copy * forms.length, ...finding.slice(1)]));
    }
    for (const [kind, [rows, signs]] of Object.entries(many)) {
      for (let at = 0, number = 0; at < rows.length; at += 10_000, number++) {
        const name = `data/${kind}-${number}.js`;
        const text = JSON.stringify(JSON.stringify(rows.slice(at, at + 10_000)));
        fs.writeFileSync(path.join(large, name), `fuhe.pack("${kind}", ${number}, ${text});\n`);
      }
      fs.writeFileSync(path.join(large, `data/${kind}.js`), `fuhe.sign("${kind}", "${signs}");\n`);
    }
    const index = path.join(large, "index.html");
    // The best of three: the machine may have other things to do.
    let took = Infinity;
    for (let time = 0; time < 3; time++) {
      const page = await opened(pathToFileURL(index).href);
      assert((await shownCount(page)) >= 200_000);
      assert((await rows(page)) <= 500, "rows are paged");
      took = Math.min(took, await page.evaluate(() => window.drawnAt));
      await closed(page);
    }
    const page = await opened(pathToFileURL(index).href);
    const timed = (filters, times = 3) =>
      page.evaluate(([filters, times]) => {
        let [took, found] = [Infinity, []];
        for (let time = 0; time < times; time++) {
          const begin = performance.now();
          found = matching(filters, "severity", false);
          took = Math.min(took, performance.now() - begin);
        }
        return [took, found.length];
      }, [filters, times]);
    // One types or chooses a second after the page has come, at the earliest.
    const wholeAfter = await page.evaluate(() => whole.then(() => performance.now()));
    const [first, again, letters] = [await timed({ search: "441" }, 1), await timed({ search: "441" }), await timed({ search: "seed-2 fop" })];
    const [byRule] = await timed({ rule: ["grade", "narrative-mismatch"] });
    const [byUnit] = await timed({ unit: ["", "某中心"], year: ["2023"] });
    const drawn = await page.evaluate(() => {
      document.querySelector("#filter-severity").click();
      return new Promise((resolve) =>
        setTimeout(() => {
          const begin = performance.now();
          document.querySelector("details.choice[open] .panel input").click();
          document.body.getBoundingClientRect();
          resolve(performance.now() - begin);
        }, 100),
      );
    });
    const said = [took, first[0], again[0], letters[0], byRule, byUnit, drawn].map((time) => Math.round(time) + " ms");
    console.log(`   200,000 findings: open ${said[0]}, all loaded after ${Math.round(wholeAfter)} ms, first search ${said[1]}, next ${said[2]}, of letters ${said[3]}, by rules ${said[4]}, by unit and year ${said[5]}, filter and draw ${said[6]}`);
    assert(first[1] > 0 && first[1] < 200_000 && again[1] === first[1], `${first[1]} found`);
    await closed(page);
  },
};

// The part of the box in which the picture is dark. Looks into the picture's own file, as data: a canvas may not read pictures from disk, and
// a screenshot may be taken before all has moved to its place.
async function inkUnderBox(page) {
  const [source, part] = await page.evaluate(() => {
    const image = document.querySelector("dialog .sheet img");
    const [of, box] = [image, document.querySelector("dialog .box.main")].map((element) => element.getBoundingClientRect());
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

// The text of the page on paper: what Chromium prints is read back by the program itself.
async function printed(page, name) {
  const file = path.join(work, `printed-${name}.pdf`);
  await page.pdf({ path: file, format: "A4", printBackground: true });
  const folder = path.join(work, `printed-${name}`);
  execFileSync(fuhe, ["tables", file, "--debug", folder], { stdio: "ignore" });
  const drawings = fs.readdirSync(folder).sort().map((drawing) => fs.readFileSync(path.join(folder, drawing), "utf8"));
  return drawings.flatMap((drawing) => [...drawing.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map((found) => found[1].trim())).join("");
}

async function photograph(urls) {
  fs.mkdirSync(screenshots, { recursive: true });
  for (const [language, url] of Object.entries(urls)) {
    for (const width of [1280, 400]) {
      for (const dark of [false, true]) {
        const page = await opened(url, { size: { width, height: width === 400 ? 800 : 900 }, dark });
        const name = `${language}-${width}-${dark ? "dark" : "light"}`;
        await page.screenshot({ path: path.join(screenshots, `${name}.png`) });
        for (const part of ["charts", "forms"]) {
          await page.click(`#${part} > summary`);
          await page.evaluate((part) => document.getElementById(part).scrollIntoView({ behavior: "instant" }), part);
          await page.screenshot({ path: path.join(screenshots, `${name}-${part}.png`) });
          await page.click(`#${part} > summary`);
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
