/** Channels against time: the flight, and pale beside it the flight of the file as it was opened. */
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { digits, element, table } from "./dom";
import type { Flown, Series, Units } from "./protocol";
import { type KindOfFigure, shownIn } from "./units";

type Line = { key: string; label: string; color: string };
type Chart = { title: string; kind: KindOfFigure; lines: Line[]; ascent: boolean };

const line = (key: string, label: string, color = "#2f7ed8"): Line => ({ key, label, color });

const CHARTS: Chart[] = [
  { title: "Height above the site", kind: "length", lines: [line("altitude_agl_m", "height")], ascent: false },
  { title: "Speed over the ground", kind: "speed", lines: [line("speed_m_s", "speed")], ascent: false },
  { title: "Vertical speed", kind: "speed", lines: [line("velocity_up_m_s", "upward")], ascent: false },
  { title: "Acceleration", kind: "acceleration", lines: [line("acceleration_m_s2", "acceleration")], ascent: true },
  { title: "Mach number", kind: "number", lines: [line("mach", "Mach")], ascent: true },
  { title: "Static margin", kind: "calibers", lines: [line("static_margin_cal", "margin")], ascent: true },
  { title: "Thrust and drag", kind: "force", lines: [line("thrust_n", "thrust"), line("drag_n", "drag", "#d0702a")], ascent: true },
  { title: "Dynamic pressure", kind: "pressure", lines: [line("dynamic_pressure_pa", "pressure")], ascent: true },
];

const HEIGHT = 230;
const ROWS = 25;

function part(series: Series, key: string, end: number, factor: number): [number[], (number | null)[]] {
  const [time, values] = [series.time_s ?? [], series[key] ?? []];
  const times: number[] = [];
  const shown: (number | null)[] = [];
  let last = -1;
  for (let i = 0; i < time.length && time[i]! <= end; i++) {
    if (time[i]! <= last) continue;
    last = time[i]!;
    times.push(last);
    const value = values[i]! * factor;
    shown.push(Number.isFinite(value) ? value : null);
  }
  return [times, shown];
}

/** The end of the ascent, s. */
const ascent = (flown: Flown): number => (JSON.parse(flown.json) as { apogee_time_s: number }).apogee_time_s || Infinity;

export class Charts {
  private drawn: { chart: Chart; plot: uPlot; place: HTMLElement; rows: () => string[][] }[] = [];

  constructor(private into: HTMLElement) {
    new ResizeObserver(() => {
      for (const { plot, place } of this.drawn) plot.setSize({ width: place.clientWidth, height: HEIGHT });
    }).observe(into);
  }

  /** Shows a flight, and pale beside it the one as opened. */
  show(flown: Flown, before: Flown | undefined, units: Units, anew: boolean) {
    const own = flown.bodies[0]?.series ?? {};
    const charts = CHARTS.filter(({ lines }) => lines.some(({ key }) => own[key]?.some(Number.isFinite)));
    if (anew || charts.length !== this.drawn.length) this.build(charts, units);
    this.drawn.forEach((each) => {
      const { chart, plot } = each;
      const { factor } = shownIn(chart.kind, units);
      const end = (of: Flown) => (chart.ascent ? ascent(of) : Infinity);
      const sets = chart.lines.flatMap(({ key }) => [
        part(before?.bodies[0]?.series ?? { time_s: new Float64Array() }, key, before ? end(before) : 0, factor),
        part(own, key, end(flown), factor),
      ]);
      plot.setData(uPlot.join(sets as uPlot.AlignedData[]));
      each.rows = () => {
        const now = sets.filter((_, i) => i % 2 === 1);
        const times = now[0]?.[0] ?? [];
        const step = Math.max(1, Math.floor(times.length / ROWS));
        return times.flatMap((time, i) => (i % step ? [] : [[time.toFixed(2), ...now.map(([, values]) => digits(values[i] ?? NaN))]]));
      };
      const open = each.place.querySelector<HTMLDetailsElement>("details[open]");
      if (open) open.dispatchEvent(new Event("toggle"));
    });
  }

  private build(charts: Chart[], units: Units) {
    this.drawn.forEach(({ plot }) => plot.destroy());
    this.into.replaceChildren();
    const style = getComputedStyle(document.documentElement);
    const [ink, grid, old] = ["--ink", "--line", "--old"].map((name) => style.getPropertyValue(name).trim());
    this.drawn = charts.map((chart) => {
      const { symbol } = shownIn(chart.kind, units);
      const place = element("div", { className: "chart" });
      const values = (_: uPlot, value: number | null) => (value === null ? "–" : `${digits(value)} ${symbol}`);
      const series: uPlot.Series[] = chart.lines.flatMap(({ label, color }) => [
        { label: `${label} as opened`, stroke: old, width: 2, dash: [6, 4], spanGaps: true, points: { show: false }, value: values },
        { label, stroke: color, width: 2.2, spanGaps: true, points: { show: false }, value: values },
      ]);
      const axis = { stroke: ink, grid: { stroke: grid, width: 1 }, ticks: { stroke: grid, width: 1 } };
      const graph = element("div");
      graph.setAttribute("role", "img");
      graph.setAttribute("aria-label", `${chart.title} against time; the table below has the numbers`);
      place.append(element("h3", { textContent: symbol ? `${chart.title} (${symbol})` : chart.title }), graph);
      this.into.append(place);
      const plot = new uPlot(
        {
          width: place.clientWidth,
          height: HEIGHT,
          scales: { x: { time: false } },
          series: [{ label: "time", value: (_, value) => (value === null ? "–" : `${value.toFixed(2)} s`) }, ...series],
          axes: [{ ...axis, values: (_, all) => all.map((each) => `${each} s`) }, { ...axis, size: 62 }],
          cursor: { drag: { x: true, y: false } },
        },
        [[], ...series.map(() => [])] as uPlot.AlignedData,
        graph,
      );
      const drawn = { chart, plot, place, rows: (): string[][] => [] };
      const details = element("details", {}, element("summary", { textContent: "Table" }));
      const scroll = element("div", { className: "scroll", tabIndex: 0 });
      scroll.setAttribute("role", "region");
      scroll.setAttribute("aria-label", `${chart.title}, table`);
      details.append(scroll);
      details.addEventListener("toggle", () => {
        if (details.open) scroll.replaceChildren(table(["time (s)", ...chart.lines.map(({ label }) => `${label} (${symbol})`)], drawn.rows()));
      });
      place.append(details);
      return drawn;
    });
  }
}
