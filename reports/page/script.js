"use strict";
(() => {
  const steps = { n: [["change", "source", "passage"], 1], p: [["change", "source", "passage"], -1], j: [["paragraph"], 1], k: [["paragraph"], -1] };
  const at = {};
  const move = (kinds, by) => {
    const places = [...document.querySelectorAll(kinds.map((kind) => `[data-step="${kind}"]`).join(","))];
    if (!places.length) return;
    const key = kinds[0];
    at[key] = at[key] === undefined ? (by > 0 ? 0 : places.length - 1) : Math.min(places.length - 1, Math.max(0, at[key] + by));
    const place = places[at[key]];
    place.setAttribute("tabindex", "-1");
    place.focus({ preventScroll: true });
    place.scrollIntoView({ block: "center" });
  };
  for (const input of document.querySelectorAll("[data-filter]")) {
    const rows = document.querySelectorAll(`[data-filtered="${input.dataset.filter}"] tbody tr`);
    input.addEventListener("input", () => {
      const wanted = input.value.toLowerCase();
      for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(wanted);
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(input|textarea|select)$/i.test(event.target.tagName)) return;
    if (steps[event.key]) move(...steps[event.key]);
    if (event.key === "/") {
      const filter = document.querySelector("[data-filter]");
      if (filter) { event.preventDefault(); filter.focus(); }
    }
    if (event.key === "?") document.getElementById("help")?.showModal();
  });
})();
