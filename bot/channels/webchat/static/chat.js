// The page's start: history, stream, sending, pressing.
import { expect, fill, startComposer, tell } from "./composer.js";
import { Refused, known, newId, open, post, postOnce, upload } from "./post.js";
import { startNotices } from "./notices.js";
import { follow } from "./stream.js";
import { dayNode, messageNode, pendingNode, wither } from "./view.js";
import { config, make, word } from "./words.js";

const log = document.getElementById("log");
const scroll = document.getElementById("scroll");
const greeting = document.getElementById("greeting");
const earlier = document.getElementById("earlier");
const newest = document.getElementById("newest");
const connection = document.getElementById("connection");
const side = document.getElementById("side");
const menu = document.getElementById("menu-open");
const pending = new Map(); // id of the act -> its bubble
const seen = new Map(); // seq -> message
let last = 0;
let told = 0;
let sought = 0; // the message that a notice led to
let following = false;
let unread = 0;
const title = document.title;
let queue = Promise.resolve(); // acts go out in the order in which they were made

function show(message) {
  if (seen.has(message.seq)) return;
  seen.set(message.seq, message);
  const stay = atEnd();
  pending.get(message.client)?.remove();
  pending.delete(message.client);
  const node = messageNode(message, press);
  const next = [...log.children].find((child) => child.matches(".pending:not(.failed)") || Number(child.dataset.seq) > message.seq);
  log.insertBefore(node, next ?? null);
  last = Math.max(last, message.seq);
  greeting.hidden = true;
  tidy();
  if (document.hidden && !message.in && following) document.title = `(${++unread}) ${title}`;
  if (message.seq === sought) find();
  else if (stay || message.in) settle();
  else newest.hidden = false;
  report();
}

// What comes in moves everything, and a second click would land on another button: for a moment none can be pressed.
// A question asked again as it was, with one more tick, may be answered at once.
const STILL = 1000; // milliseconds
let settling = 0;
function live(message) {
  if (seen.has(message.seq)) return;
  const before = log.querySelector(".message.ours:last-of-type .text")?.textContent;
  show(message);
  if (message.in || (before && before === log.querySelector(`[data-seq="${message.seq}"] .text`)?.textContent)) return;
  log.classList.add("settling");
  clearTimeout(settling);
  settling = setTimeout(() => log.classList.remove("settling"), STILL);
}

// To the message that a notice is about, back through as many pages as it takes; or when it comes.
async function goTo(seq) {
  sought = seq;
  while (seen.size && first() > Math.max(seq, 1) && (await showEarlier()));
  find();
}

function find() {
  const node = log.querySelector(`[data-seq="${sought}"]`);
  if (!node) return;
  sought = 0;
  for (const one of log.querySelectorAll(".found")) one.classList.remove("found");
  node.classList.add("found");
  node.scrollIntoView({ block: "start" });
  newest.hidden = atEnd();
}

const first = () => Math.min(...seen.keys());

function tidy() {
  for (const old of log.querySelectorAll(".day")) old.remove();
  let day = "";
  let above = null;
  for (const node of [...log.querySelectorAll(".message[data-seq]")]) {
    const mark = dayNode(node.querySelector("time").dateTime);
    if (mark.dataset.day !== day) node.before(mark);
    above?.classList.toggle("joined", mark.dataset.day === day && oneBreath(above, node));
    day = mark.dataset.day;
    above = node;
  }
  wither(log);
  expect([...seen.values()].filter((one) => !one.in && one.kind !== "say").sort((a, b) => a.seq - b.seq).at(-1));
  earlier.hidden = !(seen.size && first() > 1);
}

// Messages of one side in one minute share the time under the last of them.
const oneBreath = (above, below) =>
  above.classList.contains("mine") === below.classList.contains("mine") &&
  above.querySelector(".stamp").textContent === below.querySelector("time").textContent;

// Delivered means shown: only while somebody can look at it.
let reporting = 0;
function report() {
  clearTimeout(reporting);
  if (document.visibilityState !== "visible" || told >= last) return;
  reporting = setTimeout(async () => {
    const upTo = last;
    try {
      await postOnce("/chat/seen", { seq: upTo });
      told = upTo;
    } catch {
      // it is said again with the next message
    }
  }, 400);
}

const atEnd = () => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 60;
function toEnd() {
  scroll.scrollTop = scroll.scrollHeight;
  newest.hidden = true;
}

// To the end, but not so far that what the person said last, and the beginning of its answer, leave the window.
function settle() {
  const mine = [...log.querySelectorAll(".mine")].at(-1);
  const end = scroll.scrollHeight - scroll.clientHeight;
  const above = mine ? mine.getBoundingClientRect().top - scroll.getBoundingClientRect().top - 12 : -1;
  scroll.scrollTop = above >= 0 ? Math.min(end, scroll.scrollTop + above) : end;
  newest.hidden = atEnd();
}

