// [data-find]: Enter searches at once; without this it would send the whole form.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches?.("[data-find]")) return;
  event.preventDefault();
  event.target.dispatchEvent(new Event("search", { bubbles: true }));
});
