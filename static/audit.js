// Saves a call while it is scored, keeps in the browser what isn't saved yet, and lets the keyboard score.
// Without this script the form works with its buttons.
"use strict";

const form = document.querySelector("form[data-call]");
const say = form.dataset;
const told = form.querySelector("[data-told]");
const noted = form.querySelector("[data-masked]");
const meanwhile = document.getElementById("meanwhile");
const OWN = new Set(["csrf_token", "id", "edition", "writer", "then"]);
const PAUSE = 800;
const LONGEST_WAIT = 30000;

let base = filled(); // what the server has, as far as we know
let timer = 0;
let wait = 2000;
let isSaving = false;
let wish = null; // "finish" or "next", asked for while something else was being saved
let isStopped = false; // somebody else saved, or the call can't be saved any more

// What is filled in

function filled() {
  const values = {};
  for (const part of form.elements) {
    if (!part.name || OWN.has(part.name) || part.tagName === "BUTTON") continue;
    if (part.type === "radio") {
      if (part.checked) values[part.name] = part.value;
    } else if (part.type === "checkbox") values[part.name] = part.checked ? part.value : "";
    else values[part.name] = part.value;
  }
  return values;
}

function fill(values) {
  for (const [name, value] of Object.entries(values)) {
    const found = form.elements.namedItem(name);
    if (found === null) continue;
    if (found instanceof RadioNodeList) found.value = value;
    else if (found.type === "checkbox") found.checked = value !== "";
    else found.value = value;
    if (found.tagName === "TEXTAREA" && value) found.closest("details")?.setAttribute("open", "");
  }
}

function differing(values, others) {
  return Object.fromEntries(Object.entries(values).filter(([name, value]) => value !== (others[name] ?? "")));
}

function isSame(values, others) {
  return Object.keys(differing(values, others)).length === 0;
}

const own = (name) => form.elements.namedItem(name);

// What is kept in this browser

// A browser can refuse to keep anything.
function attempt(act, otherwise) {
  try {
    return act();
  } catch {
    return otherwise;
  }
}

const store = {
  read: (key) => attempt(() => JSON.parse(localStorage.getItem(key)), null),
  write: (key, kept) => attempt(() => localStorage.setItem(key, JSON.stringify(kept)) ?? true, false),
  drop: (key) => attempt(() => localStorage.removeItem(key)),
  keys: () => attempt(() => Object.keys(localStorage), []),
};

const key = () => say.key + own("id").value;
const asideKey = () => `${key()}.aside`;
const isNew = () => form.action.endsWith("/new");

function keep() {
  const kept = { values: filled(), base, isNew: isNew() };
  for (const name of ["id", "edition", "writer"]) kept[name] = own(name).value;
  if (!store.write(key(), kept)) tell(say.unkept);
}

function take(kept) {
  for (const name of ["id", "edition", "writer"]) own(name).value = kept[name];
  base = kept.base;
  fill(kept.values);
  keep();
}

// Saving

function tell(text, note) {
  told.textContent = text;
  if (note !== undefined) noted.textContent = note;
}

function changed() {
  keep();
  if (say.autosave === "yes") later(PAUSE);
}

function later(milliseconds) {
  clearTimeout(timer);
  if (!isStopped) timer = setTimeout(save, milliseconds);
}

async function save(then = "save") {
  clearTimeout(timer);
  if (then !== "save") wish = then;
  if (isSaving || isStopped) return;
  if (["team", "day"].some((name) => own(name)?.value === "")) return tell(say.incomplete);
  isSaving = true;
  const asked = wish ?? "save";
  wish = null;
  const sent = filled();
  const outcome = await send(sent, asked);
  isSaving = false;
  outcome();
  if (wish !== null) save();
}

async function send(sent, then) {
  const body = new URLSearchParams(new FormData(form));
  body.set("then", then);
  const headers = { Accept: "application/json", "X-CSRFToken": own("csrf_token").value };
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers, redirect: "manual" });
    const found = answer.ok || [409, 422].includes(answer.status) ? await answer.json() : {};
    return () => heard(answer, found, sent);
  } catch {
    return () => again(then === "save" ? say.offline : say.unfinished);
  }
}

