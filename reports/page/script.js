"use strict";
(() => {
  const changes = ["change", "source", "edit"], others = ["pair", "paragraph"];
  const neighbours = { "[": "prev", "]": "next" };
  const said = document.getElementById("said");
  const form = document.querySelector("form.filters");
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);

  // The step counts from where the reader is: the focused place, else the one the address names, else the window.
  const placeNow = (places) => {
    const focused = places.findLastIndex((place) => place.contains(document.activeElement));
    return focused >= 0 ? focused : places.findIndex((place) => place.matches(":target") || place.querySelector(":target"));
  };
  const goTo = (place) => {
    if (place.tagName !== "A") place.setAttribute("tabindex", "-1");
    place.focus({ preventScroll: true });
    place.scrollIntoView({ block: place.offsetHeight > innerHeight / 2 ? "start" : "center" });
  };
  const move = (kinds, by) => {
    const places = all(kinds.map((kind) => `[data-step="${kind}"]`).join(",")).filter((place) => place.getClientRects().length);
    if (!places.length) return;
    const here = placeNow(places);
    const below = places.findIndex((place) => place.getBoundingClientRect().top > 0);
    let next = here + by;
    if (here < 0) next = by > 0 ? (below < 0 ? places.length - 1 : below) : (below < 0 ? places.length : below) - 1;
    goTo(places[Math.min(places.length - 1, Math.max(0, next))]);
  };
  // Paragraphs are walked in one cable: the one in which the reader is.
  const paragraphs = () => {
    const here = document.activeElement.closest?.("[data-step]") ?? document.querySelector(":target");
    return [here?.dataset.step === "right" ? "right" : "left", ...others];
  };
  const over = () => {
    const here = document.activeElement.closest?.(".paragraph") ?? document.querySelector(".paragraph:target");
    if (!here) return;
    const side = here.dataset.step === "left" ? "right" : "left";
    const row = here.closest(".row");
    const beside = row.classList.contains("loose") ? null : row.querySelector(`[data-step="${side}"]`);
    const link = here.querySelector(".links a");
    const place = beside ?? (link && byId(link.hash.slice(1)));
    if (place) goTo(place);
  };

  for (const input of all("[data-filter]")) {
    const name = input.dataset.filter;
    const rows = all(`[data-filtered="${name}"] tbody tr`);
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
  for (const button of all("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", () => copied(button.dataset.copy));
  }
  for (const bar of all("[data-to]")) {
    bar.addEventListener("click", () => { location.hash = bar.dataset.to; });
  }

  // The address keeps view and filter behind the place, so that a link shows what its sender saw.
  const remember = () => {
    if (!form) return;
    const state = new URLSearchParams();
    if (document.documentElement.classList.contains("one-column")) state.set("view", "one");
    const only = all("input:checked", form).map((box) => box.value);
    if (only.length) state.set("only", only.join(" "));
    if (byId("wanted").value) state.set("words", byId("wanted").value);
    const hash = location.hash.slice(1).split("?")[0] + (state.size ? `?${state}` : "");
    if (hash !== location.hash.slice(1)) history.replaceState(null, "", `#${hash}`);
  };
  const recall = () => {
    const [place, query] = location.hash.slice(1).split("?");
    if (!form || !query) return;
    const state = new URLSearchParams(query);
    const only = (state.get("only") ?? "").split(" ");
    for (const box of all("[name=group]", form)) box.checked = only.includes(box.value);
    byId("wanted").value = state.get("words") ?? "";
    if (state.get("view") === "one") unify();
    narrow();
    byId(place)?.scrollIntoView();
  };

  // Filter: an item stays if it is of one of the chosen groups and holds the words; parts left empty go with them.
  const narrow = () => {
    const words = byId("wanted").value.trim().toLowerCase();
    const groups = all("input:checked", form).map((box) => box.value);
    const items = all("[data-group]");
    for (const item of items) {
      const own = item.dataset.group.split(" ");
      item.hidden = (groups.length && !groups.some((group) => own.includes(group))) || !item.textContent.toLowerCase().includes(words);
    }
    for (const part of all("[data-holds]")) part.hidden = !part.querySelector("[data-group]:not([hidden])");
    remember();
    byId("count").textContent = words || groups.length ? `${items.filter((item) => !item.hidden).length} of ${items.length} shown` : "";
  };
  if (form) {
    form.addEventListener("input", narrow);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(narrow));
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      byId("filters").open = false;
      byId("filters").querySelector("summary").focus();
    });
  }

  // One column: the words of the right are put behind those of the left that they replace.
  const woven = (row) => {
    const [left, right] = all(":scope > .side", row);
    const there = new Map();
    for (const part of all("[data-at]", right)) there.set(part.dataset.at, [...(there.get(part.dataset.at) ?? []), part]);
    const last = new Map(all("[data-at]", left).map((part) => [part.dataset.at, part]));
    for (const [number, part] of last) {
      for (const words of (there.get(number) ?? []).toReversed()) {
        if (!words.textContent || words.matches(".typography-edit, .rewrap-edit")) continue; // once is enough to read
        const copy = words.cloneNode(true);
        copy.dataset.woven = "";
        part.after(copy);
      }
    }
    return "linedUp" in row.dataset;
  };
  const unify = () => {
    const one = byId("unify").getAttribute("aria-pressed") !== "true";
    byId("unify").setAttribute("aria-pressed", String(one));
    document.documentElement.classList.toggle("one-column", one);
    for (const part of all("[data-woven]")) part.remove();
    for (const row of all(".row:not(.loose)")) row.classList.toggle("woven", one && woven(row));
    remember();
  };
  const asFiled = () => {
    const open = byId("file").getAttribute("aria-pressed") !== "true";
    byId("file").setAttribute("aria-pressed", String(open));
    for (const part of all("details.filed")) part.open = open;
  };
  const help = () => byId("help").showModal();
  const tools = document.querySelector(".tools");
  if (tools) {
    tools.hidden = false;
    byId("unify").addEventListener("click", unify);
    byId("file").addEventListener("click", asFiled);
    byId("keys").addEventListener("click", help);
    addEventListener("hashchange", remember);
    recall();
  }
  const filter = (event) => {
    const field = document.querySelector("#wanted, [data-filter]");
    if (!field) return;
    event.preventDefault();
    if (byId("filters")) byId("filters").open = true;
    field.focus();
  };

  const acts = {
    n: () => move(changes, 1), p: () => move(changes, -1), j: () => move(paragraphs(), 1), k: () => move(paragraphs(), -1),
    o: over, "?": help, "/": filter, ...(tools ? { u: unify, f: asFiled } : {}),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (/^(input|textarea|select)$/i.test(event.target.tagName)) return;
    if (Object.hasOwn(acts, event.key)) acts[event.key](event);
    if (Object.hasOwn(neighbours, event.key)) document.querySelector(`a[rel="${neighbours[event.key]}"]`)?.click();
  });
})();
