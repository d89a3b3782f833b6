/** One module of Downrange in a thread of its own. It answers one call after the other. */
import init, { PageFiles, PageFlight, PageLaunch, PageLimits, PageRun, schema, version } from "./module/downrange_web.js";
import type { Calls, Flown, Series, Units } from "./protocol";

const SHOWN = [
  "time_s", "altitude_agl_m", "east_m", "north_m", "speed_m_s", "velocity_up_m_s", "acceleration_m_s2", "mach",
  "dynamic_pressure_pa", "angle_of_attack_deg", "static_margin_cal", "thrust_n", "drag_n",
];

let opened: PageLaunch | undefined;
let dispersed: PageLaunch | undefined;
let run: PageRun | undefined;
let channels: [string, number][] = [];

function launch(): PageLaunch {
  if (!opened) throw new Error("error: nothing is open");
  return opened;
}

function withSet<T>(set: string[], use: (launch: PageLaunch) => T): T {
  if (set.length === 0) return use(launch());
  const changed = launch().with(set);
  try {
    return use(changed);
  } finally {
    changed.free();
  }
}

function told<T>(use: (run: PageRun) => T): T {
  if (!run) throw new Error("error: nothing is flown");
  return use(run);
}

const calls: { [K in keyof Calls]: (...given: Parameters<Calls[K]>) => ReturnType<Calls[K]> | Promise<ReturnType<Calls[K]>> } = {
  async start(module) {
    await init({ module_or_path: module });
    const all = JSON.parse(PageFlight.channels()) as { key: string }[];
    channels = SHOWN.map((key): [string, number] => [key, all.findIndex((each) => each.key === key)]).filter(([, at]) => at >= 0);
    return version();
  },
  unpack(archives) {
    const place = new PageFiles();
    for (const archive of archives) place.add(archive.name, archive.bytes);
    const inside = place.names().map((name) => ({ name, bytes: place.bytes(name) ?? new Uint8Array() }));
    place.free();
    return inside;
  },
  open({ files, name, options, set, limits }) {
    const place = new PageFiles();
    for (const file of files) place.add(file.name, file.bytes);
    const next = PageLaunch.open(place, name, options, set);
    next.limit(new PageLimits(place, JSON.stringify(limits)));
    place.free();
    opened?.free();
    opened = next;
    let uncertain: string | null = null;
    const trial = next.with([]);
    try {
      trial.disperse();
      uncertain = trial.inputs();
    } catch {
      // Nothing is uncertain, or what is cannot be read: `disperse` says which when it is asked for.
    }
    trial.free();
    return {
      name: next.name(),
      warnings: next.warnings(),
      failures: next.failures(),
      toml: next.toml(),
      quantities: JSON.parse(next.quantities()),
      uncertain,
    };
  },
  fly(set, failure, units) {
    const start = performance.now();
    return withSet(set, (launch): Flown => {
      const flight = launch.fly(failure, false);
      const names = JSON.parse(flight.bodies()) as string[];
      const bodies = names.map((name, body) => {
        const series: Series = {};
        for (const [key, at] of channels) series[key] = flight.channel(body, at);
        return { name, series };
      });
      const flown = {
        json: flight.json(),
        summary: flight.summary(units),
        map: flight.map(units),
        drawing: launch.drawing(units) ?? null,
        command: flight.command(),
        bodies,
        milliseconds: performance.now() - start,
      };
      flight.free();
      return flown;
    });
  },
  files(set, failure, units: Units) {
    return withSet(set, (launch) => {
      const flight = launch.fly(failure, true);
      const files: Record<string, string> = {
        "report.html": flight.page(units),
        ...(JSON.parse(flight.csv()) as Record<string, string>),
        "trajectory.kml": flight.kml(),
        "trajectory.geojson": flight.geojson(),
        "launch.toml": launch.toml(),
      };
      flight.free();
      return files;
    });
  },
  disperse(set) {
    const next = launch().with(set);
    next.disperse();
    dispersed?.free();
    dispersed = next;
    return next.inputs();
  },
  run(flights, seed) {
    if (!dispersed) throw new Error("error: what is uncertain was not read");
    run?.free();
    run = dispersed.run(flights, seed);
    return run.batches();
  },
  batch(flights, seed, batch) {
    if (!dispersed) throw new Error("error: what is uncertain was not read");
    return dispersed.fly_batch(flights, seed, batch);
  },
  add(batch, rows) {
    told((run) => run.add(batch, rows));
  },
  told(units) {
    return told((run) => ({ json: run.json(), summary: run.summary(units), map: run.map(units), command: run.command() }));
  },
  runFiles(units) {
    return told((run) => ({
      "report.html": run.page(units),
      "landings.kml": run.kml(),
      "landings.geojson": run.geojson(),
    }));
  },
  schema,
};

type Asked = { id: number; call: keyof Calls; given: never[] };

let before: Promise<unknown> = Promise.resolve();

async function answer({ id, call, given }: Asked) {
  try {
    const use = calls[call] as (...given: never[]) => unknown;
    postMessage({ id, done: await use(...given) });
  } catch (reason) {
    postMessage({ id, failed: reason instanceof Error ? reason.message : String(reason) });
  }
}

onmessage = (event: MessageEvent<Asked>) => {
  before = before.then(() => answer(event.data));
};
