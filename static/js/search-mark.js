// Where the words of a query stand in a text: in excerpts, and on the page that a hit leads to.

/** Ranges of a text that the terms cover. */
function marked(text, terms) {
  const starts = [];
  let folded = "";
  for (let at = 0; at < text.length; at++) {
    const sign = fold(text[at]);
    for (let times = 0; times < sign.length; times++) starts.push(at);
    folded += sign;
  }
  starts.push(text.length);
  const ranges = [];
  terms.forEach(({ term }) => {
    if (/[№@]/.test(term)) return;
    for (let at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + 1)) {
      const inWord = /\w/.test(term) && (/\w/.test(folded[at - 1] || "") || /\w/.test(folded[at + term.length] || ""));
      if (!inWord) ranges.push([starts[at], starts[at + term.length]]);
    }
  });
  ranges.sort((a, b) => a[0] - b[0]);
  return ranges.reduce((merged, range) => {
    const last = merged[merged.length - 1];
    if (last && range[0] <= last[1]) last[1] = Math.max(last[1], range[1]);
    else merged.push(range);
    return merged;
  }, []);
}

/** A text with its ranges marked. */
function withMarks(text, ranges) {
  const whole = document.createDocumentFragment();
  let at = 0;
  ranges.forEach(([start, end]) => {
    whole.append(text.slice(at, start), make("mark", "", text.slice(start, end)));
    at = end;
  });
  whole.append(text.slice(at));
  return whole;
}

/** The part of a text with most of what was looked for. */
function excerpt(text, terms) {
  const WIDTH = 96;
  const ranges = marked(text, terms);
  let start = 0;
  let most = -1;
  ranges.forEach(([first]) => {
    const from = Math.max(0, Math.min(first - 16, text.length - WIDTH));
    const covered = ranges.reduce((sum, [a, b]) => sum + (a >= from && b <= from + WIDTH ? b - a : 0), 0);
    if (covered > most) {
      most = covered;
      start = from;
    }
  });
  const cut = ranges.filter(([a, b]) => a >= start && b <= start + WIDTH).map(([a, b]) => [a - start, b - start]);
  const words = make("p", "excerpt");
  words.append(start ? "…" : "", withMarks(text.slice(start, start + WIDTH), cut), start + WIDTH < text.length ? "…" : "");
  return words;
}

/** Marks what was looked for on the page that a hit led to. */
function highlight() {
  const typed = new URLSearchParams(location.search).get("q");
  const main = document.getElementById("main");
  if (!typed || !main || document.querySelector("[data-search]")) return;
  const { terms } = parse(typed, "");
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) if (!walker.currentNode.parentNode.closest("script,button,title,desc")) nodes.push(walker.currentNode);
  nodes.forEach(node => {
    const ranges = marked(node.data, terms).filter(([start, end]) => end - start > 1);
    if (ranges.length) node.replaceWith(withMarks(node.data, ranges));
  });
}

highlight();
