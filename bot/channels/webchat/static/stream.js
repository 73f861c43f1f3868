// The event stream: comes back by itself after a lost connection and asks only for what it has not seen.
const LONGEST = 20000; // milliseconds between tries
const SILENCE = 40000; // without a sign of life the connection counts as lost
const ASLEEP = 300000; // a page that nobody looks at gives its connection back: browsers have six for a site

export function follow({ after, message, state, ended }) {
  let source = null;
  let tries = 0;
  let watch = 0;
  let timer = 0;
  let stopped = false;
  let sleep = 0;

  function connect() {
    clearTimeout(timer);
    if (stopped) return;
    source?.close();
    source = new EventSource(`/chat/events?after=${after()}`);
    source.onopen = () => {
      tries = 0;
      state("on");
      alive();
    };
    source.onmessage = (event) => {
      alive();
      message(JSON.parse(event.data));
    };
    source.addEventListener("beat", alive);
    source.addEventListener("signed-out", stop);
    source.onerror = lost;
    alive();
  }

  function alive() {
    clearTimeout(watch);
    watch = setTimeout(lost, SILENCE);
  }

  function lost() {
    if (stopped) return;
    source?.close();
    clearTimeout(watch);
    state("lost");
    clearTimeout(timer);
    timer = setTimeout(probe, Math.min(LONGEST, 500 * 2 ** tries++) * (0.75 + Math.random() / 2));
  }

  // An EventSource does not tell why it failed: signed out is final, everything else is tried again.
  async function probe() {
    try {
      const response = await fetch(`/chat/history?after=${after()}`, { headers: { Accept: "application/json" } });
      if (response.status === 401) return stop();
      if (!response.ok) return lost();
      for (const one of (await response.json()).messages) message(one);
      connect();
    } catch {
      lost();
    }
  }

  function stop() {
    stopped = true;
    source?.close();
    clearTimeout(watch);
    clearTimeout(timer);
    ended();
  }

  document.addEventListener("visibilitychange", () => {
    clearTimeout(sleep);
    if (document.hidden) {
      sleep = setTimeout(() => {
        source?.close();
        clearTimeout(watch);
        clearTimeout(timer);
      }, ASLEEP);
    } else if (source?.readyState === 2) {
      probe();
    }
  });
  addEventListener("online", () => source?.readyState !== 1 && probe());
  addEventListener("offline", lost);
  connect();
}
