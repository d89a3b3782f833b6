const config = { responsive: true, displayModeBar: "hover", displaylogo: false, modeBarButtonsToRemove: ["lasso2d", "select2d"] };
// Where nothing hovers a finger scrolls the page: a chart takes it only once a tool is chosen.
const touched = window.matchMedia("(hover: none)").matches;
const dark = window.matchMedia("(prefers-color-scheme: dark)");
const root = document.documentElement;
const places = Array.from(document.querySelectorAll(".chart"));

// plotly.js knows no names of colours: they are looked up in the page's style, for paper in that of a light page.
function colored(value, style) {
  if (typeof value === "string") return value.replace(/var\((--[a-z]+)\)/g, (_, name) => style.getPropertyValue(name).trim());
  if (Array.isArray(value)) return value.map((each) => colored(each, style));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, colored(each, style)]));
}

function figure(chart, on = {}) {
  const { paper, ...size } = on;
  root.classList.toggle("paper", paper === true);
  const { data, layout } = colored({ data: chart.data, layout: chart.layout }, getComputedStyle(root));
  root.classList.remove("paper");
  // Where a reader has zoomed stays in sight when colours change.
  Object.assign(layout, size, { uirevision: "kept" });
  return { data, layout, config };
}

// Names that would be cut off or fall on each other: they move, and where there is no room they are left out.
function settle(place) {
  const frame = place.getBoundingClientRect();
  const plot = (place.querySelector(".nsewdrag") || place).getBoundingClientRect();
  const taken = Array.from(place.querySelectorAll(".legend"), (legend) => legend.getBoundingClientRect());
  const meets = (box) => taken.some((other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom);
  for (const name of place.querySelectorAll(".textpoint text")) {
    name.parentNode.removeAttribute("transform");
    name.style.display = "";
    const text = name.textContent ? name.getBoundingClientRect() : null;
    if (!text) continue;
    const across = Math.max(Math.min(0, frame.right - text.right), frame.left - text.left);
    const steps = Array.from({ length: 12 }, (_, step) => (step % 2 ? 1 : -1) * Math.ceil(step / 2) * 0.6 * text.height);
    const moved = (up) => new DOMRect(text.x + across, text.y + up, text.width, text.height);
    const fits = (up) => moved(up).bottom < plot.bottom + 2 && moved(up).top > frame.top && !meets(moved(up));
    const up = steps.find(fits);
    if (up === undefined) {
      name.style.display = "none";
      continue;
    }
    name.parentNode.setAttribute("transform", `translate(${across} ${up})`);
    taken.push(moved(up));
  }
  for (const name of place.querySelectorAll(".annotation")) {
    name.style.display = "";
    name.style.translate = "";
    const box = name.getBoundingClientRect();
    if (box.width === 0) continue;
    // One that stands upright beside its line has no other place.
    const steps = box.width > box.height ? [0, box.height] : [0];
    const moved = (down) => new DOMRect(box.x, box.y + down, box.width, box.height);
    const down = steps.find((down) => !meets(moved(down)));
    if (down === undefined) {
      name.style.display = "none";
      continue;
    }
    name.style.translate = `0 ${down}px`;
    taken.push(moved(down));
  }
}

charts.forEach((chart, at) => {
  const place = places[at];
  const { layout } = chart;
  if (layout.scene) {
    // A narrow picture shows less to each side: seen from further away it is whole.
    const eye = layout.scene.camera.eye;
    const away = Math.max(1, Math.min(1.2, 560 / place.clientWidth));
    for (const axis of ["x", "y", "z"]) eye[axis] *= away;
  } else if (touched) {
    layout.dragmode = false;
  }
  const { data, layout: shown } = figure(chart);
  Plotly.newPlot(place, data, shown, config).then(() => {
    if (layout.scene) return picture(place, chart);
    settle(place);
    place.on("plotly_afterplot", () => settle(place));
  }).catch((error) => {
    place.textContent = "This chart could not be drawn: " + error.message;
  });
});

// A canvas prints blank in some browsers, so that paper gets a picture of it.
function picture(place, chart) {
  return Plotly.toImage(figure(chart, { paper: true }), { format: "png", width: 700, height: 400, scale: 2 }).then((source) => {
    const image = document.createElement("img");
    image.className = "printed";
    image.alt = place.getAttribute("aria-label");
    image.src = source;
    place.classList.add("solid");
    place.after(image);
  }).catch(() => {});
}

function redraw(which, on) {
  charts.forEach((chart, at) => {
    if (!places[at] || !which(chart)) return;
    const { data, layout } = figure(chart, on(places[at]));
    Plotly.react(places[at], data, layout, config);
    // Drawn once more, as a legend knows its height only after the first time.
    Plotly.redraw(places[at]);
  });
}

const flat = (chart) => !chart.layout.scene;
dark.addEventListener("change", () => redraw(() => true, () => ({})));
window.addEventListener("beforeprint", () =>
  redraw(flat, (place) => ({ paper: true, width: 690, height: place.classList.contains("tall") ? 370 : 250 })));
window.addEventListener("afterprint", () => redraw(flat, () => ({ autosize: true })));
