// Which documents fit a query, and which unit of each fits best.

/** Documents with score and best unit. */
async function rank(index, query) {
  const { documents, owners } = index;
  const alone = query.terms.length === 1 && !query.article;
  const found = await Promise.all(query.terms.map(async term => {
    // The pairs of a frequent character fill files; beside other terms it says little.
    if (term.open && !alone && before(index.lists, term.term + "\uffff") - before(index.lists, term.term) > 2) return null;
    return { term, lists: await postings(index, term.term, term.open) };
  }));
  const terms = found.filter(Boolean);
  const state = { index, cover: new Float32Array(index.units), fit: new Float32Array(index.units), whole: new Float32Array(documents.length), titles: new Uint8Array(documents.length), seen: new Uint16Array(index.units), last: new Uint16Array(documents.length), weight: 0 };
  terms.forEach((one, at) => add(state, one, at + 1));
  const own = query.article && await places(index, "#" + query.article);
  const named = query.article && await places(index, "§" + query.article);
  const hits = [];
  documents.forEach(document => {
    const at = document.at;
    let hit = null;
    if (state.weight && state.whole[at] >= 0.6 * state.weight) hit = fitting(state, document);
    else if (!state.weight && !terms.length && query.article && (own.has(at) || named.has(at))) hit = { document, unit: document.unit, score: 0 };
    if (!hit) return;
    if (query.article && own.has(at)) {
      hit.unit = own.get(at);
      hit.score += 2;
    } else if (query.article && named.has(at)) {
      if (!terms.length) hit.unit = named.get(at);
      hit.score += 0.3;
    }
    if (document.status > 2) hit.score -= 0.2;
    hits.push(hit);
  });
  return hits;
}

/** Adds the postings of a term to what units and documents have. */
function add(state, { term, lists }, stamp) {
  const { owners, documents, units } = state.index;
  const count = lists.reduce((sum, list) => sum + list.count, 0);
  // A pair that stands nowhere says that the query is not there as it is, one across words says nothing.
  const weight = count ? term.part * Math.log(1 + units / count) : term.part < 1 ? 0 : Math.log(1 + units) / 2;
  state.weight += weight;
  lists.forEach(list => {
    const place = { at: list.start };
    let unit = 0;
    while (place.at < list.end) {
      const posting = next(list.bytes, place);
      unit += posting >> 3;
      if (state.seen[unit] === stamp) continue;
      state.seen[unit] = stamp;
      state.cover[unit] += weight;
      state.fit[unit] += weight * (0.4 + 0.15 * (posting & 7));
      const owner = owners[unit];
      if (state.last[owner] !== stamp) {
        state.last[owner] = stamp;
        state.whole[owner] += weight;
      }
      if (unit === documents[owner].unit) state.titles[owner] += 1;
    }
  });
}

/** How well a document fits: its title, its best unit, all of it. */
function fitting(state, document) {
  const all = state.weight;
  let best = 0;
  let unit = document.unit;
  let full = 0;
  for (let at = document.unit + 1; at < document.unit + document.units; at++) {
    const fit = state.cover[at] * state.fit[at];
    if (state.cover[at] > 0.99 * all) full += 1;
    if (fit > best) {
      best = fit;
      unit = at;
    }
  }
  const title = state.cover[document.unit] / all;
  if (title > 0.99) {
    best = Math.max(best, all * all);
    full += 1;
  }
  let score = 3 * best / (all * all) + (full ? 0.6 : 0) + state.whole[document.at] / all + 0.03 * Math.log(1 + full);
  if (title > 0.99) {
    const share = state.titles[document.at] / document.title;
    score += share < 1 ? 1.2 * share : 2.5;
    unit = document.unit;
  } else score += title * title;
  return { document, unit, score };
}

/** For each document the first unit that a term stands in. */
async function places(index, term) {
  const units = new Map();
  (await postings(index, term)).forEach(list => {
    const place = { at: list.start };
    let unit = 0;
    while (place.at < list.end) {
      unit += next(list.bytes, place) >> 3;
      if (!units.has(index.owners[unit])) units.set(index.owners[unit], unit);
    }
  });
  return units;
}

/** Documents whose title is spelled so: gongwujiedai, gwjd. */
async function spelled(index, letters) {
  const files = await Promise.all(index.names.map(index.read));
  const hits = [];
  files.forEach(([first, lines]) => {
    let name = "";
    lines.split("\n").forEach((line, at) => {
      if (!line) return;
      name = name.slice(0, digits(line, 0, 1)) + line.slice(1);
      const syllables = name.split("-");
      const initials = syllables.map(syllable => syllable[0]).join("").indexOf(letters);
      const from = initials >= 0 ? initials : syllables.findIndex((syllable, start) => syllable && syllables.slice(start).join("").startsWith(letters));
      const document = index.documents[first + at];
      if (from >= 0) hits.push({ document, unit: document.unit, score: (from ? 3 : 4) + letters.length / name.length - (document.status > 2 ? 0.2 : 0) });
    });
  });
  return hits;
}

/** All hits of what is typed, its synonyms included, the best first. */
async function search(index, typed) {
  if (!index.units) return [];
  const queries = [{ text: typed, part: 1 }];
  index.entry.s.forEach(([term, ...others]) => {
    if (fold(typed).includes(fold(term))) others.forEach(other => queries.push({ text: fold(typed).replace(fold(term), other), part: 0.7 }));
  });
  const letters = fold(typed).replace(/[\s']/g, "");
  const lists = await Promise.all(queries.slice(0, 6).map(async ({ text, part }) => {
    const hits = await rank(index, parse(text, index.entry.o));
    return hits.map(hit => Object.assign(hit, { score: hit.score * part, text }));
  }).concat(/^[a-z]{2,}$/.test(letters) ? spelled(index, letters) : []));
  const best = new Map();
  [].concat(...lists).forEach(hit => {
    const other = best.get(hit.document);
    if (!other || other.score < hit.score) best.set(hit.document, hit);
  });
  const order = (a, b) => b.score - a.score || b.document.day - a.document.day || a.document.at - b.document.at;
  const hits = Array.from(best.values()).sort(order);
  // Pairs of characters may stand in a text without the words they make up: the first hits are read.
  const words = fold(typed).replace(/\s/g, "");
  await Promise.all(hits.slice(0, 10).map(async hit => {
    hit.read = await unit(index, hit);
    if (fold(hit.read.text + hit.read.title).replace(/\s/g, "").includes(words)) hit.score += 0.6;
  }));
  return hits.sort(order);
}

/** The title and the words of the unit that a hit leads to, from its pack. */
async function unit(index, { document, unit }) {
  const pack = await index.read(index.packs[before(index.packs, unit)].name);
  const within = Math.max(0, unit - document.unit - 1);
  const segment = pack.find(([at, first, , , , , ...units]) => at === document.at && within - first < Math.max(1, units.length));
  const [, first, title, number, versions, own] = segment;
  const [anchor, ...lines] = (segment[6 + within - first] || "\n").split("\n");
  return { title, number, versions, own, anchor: unit > document.unit && anchor, text: lines.join(" ") };
}