function heard(answer, found, sent) {
  if (answer.ok) return saved(found, sent);
  if (answer.status === 422) return faulty(found.faults);
  if (answer.status === 409 && found.theirs) return conflict(found);
  if (answer.status === 409) return stop(found.closed);
  if (answer.type === "opaqueredirect" || [400, 401].includes(answer.status)) return stop(say.out);
  if ([403, 404].includes(answer.status)) return stop(say.gone);
  return again(say.failing);
}

function saved(found, sent) {
  wait = 2000;
  own("edition").value = found.edition;
  base = { ...sent, ...found.masked };
  for (const [name, text] of Object.entries(found.masked)) {
    if (own(name).value === sent[name]) own(name).value = text;
  }
  for (const [code, points] of Object.entries(found.scores)) {
    form.querySelector(`[data-score="${code}"]`).textContent = points;
  }
  unmark();
  tell(found.told, found.note || undefined);
  if (isNew()) {
    form.action = found.url;
    history.replaceState(null, "", found.url);
    form.querySelector("[data-delete]")?.removeAttribute("hidden");
  }
  if (isSame(filled(), base)) store.drop(key());
  else changed();
  if (found.onward) {
    store.drop(key());
    location.assign(found.onward);
  }
}

function again(text) {
  keep();
  tell(text);
  later(wait);
  wait = Math.min(wait * 2, LONGEST_WAIT);
}

function stop(text) {
  keep();
  isStopped = true;
  wish = null;
  tell(text);
}

function unmark() {
  for (const part of form.querySelectorAll("[data-marked]")) {
    part.removeAttribute("data-marked");
    part.removeAttribute("aria-invalid");
  }
}

function faulty(faults) {
  unmark();
  for (const fault of faults) {
    const part = document.getElementById(fault.id);
    part?.setAttribute("aria-invalid", "true");
    part?.setAttribute("data-marked", "");
  }
  tell(`${say.faulty} ${faults.map((fault) => fault.text).join(" ")}`);
}

// Somebody else saved the same call

function conflict(found) {
  isStopped = true;
  wish = null;
  keep();
  meanwhile.querySelector("[data-say]").textContent = found.meanwhile;
  meanwhile.hidden = false;
  tell("");
  meanwhile.querySelector("[data-mine]").onclick = () => {
    // Where we changed nothing, theirs stands.
    fill(Object.fromEntries(Object.entries(found.theirs).filter(([name]) => (filled()[name] ?? "") === (base[name] ?? ""))));
    own("edition").value = found.edition;
    base = found.theirs;
    goOn();
    keep();
    save();
  };
  meanwhile.querySelector("[data-theirs]").onclick = () => {
    store.write(asideKey(), { values: differing(filled(), base) });
    store.drop(key());
    location.reload();
  };
}

function goOn() {
  isStopped = false;
  meanwhile.hidden = true;
  form.querySelector("[data-criterion] input")?.focus();
}

// What was left in this browser earlier

function offer(text, onTake, onDrop) {
  const panel = document.getElementById("kept");
  panel.querySelector("[data-say]").textContent = text;
  panel.hidden = false;
  for (const [name, act] of [["take", onTake], ["drop", onDrop]]) {
    panel.querySelector(`[data-${name}]`).onclick = () => {
      act();
      panel.hidden = true;
      form.querySelector("[data-criterion] input")?.focus();
    };
  }
}

function offerAside() {
  const aside = store.read(asideKey());
  if (aside === null) return false;
  const takeBack = () => {
    fill(aside.values);
    store.drop(asideKey());
    changed();
  };
  offer(say.aside, takeBack, () => store.drop(asideKey()));
  return true;
}

function offerUnsaved() {
  const keys = store.keys().filter((each) => each.startsWith(say.key) && store.read(each)?.isNew);
  if (keys.length === 0) return;
  const takeBack = () => {
    take(store.read(keys[0]));
    changed();
  };
  offer(say.unsaved, takeBack, () => store.drop(keys[0]));
}

