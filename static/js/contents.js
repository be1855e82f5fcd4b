// The table of contents: folded on a narrow screen, and following the reader on a wide one.
function contents() {
  var toc = document.querySelector("details.toc");
  if (!toc) return;
  var wide = window.matchMedia("(min-width: 60em)");
  function fold() {
    toc.open = wide.matches;
  }
  fold();
  // Until now a narrow screen showed it folded, so that nothing moves.
  toc.classList.add("ready");
  wide.addListener(fold);
  if (!("IntersectionObserver" in window)) return;
  var links = {};
  all("a[href^='#']", toc).forEach(function (link) {
    links[link.getAttribute("href").slice(1)] = link;
  });
  var articles = all(".article").filter(function (article) {
    return !links[article.id] && article.querySelector("a.label");
  });
  var here = make("span", "here");
  toc.querySelector("summary").appendChild(here);
  var seen = {};
  var observer = new IntersectionObserver(function (entries) {
    entries.forEach(function (entry) {
      var link = links[entry.target.id];
      seen[entry.target.id] = entry.isIntersecting;
      if (!link) return;
      if (!entry.isIntersecting) {
        link.removeAttribute("aria-current");
        return;
      }
      link.setAttribute("aria-current", "true");
      // A long table follows in its own frame.
      if (wide.matches) toc.scrollTop = link.offsetTop - toc.clientHeight / 2;
    });
    // The article being read stands beside the heading.
    var read = articles.filter(function (article) {
      return seen[article.id];
    })[0];
    if (read) here.textContent = read.querySelector("a.label").textContent;
  }, { rootMargin: "-12% 0px -68% 0px" });
  Object.keys(links).forEach(function (id) {
    var target = document.getElementById(id);
    if (target) observer.observe(target);
  });
  articles.forEach(function (article) {
    observer.observe(article);
  });
}

// A region that does not scroll needs no stop for the tab key.
function regions() {
  var wraps = all(".table-wrap");
  function mark() {
    wraps.map(function (wrap) {
      return wrap.scrollWidth > wrap.clientWidth || wrap.scrollHeight > wrap.clientHeight;
    }).forEach(function (scrolls, at) {
      if (scrolls) wraps[at].setAttribute("tabindex", "0");
      else wraps[at].removeAttribute("tabindex");
    });
  }
  mark();
  window.addEventListener("resize", mark);
}

contents();
regions();
