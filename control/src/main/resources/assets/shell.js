// What every page does by itself. Elements ask for it by data attributes; nothing here knows a screen.

const live = document.getElementById("cs-live");

function tell(text) {
  if (live) live.textContent = text;
}

// data-copy="text": copies it, and says so.
async function copy(button) {
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
  } catch {
    tell("This browser does not let the page copy. Select the text and copy it yourself.");
    return;
  }
  button.classList.add("done");
  tell("Copied");
  setTimeout(() => button.classList.remove("done"), 1500);
}

// details[data-menu]: one open at a time, closed by Escape and by a click elsewhere.
function closeMenus(except) {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (menu !== except) menu.open = false;
  }
}

function toggleNavigation(button, event) {
  const side = document.getElementById("navigation");
  if (!side) return;
  event.preventDefault();
  button.setAttribute("aria-expanded", String(side.classList.toggle("open")));
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy], [data-nav]");
  if (button?.dataset.copy !== undefined) copy(button);
  if (button?.dataset.nav !== undefined) toggleNavigation(button, event);
  closeMenus(event.target.closest("details[data-menu]"));
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = document.querySelector("details[data-menu][open]");
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});

// A form that was sent is not sent again by a second click.
const sent = new WeakSet();
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (sent.has(form)) event.preventDefault();
  sent.add(form);
});
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

// [data-drop]: a file dropped on it goes into the file field inside it.
for (const kind of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, (event) => {
    const zone = event.target instanceof Element ? event.target.closest("[data-drop]") : null;
    if (!zone) return;
    event.preventDefault();
    zone.classList.toggle("over", kind === "dragover");
    const field = zone.querySelector("input[type=file]");
    if (kind !== "drop" || !field || event.dataTransfer.files.length === 0) return;
    field.files = event.dataTransfer.files;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

// What htmx could not load is told, not swallowed.
document.addEventListener("htmx:responseError", () => tell("That could not be loaded. Load the page again."));
document.addEventListener("htmx:sendError", () => tell("The control plane does not answer. Try again in a moment."));
