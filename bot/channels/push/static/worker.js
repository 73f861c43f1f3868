// Shows what the push service brings, and opens the chat where a press on it leads. All words come with the notice.
const CHAT = "/chat";
// Safari takes the permission away where a push shows nothing, even while somebody reads the page.
const MUST_SHOW = /Safari/.test(navigator.userAgent) && !/Chrom|Android/.test(navigator.userAgent);

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("push", (event) => event.waitUntil(show(event.data)));
self.addEventListener("notificationclick", (event) => event.waitUntil(open(event.notification)));
self.addEventListener("pushsubscriptionchange", (event) => event.waitUntil(renew(event)));

async function show(data) {
  const told = data?.json();
  if (!told) return;
  const read = (await chats()).some((one) => one.visibilityState === "visible");
  if (read && !MUST_SHOW) return; // it is on the page that somebody looks at
  await self.registration.showNotification(told.title, {
    body: told.body,
    lang: told.lang,
    tag: told.tag,
    icon: `${CHAT}/icon/192.png`,
    requireInteraction: told.urgent,
    data: { url: told.url },
  });
  if (read) for (const one of await self.registration.getNotifications({ tag: told.tag })) one.close();
}

async function open(notice) {
  notice.close();
  const to = new URL(notice.data?.url ?? CHAT, self.location.origin);
  const [chat] = await chats();
  if (!chat) return self.clients.openWindow(to.href);
  chat.postMessage({ at: Number(to.searchParams.get("at")) });
  return chat.focus();
}

async function chats() {
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  return windows.filter((one) => new URL(one.url).pathname === CHAT);
}

// The push service has given the browser another address: ours is told by whoever is signed in here.
async function renew(event) {
  const response = await fetch(`${CHAT}/push`, { headers: { Accept: "application/json" } });
  if (!response.ok) return;
  const { key, state, csrf } = await response.json();
  if (state === "off") return;
  const wanted = { userVisibleOnly: true, applicationServerKey: key };
  const subscription = event.newSubscription ?? (await self.registration.pushManager.subscribe(wanted));
  await fetch(`${CHAT}/push`, {
    method: "POST",
    headers: { "X-CSRF-Token": csrf, "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify({ ...subscription.toJSON(), key: keyOf(subscription) }),
  });
}

function keyOf(subscription) {
  const bytes = String.fromCharCode(...new Uint8Array(subscription.options.applicationServerKey));
  return btoa(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
