// The run that stands in #run, and what each of its lines has left.
const byId = (id) => document.getElementById(id);
const run = JSON.parse(byId("run").textContent);

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
