// The page as static files: addresses are relative, so that it may lie anywhere, and nothing comes from elsewhere.
import { readdirSync, readFileSync } from "node:fs";
import { defineConfig, type Plugin } from "vite";

const rockets = new URL("../rockets/", import.meta.url);

/** The examples of the repository, plotly.js for reports, and the service worker that keeps all files for the next visit. */
function beside(): Plugin {
  return {
    name: "beside",
    generateBundle(_, bundle) {
      const add = (fileName: string, source: string | Uint8Array) => this.emitFile({ type: "asset", fileName, source });
      const examples = readdirSync(rockets).sort().map((folder) => ({
        name: folder,
        files: readdirSync(new URL(`${folder}/`, rockets)).sort(),
      }));
      const own: string[] = ["./", "index.html", "examples.json"];
      for (const { name, files } of examples) {
        for (const file of files) {
          add(`examples/${name}/${file}`, readFileSync(new URL(`${name}/${file}`, rockets)));
          own.push(`examples/${name}/${file}`);
        }
      }
      add("examples.json", JSON.stringify(examples));
      add("plotly.min.js", readFileSync(new URL("node_modules/plotly.js-dist-min/plotly.min.js", import.meta.url)));
      own.push("plotly.min.js", ...Object.keys(bundle).filter((name) => name !== "index.html"));
      const worker = readFileSync(new URL("src/service-worker.js", import.meta.url), "utf8");
      const stamp = Object.keys(bundle).sort().join() + readFileSync(new URL("index.html", import.meta.url), "utf8");
      let hash = 0;
      for (const c of stamp) hash = (Math.imul(hash, 31) + c.charCodeAt(0)) >>> 0;
      add("service-worker.js", worker.replace("FILES", JSON.stringify([...new Set(own)])).replace("VERSION", JSON.stringify(hash.toString(36))));
    },
  };
}

export default defineConfig({
  base: "./",
  build: { target: "es2022", modulePreload: false, assetsInlineLimit: 0 },
  worker: { format: "es" },
  plugins: [beside()],
});
