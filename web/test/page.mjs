// Drives the built page in Chromium, and holds what it shows against the command line.
//
//     node web/test/page.mjs [DOWNRANGE] [--pictures DIR] [--only STEP]
//
// DOWNRANGE is the program (by default target/release/downrange). Chromium is that of the system, or of $CHROMIUM.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createServer } from "node:http";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, extname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import axe from "axe-core";
import puppeteer from "puppeteer-core";

const web = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const root = resolve(web, "..");
const given = process.argv.slice(2);
const pictures = given.includes("--pictures") ? given.splice(given.indexOf("--pictures"), 2)[1] : undefined;
const only = given.includes("--only") ? given.splice(given.indexOf("--only"), 2)[1] : "";
const program = resolve(given[0] ?? join(root, "target/release/downrange"));
const chromium = process.env.CHROMIUM ?? "/usr/bin/chromium";

const kinds = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm", ".json": "application/json" };

/** Serves the page as any file server would. */
function serve() {
  const server = createServer((request, answer) => {
    const path = join(web, "dist", decodeURIComponent(new URL(request.url, "http://page").pathname));
    const file = path.endsWith("/") ? `${path}index.html` : path;
    if (!existsSync(file)) return answer.writeHead(404).end();
    answer.writeHead(200, { "content-type": kinds[extname(file)] ?? "application/octet-stream" }).end(readFileSync(file));
  });
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done(server)));
}

const cli = (folder, ...words) => execFileSync(program, words, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();

const server = await serve();
const address = `http://127.0.0.1:${server.address().port}/`;
const browser = await puppeteer.launch({
  executablePath: chromium,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});

const steps = [];
async function step(name, run) {
  if (!name.includes(only)) return;
  const start = performance.now();
  try {
    await run();
    console.log(`ok      ${name} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
  } catch (reason) {
    console.log(`FAILED  ${name}\n${reason.stack}`);
    steps.push(name);
  }
}

async function newPage() {
  const page = await browser.newPage();
  page.setDefaultTimeout(120_000);
  page.strange = [];
  page.on("pageerror", (error) => page.strange.push(String(error)));
  page.on("console", (message) => message.type() === "error" && page.strange.push(message.text()));
  page.on("request", (request) => {
    const to = request.url();
    if (!to.startsWith(address) && !/^(data|blob):/.test(to)) page.strange.push(`asks ${to}`);
    if (request.method() !== "GET") page.strange.push(`sends ${request.method()} ${to}`);
  });
  await page.setViewport({ width: 1400, height: 1000 });
  await page.goto(address);
  return page;
}

const text = (page, id) => page.$eval(`#${id}`, (element) => element.textContent);
const shows = (page, id, part) => page.waitForFunction((id, part) => document.getElementById(id).textContent.includes(part), {}, id, part);

/** Drops files on the page, as a person does. */
async function drop(page, paths) {
  const files = paths.map((path) => ({ name: basename(path), bytes: readFileSync(path).toString("base64") }));
  await page.evaluate((files) => {
    document.getElementById("json").textContent = "";
    document.getElementById("error").textContent = "";
    const moved = new DataTransfer();
    for (const { name, bytes } of files) {
      moved.items.add(new File([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))], name));
    }
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: moved, bubbles: true, cancelable: true }));
  }, files);
}

const flownOrRefused = (page) =>
  page.waitForFunction(() => document.getElementById("json").textContent || document.getElementById("error").textContent);

// The inverse geodesic (geographiclib-rs) takes sines and arctangents from the C library of the machine, which rounds a last digit
// otherwise than WebAssembly's: what is said of a place relative to the launch point is held to 1 part in 10^10, and all else to the digit.
const OF_GEODESIC = /^(east_m|north_m|distance_m|bearing_deg)$/;

/** The first figure that is another, by its path. */
function differs(own, other, near, path = "") {
  if (typeof own !== "object" || own === null || typeof other !== "object" || other === null) {
    const isClose = near(path.split(".").pop()) && Math.abs(own - other) <= 1e-10 * Math.max(Math.abs(other), 100);
    return own === other || isClose ? undefined : `${path}: ${own}, expected ${other}`;
  }
  assert.deepEqual(Object.keys(own), Object.keys(other), path);
  return Object.keys(own).map((key) => differs(own[key], other[key], near, `${path}.${key}`)).find(Boolean);
}