function begin() {
  document.getElementById("keys").hidden = false;
  for (const button of form.querySelectorAll("[data-watch]")) button.hidden = false;
  if (offerAside()) return;
  if (isNew()) return offerUnsaved();
  const kept = store.read(key());
  if (kept === null) return;
  if (isSame(kept.values, filled())) return store.drop(key());
  take(kept);
  tell(say.back);
  if (say.autosave === "yes") later(PAUSE);
}

// The keyboard

const criteria = [...form.querySelectorAll("[data-criterion]")];

function focus(criterion) {
  (criterion?.querySelector("input:checked") ?? criterion?.querySelector("input"))?.focus();
}

function press(criterion, pressed) {
  const radio = criterion.querySelector(`input[data-press="${CSS.escape(pressed)}"]`);
  if (radio === null) return false;
  radio.checked = true;
  radio.focus();
  radio.dispatchEvent(new Event("input", { bubbles: true }));
  return true;
}

function pressed(event, criterion) {
  const isTyping = event.target.matches("[inputmode]");
  const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (name === "ArrowDown" || name === "ArrowUp") {
    focus(criteria[criteria.indexOf(criterion) + (name === "ArrowDown" ? 1 : -1)]);
    return true;
  }
  if (name === "r") return openRemark(criterion);
  if (criterion.dataset.scale === "seconds") return pressedSeconds(name, criterion);
  if (isTyping) return false;
  if (name === "Backspace" || name === "Delete") return press(criterion, "");
  return event.key.length === 1 && press(criterion, name);
}

function pressedSeconds(name, criterion) {
  if (name === "n") criterion.querySelector("[type=checkbox]").click();
  else if (name === "s") criterion.querySelector("[data-watch]").click();
  else return false;
  return true;
}

function openRemark(criterion) {
  const remark = criterion.querySelector(".remark");
  remark.open = true;
  remark.querySelector("textarea").focus();
  return true;
}

form.addEventListener("keydown", (event) => {
  const criterion = event.target.closest("[data-criterion]");
  if (criterion === null || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (event.target.tagName === "TEXTAREA") {
    if (event.key === "Escape") focus(criterion);
    return;
  }
  if (pressed(event, criterion)) event.preventDefault();
});

// The stopwatch

function secondsIn(text) {
  const parts = text.trim().replace(",", ".").split(":").map(Number);
  const seconds = parts.reduce((sum, part) => sum * 60 + part, 0);
  return Number.isFinite(seconds) ? seconds : 0;
}

function watch(button) {
  const field = button.closest("[data-criterion]").querySelector("[inputmode]");
  if (button.running) {
    clearInterval(button.running);
    button.running = 0;
    button.textContent = say.start;
    show();
    field.dispatchEvent(new Event("input", { bubbles: true }));
    return;
  }
  button.since = performance.now() - secondsIn(field.value) * 1000;
  button.running = setInterval(show, 250);
  button.textContent = say.stop;
  show();

  function show() {
    field.value = String(Math.round((performance.now() - button.since) / 1000));
  }
}

form.addEventListener("click", (event) => {
  if (event.target.matches("[data-watch]")) watch(event.target);
});

// Everything that is filled in

form.addEventListener("input", (event) => {
  const criterion = event.target.closest("[data-scale=seconds]");
  if (criterion !== null && event.target.matches("[type=checkbox]:checked")) {
    criterion.querySelector("[inputmode]").value = "";
  } else if (criterion !== null && event.target.matches("[inputmode]") && event.target.value) {
    criterion.querySelector("[type=checkbox]").checked = false;
  }
  changed();
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (!meanwhile.hidden) return meanwhile.querySelector("[data-mine]").focus();
  isStopped = false;
  save(event.submitter?.value ?? "save");
});

window.addEventListener("online", () => {
  if (say.autosave === "yes" && !isSame(filled(), base)) later(0);
});

begin();
