// Replays the run that stands in #run. Nothing is trained and nothing is loaded; texts are only ever set as text.
const byId = (id) => document.getElementById(id);
const run = JSON.parse(byId("run").textContent);

// --- the record ---

function decoded(text, Kind) {
  return new Kind(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer);
}

const columns = {};
for (const [name, text] of Object.entries(run.columns)) columns[name] = decoded(text, Float32Array);
const numbers = run.numbers ? decoded(run.numbers, Int32Array) : null;
const count = columns.loss.length;
const sets = run.data.map((set) => ({ ...set, x: decoded(set.x, Float32Array), y: decoded(set.y, Float32Array) }));

/** The number of the epoch in a row of the record; -1 is the start. */
const numberOf = (row) => (row < 0 ? -1 : numbers ? numbers[row] : row);

/** The last of these places in 0 .. length - 1 for which it holds, which it does up to somewhere; -1 if for none. */
function lastWhere(length, holds) {
  let low = 0, high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) low = middle + 1; else high = middle;
  }
  return low - 1;
}

const rowOf = (number) => lastWhere(count, (row) => numberOf(row) <= number);
const partAt = (number) => run.parts[Math.max(0, lastWhere(run.parts.length, (n) => run.parts[n].from <= number))];
const clears = (part, number) => part.zero_grad !== "never" && number % part.every === 0;
const emptiedLate = (part) => part.zero_grad === "after-backward" || part.zero_grad === "after-step";

/** The lines that an epoch runs, counted from the `for`; one that is run for each of many pieces is told once. */
function linesRun(number) {
  const part = partAt(number), code = run.codes[part.code];
  return [...code.lines.keys()].filter((line) =>
    line > 0 && !code.lines[line].trim().startsWith("#") && !(code.kinds[line] === "zero_grad" && !clears(part, number)));
}

/** What stood in .grad when step() came to it: null is None. */
function atStep(row, name) {
  const number = numberOf(row), part = partAt(number);
  return part.zero_grad === "after-backward" && clears(part, number) ? null : columns[name][row];
}

/** What an epoch begins with; null where the epoch before it is not in the record. */
function before(row) {
  const number = numberOf(row);
  if (number === 0) return { W: run.start[0], b: run.start[1], W_grad: null, b_grad: null };
  if (numberOf(row - 1) !== number - 1) return null;
  const part = partAt(number - 1), emptied = emptiedLate(part) && clears(part, number - 1);
  const held = (name) => (emptied ? null : columns[name][row - 1]);
  return { W: columns.W[row - 1], b: columns.b[row - 1], W_grad: held("W_grad"), b_grad: held("b_grad") };
}

/** How many places an epoch has: after each of its lines, or its end alone where no more is recorded. */
function placesOf(row) {
  return row < 0 ? 0 : before(row) ? linesRun(numberOf(row)).length : 1;
}

const added = (held, own) => (held === null ? own : Math.fround(held + own));
const guesses = (part, W, b) => part.x.map((x) => Math.fround(Math.fround(x * W) + b));

/**
 * What there is after so many lines of an epoch. null is torch's None; what is undefined is not recorded. left tells
 * what each line has left, by its place in the code; next is the line that comes then, or undefined.
 */
function stateAt(row, place) {
  const number = numberOf(row), part = partAt(number);
  if (row < 0) return { epoch: -1, part, next: linesRun(0)[0], left: new Map(), ...before(0) };
  const start = before(row), lines = linesRun(number);
  const ended = place === placesOf(row);
  const state = { epoch: number, part, left: new Map(), ...(start || {}) };
  if (part.in_pieces || !start) {
    leaveEnd(state, row, lines, ended);
  } else {
    const own = run.codes[part.code].kinds.filter((kind) => kind === "backward").length;
    lines.slice(0, place).forEach((line) => runLine(state, row, line, own));
  }
  const following = ended ? row + 1 < count && linesRun(number + 1)[0] : lines[place];
  state.next = following === false ? undefined : following;
  return ended ? Object.assign(state, { W: columns.W[row], b: columns.b[row], loss: columns.loss[row],
    W_own: columns.W_grad_fresh[row], b_own: columns.b_grad_fresh[row] }) : state;
}