function sameFlight(own, other) {
  assert.equal(differs(JSON.parse(own), JSON.parse(other), (key) => OF_GEODESIC.test(key)), undefined);
}

const inFolder = (folder) => readdirSync(folder).map((name) => join(folder, name));

const rockets = join(root, "rockets");
const kindsOfFile = readdirSync(rockets).map((name) => {
  const files = readdirSync(join(rockets, name));
  return { folder: join(rockets, name), file: files.find((each) => /\.(toml|ork|rkt|CDX1)$/.test(each)) };
});

for (const { folder, file } of kindsOfFile) {
  await step(`${basename(folder)}/${file} dropped: the figures are those of the command line in every digit`, async () => {
    const page = await newPage();
    await drop(page, inFolder(folder));
    await flownOrRefused(page);
    assert.equal(await text(page, "error"), "");
    sameFlight(await text(page, "json"), cli(folder, "fly", file, "--json"));
    assert.equal((await text(page, "summary")).trim(), cli(folder, "fly", file));
    assert.equal(await text(page, "command"), `downrange fly ${file} --json`);
    assert.ok(await page.$("#drawing svg, #rocket-section[hidden]"), "drawn");
    assert.ok(await page.$("#map svg"), "ground track");
    assert.deepEqual(page.strange, []);
    await page.close();
  });
}

await step("a ZIP archive dropped flies as its files do", async () => {
  const folder = mkdtempSync(join(tmpdir(), "page-"));
  const files = inFolder(join(rockets, "hybrid"));
  execFileSync("python3", ["-m", "zipfile", "-c", join(folder, "hybrid.zip"), ...files]);
  const page = await newPage();
  await drop(page, [join(folder, "hybrid.zip")]);
  await flownOrRefused(page);
  sameFlight(await text(page, "json"), cli(join(rockets, "hybrid"), "fly", "launch.toml", "--json"));
  await page.close();
});

