// The page of the search, the field at the head of every other page, and the key that leads to either.

function searchPage() {
  const form = document.querySelector("[data-search]");
  if (!form) return;
  const field = document.querySelector("input[type=search]");
  const list = document.querySelector("[data-search-results]");
  const state = document.querySelector(".search-state");
  const more = document.querySelector("[data-search-more]");
  const facet = name => (form.querySelector("[data-facet=" + name + "]") || {}).value || "";
  const words = JSON.parse(form.querySelector("script").textContent);
  const entry = form.getAttribute("data-search");
  const folder = entry.replace(/[^/]*$/, "");
  const read = reader(folder);
  const index = () => read(entry.slice(folder.length, -3)).then(table => table.index || (table.index = catalogue(table, read)));
  let run = 0;
  form.hidden = false;

  function fits(document) {
    const year = new Date(document.day * 86400000).getUTCFullYear();
    return (form.querySelector("[data-facet=older]").checked || !document.older) &&
      ["kind", "department", "status"].every(name => !facet(name) || document[name] === +facet(name)) &&
      (!facet("year") || (document.day && year === +facet("year")));
  }

  /** Says in an entry what its document is, and leads to the best unit of it. */
  async function tell(item, hit, typed, index) {
    const page = hit.document;
    const { terms } = parse(hit.text || typed, index.entry.o);
    const { title, number, versions, own, anchor, text } = hit.read || await unit(index, hit);
    const link = item.firstChild;
    if (anchor) link.setAttribute("href", link.getAttribute("href") + "#" + anchor);
    link.append(withMarks(title, marked(title, terms).filter(([start, end]) => end - start > 1)));
    const facts = make("p", "meta");
    const fact = (name, text) => text && facts.append(make("span", name, text), " ");
    fact("kind", index.entry.k[page.kind]);
    fact("number", number);
    fact("owner", index.entry.p[page.department]);
    if (versions) {
      item.setAttribute("data-timeline", versions);
      if (own) item.setAttribute("data-version", own);
      const badge = make("span", "status none", index.entry.u[page.status]);
      badge.setAttribute("data-status", "none");
      facts.append(badge, " ");
    }
    fact("older", page.older && words.older);
    fact("date", page.day && new Date(page.day * 86400000).toISOString().slice(0, 10));
    item.append(excerpt(text, terms), facts);
  }

  async function show(hits, from, typed, index) {
    const items = Array.from(list.children).slice(from, from + 10);
    await Promise.all(items.map((item, at) => tell(item, hits[from + at], typed, index)));
    items.forEach(item => (item.hidden = false));
    statuses();
    more.hidden = from + 10 >= hits.length;
    more.onclick = () => show(hits, from + 10, typed, index).then(() => list.children[from + 10].firstChild.focus());
  }

  async function query() {
    const typed = field.value;
    const own = ++run;
    list.setAttribute("aria-busy", "true");
    state.textContent = typed.trim() && words.busy;
    try {
      const table = await index();
      const all = typed.trim() ? await search(table, typed) : [];
      if (own !== run) return;
      const hits = all.filter(hit => fits(hit.document));
      if (facet("sort")) hits.sort((a, b) => b.document.day - a.document.day || b.score - a.score);
      const items = document.createDocumentFragment();
      hits.forEach(hit => {
        const item = items.appendChild(make("li"));
        item.hidden = true;
        item.appendChild(make("a")).setAttribute("href", "../" + hit.document.address + "/index.html?q=" + encodeURIComponent(hit.text || typed));
      });
      list.textContent = "";
      list.appendChild(items);
      await show(hits, 0, typed, table);
      if (own !== run) return;
      list.hidden = false;
      list.setAttribute("data-query", typed);
      list.setAttribute("aria-busy", "false");
      state.textContent = typed.trim() && fill(hits.length ? words.found : words.none, { n: hits.length, q: typed });
    } catch (failed) {
      state.textContent = words.failed;
    }
  }

  function start() {
    try {
      history.replaceState(null, "", "?q=" + encodeURIComponent(field.value));
    } catch (refused) {
      // A page of a folder may not change its address.
    }
    query();
  }

  field.addEventListener("input", event => event.isComposing || query());
  field.addEventListener("compositionend", query);
  form.addEventListener("change", event => event.target === field || query());
  form.addEventListener("submit", event => {
    event.preventDefault();
    start();
  });
  field.value = new URLSearchParams(location.search).get("q") || field.value;
  field.focus();
  if (field.value) query();
  else index().catch(() => 0);
}

function searchField() {
  all("form.site-search").forEach(form => form.addEventListener("submit", event => {
    event.preventDefault();
    location.href = form.action + "?q=" + encodeURIComponent(form.querySelector("input").value);
  }));
  document.addEventListener("keydown", event => {
    const typing = event.target.closest && event.target.closest("input,textarea,select,[contenteditable]");
    const field = document.querySelector(".search input, .site-search input");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey || !field) return;
    event.preventDefault();
    field.focus();
  });
}

searchPage();
searchField();