/** Do in float32 what torch did in this line, or take from the record what it left. */
function runLine(state, row, line, times) {
  const kind = run.codes[state.part.code].kinds[line];
  if (kind === "hypothesis") state.left.set(line, { hypothesis: guesses(state.part, state.W, state.b) });
  if (kind === "loss") state.left.set(line, { loss: state.loss = columns.loss[row] });
  if (kind === "zero_grad") state.W_grad = state.b_grad = null;
  if (kind === "backward") {
    for (const name of ["W", "b"]) {
      const own = columns[`${name}_grad_fresh`][row] / times;
      state[`${name}_grad`] = added(state[`${name}_grad`], own);
      state[`${name}_own`] = (state[`${name}_own`] || 0) + own;
    }
  }
  if (kind === "step") {
    state.W = columns.W[row];
    state.b = columns.b[row];
    state.left.set(line, { W: state.W, b: state.b });
  }
  if (kind === "zero_grad" || kind === "backward") {
    state.left.set(line, { W_grad: state.W_grad, b_grad: state.b_grad });
  }
}

/** Of an epoch whose lines are not recorded one by one: what it leaves, at its end. */
function leaveEnd(state, row, lines, ended) {
  const kinds = run.codes[state.part.code].kinds;
  if (!ended) {
    Object.assign(state, { W_grad: undefined, b_grad: undefined });
    return;
  }
  state.W_grad = atStep(row, "W_grad");
  state.b_grad = atStep(row, "b_grad");
  for (const line of lines) {
    if (kinds[line] === "loss" && !state.part.in_pieces) state.left.set(line, { loss: columns.loss[row] });
    if (kinds[line] === "step") state.left.set(line, { W: columns.W[row], b: columns.b[row] });
  }
  const last = lines.filter((line) => kinds[line] === "backward").pop();
  if (state.W_grad !== null) state.left.set(last, { W_grad: state.W_grad, b_grad: state.b_grad });
}

/** W and b of the line through the data as they are. */
function inUnitsOfData(part, W, b) {
  if (!part.scale) return [W, b];
  const slope = W / part.scale[1];
  return [slope, b - slope * part.scale[0]];
}

// --- words ---

let language = WORDS[run.language] ? run.language : "en";
const word = (key, values) => (WORDS[language][key]).replace(/\{(\w+)\}/g, (_, name) => values[name]);

/** A number as one reads it, with six digits: as Python's %.6g. */
function written(value, digits = 6) {
  if (value === undefined) return word("unknown");
  if (value === null) return word("none");
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "NaN" : value > 0 ? "∞" : "−∞";
  const size = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(Number(value.toPrecision(digits)))));
  const text = size < -4 || size >= digits ? value.toExponential(digits - 1) : value.toPrecision(digits);
  const [mantissa, power] = text.split("e");
  const short = mantissa.includes(".") ? mantissa.replace(/\.?0+$/, "") : mantissa;
  return (power ? `${short}e${power.replace("+", "")}` : short).replace(/-/g, "−");
}

function sayWords() {
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = word(element.dataset.word);
  for (const element of document.querySelectorAll("[data-name]")) {
    element.setAttribute("aria-label", word(element.dataset.name));
    if (element.tagName === "BUTTON") element.title = word(element.dataset.name);
  }
  byId("language").textContent = word("other");
  byId("language").lang = language === "en" ? "ko" : "en";
  const name = sets[0].name;
  byId("title").textContent = document.title = name ? `${name} · Slopewise` : "Slopewise";
  [...byId("speed").options].forEach((option) => { option.textContent = speedName(Number(option.value)); });
  say("thinned", numbers && word("thinned", { all: run.epochs, kept: count, first: firstKept() }));
  const most = sets.find((set) => set.x.length < set.rows);
  say("sampled", most && word("sampled", { rows: most.rows, shown: most.x.length }));
  askQuestion();
}

