"use strict";
(() => {
  const findings = ["change", "source", "passage"], paragraphs = ["paragraph", "pair"];
  const steps = { n: [findings, 1], p: [findings, -1], j: [paragraphs, 1], k: [paragraphs, -1] };
  const neighbours = { "[": "prev", "]": "next" };
  const said = document.getElementById("said");

  // The step counts from where the reader is: the focused place, else the one the address names, else the window.
  const move = (kinds, by) => {
    const all = [...document.querySelectorAll(kinds.map((kind) => `[data-step="${kind}"]`).join(","))];
    const places = all.filter((place) => place.getClientRects().length);
    if (!places.length) return;
    const focused = places.findIndex((place) => place.contains(document.activeElement));
    const here = focused >= 0 ? focused : places.findIndex((place) => place.matches(":target"));
    const below = places.findIndex((place) => place.getBoundingClientRect().top > 0);
    let next = here + by;
    if (here < 0) next = by > 0 ? (below < 0 ? places.length - 1 : below) : (below < 0 ? places.length : below) - 1;
    const place = places[Math.min(places.length - 1, Math.max(0, next))];
    if (place.tagName !== "A") place.setAttribute("tabindex", "-1");
    place.focus({ preventScroll: true });
    place.scrollIntoView({ block: place.offsetHeight > innerHeight ? "start" : "center" });
  };

  for (const input of document.querySelectorAll("[data-filter]")) {
    const name = input.dataset.filter;
    const rows = [...document.querySelectorAll(`[data-filtered="${name}"] tbody tr`)];
    const count = document.querySelector(`[data-count="${name}"]`);
    input.closest("p").hidden = false;
    input.addEventListener("input", () => {
      const wanted = input.value.toLowerCase();
      for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(wanted);
      count.textContent = wanted ? `${rows.filter((row) => !row.hidden).length} of ${rows.length}` : "";
    });
  }

  const copied = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      said.textContent = `Copied: ${text}`;
    } catch {
      said.textContent = text; // no clipboard for us: the reader can still mark and copy it
    }
  };
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", () => copied(button.dataset.copy));
  }
  for (const bar of document.querySelectorAll("[data-to]")) {
    bar.addEventListener("click", () => { location.hash = bar.dataset.to; });
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (/^(input|textarea|select)$/i.test(event.target.tagName)) return;
    if (steps[event.key]) move(...steps[event.key]);
    if (neighbours[event.key]) document.querySelector(`a[rel="${neighbours[event.key]}"]`)?.click();
    if (event.key === "?") document.getElementById("help").showModal();
    const filter = document.querySelector("[data-filter]");
    if (event.key === "/" && filter) { event.preventDefault(); filter.focus(); }
  });
})();
