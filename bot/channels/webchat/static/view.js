// Messages as elements. User text only ever becomes text nodes.
import { dayOf, make, timeOf, word } from "./words.js";

const FOLD = 700; // characters, or
const LINES = 14; // lines, beyond which a message is folded
const TO_BE_READ = 5; // times as much stays open where a button below asks to have read it

export function messageNode(message, press) {
  const mine = message.in;
  const node = make("article", {
    class: `message ${mine ? "mine" : "ours"} ${message.kind}${message.urgent ? " urgent" : ""}`,
    "data-seq": message.seq,
    "data-id": message.id,
  });
  node.append(make("span", { class: "sr" }, `${mine ? word("you") : word("office")}：`));
  const bubble = make("div", { class: "bubble" });
  if (message.text?.length) bubble.append(...words(message.text, message.options?.length ? TO_BE_READ : 1));
  if (message.files?.length) bubble.append(files(message.files));
  if (message.link) bubble.append(make("a", { class: "go", href: message.link.href }, message.link.label));
  node.append(bubble);
  if (message.options?.length) node.append(options(message, press));
  node.append(stamp(message.at, message.repeat ? word("repeat") : ""));
  return node;
}

export function pendingNode(text, names) {
  const node = make("article", { class: "message mine pending" });
  const bubble = make("div", { class: "bubble" });
  if (text) bubble.append(make("p", { class: "text", dir: "auto" }, text));
  if (names.length) {
    bubble.append(make("ul", { class: "files" }, ...names.map((name) => make("li", { class: "chip" }, make("span", {}, name)))));
    bubble.append(make("progress", { max: 1, value: 0, "aria-label": word("uploading") }));
  }
  node.append(bubble, make("p", { class: "stamp", role: "status" }, word("sending")));
  return node;
}

export function dayNode(at) {
  const shown = dayOf(at);
  return make("p", { class: "day", "data-day": shown }, shown);
}

// A button that answers a question goes stale when the question is answered or another is asked.
// The server judges all the same; this only shows it.
export function wither(log) {
  let answered = false;
  for (const node of [...log.querySelectorAll(".message")].reverse()) {
    const buttons = node.querySelectorAll(".option[data-answer]");
    if (node.matches(".done, .abort")) answered = true;
    for (const button of buttons) button.disabled = answered || node.dataset.answered === "true";
    if (node.matches(".ask, .choose") || buttons.length) answered = true;
  }
}

function words(pieces, patience) {
  const text = make("p", { class: "text", dir: "auto" });
  for (const [piece, marked] of pieces) {
    text.append(marked ? make("mark", { title: word("highlighted") }, piece) : piece);
  }
  const whole = text.textContent;
  if (whole.length <= FOLD * patience && whole.split("\n").length <= LINES * patience) return [text];
  text.classList.add("folded");
  const more = make("button", { type: "button", class: "link", "aria-expanded": "false" }, word("more"));
  more.addEventListener("click", () => {
    const folded = text.classList.toggle("folded");
    more.textContent = word(folded ? "more" : "less");
    more.setAttribute("aria-expanded", String(!folded));
  });
  return [text, more];
}

function files(list) {
  return make(
    "ul",
    { class: "files" },
    ...list.map((file) =>
      make(
        "li",
        {},
        make(
          "a",
          { class: "chip", href: file.href, target: "_blank", rel: "noopener", "aria-label": word("open-file", file.name) },
          file.image ? picture(file) : paper(),
          make("span", {}, file.name),
        ),
        file.note ? make("p", { class: "note" }, file.note) : null,
      ),
    ),
  );
}

const paper = () => make("span", { "aria-hidden": "true" }, "📄");

// What may not be seen any more, or is no picture after all, is shown as a file.
function picture(file) {
  const image = make("img", { src: file.href, alt: "", loading: "lazy", width: 96, height: 96 });
  image.addEventListener("error", () => image.replaceWith(paper()));
  return image;
}

function options(message, press) {
  const group = make("div", { class: "options", role: "group" });
  for (const row of message.options) {
    const line = make("div", { class: "line" });
    for (const option of row) {
      const button = make(
        "button",
        {
          type: "button",
          class: `option${option.role ? " minor" : ""}${option.chosen ? " chosen" : ""}`,
          "data-answer": !option.act,
          "aria-label": option.chosen ? word("chosen", option.label) : null,
        },
        option.label,
      );
      button.addEventListener("click", () => press(message, option, button));
      line.append(button);
    }
    group.append(line);
  }
  return group;
}

function stamp(at, note) {
  return make("p", { class: "stamp" }, make("time", { datetime: at }, timeOf(at)), note ? make("span", {}, note) : null);
}