function say(id, text) {
  byId(id).hidden = !text;
  byId(id).textContent = text || "";
}

/** How many epochs from the first on are all in the record. */
const firstKept = () => 1 + lastWhere(count, (row) => numberOf(row) === row);

const speedName = (speed) => word(speed === 0 ? "byLine" : speed === 1 ? "oneASecond" : "aSecond", { n: speed });

// --- the question of a lesson's page ---

const given = [];

function made(tag, text, attributes = {}) {
  const element = document.createElement(tag);
  element.textContent = text;
  return Object.assign(element, attributes);
}

function askQuestion() {
  const question = run.question && run.question[language];
  byId("question").hidden = !question;
  if (!question) return;
  byId("question-title").textContent = question.title;
  byId("question-text").textContent = question.question;
  byId("predictions").replaceChildren(...question.predictions.map(asked));
  answer();
}

function asked(prediction, place) {
  const field = document.createElement("fieldset");
  field.append(made("legend", prediction.ask || word("guess")));
  prediction.options.forEach(([label], number) => {
    const choice = made("input", "", { type: "radio", name: `prediction-${place}`, checked: given[place] === number });
    choice.addEventListener("change", () => { given[place] = number; answer(); });
    const row = made("label", "");
    row.append(choice, made("span", label));
    field.append(row);
  });
  if (!prediction.options.length) {
    const box = made("input", "", { type: "text", value: given[place] || "", autocomplete: "off" });
    box.setAttribute("aria-label", prediction.ask || word("guess"));
    box.addEventListener("input", () => { given[place] = box.value; answer(); });
    field.append(box);
  }
  return field;
}

function answer() {
  const question = run.question[language], texts = [];
  question.predictions.forEach((prediction, place) => {
    const chosen = prediction.options[given[place]];
    if (chosen) texts.push(`${word("yours", { answer: chosen[0] })}\n${chosen[1]}`);
    texts.push(`${word("right")} ${prediction.right}`);
  });
  texts.push(question.found);
  byId("answer").replaceChildren(
    ...texts.filter(Boolean).map((text) => made("p", text, { className: "text" })),
    made("p", word("ownRun"), { className: "muted" }));
}

byId("ask").addEventListener("click", () => {
  byId("answer").hidden = false;
  byId("ask").hidden = true;
  byId("ask").setAttribute("aria-expanded", "true");
});

// --- where it stands ---

let row = -1, place = 0, timer = 0;

function goTo(newRow, newPlace) {
  row = Math.max(-1, Math.min(count - 1, newRow));
  place = newPlace === undefined ? placesOf(row) : newPlace;
  show();
}

/** The newest row that is done: charts show the epochs up to it. */
const doneRow = () => (place === placesOf(row) ? row : row - 1);

const atEnd = () => row === count - 1 && place === placesOf(row);

function oneLine() {
  if (place < placesOf(row)) goTo(row, place + 1);
  else if (row + 1 < count) goTo(row + 1, 1);
}

function lineBack() {
  if (place > 1) goTo(row, place - 1);
  else if (row >= 0) goTo(row - 1);
}

const oneEpoch = () => goTo(place < placesOf(row) ? row : row + 1);
const epochBack = () => goTo(row - 1);

// --- playing ---

const calm = matchMedia("(prefers-reduced-motion: reduce)");

function play() {
  if (atEnd()) goTo(-1);
  const speed = Number(byId("speed").value);
  // Whoever wants little motion sees one still picture a second, however many epochs lie between two.
  const interval = speed <= 1 ? (speed ? 1000 : 900) : calm.matches ? 1000 : 40;
  let number = numberOf(row);
  timer = setInterval(() => {
    if (speed === 0) oneLine();
    else {
      number = Math.min(number + speed * interval / 1000, run.epochs - 1);
      goTo(Math.max(rowOf(number), row));
    }
    if (atEnd()) pause();
  }, interval);
  showPlay();
}

function pause() {
  clearInterval(timer);
  timer = 0;
  showPlay();
}

function showPlay() {
  byId("play").textContent = word(timer ? "pause" : atEnd() ? "again" : "play");
}

