// Posts that may be repeated: each act has an id, and the server does the same id once only.
import { config } from "./words.js";

let csrf = config.csrf;
export const known = { value: config.known };

const HOPELESS = new Set(["file-size", "file-kind", "file-empty", "file-count"]); // the same again is refused again

export class Refused extends Error {
  constructor(status, { text = "", code = "" } = {}) {
    super(text);
    this.status = status;
    this.hopeless = HOPELESS.has(code);
  }
}

export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// A visitor begins with the first post, so that looking at the page stores nothing.
export async function open() {
  if (known.value) return;
  const answer = await once("/chat/open", "{}", "application/json");
  csrf = answer.csrf;
  known.value = true;
}

export const post = (path, body) => again(() => once(path, JSON.stringify(body), "application/json"));
export const postOnce = (path, body) => once(path, JSON.stringify(body), "application/json");

async function once(path, body, type) {
  const response = await fetch(path, {
    method: "POST",
    body,
    headers: { "X-CSRF-Token": csrf, "Content-Type": type, Accept: "application/json" },
    signal: AbortSignal.timeout?.(30000),
  });
  return judged(response.status, await response.text());
}

// XMLHttpRequest, because fetch tells nothing of an upload's progress.
export const upload = (path, form, progress) =>
  again(
    () =>
      new Promise((resolve, reject) => {
        const request = new XMLHttpRequest();
        request.open("POST", path);
        request.setRequestHeader("X-CSRF-Token", csrf);
        request.setRequestHeader("Accept", "application/json");
        request.upload.onprogress = (event) => event.lengthComputable && progress(event.loaded / event.total);
        request.onerror = () => reject(new TypeError("network"));
        request.onload = () => {
          try {
            resolve(judged(request.status, request.responseText));
          } catch (error) {
            reject(error);
          }
        };
        request.send(form);
      }),
  );

function judged(status, text) {
  if (status >= 200 && status < 300) return JSON.parse(text || "{}");
  let error;
  try {
    error = JSON.parse(text).error;
  } catch {
    // not our own answer
  }
  throw new Refused(status, error);
}

// A lost answer and a server that is being restarted are tried again with the same id; a refusal is final.
async function again(act) {
  for (const wait of [500, 1500, 4000]) {
    try {
      return await act();
    } catch (error) {
      if (error instanceof Refused && ![409, 502, 503, 504].includes(error.status)) throw error;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
  return act();
}
