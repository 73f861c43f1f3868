// Without this script everything works by its buttons; with it the language changes as soon as it is chosen.
for (const form of document.querySelectorAll("form.lang")) {
  form.querySelector("button").hidden = true;
  form.querySelector("select").addEventListener("change", () => form.requestSubmit());
}
