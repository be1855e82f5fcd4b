// The table of contents: folded on a narrow screen, and following the reader on a wide one.
function contents() {
  var toc = document.querySelector("details.toc");
  if (!toc) return;
  var wide = window.matchMedia("(min-width: 60em)");
  function fold() {
    toc.open = wide.matches;
  }
  fold();
  wide.addListener(fold);
  if (!("IntersectionObserver" in window)) return;
  var links = {};
  all("a[href^='#']", toc).forEach(function (link) {
    links[link.getAttribute("href").slice(1)] = link;
  });
  var observer = new IntersectionObserver(function (entries) {
    entries.forEach(function (entry) {
      var link = links[entry.target.id];
      if (entry.isIntersecting) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
  }, { rootMargin: "-12% 0px -68% 0px" });
  Object.keys(links).forEach(function (id) {
    var target = document.getElementById(id);
    if (target) observer.observe(target);
  });
}

// A region that does not scroll needs no stop for the tab key.
function regions() {
  all(".table-wrap[tabindex]").forEach(function (region) {
    function mark() {
      if (region.scrollWidth > region.clientWidth) region.setAttribute("tabindex", "0");
      else region.removeAttribute("tabindex");
    }
    mark();
    window.addEventListener("resize", mark);
  });
}

contents();
regions();
