/** Elements of the page. */

export const $ = <T extends HTMLElement = HTMLElement>(id: string): T => document.getElementById(id) as T;

export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  given: Partial<HTMLElementTagNameMap[K]> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = Object.assign(document.createElement(tag), given);
  made.append(...children);
  return made;
}

export function option(value: string, text = value): HTMLOptionElement {
  return element("option", { value, textContent: text });
}

export function table(head: string[], rows: string[][], into = element("table")): HTMLTableElement {
  const heading = (text: string) => element("th", { textContent: text, scope: "col" });
  const row = (cells: string[]) => element("tr", {}, ...cells.map((textContent) => element("td", { textContent })));
  into.replaceChildren(element("thead", {}, element("tr", {}, ...head.map(heading))), element("tbody", {}, ...rows.map(row)));
  return into;
}

/** Offers a text as a file. */
export function save(name: string, text: string) {
  const kinds: Record<string, string> = { html: "text/html", csv: "text/csv", kml: "application/vnd.google-earth.kml+xml" };
  const type = kinds[name.split(".").pop() ?? ""] ?? "application/octet-stream";
  const address = URL.createObjectURL(new Blob([text], { type }));
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Digits for a reader: of great numbers none behind the point. */
export function digits(value: number, least = 0): string {
  if (!Number.isFinite(value)) return "–";
  const behind = Math.abs(value) >= 1000 ? 0 : Math.abs(value) >= 100 ? 1 : Math.abs(value) >= 1 ? 2 : 3;
  // A small negative number would be shown as -0.000.
  return value.toFixed(Math.max(least, behind)).replace(/^-(0\.?0*)$/, "$1");
}