/** What a user asks for ends the playing. */
const byHand = (move) => () => { if (timer) pause(); move(); };

// --- what is shown ---

function show() {
  const state = stateAt(row, place);
  showControls(state);
  showNumbers(state);
  showCode(state);
  draw(state);
  showPlay();
}

function showControls(state) {
  const last = run.epochs - 1;
  const where = row < 0 ? word("beforeFirst") : `${state.epoch} ${word("of", { last })}`;
  byId("slider").value = row;
  byId("slider").setAttribute("aria-valuetext", where);
  if (document.activeElement !== byId("number") || timer) byId("number").value = row < 0 ? "" : state.epoch;
  byId("of").textContent = row < 0 ? word("beforeFirst") : word("of", { last });
  byId("start").disabled = byId("back").disabled = row < 0;
  byId("line").disabled = byId("forward").disabled = atEnd();
  if (!timer) byId("said").textContent = announced(state);
}

/** What a screen reader says of a step. */
function announced(state) {
  if (row < 0) return word("atStart");
  if (place === placesOf(row)) return word("atEpoch", { epoch: state.epoch, loss: written(state.loss) });
  const line = linesRun(state.epoch)[place - 1], code = run.codes[state.part.code];
  return `${word("atLine", { epoch: state.epoch, line: code.lines[line].trim() })} ${valueText(state.left.get(line), state)}`;
}

const SHOWN = { W: "w", b: "b", W_grad: "wGrad", b_grad: "bGrad", W_own: "wOwn", b_own: "bOwn", loss: "loss" };

function showNumbers(state) {
  const data = byId("player").dataset;
  data.epoch = state.epoch;
  data.line = place;
  for (const [name, key] of Object.entries(SHOWN)) {
    byId(name).textContent = written(state[name]);
    data[key] = state[name] === undefined ? "" : String(state[name]);
  }
  const over = state.epoch === run.epochs - 1 && !Number.isFinite(columns.loss[row] + columns.W[row] + columns.b[row]);
  const piece = state.part.in_pieces;
  say("in-pieces", over ? word("overflowed", { epoch: state.epoch }) : piece ? word("inPieces") : "");
}

const short = (value) => written(value, 5);

function valueText(left, state) {
  if (!left) return "";
  if (left.hypothesis) {
    const rows = sets[state.part.data].rows;
    return `[${left.hypothesis.map((value) => written(value, 4)).join(" ")}${rows > left.hypothesis.length ? ` ${word("more")}` : ""}]`;
  }
  return Object.entries(left).map(([name, value]) => `${name.replace("_", ".")} ${short(value)}`).join("  ");
}

let codeShown = null;

function showCode(state) {
  const code = run.codes[state.part.code];
  if (codeShown !== code) {
    codeShown = code;
    const before = code.before.map((line) => made("li", line, { className: "before" }));
    const lines = code.lines.map((line) => made("li", line));
    lines.forEach((item, line) => { if (code.kinds[line] !== "other") item.append(made("span", "", { className: "value" })); });
    byId("code").replaceChildren(...before, ...lines);
  }
  const items = [...byId("code").children].slice(code.before.length);
  const last = row < 0 ? undefined : linesRun(state.epoch)[place - 1];
  say("since", state.part.from > 0 && word("since", { epoch: state.part.from }));
  items.forEach((item, line) => {
    item.classList.toggle("next", line === state.next);
    item.classList.toggle("left", line === last);
    if (line === state.next) item.setAttribute("aria-current", "step"); else item.removeAttribute("aria-current");
    if (item.lastElementChild) item.lastElementChild.textContent = valueText(state.left.get(line), state);
  });
  byId("sentence").textContent = state.next === undefined ? "" : WORDS[language].next[code.kinds[state.next]];
}

