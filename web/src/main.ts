/** The page: opens files, flies as sliders move, disperses, writes. */
import "./style.css";
import { Charts } from "./charts";
import { Dispersion } from "./disperse";
import { $, element, option, save, table } from "./dom";
import { Engine } from "./engine";
import { fromFragment, toFragment } from "./link";
import type { Flown, Launch, Limits, NamedFile, Told, Units } from "./protocol";
import { Sliders } from "./sliders";
import { figure } from "./units";

type Example = { name: string; files: string[] };
type Figures = Record<string, number | null> & {
  events: { name: string; time_s: number; altitude_agl_m: number; speed_m_s: number; mach: number }[];
  landing: Record<string, number> | null;
  warnings: string[];
};

const isLaunch = (name: string) => /\.(toml|ork|rkt|cdx1)$/i.test(name);
const isArea = (name: string) => /\.(geojson|json)$/i.test(name);

const engine = new Engine();
const charts = new Charts($("charts"));
const sliders = new Sliders($("sliders"), $<HTMLSelectElement>("quantities"), () => void fly());

let launch: Launch = { files: [], name: "", options: [], set: [], limits: { areas: [], keep_outs: [] } };
let roles = new Map<string, "areas" | "keep_outs" | "">();
let units: Units = (localStorage.getItem("units") as Units | null) ?? "si";
let opened: Flown | undefined;
let shown: Flown | undefined;
let dispersion: Dispersion | undefined;
let told: Told | undefined;

function fail(reason: unknown) {
  const message = reason instanceof Error ? reason.message : String(reason);
  $("error").textContent = message;
  $("error").hidden = message === "";
}

const failure = () => $<HTMLSelectElement>("failure").value || null;

// Opening

/** The files of an archive that was dropped are those in it. */
async function open(next: Launch, editing = false) {
  const asOpened = { ...next, set: [] };
  try {
    const read = await engine.call("open", asOpened);
    launch = next;
    fail("");
    $("editor-error").textContent = "";
    $("editor").removeAttribute("aria-invalid");
    $("what").textContent = `${read.name} – ${next.name}`;
    document.title = `${read.name} – Downrange`;
    $("results").hidden = false;
    if (!editing) $<HTMLTextAreaElement>("editor").value = read.toml;
    const failures = $<HTMLSelectElement>("failure");
    const chosen = failures.value;
    failures.replaceChildren(option("", "none"), ...read.failures.map((name) => option(name)));
    failures.value = read.failures.includes(chosen) ? chosen : "";
    $("failure-label").hidden = read.failures.length === 0;
    warn(read.warnings, []);
    opening = read.warnings;
    showUncertain(read.uncertain);
    opened = undefined;
    anew = true;
    sliders.show(read.quantities, next.set);
    showFiles();
    if (next.set.length > 0) {
      opened = await engine.call("fly", [], failure(), units);
    }
    await fly();
  } catch (reason) {
    if (editing) {
      $("editor-error").textContent = reason instanceof Error ? reason.message : String(reason);
      $("editor").setAttribute("aria-invalid", "true");
    } else {
      launch = next;
      showFiles();
      fail(reason);
    }
  }
}

let opening: string[] = [];
let anew = true;

/** Opens what was dropped or chosen: a launch of its own, or more files for the one that is open. */
async function take(dropped: File[]) {
  const read = dropped.map(async (file): Promise<NamedFile> => ({
    name: file.name,
    bytes: new Uint8Array(await file.arrayBuffer()),
  }));
  const files = await Promise.all(read);
  const inside = await unpacked(files).catch((reason: unknown) => {
    fail(reason);
    return [];
  });
  if (inside.length === 0) return;
  const own = inside.find(({ name }) => isLaunch(name));
  const names = new Set(inside.map(({ name }) => name));
  const kept = own ? [] : launch.files.filter(({ name }) => !names.has(name));
  const all = [...kept, ...inside];
  if (own) roles = new Map();
  for (const { name } of inside) {
    if (isArea(name)) roles.set(name, /keep/i.test(name) ? "keep_outs" : "areas");
  }
  const name = own?.name ?? (launch.name || inside[0]!.name);
  await open({ files: all, name, options: [], set: own ? [] : sliders.asSet(), limits: limits() });
}

