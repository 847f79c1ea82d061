
(() => {
  const byId = (id) => document.getElementById(id);
  const input = byId("search"), found = byId("found");
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  // The index on the page: entries that hold what was typed.
  const links = document.querySelectorAll(".letters li");
  const letters = [...document.querySelectorAll(".letter")].map((section, place) => ({
    section,
    link: links[place],
    entries: [...section.querySelectorAll("li")].map((entry) => ({ entry, text: plain(entry.textContent) })),
  }));
  const narrow = () => {
    const words = plain(input.value).replaceAll("*", "").split(/\s+/).filter(Boolean);
    let count = 0, whole = 0;
    for (const { section, link, entries } of letters) {
      let shown = 0;
      for (const { entry, text } of entries) {
        entry.hidden = !words.every((word) => text.includes(word));
        if (!entry.hidden) shown += 1;
      }
      section.hidden = link.hidden = !shown;
      count += shown;
      whole += entries.length;
    }
    found.textContent = words.length ? `${count.toLocaleString("en")} of ${whole.toLocaleString("en")} in the index` : "";
  };

  // The full texts: the words of all cables stand in files beside the page, in order; one is loaded when it is needed.
  const texts = byId("texts"), told = byId("texts-found"), hits = byId("hits");
  const firsts = texts.dataset.firsts.split(" ").filter(Boolean);
  const files = new Map(), arrived = new Map();
  globalThis.wordsOf = (number, words) => arrived.set(number, new Map(Object.entries(words)));
  const load = (number) => {
    if (!files.has(number)) {
      files.set(number, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = `words/${number}.js`;
        script.onload = () => resolve(arrived.get(number));
        script.onerror = () => { files.delete(number); reject(new Error(script.src)); };
        document.head.append(script);
      }));
    }
    return files.get(number);
  };
  const cablesOf = (gaps) => {
    let number = 0;
    return gaps.split(" ").map((gap) => { number += parseInt(gap, 36); return number; });
  };
  // Null: a word that is too common to be looked for.
  const holders = async ({ word, open }) => {
    const first = Math.max(0, firsts.findLastIndex((one) => one <= word));
    const last = open ? firsts.findLastIndex((one) => one <= word || one.startsWith(word)) : first;
    const cables = new Set();
    for (let place = first; place <= last; place += 1) {
      const words = await load(place + 1);
      for (const held of open ? [...words.keys()].filter((one) => one.startsWith(word)) : [word]) {
        const gaps = words.get(held);
        if (gaps === "") return null;
        if (gaps) for (const cable of cablesOf(gaps)) cables.add(cable);
      }
    }
    return cables;
  };
  const asked = () => [...plain(input.value).matchAll(/([\p{L}\p{N}]{2,})(\*?)/gu)].map(([, word, star]) => ({ word, open: star === "*" && word.length > 2 }));
  const entries = new Map([...document.querySelectorAll("[data-cable]")].map((entry) => [Number(entry.dataset.cable), entry]));
  const hit = (number, wanted) => {
    const item = entries.get(number).cloneNode(true);
    item.hidden = false;
    item.querySelector("small").firstChild.data = item.querySelector("small").textContent.replace(/^cable( · )?/, "");
    const link = item.querySelector("a");
    link.dataset.step = "pair";
    // Browsers that know text fragments mark the words and go to the first of them.
    const words = wanted.filter(({ open }) => !open).map(({ word }) => `text=${encodeURIComponent(word)}`);
    if (words.length) link.setAttribute("href", `${link.getAttribute("href")}#:~:${words.join("&")}`);
    return item;
  };
  const tell = (cables, common) => {
    const left = common.map(({ word, open }) => `“${word}${open ? "*" : ""}” stands in more than ${texts.dataset.most} cables and is not looked for.`);
    const words = common.length ? "the other words" : "these words";
    const counts = [`No cable has ${words}.`, `1 cable has ${words}.`, `${cables?.length.toLocaleString("en")} cables have ${words}, in order of time.`];
    told.textContent = [...(cables ? [counts[Math.min(2, cables.length)]] : []), ...left].join(" ");
  };
  let turn = 0;
  const look = async () => {
    const own = turn += 1, wanted = asked();
    texts.hidden = !wanted.length || !firsts.length;
    if (texts.hidden) return;
    try {
      const each = await Promise.all(wanted.map(holders));
      if (own !== turn) return; // the reader has typed on
      const sets = each.filter(Boolean), common = wanted.filter((_, place) => !each[place]);
      const cables = sets.length ? [...sets[0]].filter((cable) => sets.every((set) => set.has(cable))).sort((a, b) => a - b) : [];
      hits.replaceChildren(...cables.map((cable) => hit(cable, wanted.filter((word) => !common.includes(word)))));
      tell(sets.length ? cables : null, common);
    } catch {
      if (own === turn) told.textContent = "The words of the texts, which stand in the folder words beside this page, could not be loaded.";
    }
  };

  let waiting;
  const search = () => {
    narrow();
    clearTimeout(waiting);
    waiting = setTimeout(look, 150); // no files are loaded for words half typed
  };
  for (const part of [input.closest("p"), byId("how")]) part.hidden = false;
  input.addEventListener("input", search);
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== "ArrowDown") return;
    const link = document.querySelector("#hits a, .letter:not([hidden]) li:not([hidden]) a");
    if (link) { event.preventDefault(); link.focus(); }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.target === input || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    input.focus();
  });
  // An address may bring the words to look for: search.html#?minister
  let brought = location.hash;
  try { brought = decodeURIComponent(brought); } catch { /* a lone % stands for itself */ }
  if (brought.startsWith("#?")) { input.value = brought.slice(2); search(); }
})();