// --- pictures ---

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
  const texts = ticks(y, log).map((value) => [value, log ? written(10 ** value) : written(value, 4)]);
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
  const far = (y) => Math.max(-1e4, Math.min(1e4, at.y(y)));
  if (Number.isFinite(W + b)) {
    pen.strokeStyle = colours.error;
    pen.lineWidth = 1.5;
    if (set.x.length <= 100) set.x.forEach((x, n) => stroke(pen, [[at.x(x), at.y(set.y[n])], [at.x(x), far(W * x + b)]]));
    pen.strokeStyle = colours.line;
    pen.lineWidth = 3;
    stroke(pen, fitX.map((x) => [at.x(x), far(W * x + b)]));
  }
  const size = set.x.length > 200 ? 2.5 : 5.5;
  set.x.forEach((x, n) => dot(pen, at.x(x), at.y(set.y[n]), size, colours.point));
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

// --- what a user does ---

function choose(speeds) {
  const wanted = speeds.find((speed) => speed > 1 && run.epochs / speed <= 45) || speeds[speeds.length - 1];
  byId("speed").replaceChildren(...speeds.map((speed) => made("option", "", { value: speed, selected: speed === wanted })));
}

function wire() {
  const does = { start: () => goTo(-1), back: epochBack, line: oneLine, forward: oneEpoch };
  for (const [id, move] of Object.entries(does)) byId(id).addEventListener("click", byHand(move));
  byId("play").addEventListener("click", () => (timer ? pause() : play()));
  byId("speed").addEventListener("change", () => { if (timer) { pause(); play(); } });
  byId("slider").min = -1;
  byId("slider").max = count - 1;
  byId("slider").addEventListener("input", byHand(() => goTo(Number(byId("slider").value))));
  byId("number").min = 0;
  byId("number").max = run.epochs - 1;
  byId("number").addEventListener("change", byHand(() => goTo(rowOf(Number(byId("number").value)))));
  byId("log").addEventListener("change", () => { charts.losses.log = byId("log").checked; drawAnew(); });
  for (const radio of document.getElementsByName("of")) radio.addEventListener("change", () => {
    charts.gradients.curves = [[`${radio.value}_grad`, "held"], [`${radio.value}_grad_fresh`, "fresh", true]];
    drawAnew();
  });
  byId("language").addEventListener("click", () => {
    language = language === "en" ? "ko" : "en";
    sayWords();
    show();
  });
  for (const id of Object.keys(charts)) {
    const follow = (event) => {
      const { box } = charts[id].at, share = (event.offsetX - box.left) / (box.right - box.left);
      goTo(rowOf(Math.round(-1 + share * run.epochs)));
    };
    byId(id).addEventListener("pointerdown", (event) => byHand(() => follow(event))());
    byId(id).addEventListener("pointermove", (event) => { if (event.buttons) follow(event); });
  }
  document.addEventListener("keydown", pressed);
  addEventListener("resize", drawAnew);
  for (const asks of ["(prefers-color-scheme: dark)", "print"]) matchMedia(asks).addEventListener("change", drawAnew);
}

/** The keys of the window; where one of them means something of its own, it keeps that. */
function pressed(event) {
  const own = event.target.closest("input, select, textarea"), among = event.target.closest("#controls");
  const anywhere = { ArrowRight: oneEpoch, ArrowLeft: epochBack };
  const here = { ArrowDown: oneLine, ArrowUp: lineBack, Home: () => goTo(-1), End: () => goTo(count - 1) };
  if (own || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === " " && !event.target.closest("button")) byId("play").click();
  else if (anywhere[event.key]) byHand(anywhere[event.key])();
  else if (among && here[event.key]) byHand(here[event.key])();
  else return;
  event.preventDefault();
}

/** Begin at the start, or where the address says: #6 is after epoch 6, #6.2 after two of its lines. */
function begin() {
  choose([0, 1, 10, 100, 1000, 10000, 100000].filter((speed) => speed < 10 || speed * 2 < run.epochs));
  say("note", run.note);
  wire();
  sayWords();
  const asked = /^#(\d+)(?:\.(\d+))?$/.exec(location.hash);
  if (asked) {
    row = rowOf(Number(asked[1]));
    place = asked[2] ? Math.min(Number(asked[2]), placesOf(row)) : placesOf(row);
  }
  drawAnew();
}

begin();
