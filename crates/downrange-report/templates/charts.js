const config = { responsive: true, displayModeBar: "hover", displaylogo: false, modeBarButtonsToRemove: ["lasso2d", "select2d"] };
// Where nothing hovers a finger scrolls the page: a chart takes it only once a tool is chosen.
const touched = window.matchMedia("(hover: none)").matches;
const places = Array.from(document.querySelectorAll(".chart"));

// Names that would be cut off or fall on each other: they move, and where there is no room they are left out.
function settle(place) {
  const frame = place.getBoundingClientRect();
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
    const fits = (up) => moved(up).bottom < frame.bottom && moved(up).top > frame.top && !meets(moved(up));
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

const drawn = charts.map((chart, at) => {
  const place = places[at];
  const { data, layout } = chart;
  if (layout.scene) {
    // A narrow picture shows less to each side: seen from further away it is whole.
    const eye = layout.scene.camera.eye;
    const away = Math.max(1, Math.min(1.2, 560 / place.clientWidth));
    for (const axis of ["x", "y", "z"]) eye[axis] *= away;
  } else if (touched) {
    layout.dragmode = false;
  }
  return Plotly.newPlot(place, data, layout, config).then(() => {
    if (layout.scene) return picture(place);
    settle(place);
    place.on("plotly_afterplot", () => settle(place));
  }).catch((error) => {
    place.textContent = "This chart could not be drawn: " + error.message;
  });
});

// A canvas prints blank in some browsers, so that paper gets a picture of it.
function picture(place) {
  return Plotly.toImage(place, { format: "png", width: 700, height: 400, scale: 2 }).then((source) => {
    const image = document.createElement("img");
    image.className = "printed";
    image.alt = "";
    image.src = source;
    place.classList.add("solid");
    place.after(image);
  }).catch(() => {});
}

const flat = places.filter((place, at) => charts[at] && !charts[at].layout.scene);
window.addEventListener("beforeprint", () => flat.forEach((place) =>
  Plotly.relayout(place, { width: 690, height: place.classList.contains("tall") ? 370 : 250 })));
window.addEventListener("afterprint", () => flat.forEach((place) =>
  Plotly.relayout(place, { width: null, height: null, autosize: true })));