async function begin() {
  if (!known.value) return;
  log.setAttribute("aria-busy", "true");
  state("connecting");
  try {
    const response = await fetch("/chat/history", { headers: { Accept: "application/json" } });
    if (response.status === 401) return ended();
    if (response.ok) for (const message of (await response.json()).messages) show(message);
  } catch {
    // the stream begins at 0 then and brings everything
  }
  log.removeAttribute("aria-busy");
  greeting.hidden = seen.size > 0;
  toEnd();
  const at = Number(new URLSearchParams(location.search).get("at"));
  if (at) {
    history.replaceState(null, "", location.pathname);
    goTo(at);
  }
  start();
}

function start() {
  if (following) return;
  following = true;
  startNotices({ goTo });
  follow({ after: () => last, message: live, state, ended });
}

function state(name) {
  connection.dataset.state = name;
  connection.textContent = word({ on: "online", lost: "offline", connecting: "connecting" }[name]);
}

function ended() {
  connection.textContent = "";
  delete connection.dataset.state;
  tell(word("signed-out"));
}

function send(text, files) {
  const id = newId();
  const node = pendingNode(text, files.map((file) => file.name));
  pending.set(id, node);
  log.append(node);
  greeting.hidden = true;
  toEnd();
  const act = () => deliver(id, node, text, files, act);
  queue = queue.then(act);
}

async function deliver(id, node, text, files, act) {
  const stamp = node.querySelector(".stamp");
  node.classList.remove("failed");
  stamp.replaceChildren(word("sending"));
  try {
    await open();
    const answer = files.length ? await sendFiles(id, node, text, files) : await post("/chat/say", { id, text, after: last });
    arrived(id, answer);
  } catch (error) {
    node.classList.add("failed");
    stamp.replaceChildren((error instanceof Refused && error.message) || word("unsent"));
    if (!error.hopeless) stamp.append(retry(node, act));
    if (error instanceof Refused && error.status === 401) ended();
  }
}

// What is sent again is the newest once more; until then it stays where it failed.
function retry(node, act) {
  const button = make("button", { type: "button", class: "link" }, word("retry"));
  button.addEventListener("click", () => {
    button.disabled = true;
    log.append(node);
    toEnd();
    queue = queue.then(act);
  });
  return button;
}

function sendFiles(id, node, text, files) {
  const form = new FormData();
  form.append("id", id);
  form.append("after", String(last));
  form.append("text", text);
  for (const file of files) form.append("file", file, file.name);
  const bar = node.querySelector("progress");
  return upload("/chat/upload", form, (share) => (bar.value = share));
}

function arrived(id, answer) {
  for (const message of answer.messages) live(message);
  pending.get(id)?.remove();
  pending.delete(id);
  start();
  if (answer.locale !== config.locale) location.reload();
}

async function press(message, option, button) {
  if (button.classList.contains("busy") || log.classList.contains("settling")) return;
  const id = newId();
  button.classList.add("busy");
  queue = queue.then(async () => {
    try {
      const answer = await post("/chat/press", { id, press: option.press, after: last });
      if (!option.act) button.closest(".message").dataset.answered = "true";
      button.classList.add("picked");
      arrived(id, answer);
      wither(log);
    } catch (error) {
      tell((error instanceof Refused && error.message) || word("unsent"));
    } finally {
      button.classList.remove("busy");
      if (button.disabled) document.getElementById("words").focus({ preventScroll: true });
    }
  });
}

async function showEarlier() {
  const response = await fetch(`/chat/history?before=${first()}`, { headers: { Accept: "application/json" } });
  if (!response.ok) return 0;
  const { messages } = await response.json();
  const height = scroll.scrollHeight;
  const at = scroll.scrollTop;
  for (const message of messages) show(message);
  scroll.scrollTop = at + scroll.scrollHeight - height;
  return messages.length;
}
earlier.addEventListener("click", showEarlier);
newest.addEventListener("click", toEnd);
scroll.addEventListener("scroll", () => atEnd() && (newest.hidden = true), { passive: true });
document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  unread = 0;
  document.title = title;
  report();
});

for (const one of document.querySelectorAll("[data-example]")) {
  one.addEventListener("click", () => fill(one.dataset.example));
}
for (const one of side.querySelectorAll("[data-command]")) {
  one.addEventListener("click", () => {
    toggle(false);
    send(one.dataset.command, []);
  });
}

function toggle(wanted) {
  side.classList.toggle("open", wanted);
  menu.setAttribute("aria-expanded", String(wanted));
  if (wanted) side.querySelector("button").focus();
}
menu.addEventListener("click", () => toggle(!side.classList.contains("open")));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && side.classList.contains("open")) {
    toggle(false);
    menu.focus();
  }
});
document.addEventListener("click", (event) => {
  if (side.classList.contains("open") && !side.contains(event.target) && !menu.contains(event.target)) toggle(false);
});

const locale = document.getElementById("locale");
locale.addEventListener("change", async (event) => {
  try {
    await post("/chat/language", { locale: event.target.value });
    location.reload();
  } catch (error) {
    tell((error instanceof Refused && error.message) || word("unsent"));
  }
});

startComposer({ send });
locale.disabled = false; // nothing can be chosen or sent before somebody listens
document.getElementById("send").disabled = false;
begin();
