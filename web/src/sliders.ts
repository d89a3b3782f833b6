/** Sliders for the quantities of a launch file. A position is what `--set` says. */
import { element, option } from "./dom";
import type { Quantity } from "./protocol";

/** Quantities that are shown without being asked for: those that change at the launch site. */
const FIRST = [
  /^rocket\.mass/, /^stages\[0\]\.mass/, /^air\.wind\.speed/, /^air\.wind\.direction/, /^rail\.elevation_angle/, /^rail\.heading/,
  /^rail\.length/, /parachutes\[\d+\]\.(cd_s|drag_area|diameter)/, /^start\.height/, /^site\.elevation/,
];

const MOST_FIRST = 6;

/** Where a slider begins and ends: around its value, within what can be. */
function span({ value, least, most, unit, si_unit }: Quantity): [number, number] {
  const degrees = /^(deg|°|degrees?)$/.test(unit) || (unit === "" && si_unit === "rad");
  const size = Math.abs(value) || (degrees ? 10 : 5);
  let [low, high] = [value - size, value + size];
  if (value >= 0 && !degrees) low = Math.max(0, value === 0 ? 0 : 0.5 * value);
  if (value > 0 && !degrees) high = 1.5 * value;
  if (degrees && unit !== "") [low, high] = [value - 20, value + 20];
  return [Math.max(low, least ?? -Infinity), Math.min(high, most ?? Infinity)];
}

const rounded = (value: number) => Number(value.toPrecision(6));

export class Sliders {
  private quantities: Quantity[] = [];
  private set = new Map<string, number>();

  constructor(
    private into: HTMLElement,
    private choice: HTMLSelectElement,
    private moved: () => void,
  ) {
    choice.addEventListener("change", () => {
      const chosen = this.quantities.find(({ path }) => path === choice.value);
      choice.value = "";
      if (chosen) this.add(chosen).querySelector("input")?.focus();
    });
  }

  /** Shows those of a file, with what is set already. */
  show(quantities: Quantity[], set: string[]) {
    this.quantities = quantities;
    this.set.clear();
    this.into.replaceChildren();
    const names = quantities.map(({ path, name, dispersed }) => option(path, dispersed ? `${name} (mean)` : name));
    this.choice.replaceChildren(option("", "a quantity …"), ...names);
    const first = FIRST.flatMap((pattern) => quantities.filter(({ path }) => pattern.test(path))).slice(0, MOST_FIRST);
    for (const quantity of first) this.add(quantity);
    for (const each of set) {
      const at = each.indexOf("=");
      const quantity = quantities.find(({ path }) => path === each.slice(0, at));
      const value = parseFloat(each.slice(at + 1));
      if (!quantity || !Number.isFinite(value)) continue;
      const shown = this.add(quantity);
      const input = shown.querySelector("input")!;
      input.value = String(value);
      input.dispatchEvent(new Event("input"));
    }
  }

  /** What is set, as the command line's `--set` takes it. */
  asSet(): string[] {
    return [...this.set].map(([path, value]) => {
      const unit = this.quantities.find((quantity) => quantity.path === path)?.unit ?? "";
      return `${path}=${value}${unit && ` ${unit}`}`;
    });
  }

  private add(quantity: Quantity): HTMLElement {
    const id = `slider-${this.quantities.indexOf(quantity)}`;
    const there = document.getElementById(id)?.closest<HTMLElement>(".slider");
    if (there) return there;
    const { path, name, unit, si_unit, value, dispersed } = quantity;
    const [low, high] = span(quantity);
    const input = element("input", { type: "range", id, min: String(low), max: String(high), step: "any", value: String(value) });
    const output = element("output");
    output.htmlFor.add(id);
    const words = (shown: number) => `${rounded(shown)} ${unit || si_unit}`.trim();
    const tell = (shown: number) => {
      output.textContent = words(shown);
      input.setAttribute("aria-valuetext", words(shown));
    };
    tell(value);
    input.addEventListener("keydown", (event) => {
      // A slider without steps moves too little by its keys.
      const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
      if (!by) return;
      event.preventDefault();
      input.value = String(Number(input.value) + (by * (high - low)) / 100);
      input.dispatchEvent(new Event("input"));
    });
    input.addEventListener("input", () => {
      const now = rounded(Number(input.value));
      this.set.set(path, now);
      tell(now);
      this.moved();
    });
    const back = element("button", { type: "button", textContent: "↺", title: `${name} as it was` });
    back.setAttribute("aria-label", `${name} as it was`);
    back.addEventListener("click", () => {
      input.value = String(value);
      this.set.delete(path);
      tell(value);
      this.moved();
    });
    const label = element("label", { htmlFor: id, textContent: dispersed ? `${name} (mean)` : name });
    const shown = element("div", { className: "slider" }, label, output, back, input);
    this.into.append(shown);
    return shown;
  }
}
