// The charts, on plain canvas.
let colours = {};

function readColours() {
  const style = getComputedStyle(document.documentElement);
  for (const name of ["grid", "text", "muted", "point", "line", "error", "fresh", "held", "card"]) {
    colours[name] = style.getPropertyValue(`--${name}`).trim();
  }
}

const finite = (values) => Array.from(values).filter(Number.isFinite);

function range(values, share = 0.06) {
  let low = Infinity, high = -Infinity;
  for (const value of values) if (Number.isFinite(value)) { low = Math.min(low, value); high = Math.max(high, value); }
  if (low > high) [low, high] = [0, 1];
  const room = (high - low) * share || Math.abs(low) * 0.1 || 1;
  return [low - room, high + room];
}

/** Three to seven round numbers of an axis; of a logarithmic one, powers of ten. */
function ticks([low, high], log) {
  const found = [];
  if (log) {
    const each = Math.max(1, Math.ceil((high - low) / 5));
    for (let power = Math.ceil(low); power <= high; power += 1) if (power % each === 0) found.push(power);
    return found;
  }
  const rough = (high - low) / 5, ten = 10 ** Math.floor(Math.log10(rough));
  const step = ten * ([1, 2, 5].find((times) => times * ten >= rough) || 10);
  for (let n = Math.ceil(low / step); n * step <= high; n += 1) found.push(n * step);
  return found;
}

/** A canvas that is as sharp as the screen, with the axes of these ranges; returns what places a value. */
function axes(canvas, x, y, log) {
  const sharp = devicePixelRatio || 1, width = canvas.clientWidth, height = canvas.clientHeight;
  canvas.width = Math.round(width * sharp);
  canvas.height = Math.round(height * sharp);
  const pen = canvas.getContext("2d");
  pen.setTransform(sharp, 0, 0, sharp, 0, 0);
  pen.font = "12px system-ui, sans-serif";
  const texts = ticks(y, log).map((value) => [value, log ? written(10 ** value) : written(value, 5)]);
  const left = 10 + Math.max(...texts.map(([, text]) => pen.measureText(text).width), 8);
  const box = { left, top: 8, right: width - 12, bottom: height - 22 };
  const at = {
    pen, box,
    x: (value) => box.left + (value - x[0]) / (x[1] - x[0]) * (box.right - box.left),
    y: (value) => box.bottom - (value - y[0]) / (y[1] - y[0]) * (box.bottom - box.top),
  };
  pen.fillStyle = colours.muted;
  pen.strokeStyle = colours.grid;
  pen.lineWidth = 0.5;
  pen.textBaseline = "middle";
  pen.textAlign = "right";
  for (const [value, text] of texts) {
    stroke(pen, [[box.left, at.y(value)], [box.right, at.y(value)]]);
    pen.fillText(text, box.left - 6, at.y(value));
  }
  pen.textAlign = "center";
  pen.textBaseline = "top";
  for (const value of ticks(x)) {
    stroke(pen, [[at.x(value), box.top], [at.x(value), box.bottom]]);
    pen.fillText(written(value), at.x(value), box.bottom + 6);
  }
  return at;
}

function stroke(pen, points) {
  pen.beginPath();
  points.forEach(([x, y]) => pen.lineTo(x, y));
  pen.stroke();
}

/** The curves of a chart with all their axes, drawn once for a size, and shown up to the present epoch. */
const charts = {
  losses: { word: "lossChart", log: false, curves: [["loss", "error"]] },
  gradients: { word: "gradients", curves: [["W_grad", "held"], ["W_grad_fresh", "fresh", true]] },
  parameters: { word: "parameters", curves: [["W", "line"], ["b", "error", true]] },
};

function prepare(id) {
  const chart = charts[id], canvas = byId(id);
  const scaled = (value) => (chart.log ? Math.log10(value) : value);
  const all = chart.curves.flatMap(([name]) => finite(columns[name].map(scaled)));
  const first = chart.log ? [] : id === "parameters" ? run.start : [0];
  const at = axes(canvas, [-1, Math.max(1, run.epochs - 1)], range([...all, ...first]), chart.log), { pen } = at;
  chart.at = at;
  chart.back = copied(canvas);
  pen.clearRect(0, 0, canvas.width, canvas.height);
  for (const [name, colour, dashed] of chart.curves) {
    pen.strokeStyle = colours[colour];
    pen.lineWidth = dashed ? 2 : chart.curves.length > 1 ? 3 : 2;
    pen.lineJoin = "round";
    pen.setLineDash(dashed ? [6, 4] : []);
    pen.beginPath();
    if (id === "parameters") pen.lineTo(at.x(-1), at.y(run.start[name === "W" ? 0 : 1]));
    for (let n = 0; n < count; n += 1) {
      const y = at.y(scaled(columns[name][n]));
      if (Number.isFinite(y)) pen.lineTo(at.x(numberOf(n)), Math.max(-1e4, Math.min(1e4, y)));
    }
    pen.stroke();
  }
  pen.strokeStyle = colours.muted;
  pen.lineWidth = 1;
  pen.setLineDash([2, 3]);
  for (const { from } of run.parts.slice(1, 201)) stroke(pen, [[at.x(from), at.box.top], [at.x(from), at.box.bottom]]);
  pen.setLineDash([]);
  chart.front = copied(canvas);
}

