/** What the page and its workers say to each other. */

export type NamedFile = { name: string; bytes: Uint8Array };

export type Limits = { areas: string[]; keep_outs: string[]; keep_out_distance?: string; ceiling?: string };

/** A launch: its file, the files beside it, the options of a design, and what is set in it. */
export type Launch = { files: NamedFile[]; name: string; options: string[]; set: string[]; limits: Limits };

/** A quantity that the launch file says. */
export type Quantity = {
  path: string;
  name: string;
  unit: string;
  si_unit: string;
  value: number;
  least: number | null;
  most: number | null;
  dispersed: boolean;
};

export type Opened = {
  name: string;
  warnings: string[];
  failures: string[];
  toml: string;
  quantities: Quantity[];
  uncertain: string | null;
};

export type Series = Record<string, Float64Array>;

export type Flown = {
  json: string;
  summary: string;
  map: string;
  drawing: string | null;
  command: string;
  bodies: { name: string; series: Series }[];
  milliseconds: number;
};

export type Told = { json: string; summary: string; map: string; command: string };

export type Units = "si" | "us";

export type Calls = {
  start(module: WebAssembly.Module, fused: boolean): string;
  unpack(archives: NamedFile[]): NamedFile[];
  open(launch: Launch): Opened;
  fly(set: string[], failure: string | null, units: Units): Flown;
  files(set: string[], failure: string | null, units: Units): Record<string, string>;
  disperse(set: string[]): string;
  run(flights: number, seed: number): number;
  batch(flights: number, seed: number, batch: number): Uint8Array;
  add(batch: number, rows: Uint8Array): void;
  told(units: Units): Told;
  runFiles(units: Units): Record<string, string>;
  schema(): string;
};
