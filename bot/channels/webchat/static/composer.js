// The typing field and the files waiting to be sent. What was typed survives a reload of the tab.
import { config, make, word } from "./words.js";

const DRAFT = "fenghuo-draft";
const field = document.getElementById("words");
const form = document.getElementById("composer");
const tray = document.getElementById("tray");
const trouble = document.getElementById("trouble");
const picker = document.getElementById("files");
const attach = document.getElementById("attach");
let waiting = [];

export function startComposer({ send }) {
  field.value ||= stored() ?? ""; // words typed before this script arrived stay
  grow();
  field.addEventListener("input", () => {
    keep(field.value);
    grow();
    tell("");
  });
  let shifted = false;
  field.addEventListener("keydown", (event) => {
    shifted = event.shiftKey;
    // Enter that ends the choice of a Chinese word is not meant for us.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    form.requestSubmit();
  });
  // Many touch keyboards name no key, but say what it would do: theirs is labelled "send", as `enterkeyhint` asks.
  field.addEventListener("beforeinput", (event) => {
    if (event.inputType !== "insertLineBreak" || event.isComposing || shifted) return;
    if (!matchMedia("(pointer: coarse)").matches) return;
    event.preventDefault();
    form.requestSubmit();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = field.value.trim();
    if (!text && !waiting.length) return field.focus();
    send(text, waiting);
    field.value = "";
    keep("");
    waiting = [];
    showTray();
    grow();
    tell("");
    field.focus();
  });
  attach.addEventListener("click", () => picker.click());
  picker.addEventListener("change", () => {
    add([...picker.files]);
    picker.value = "";
  });
  field.addEventListener("paste", (event) => {
    if (event.clipboardData.files.length) {
      event.preventDefault();
      add([...event.clipboardData.files]);
    }
  });
  const talk = document.getElementById("talk");
  for (const name of ["dragover", "dragleave", "drop"]) {
    talk.addEventListener(name, (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      talk.classList.toggle("dropping", name === "dragover");
      if (name === "drop") add([...event.dataTransfer.files]);
    });
  }
}

export function fill(text) {
  field.value = text;
  keep(text);
  grow();
  field.focus();
}

// The open question says what it waits for.
export function expect(message) {
  field.placeholder = message?.placeholder || word("write");
  field.inputMode = message?.want === "contact" ? "tel" : "text";
  attach.classList.toggle("attach-wanted", message?.want === "file");
}

export function tell(text) {
  trouble.textContent = text;
  trouble.hidden = !text;
}

function add(files) {
  for (const file of files) {
    if (file.size > config.maxFile) {
      tell(word("too-large", file.name));
    } else if (waiting.length >= config.maxFiles) {
      tell(word("too-many", config.maxFiles));
      break;
    } else {
      waiting.push(file);
    }
  }
  showTray();
  field.focus();
}

function showTray() {
  tray.replaceChildren(
    ...waiting.map((file) => {
      const remove = make("button", { type: "button", "aria-label": word("remove-file", file.name) }, "×");
      remove.addEventListener("click", () => {
        waiting = waiting.filter((one) => one !== file);
        showTray();
        field.focus();
      });
      return make("li", {}, make("span", {}, file.name), remove);
    }),
  );
}

function grow() {
  // The style sheet's policy forbids inline styles in markup; setting the property from a script is allowed.
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight + 2, 152)}px`;
}

function stored() {
  try {
    return sessionStorage.getItem(DRAFT);
  } catch {
    return null; // storage is switched off: the draft lives as long as the page
  }
}

function keep(text) {
  try {
    sessionStorage.setItem(DRAFT, text);
  } catch {
    // as above
  }
}
