/** Workers with a module each: one that the page speaks with, and more for many flights. */
import fusedAddress from "./module-fused/downrange_web_bg.wasm?url";
import moduleAddress from "./module/downrange_web_bg.wasm?url";
import { isFused } from "./fused";
import type { Calls } from "./protocol";

type Answer = { id: number; done?: unknown; failed?: string };

const fused = isFused();
const address = fused ? fusedAddress : moduleAddress;
const compiled = WebAssembly.compileStreaming(fetch(address)).catch(async () =>
  // A server that does not know what WebAssembly is.
  WebAssembly.compile(await (await fetch(address)).arrayBuffer()),
);

/** A module in a thread. A call fails with the message that the command line prints. */
export class Engine {
  private worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  private waiting = new Map<number, { resolve(done: never): void; reject(reason: Error): void }>();
  private next = 0;
  readonly version: Promise<string>;

  constructor() {
    const failed = (message: string) => {
      for (const each of this.waiting.values()) each.reject(new Error(message));
      this.waiting.clear();
    };
    this.worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      const asked = this.waiting.get(data.id);
      this.waiting.delete(data.id);
      if (data.failed === undefined) asked?.resolve(data.done as never);
      else asked?.reject(new Error(data.failed));
    };
    this.worker.onerror = (event) => failed(`error: the module ended: ${event.message}`);
    this.version = compiled.then((module) => this.ask("start", module, fused));
  }

  /** Asks the module, once it is there. */
  async call<K extends keyof Calls>(call: K, ...given: Parameters<Calls[K]>): Promise<ReturnType<Calls[K]>> {
    await this.version;
    return this.ask(call, ...given);
  }

  private ask<K extends keyof Calls>(call: K, ...given: Parameters<Calls[K]>): Promise<ReturnType<Calls[K]>> {
    return new Promise((resolve, reject) => {
      const id = this.next++;
      this.waiting.set(id, { resolve, reject });
      this.worker.postMessage({ id, call, given });
    });
  }

  /** Ends the thread, whatever it does. */
  end() {
    this.worker.terminate();
    for (const each of this.waiting.values()) each.reject(new Error("stopped"));
    this.waiting.clear();
  }
}
