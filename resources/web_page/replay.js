// Replays the run. Nothing is trained and nothing is loaded; texts are only ever set as text.

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
  byId("answer").focus();
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
  byId("where").textContent = row < 0 ? where : `${word("epoch")} ${state.epoch}`;
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
  const sizes = new ResizeObserver(drawAnew);
  for (const canvas of document.querySelectorAll("canvas")) sizes.observe(canvas);
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
