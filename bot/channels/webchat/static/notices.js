// Notices on this device of what comes while the page is closed. The browser's own push service carries them.
import { Refused, known, postOnce } from "./post.js";
import { config, make, word } from "./words.js";

const PATIENCE = 15000; // milliseconds: a push service behind a firewall may never say no
const able = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
const installable = !able && navigator.standalone === false; // an iPhone can, once the page is on its home screen
const button = document.getElementById("notices");
const told = document.getElementById("notices-told");
let house = null; // what the server says: our key, and the state of this browser
let busy = false;

export async function startNotices({ goTo }) {
  if (!button || !known.value || house || !(able || installable)) return;
  house = { state: "off" };
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
    await ask();
    if (house.state === "off") return;
    if (Notification.permission !== "granted") return void (await forget());
    // Browsers drop or change a subscription without a word; and our key may have changed.
    const present = await (await worker()).pushManager.getSubscription();
    if (house.state === "on" && fits(present)) return;
    if (house.state === "lost") await present?.unsubscribe();
    await register(await inTime(subscribed()));
  } catch {
    house.state = "off";
  }
}

async function ask() {
  const response = await fetch("/chat/push", { headers: { Accept: "application/json" } });
  if (response.ok) house = await response.json();
}

async function forget() {
  await postOnce("/chat/push/off", {});
  house.state = "off";
}

async function press() {
  if (busy) return;
  busy = true;
  tell(word("connecting"));
  try {
    tell(installable ? word("notices-install") : house.state === "on" ? await switchOff() : await switchOn());
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
  return word("notices-begun");
}

async function switchOff() {
  await forget();
  await (await (await worker()).pushManager.getSubscription())?.unsubscribe();
  return word("notices-ended");
}

async function subscribed() {
  await ask();
  const manager = (await worker()).pushManager;
  const present = await manager.getSubscription();
  if (fits(present)) return present;
  await present?.unsubscribe();
  return manager.subscribe({ userVisibleOnly: true, applicationServerKey: house.key });
}

async function register(subscription) {
  await postOnce("/chat/push", { ...subscription.toJSON(), key: house.key });
  house.state = "on";
}

async function worker() {
  await navigator.serviceWorker.register("/worker.js", { scope: "/chat", updateViaCache: "none" });
  return navigator.serviceWorker.ready;
}

function fits(subscription) {
  const key = subscription?.options.applicationServerKey;
  if (!key) return false;
  const text = btoa(String.fromCharCode(...new Uint8Array(key)));
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "") === house.key;
}

function inTime(work) {
  return Promise.race([work, new Promise((_, reject) => setTimeout(() => reject(new Error("late")), PATIENCE))]);
}

function paint() {
  const label = word(house.state === "on" ? "notices-off" : "notices-on");
  button.hidden = false;
  button.dataset.state = house.state;
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