/** Files, with those of ZIP archives in their place; folders that hold all of an archive go. */
async function unpacked(files: NamedFile[]): Promise<NamedFile[]> {
  const archives = files.filter(({ name }) => /\.zip$/i.test(name));
  if (archives.length === 0) return files;
  const inside = await engine.call("unpack", archives);
  return [...files.filter((file) => !archives.includes(file)), ...inside];
}

function limits(): Limits {
  const of = (role: string) => [...roles].filter(([, its]) => its === role).map(([name]) => name);
  const ceiling = $<HTMLInputElement>("ceiling").value.trim();
  return { areas: of("areas"), keep_outs: of("keep_outs"), ...(ceiling && { ceiling }) };
}

function showFiles() {
  const designs = launch.files.filter(({ name }) => isLaunch(name));
  const chips = launch.files.map(({ name }) => {
    if (!isArea(name)) return element("span", { className: "file", textContent: name });
    const choice = element("select", {}, option("areas", "stay inside"), option("keep_outs", "keep out"), option("", "not used"));
    choice.setAttribute("aria-label", `${name} is an area to`);
    choice.value = roles.get(name) ?? "";
    choice.addEventListener("change", () => {
      roles.set(name, choice.value as "areas");
      void open({ ...launch, set: sliders.asSet(), limits: limits() });
    });
    return element("span", { className: "file" }, name, choice);
  });
  const place = $("files");
  place.replaceChildren(...chips);
  if (designs.length > 1) {
    const choice = element("select", {}, ...designs.map(({ name }) => option(name)));
    choice.value = launch.name;
    choice.addEventListener("change", () => void open({ ...launch, name: choice.value, options: [], set: [] }));
    place.prepend(element("label", {}, "fly ", choice));
  }
}

// Flying

let flying = false;
let again = false;

/** Flies what the sliders say; while a flight is under way the last position waits. */
async function fly() {
  again = true;
  if (flying) return;
  flying = true;
  while (again) {
    again = false;
    try {
      const start = performance.now();
      const set = sliders.asSet();
      const flown = await engine.call("fly", set, failure(), units);
      opened ??= flown;
      show(flown, set.length > 0 && opened !== flown ? opened : undefined);
      const whole = performance.now() - start;
      $("flown").textContent = `Flown in ${flown.milliseconds.toFixed(0)} ms, shown after ${whole.toFixed(0)} ms.`;
      $<HTMLButtonElement>("reset").disabled = set.length === 0;
      fail("");
    } catch (reason) {
      fail(reason);
    }
  }
  flying = false;
}

function warn(read: string[], rules: string[]) {
  const items = [...rules, ...read].map((textContent) => element("li", { textContent }));
  $("warnings").replaceChildren(...(items.length ? [element("ul", {}, ...items)] : []));
}

function tile(label: string, value: string, detail = ""): HTMLElement {
  return element("div", { className: "tile" }, label, element("b", { textContent: value }), element("span", { textContent: detail }));
}

