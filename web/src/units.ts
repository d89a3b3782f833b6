/** What a reader measures in. */
import { digits } from "./dom";
import type { Units } from "./protocol";

type Shown = { factor: number; symbol: string };

const kinds = {
  length: { si: { factor: 1, symbol: "m" }, us: { factor: 1 / 0.3048, symbol: "ft" } },
  speed: { si: { factor: 1, symbol: "m/s" }, us: { factor: 1 / 0.3048, symbol: "ft/s" } },
  acceleration: { si: { factor: 1, symbol: "m/s²" }, us: { factor: 1 / 9.80665, symbol: "g" } },
  pressure: { si: { factor: 1e-3, symbol: "kPa" }, us: { factor: 1 / 6894.757293168, symbol: "psi" } },
  force: { si: { factor: 1, symbol: "N" }, us: { factor: 1 / 4.4482216152605, symbol: "lbf" } },
  angle: { si: { factor: 1, symbol: "°" }, us: { factor: 1, symbol: "°" } },
  calibers: { si: { factor: 1, symbol: "cal" }, us: { factor: 1, symbol: "cal" } },
  number: { si: { factor: 1, symbol: "" }, us: { factor: 1, symbol: "" } },
} satisfies Record<string, Record<Units, Shown>>;

export type KindOfFigure = keyof typeof kinds;

export const shownIn = (kind: KindOfFigure, units: Units): Shown => kinds[kind][units];

export function figure(value: number | null | undefined, kind: KindOfFigure, units: Units): string {
  if (value === null || value === undefined) return "–";
  const { factor, symbol } = shownIn(kind, units);
  return `${digits(value * factor)}${symbol && ` ${symbol}`}`;
}
