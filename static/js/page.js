// Small comforts of every page; it works the same without them.
{
  const all = (selector) => [...document.querySelectorAll(selector)];

  // The error summary takes the focus; its links go to the field itself.
  const summary = document.querySelector("[data-errors]");
  if (summary) {
    summary.focus();
    summary.addEventListener("click", (event) => {
      const field = event.target.hash && document.getElementById(event.target.hash.slice(1));
      if (!field) return;
      event.preventDefault();
      (field.closest(".govuk-form-group") ?? field).scrollIntoView();
      field.focus({ preventScroll: true });
    });
  }

  // In a menu that scrolls the present place is in sight.
  document.querySelector(".nav [aria-current]")?.scrollIntoView({ block: "nearest" });

  // A password can be looked at.
  for (const box of all("[data-password]")) {
    const [input, button] = box.querySelectorAll("input, button");
    const words = [button.textContent, button.dataset.hide];
    const labels = [button.getAttribute("aria-label"), button.dataset.hideLabel];
    button.hidden = false;
    button.addEventListener("click", () => {
      const shown = input.type === "password";
      input.type = shown ? "text" : "password";
      button.textContent = words[Number(shown)];
      button.setAttribute("aria-label", labels[Number(shown)]);
    });
    input.form?.addEventListener("submit", () => { input.type = "password"; });
  }

  // A checksum can be copied.
  for (const place of navigator.clipboard ? all("[data-copy]") : []) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "plain-button", textContent: place.dataset.copyLabel });
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(place.dataset.copy);
      button.textContent = place.dataset.copied;
    });
    place.append(" ", button);
  }

  // Several chosen files are listed by name.
  for (const input of all('input[type="file"][multiple]')) {
    const list = document.createElement("ul");
    list.className = "chosen-files";
    input.addEventListener("change", () => {
      list.replaceChildren(...[...input.files].map((file) => {
        const line = document.createElement("li");
        line.textContent = file.name;
        return line;
      }));
      input.after(list);
    });
  }

  // Typed text is not lost by leaving; nothing is sent twice.
  const changed = new Set();
  const sent = new Set();
  for (const form of all("form[data-watch]")) form.addEventListener("input", () => changed.add(form));
  addEventListener("submit", (event) => {
    if (event.defaultPrevented || event.target.method !== "post") return;
    if (sent.has(event.target)) event.preventDefault();
    sent.add(event.target);
    changed.delete(event.target);
  });
  addEventListener("beforeunload", (event) => { if (changed.size) event.preventDefault(); });
  addEventListener("pageshow", (event) => { if (event.persisted) sent.clear(); });
}