function show(flown: Flown, before: Flown | undefined) {
  shown = flown;
  const figures = JSON.parse(flown.json) as Figures;
  const was = before && (JSON.parse(before.json) as Figures);
  const of = (key: string, kind: Parameters<typeof figure>[1], more = "") => {
    const old = was && `was ${figure(was[key], kind, units)}`;
    return [figure(figures[key], kind, units), [old, more].filter(Boolean).join(", ")] as const;
  };
  const seconds = (key: string) => (figures[key] == null ? "" : `at ${figures[key].toFixed(1)} s`);
  const tiles = [
    tile("Apogee", ...of("apogee_agl_m", "length", seconds("apogee_time_s"))),
    tile("Top speed", ...of("max_speed_m_s", "speed", figures.max_mach == null ? "" : `Mach ${figures.max_mach.toFixed(2)}`)),
  ];
  if (figures.rail_exit_speed_m_s != null) tiles.push(tile("Off the rail", ...of("rail_exit_speed_m_s", "speed")));
  if (figures.min_static_margin_cal != null) tiles.push(tile("Least static margin", ...of("min_static_margin_cal", "calibers")));
  if (figures.max_acceleration_m_s2 != null) tiles.push(tile("Greatest acceleration", ...of("max_acceleration_m_s2", "acceleration")));
  const end = figures.landing;
  const old = was?.landing;
  if (end) {
    const detail = old ? `was ${figure(old.distance_m, "length", units)}` : `after ${figure(end.time_s, "number", units)} s`;
    tiles.push(tile("Lands", `${figure(end.distance_m, "length", units)}`, `away, toward ${Math.round(end.bearing_deg ?? 0)}°, ${detail}`));
    tiles.push(tile("Landing speed", figure(end.speed_m_s, "speed", units), old ? `was ${figure(old.speed_m_s, "speed", units)}` : ""));
  }
  $("tiles").replaceChildren(...tiles);
  warn(opening, figures.warnings);
  $("rocket-section").hidden = flown.drawing === null;
  $("drawing").innerHTML = flown.drawing ?? "";
  $("map").innerHTML = flown.map;
  name(["drawing", "The rocket to scale"], ["map", "Map of the ground track"]);
  charts.show(flown, before, units, anew);
  anew = false;
  const rows = figures.events.map(({ name, time_s, altitude_agl_m, speed_m_s, mach }) => [
    name, time_s.toFixed(2), figure(altitude_agl_m, "length", units), figure(speed_m_s, "speed", units), mach.toFixed(3),
  ]);
  table(["event", "time (s)", "height", "speed", "Mach"], rows, $<HTMLTableElement>("events"));
  $("summary").textContent = flown.summary;
  $("json").textContent = flown.json;
  $("command").textContent = flown.command;
}

function name(...pictures: [string, string][]) {
  for (const [id, label] of pictures) {
    const picture = $(id).querySelector("svg");
    picture?.setAttribute("role", "img");
    if (!picture?.getAttribute("aria-label")) picture?.setAttribute("aria-label", label);
  }
}

// Dispersing

type Input = { name: string; unit: string; distribution: string };

function showUncertain(inputs: string | null) {
  const place = $("uncertain");
  const all = inputs ? (JSON.parse(inputs) as Input[]) : [];
  if (inputs === null) {
    place.replaceChildren(element("p", {
      className: "faint",
      textContent: 'Nothing in the launch file is uncertain. Write a number below as { mean = "12 lb", sigma = "0.1 lb" }, or add a [dispersion] section.',
    }));
  } else {
    const rows = all.map(({ name, distribution }) => [name, distribution]);
    const details = element("details", {}, element("summary", { textContent: `${all.length} uncertain inputs, and the winds as the file says` }));
    const scroll = element("div", { className: "scroll", tabIndex: 0 }, table(["input", "distribution"], rows));
    scroll.setAttribute("role", "region");
    scroll.setAttribute("aria-label", "Uncertain inputs");
    details.append(scroll);
    place.replaceChildren(details);
  }
  $<HTMLButtonElement>("go").disabled = inputs === null;
}

type Findings = {
  n: number;
  areas: { name: string; p_outside: number; p_outside_ci95: [number, number] }[];
  bodies: { landing: { mean_distance_m: number; distance_from_mean_m: { p50: number; p95: number } | null } | null }[];
};

const percent = (share: number) => `${Number((100 * share).toPrecision(3))} %`;

function showTold(found: Told) {
  told = found;
  const findings = JSON.parse(found.json) as Findings;
  const tiles = findings.areas.map(({ name, p_outside, p_outside_ci95: [low, high] }) =>
    tile(`Outside ${name}`, percent(p_outside), `95 % interval ${percent(low)} to ${percent(high)}`));
  const landing = findings.bodies[0]?.landing;
  if (landing) {
    tiles.push(tile("Mean landing point", figure(landing.mean_distance_m, "length", units), "from the launch point"));
    const spread = landing.distance_from_mean_m;
    if (spread) tiles.push(tile("Half land within", figure(spread.p50, "length", units), `of the mean; 95 % within ${figure(spread.p95, "length", units)}`));
  }
  tiles.push(tile("Flights", findings.n.toLocaleString("en")));
  $("probabilities").replaceChildren(element("div", { className: "tiles" }, ...tiles));
  $("landings").innerHTML = found.map;
  name(["landings", "Map of the landing points"]);
  $("dispersion").hidden = false;
  $("dispersion-summary").textContent = found.summary;
  $("dispersion-json").textContent = found.json;
  $("dispersion-command").textContent = found.command;
}