function copied(canvas) {
  const copy = document.createElement("canvas");
  copy.width = canvas.width;
  copy.height = canvas.height;
  copy.getContext("2d").drawImage(canvas, 0, 0);
  return copy;
}

function drawChart(id) {
  const { at, curves, log, back, front } = charts[id], canvas = byId(id), { pen, box } = at;
  const height = canvas.clientHeight, last = doneRow(), end = at.x(numberOf(last));
  pen.clearRect(0, 0, canvas.clientWidth, height);
  pen.drawImage(back, 0, 0, canvas.clientWidth, height);
  pen.save();
  pen.beginPath();
  pen.rect(0, box.top - 4, end, box.bottom - box.top + 8);
  pen.clip();
  pen.drawImage(front, 0, 0, canvas.clientWidth, height);
  pen.restore();
  if (last < 0) return;
  pen.strokeStyle = colours.text;
  pen.lineWidth = 1;
  stroke(pen, [[end, box.top], [end, box.bottom]]);
  for (const [name, colour] of curves) {
    const value = columns[name][last], y = at.y(log ? Math.log10(value) : value);
    if (Number.isFinite(y)) dot(pen, end, y, 5, colours[colour]);
  }
}

function dot(pen, x, y, size, colour) {
  pen.beginPath();
  pen.arc(x, y, size, 0, 2 * Math.PI);
  pen.fillStyle = colour;
  pen.fill();
  if (size < 3) return;
  pen.strokeStyle = colours.card;
  pen.lineWidth = 1.5;
  pen.stroke();
}

const fitX = range(sets.flatMap((set) => finite(set.x)), 0.1);
const fitY = range([...sets.flatMap((set) => finite(set.y)), ...lineEnds()], 0.1);

/** Where the lines of the run have their ends, as far as that is near the points. */
function lineEnds() {
  const [low, high] = range(sets.flatMap((set) => finite(set.y)), 0.9), found = [];
  for (let n = -1; n < count; n += 1) {
    const [W, b] = n < 0 ? run.start : [columns.W[n], columns.b[n]];
    const [slope, zero] = inUnitsOfData(partAt(numberOf(n)), W, b);
    for (const x of fitX) found.push(Math.max(low, Math.min(high, slope * x + zero)));
  }
  return found;
}

function drawFit(state) {
  const set = sets[state.part.data], [W, b] = inUnitsOfData(state.part, state.W, state.b);
  const at = axes(byId("fit"), fitX, fitY, false), { pen, box } = at;
  pen.save();
  pen.beginPath();
  pen.rect(box.left, box.top, box.right - box.left, box.bottom - box.top);
  pen.clip();
  const onLine = (x) => [at.x(x), Math.max(-1e4, Math.min(1e4, at.y(W * x + b)))], few = set.x.length <= 200;
  const points = () => set.x.forEach((x, n) => dot(pen, at.x(x), at.y(set.y[n]), few ? 5.5 : 2, colours.point));
  if (!few) points();
  if (Number.isFinite(W + b)) {
    pen.strokeStyle = colours.error;
    pen.lineWidth = 1.5;
    if (few) set.x.forEach((x, n) => stroke(pen, [[at.x(x), at.y(set.y[n])], onLine(x)]));
    pen.strokeStyle = colours.line;
    pen.lineWidth = 3;
    stroke(pen, fitX.map(onLine));
  }
  if (few) points();
  pen.restore();
  const shown = { W: written(W), b: written(b) };
  byId("names").textContent = ["x", "y"].filter((of) => set[`${of}_name`]).map((of) => `${of}: ${set[`${of}_name`]}`).join(", ");
  const sign = b < 0 ? `− ${written(-b)}` : `+ ${shown.b}`;
  byId("equation").textContent = `y = ${shown.W} x ${sign}${state.part.scale ? ` · ${word("standardised")}` : ""}`;
  byId("fit").setAttribute("aria-label", word("fitNow", shown));
}

function draw(state) {
  drawFit(state);
  for (const id of Object.keys(charts)) {
    drawChart(id);
    byId(id).setAttribute("aria-label", summary(charts[id]));
  }
}

/** What a screen reader says of a chart. */
function summary(chart) {
  const what = word(chart.word), last = doneRow();
  if (last < 0) return word("nothingYet", { what });
  const name = (column) => (column.endsWith("_fresh") ? word("own") : column.replace("_", "."));
  const now = chart.curves.map(([column]) => `${name(column)} ${written(columns[column][last])}`).join(", ");
  return word("curveNow", { what, epoch: numberOf(last), now });
}

function drawAnew() {
  readColours();
  Object.keys(charts).forEach(prepare);
  show();
}
