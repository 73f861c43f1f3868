// Notices on this device of what comes while the page is closed. The browser's own push service carries them.
import { Refused, known, postOnce } from "./post.js";
import { config, make, word } from "./words.js";

const PATIENCE = 15000; // milliseconds: a push service behind a firewall may never say no
const able = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
const installable = !able && navigator.standalone === false; // an iPhone can, once the page is on its home screen
const button = document.getElementById("notices");
const told = document.getElementById("notices-told");
let state = null; // what the server says: our key, whether notices are on here
let busy = false;

export async function startNotices({ goTo }) {
  if (!button || !known.value || state || !(able || installable)) return;
  state = { on: false };
  if (able) {
    navigator.serviceWorker.addEventListener("message", (event) => goTo(event.data.at));
    await look();
  }
  button.addEventListener("click", press);
  document.addEventListener("visibilitychange", clear);
  paint();
  clear();
}

async function look() {
  try {
    const response = await fetch("/chat/push", { headers: { Accept: "application/json" } });
    if (!response.ok) return;
    state = await response.json();
    if (!state.on) return;
    // Browsers drop or change a subscription without a word; and our key may have changed.
    if (Notification.permission !== "granted") await postOnce("/chat/push/off", {});
    else if (!fits(await (await worker()).pushManager.getSubscription())) await subscribe();
    state.on = Notification.permission === "granted";
  } catch {
    state.on = false;
  }
}

async function press() {
  if (busy) return;
  busy = true;
  tell(word("connecting"));
  try {
    tell(installable ? word("notices-install") : state.on ? await switchOff() : await switchOn());
  } catch (error) {
    tell((error instanceof Refused && error.message) || word("notices-failed"));
  }
  busy = false;
  paint();
}

async function switchOn() {
  if ((await Notification.requestPermission()) !== "granted") return word("notices-refused");
  let subscription;
  try {
    subscription = await inTime(subscribed());
  } catch {
    return word("notices-unreachable");
  }
  await register(subscription);
  state.on = true;
  return word("notices-begun");
}

async function switchOff() {
  await postOnce("/chat/push/off", {});
  state.on = false;
  await (await (await worker()).pushManager.getSubscription())?.unsubscribe();
  return word("notices-ended");
}

async function subscribe() {
  await register(await inTime(subscribed()));
}

async function subscribed() {
  state = { ...(await (await fetch("/chat/push", { headers: { Accept: "application/json" } })).json()), on: state.on };
  const manager = (await worker()).pushManager;
  const present = await manager.getSubscription();
  if (fits(present)) return present;
  await present?.unsubscribe();
  return manager.subscribe({ userVisibleOnly: true, applicationServerKey: state.key });
}

const register = (subscription) => postOnce("/chat/push", { ...subscription.toJSON(), key: state.key });

async function worker() {
  await navigator.serviceWorker.register("/worker.js", { scope: "/chat", updateViaCache: "none" });
  return navigator.serviceWorker.ready;
}

function fits(subscription) {
  const key = subscription?.options.applicationServerKey;
  if (!key) return false;
  const text = btoa(String.fromCharCode(...new Uint8Array(key)));
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "") === state.key;
}

function inTime(work) {
  return Promise.race([work, new Promise((_, reject) => setTimeout(() => reject(new Error("late")), PATIENCE))]);
}

function paint() {
  const label = word(state.on ? "notices-off" : "notices-on");
  button.hidden = false;
  button.setAttribute("aria-pressed", String(state.on));
  button.title = label;
  button.querySelector("span").textContent = label;
}

function tell(text) {
  const close = make("button", { type: "button", class: "icon", "aria-label": word("less") }, "×");
  close.addEventListener("click", () => (told.hidden = true));
  told.replaceChildren(make("span", {}, text), close);
  told.hidden = false;
}

// Whoever looks at the page has no need of the notices that led there.
async function clear() {
  if (document.hidden || !able) return;
  const registration = await navigator.serviceWorker.getRegistration("/chat");
  for (const notice of (await registration?.getNotifications()) ?? []) notice.close();
}
