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
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(input|textarea|select)$/i.test(event.target.tagName)) return;
    if (steps[event.key]) move(...steps[event.key]);
    if (event.key === "?") document.getElementById("help")?.showModal();
  });
})();
