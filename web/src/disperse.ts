/** Very many flights, batch by batch, on all cores. The rows do not depend on who flew them, nor on when. */
import { Engine } from "./engine";
import type { Launch, Told, Units } from "./protocol";

/** Not more often than this, ms, are the findings of what is flown by now made. */
const PAUSE = 700;

const FLIGHTS_OF_A_BATCH = 512;

export class Dispersion {
  private fleet: Engine[] = [];
  private stopped = false;
  /** Holds the rows, and makes the findings of them. */
  private main = new Engine();

  /** Stops it; what is flown stays. */
  stop() {
    this.stopped = true;
    this.fleet.forEach((engine) => engine.end());
    this.fleet = [];
  }

  /** The files of what is flown. */
  files = (units: Units) => this.main.call("runFiles", units);

  /** Lets go of what is flown. */
  end() {
    this.stop();
    this.main.end();
  }

  /** Flies; `tell` gets how many are flown, and now and then what is found by then. */
  async fly(
    launch: Launch,
    asked: { flights: number; seed: number; workers: number },
    units: Units,
    tell: (flown: number, told?: Told) => void,
  ): Promise<Told | undefined> {
    const { flights, seed, workers } = asked;
    await this.main.call("open", launch);
    await this.main.call("disperse", []);
    const batches = await this.main.call("run", flights, seed);
    let [next, flown, last] = [0, 0, performance.now()];
    let telling: Promise<void> | undefined;
    this.fleet = Array.from({ length: Math.min(workers, batches) }, () => new Engine());
    const work = async (engine: Engine) => {
      await engine.version;
      await engine.call("open", launch);
      await engine.call("disperse", []);
      while (!this.stopped && next < batches) {
        const batch = next++;
        const rows = await engine.call("batch", flights, seed, batch);
        await this.main.call("add", batch, rows);
        flown += Math.min(FLIGHTS_OF_A_BATCH, flights - batch * FLIGHTS_OF_A_BATCH);
        tell(flown);
        if (!telling && performance.now() - last > PAUSE && flown < flights) {
          telling = this.main.call("told", units).then((told) => {
            tell(flown, told);
            [telling, last] = [undefined, performance.now()];
          });
        }
      }
    };
    try {
      await Promise.all(this.fleet.map(work));
    } catch (reason) {
      if (!this.stopped) throw reason;
    } finally {
      this.fleet.forEach((engine) => engine.end());
      this.fleet = [];
    }
    await telling;
    return flown > 0 ? this.main.call("told", units) : undefined;
  }
}
