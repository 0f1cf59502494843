"use strict";
(() => {
  const form = document.getElementById("filter");
  const search = document.getElementById("search");
  const shown = document.getElementById("shown");
  const nothing = document.getElementById("nothing");
  const sections = [...document.querySelectorAll("main > section:not(#policies)")];
  const findings = [...document.querySelectorAll(".finding")].map((node) => ({
    node,
    text: node.textContent.toLowerCase(),
  }));

  const filter = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const chosen = { severity: new Set(), standing: new Set(), outcome: new Set() };
    for (const box of form.querySelectorAll("input:checked")) chosen[box.name].add(box.value);
    let count = 0;
    for (const { node, text } of findings) {
      const holds =
        words.every((word) => text.includes(word)) &&
        Object.entries(chosen).every(([name, values]) => values.has(node.dataset[name]));
      node.hidden = !holds;
      if (holds) count += 1;
    }
    for (const section of sections) section.hidden = !section.querySelector(".finding:not([hidden])");
    shown.textContent = `${count} of ${findings.length} shown`;
    nothing.hidden = count > 0 || findings.length === 0;
  };
  const open = (state) => {
    for (const { node } of findings) if (!node.hidden) node.open = state;
  };

  form.hidden = findings.length === 0;
  form.addEventListener("input", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => event.preventDefault());
  document.getElementById("open").addEventListener("click", () => open(true));
  document.getElementById("close").addEventListener("click", () => open(false));
  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input[type=search]");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      search.focus();
    } else if (event.key === "Escape" && typing) {
      search.value = "";
      filter();
    }
  });

  // A link to a policy opens it.
  const follow = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (target?.matches("details")) target.open = true;
  };
  window.addEventListener("hashchange", follow);
  follow();

  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    for (const details of closed) details.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const details of closed) details.open = false;
  });
  filter();
})();
