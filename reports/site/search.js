
(() => {
  const input = document.getElementById("search"), found = document.getElementById("found");
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const letters = [...document.querySelectorAll(".letter")].map((section) => ({
    section,
    entries: [...section.querySelectorAll("li")].map((entry) => ({ entry, text: plain(entry.textContent) })),
  }));
  const search = () => {
    const words = plain(input.value).split(/\s+/).filter(Boolean);
    let count = 0, whole = 0;
    for (const { section, entries } of letters) {
      let shown = 0;
      for (const { entry, text } of entries) {
        entry.hidden = !words.every((word) => text.includes(word));
        if (!entry.hidden) shown += 1;
      }
      section.hidden = !shown;
      count += shown;
      whole += entries.length;
    }
    found.textContent = words.length ? `${count} of ${whole}` : "";
  };
  input.closest("p").hidden = false;
  input.addEventListener("input", search);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.target === input || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    input.focus();
  });
  // An address may bring the words to look for: search.html#?minister
  const asked = decodeURIComponent(location.hash);
  if (asked.startsWith("#?")) { input.value = asked.slice(2); search(); }
})();