async function disperse() {
  dispersion?.end();
  const own = (dispersion = new Dispersion());
  const flights = $<HTMLInputElement>("flights").valueAsNumber || 1000;
  const seed = $<HTMLInputElement>("seed").valueAsNumber || 0;
  const workers = navigator.hardwareConcurrency || 2;
  const [go, stop] = [$<HTMLButtonElement>("go"), $<HTMLButtonElement>("stop")];
  [go.disabled, stop.disabled] = [true, false];
  $("progress-row").hidden = false;
  const start = performance.now();
  try {
    const asked = { ...launch, set: sliders.asSet(), limits: limits() };
    const last = await own.fly(asked, { flights, seed, workers }, units, (flown, found) => {
      const seconds = (performance.now() - start) / 1000;
      $<HTMLProgressElement>("progress").value = flown / flights;
      $("progress-text").textContent = `${flown.toLocaleString("en")} of ${flights.toLocaleString("en")} flights, ${Math.round(flown / seconds).toLocaleString("en")} a second`;
      if (found) showTold(found);
    });
    if (last) showTold(last);
    $("progress-text").textContent += ` – ${((performance.now() - start) / 1000).toFixed(1)} s`;
    fail("");
  } catch (reason) {
    fail(reason);
  }
  [go.disabled, stop.disabled] = [false, true];
}

$("disperse-form").addEventListener("submit", (event) => {
  event.preventDefault();
  void disperse();
});
$("stop").addEventListener("click", () => dispersion?.stop());

// The editor

let typing = 0;
$("editor").addEventListener("input", () => {
  clearTimeout(typing);
  typing = window.setTimeout(() => {
    const text = new TextEncoder().encode($<HTMLTextAreaElement>("editor").value);
    // Of a design its launch file is written; it stands where the design stands, and the design goes on being there.
    const name = /\.toml$/i.test(launch.name) ? launch.name : "launch.toml";
    const files = [{ name, bytes: text }, ...launch.files.filter((file) => file.name !== name)];
    void open({ ...launch, files, name, options: [], set: [] }, true);
  }, 300);
});

// Files, examples, links

const choose = $<HTMLInputElement>("choose");
choose.addEventListener("change", () => {
  void take([...(choose.files ?? [])]);
  choose.value = "";
});
addEventListener("dragover", (event) => {
  event.preventDefault();
  document.body.classList.add("dropping");
});
addEventListener("dragleave", () => document.body.classList.remove("dropping"));
addEventListener("drop", (event: DragEvent) => {
  event.preventDefault();
  document.body.classList.remove("dropping");
  void take([...(event.dataTransfer?.files ?? [])]);
});

async function fetched(address: string): Promise<Uint8Array> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`error: ${address}: ${answer.status} ${answer.statusText}`);
  return new Uint8Array(await answer.arrayBuffer());
}

async function beginWith(folder: string, files: string[]) {
  const read = files.map(async (name) => ({ name, bytes: await fetched(`${folder}/${encodeURIComponent(name)}`) }));
  const all = await Promise.all(read);
  roles = new Map(files.filter(isArea).map((name) => [name, /keep/i.test(name) ? "keep_outs" : "areas"]));
  const own = files.find((name) => name === "launch.toml") ?? files.find(isLaunch) ?? "";
  await open({ files: all, name: own, options: [], set: [], limits: limits() });
}

async function examples() {
  const all = JSON.parse(new TextDecoder().decode(await fetched("examples.json"))) as Example[];
  const choice = $<HTMLSelectElement>("examples");
  choice.append(...all.map(({ name }) => option(name)));
  choice.addEventListener("change", () => {
    const example = all.find(({ name }) => name === choice.value);
    if (example) void beginWith(`examples/${example.name}`, example.files).catch(fail);
  });
}

const FRAGMENT = "#launch=";

async function begin() {
  const query = new URLSearchParams(location.search);
  if (location.hash.startsWith(FRAGMENT)) {
    const linked = await fromFragment(location.hash.slice(FRAGMENT.length)).catch(() => {
      throw new Error("error: the link holds no launch: is it whole?");
    });
    roles = new Map();
    for (const name of linked.limits.areas) roles.set(name, "areas");
    for (const name of linked.limits.keep_outs) roles.set(name, "keep_outs");
    $<HTMLInputElement>("ceiling").value = linked.limits.ceiling ?? "";
    await open(linked);
  } else if (query.has("opened")) {
    const names = JSON.parse(new TextDecoder().decode(await fetched("opened.json"))) as string[];
    const files = names.map(async (name) => ({ name, bytes: await fetched(`opened/${encodeURIComponent(name)}`) }));
    await open({ files: await Promise.all(files), name: names[0] ?? "", options: [], set: [], limits: limits() });
  }
}

