// What the page itself says, and how it writes times. All words come from the catalogue by way of the page.
export const config = JSON.parse(document.body.dataset.config);

export function word(name, value = "") {
  return (config.words[name] ?? name).replace("{value}", value);
}

const options = { timeZone: config.timezone };
const clock = new Intl.DateTimeFormat(config.locale, { ...options, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const day = new Intl.DateTimeFormat(config.locale, { ...options, dateStyle: "long" });

export const timeOf = (at) => clock.format(new Date(at));

export function dayOf(at) {
  const shown = day.format(new Date(at));
  if (shown === day.format(new Date())) return word("today");
  if (shown === day.format(new Date(Date.now() - 86400e3))) return word("yesterday");
  return shown;
}

export function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value == null) continue;
    node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child != null));
  return node;
}
