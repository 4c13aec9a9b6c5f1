// Runs before the page is drawn, so that it is never drawn in the other theme first.
const root = document.documentElement;
root.classList.remove("no-js");
if (root.dataset.theme === "auto") {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const follow = () => root.setAttribute("data-bs-theme", dark.matches ? "dark" : "light");
  dark.addEventListener("change", follow);
  follow();
}