await step("a slider moved flies again, as --set does", async () => {
  const page = await newPage();
  const folder = join(rockets, "calisto");
  await drop(page, inFolder(folder));
  await flownOrRefused(page);
  const times = [];
  for (const part of [0.2, 0.4, 0.6, 0.8, 0.9]) {
    await page.evaluate((part) => {
      const input = document.querySelector("#sliders input");
      document.getElementById("json").textContent = "";
      input.value = String(Number(input.min) + part * (Number(input.max) - Number(input.min)));
      input.dispatchEvent(new Event("input"));
    }, part);
    await flownOrRefused(page);
    await shows(page, "flown", "shown after");
    times.push(await text(page, "flown"));
  }
  console.log(`        ${times.at(-1)}`);
  const command = await text(page, "command");
  const set = command.match(/--set ('[^']*'|\S+)/)[1].replaceAll("'", "");
  sameFlight(await text(page, "json"), cli(folder, "fly", "launch.toml", "--set", set, "--json"));
  assert.deepEqual(page.strange, []);
  await page.close();
});

await step("a dispersion has the findings of the command line for the same seed", async () => {
  const page = await newPage();
  const folder = join(rockets, "calisto-dispersed");
  await drop(page, inFolder(folder));
  await flownOrRefused(page);
  const flights = process.env.FLIGHTS ?? "2000";
  await page.$eval("#flights", (input, flights) => (input.value = flights), flights);
  await page.$eval("#seed", (input) => (input.value = "7"));
  const start = performance.now();
  await page.click("#go");
  await page.waitForFunction(() => /– [\d.]+ s$/.test(document.getElementById("progress-text").textContent), { timeout: 600_000 });
  const own = (performance.now() - start) / 1000;
  assert.equal(await text(page, "error"), "");
  const begun = performance.now();
  const words = ["-n", flights, "--seed", "7", "--area", "area.geojson", "--keep-out", "keep-out.geojson", "--json"];
  const expected = JSON.parse(cli(folder, "disperse", "launch.toml", ...words));
  console.log(`        ${flights} flights: ${own.toFixed(1)} s here, ${((performance.now() - begun) / 1000).toFixed(1)} s on the command line`);
  const found = JSON.parse(await text(page, "dispersion-json"));
  // How fast it was flown is of the machine.
  expected.flights_per_s = null;
  assert.equal(found.areas.length, 1);
  assert.deepEqual(found.areas, expected.areas);
  assert.deepEqual(found.keep_outs, expected.keep_outs);
  assert.equal(differs(found, expected, () => true), undefined);
  assert.ok(await page.$("#landings svg"));
  assert.deepEqual(page.strange, []);
  await page.close();
});

await step("a dispersion is stopped, and tells what is flown by then", async () => {
  const page = await newPage();
  await drop(page, inFolder(join(rockets, "calisto-dispersed")));
  await flownOrRefused(page);
  await page.$eval("#flights", (input) => (input.value = "200000"));
  await page.click("#go");
  await page.waitForFunction(() => document.querySelector("#landings svg"));
  await page.click("#stop");
  await page.waitForFunction(() => !document.getElementById("go").disabled);
  const found = JSON.parse(await text(page, "dispersion-json"));
  assert.ok(found.n >= 512 && found.n < 200000, `${found.n}`);
  await page.close();
});

await step("a wrong file is refused with its place, in the words of the command line", async () => {
  const page = await newPage();
  const wrong = join(root, "crates/downrange-formats/tests/wrong");
  for (const name of ["negative_mass.toml", "duplicate_key.toml", "cdx_cut_off.CDX1"]) {
    await drop(page, [join(wrong, name)]);
    await flownOrRefused(page);
    let expected;
    try {
      execFileSync(program, ["fly", name], { cwd: wrong, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
    } catch (error) {
      expected = error.stderr.replaceAll(/\u001b\[[\d;]*m/g, "").trim();
    }
    assert.equal((await text(page, "error")).trim(), expected);
  }
  await page.close();
});

await step("what is written wrong in the editor is pointed at, and mended flies", async () => {
  const page = await newPage();
  await drop(page, inFolder(join(rockets, "calisto")));
  await flownOrRefused(page);
  const type = (from, to) =>
    page.evaluate((from, to) => {
      const editor = document.getElementById("editor");
      document.getElementById("json").textContent = "";
      editor.value = editor.value.replace(from, to);
      editor.dispatchEvent(new Event("input"));
    }, from, to);
  await type("[rail]\nlength", "[rail]\nlenght");
  await page.waitForFunction(() => document.getElementById("editor-error").textContent.includes("lenght"));
  assert.match(await text(page, "editor-error"), /launch\.toml:\d+:\d+/);
  await type("lenght", "length");
  await page.waitForFunction(() => document.getElementById("json").textContent);
  assert.equal(await text(page, "editor-error"), "");
  await page.close();
});

await step("a link opens the launch again", async () => {
  const page = await newPage();
  await drop(page, inFolder(join(rockets, "openrocket")));
  await flownOrRefused(page);
  await page.evaluate(() => {
    const input = document.querySelector("#sliders input");
    document.getElementById("json").textContent = "";
    input.value = String(0.9 * Number(input.value));
    input.dispatchEvent(new Event("input"));
  });
  await flownOrRefused(page);
  const before = await text(page, "json");
  await page.click("#link");
  await page.waitForFunction(() => document.getElementById("link-said").textContent);
  const link = page.url();
  const other = await newPage();
  await other.goto("about:blank");
  await other.goto(link);
  await flownOrRefused(other);
  await other.waitForFunction((json) => document.getElementById("json").textContent === json, {}, before);
  console.log(`        ${link.length} characters`);
  await page.close();
  await other.close();
});

await step("downloads are the files of the command line", async () => {
  const page = await newPage();
  const folder = join(rockets, "model-rocket");
  await drop(page, inFolder(folder));
  await flownOrRefused(page);
  const out = mkdtempSync(join(tmpdir(), "page-"));
  cli(folder, "fly", "launch.toml", "--out", join(out, "flight"));
  const down = join(out, "down");
  mkdirSync(down);
  const session = await page.createCDPSession();
  await session.send("Page.setDownloadBehavior", { behavior: "allow", downloadPath: down });
  for (const [button, name] of [["KML", "trajectory.kml"], ["GeoJSON", "trajectory.geojson"], ["CSV", "trajectory.csv"], ["Report", "report.html"]]) {
    await page.evaluate((button) => [...document.querySelectorAll("#downloads button")].find((each) => each.textContent.includes(button)).click(), button);
    for (let i = 0; i < 200 && !existsSync(join(down, name)); i++) await new Promise((done) => setTimeout(done, 100));
    const read = readFileSync(join(down, name), "utf8");
    if (name === "report.html") assert.ok(read.length > 3_000_000 && !read.includes("<script src"), "a report stands alone");
    else assert.equal(read, readFileSync(join(out, "flight", name), "utf8"), name);
  }
  await page.close();
});

await step("it opens and flies without a network after the first visit", async () => {
  const page = await newPage();
  await shows(page, "offline", "without a network");
  await page.setOfflineMode(true);
  server.closeAllConnections();
  await page.reload();
  await page.waitForFunction(() => document.querySelectorAll("#examples option").length > 3);
  await page.select("#examples", "calisto");
  await flownOrRefused(page);
  sameFlight(await text(page, "json"), cli(join(rockets, "calisto"), "fly", "launch.toml", "--json"));
  await page.close();
});

await step("no serious findings of axe, light and dark", async () => {
  const page = await newPage();
  await page.waitForFunction(() => document.querySelectorAll("#examples option").length > 3);
  await page.select("#examples", "calisto-dispersed");
  await flownOrRefused(page);
  await page.$eval("#flights", (input) => (input.value = "512"));
  await page.click("#go");
  await page.waitForFunction(() => document.querySelector("#landings svg"));
  await page.evaluate(axe.source);
  for (const look of ["light", "dark"]) {
    const { violations } = await page.evaluate(() => window.axe.run(document));
    const serious = violations.filter(({ impact }) => ["serious", "critical"].includes(impact));
    const told = serious.map(({ id, nodes }) => `${look}: ${id}: ${nodes.slice(0, 3).map((node) => `${node.html} ${node.failureSummary}`).join("\n")}`);
    assert.deepEqual(told, []);
    if (look === "light") await page.click("#theme");
  }
  await page.close();
});

await step("nothing is wider than a telephone", async () => {
  for (const width of [360, 768, 1400]) {
    const page = await newPage();
    await page.setViewport({ width, height: 900 });
    // The look is kept from one visit to the next.
    await page.evaluate(() => localStorage.clear());
    await page.reload();
    for (const look of ["light", "dark"]) {
      if (look === "dark") await page.click("#theme");
      if (pictures) {
        mkdirSync(pictures, { recursive: true });
        await page.screenshot({ path: join(pictures, `begin-${width}-${look}.png`), fullPage: true });
      }
    }
    await page.click("#theme");
    await page.waitForFunction(() => document.querySelectorAll("#examples option").length > 3);
    await page.select("#examples", "calisto-dispersed");
    await flownOrRefused(page);
    await page.evaluate(() => {
      const input = document.querySelector("#sliders input");
      input.value = String(1.1 * Number(input.value));
      input.dispatchEvent(new Event("input"));
    });
    await page.$eval("#flights", (input) => (input.value = "1024"));
    await page.click("#go");
    await page.waitForFunction(() => /– [\d.]+ s$/.test(document.getElementById("progress-text").textContent));
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= width, `${wide} px of ${width}`);
    for (const look of ["light", "dark"]) {
      if (look === "dark") await page.click("#theme");
      if (pictures) await page.screenshot({ path: join(pictures, `flown-${width}-${look}.png`), fullPage: true });
    }
    await page.close();
  }
});

await browser.close();
server.closeAllConnections();
server.close();
if (steps.length) {
  console.error(`${steps.length} failed`);
  process.exit(1);
}