addEventListener("hashchange", () => void begin().catch(fail));

$("link").addEventListener("click", async () => {
  const fragment = await toFragment({ ...launch, set: sliders.asSet(), limits: limits() });
  history.replaceState(null, "", `${location.pathname}${FRAGMENT}${fragment}`);
  const said = $("link-said");
  try {
    await navigator.clipboard.writeText(location.href);
    said.textContent = `Copied: ${location.href.length.toLocaleString("en")} characters, with every file of the launch.`;
  } catch {
    said.textContent = "The address of this page holds the launch now.";
  }
});
$("print").addEventListener("click", () => print());

// Downloads

const plotly = () => fetched("plotly.min.js").then((bytes) => new TextDecoder().decode(bytes));

/** A report that stands alone: with plotly.js in it. */
async function whole(text: string): Promise<string> {
  const tag = '<script src="plotly.min.js"></script>';
  const script = await plotly();
  return text.split(tag).join(`<script>${script}</script>`);
}

function offer(place: HTMLElement, files: () => Promise<Record<string, string>>, kinds: [string, RegExp][]) {
  const buttons = kinds.map(([label, which]) => {
    const button = element("button", { type: "button", textContent: label });
    button.addEventListener("click", async () => {
      button.disabled = true;
      try {
        for (const [name, text] of Object.entries(await files())) {
          if (which.test(name)) save(name, name.endsWith(".html") ? await whole(text) : text);
        }
      } catch (reason) {
        fail(reason);
      }
      button.disabled = false;
    });
    return button;
  });
  place.replaceChildren(...buttons);
}

offer($("downloads"), () => engine.call("files", sliders.asSet(), failure(), units), [
  ["Report (HTML)", /\.html$/], ["Google Earth (KML)", /\.kml$/], ["GeoJSON", /\.geojson$/], ["Trajectory (CSV)", /\.csv$/], ["Launch file (TOML)", /\.toml$/],
]);
offer($("dispersion-downloads"), () => dispersion?.files(units) ?? Promise.resolve({}), [
  ["Report (HTML)", /\.html$/], ["Google Earth (KML)", /\.kml$/], ["GeoJSON", /\.geojson$/],
]);

// How it looks

function look(dark: boolean) {
  document.documentElement.classList.toggle("dark", dark);
  $("theme").setAttribute("aria-pressed", String(dark));
  if (shown) {
    anew = true;
    show(shown, opened !== shown ? opened : undefined);
  }
}

const preferred = matchMedia("(prefers-color-scheme: dark)");
const chosen = localStorage.getItem("dark");
look(chosen === null ? preferred.matches : chosen === "true");
preferred.addEventListener("change", () => localStorage.getItem("dark") ?? look(preferred.matches));
$("theme").addEventListener("click", () => {
  const dark = !document.documentElement.classList.contains("dark");
  localStorage.setItem("dark", String(dark));
  look(dark);
});

const choice = $<HTMLSelectElement>("units");
choice.value = units;
choice.addEventListener("change", async () => {
  units = choice.value as Units;
  localStorage.setItem("units", units);
  anew = true;
  opened = undefined;
  if (!shown) return;
  opened = await engine.call("fly", [], failure(), units);
  await fly();
  if (told) $("dispersion").hidden = true;
});
$("reset").addEventListener("click", () => void open({ ...launch, set: [] }));
$("failure").addEventListener("change", () => {
  opened = undefined;
  anew = true;
  void fly();
});

void engine.version.then((version) => ($("version").textContent = version)).catch(fail);
void examples().catch(fail);
void begin().catch(fail);

if ("serviceWorker" in navigator && import.meta.env.PROD && !new URLSearchParams(location.search).has("opened")) {
  void navigator.serviceWorker.register("./service-worker.js").then(async () => {
    await navigator.serviceWorker.ready;
    $("offline").textContent = "This page opens without a network from now on.";
  });
}
