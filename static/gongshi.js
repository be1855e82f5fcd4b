// What pages do by themselves: colours and size, who is on duty, which version is in force, filters, printing.
// A classic ES2017 file; everything is readable without it. It asks for nothing and stores two words.
(function () {
  "use strict";

  var root = document.documentElement;
  // The site's time zone is China's, which has had no summer time since 1991; the reader's computer may be set otherwise.
  var ZONE = 8 * 3600000;

  function all(selector, within) {
    return Array.prototype.slice.call((within || document).querySelectorAll(selector));
  }

  function make(name, className, text) {
    var element = document.createElement(name);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  }

  function fill(pattern, values) {
    return pattern.replace(/\{(\w+)\}/g, function (whole, name) {
      return name in values ? String(values[name]) : whole;
    });
  }

  function two(number) {
    return (number < 10 ? "0" : "") + number;
  }

  /** An instant as 2026-10-31 in the site's zone. */
  function isoDay(instant) {
    return new Date(instant + ZONE).toISOString().slice(0, 10);
  }

  /** An instant as 10-31 08:30, without the date where it is today. */
  function clock(instant, now) {
    var at = new Date(instant + ZONE);
    var time = two(at.getUTCHours()) + ":" + two(at.getUTCMinutes());
    var day = isoDay(instant);
    if (day === isoDay(now)) return time;
    return (day.slice(0, 4) === isoDay(now).slice(0, 4) ? day.slice(5) : day) + " " + time;
  }

  function stored(name, value) {
    try {
      if (value === undefined) return localStorage.getItem("gongshi-" + name) || "";
      if (value) localStorage.setItem("gongshi-" + name, value);
      else localStorage.removeItem("gongshi-" + name);
    } catch (refused) {
      // A browser that keeps nothing still shows the choice until the page is left.
    }
    return value || "";
  }

  function choose(name, value) {
    stored(name, value);
    if (value) root.setAttribute("data-" + name, value);
    else root.removeAttribute("data-" + name);
  }

  // Colours and size.
  function appearance() {
    var themes = ["", "light", "dark", "contrast"];
    all(".tools").forEach(function (tools) {
      tools.hidden = false;
    });
    all("[data-action=theme]").forEach(function (button) {
      function show() {
        button.textContent = button.getAttribute("data-" + (root.getAttribute("data-theme") || "auto")) || button.textContent;
      }
      button.addEventListener("click", function () {
        var next = (themes.indexOf(root.getAttribute("data-theme") || "") + 1) % themes.length;
        choose("theme", themes[next]);
        show();
      });
      show();
    });
    all("[data-action=size]").forEach(function (button) {
      function show() {
        button.setAttribute("aria-pressed", root.getAttribute("data-size") === "large" ? "true" : "false");
      }
      button.addEventListener("click", function () {
        choose("size", root.getAttribute("data-size") === "large" ? "" : "large");
        show();
      });
      show();
    });
  }

  // Who is on duty now. The card is written anew each time, so that a name never outlives its shift.
  function dutyState(data, now) {
    var first = data.covers[0];
    var carried = data.slots.reduce(function (end, slot) {
      return Math.max(end, slot.end);
    }, 0);
    var begun = data.slots.reduce(function (start, slot) {
      return Math.min(start, slot.start);
    }, Infinity);
    var current = data.slots.filter(function (slot) {
      return slot.start <= now && now < slot.end;
    });
    if (current.length) return { name: "on-duty", slots: current };
    if (!data.slots.length && !data.covers[1]) return { name: "outside" };
    if (!data.slots.length || now >= carried) return { name: "expired", at: carried || data.covers[1] };
    if (now < first) return { name: "before", at: first };
    // A page is made no earlier than the day after its first slot begins.
    if (now < begun) return { name: "clock", at: now };
    var next = data.slots.filter(function (slot) {
      return slot.start > now;
    }).sort(function (a, b) {
      return a.start - b.start;
    })[0];
    return { name: "outside", next: next };
  }

  function dutyPeople(slots, words, now) {
    var list = make("dl", "duty-people");
    slots.forEach(function (slot) {
      var entry = make("div", "duty-person");
      entry.appendChild(make("dt", "", slot.post));
      var person = make("dd");
      person.appendChild(make("span", "person", slot.name));
      if (slot.phone) person.appendChild(make("span", "phone", slot.phone));
      person.appendChild(make("span", "shift-name", slot.shift + " " + fill(words.until, { time: clock(slot.end, now) })));
      entry.appendChild(person);
      list.appendChild(entry);
    });
    return list;
  }

  function dutyWords(state, data, now) {
    var words = data.words;
    var call = data.hotline ? " · " + words.call : "";
    if (state.name === "on-duty") return words.on_duty;
    if (state.name === "expired") return fill(words.expired, { time: state.at ? clock(state.at, now) : "—" }) + call;
    if (state.name === "before") return fill(words.before, { time: clock(state.at, now) }) + call;
    if (state.name === "clock") return fill(words.clock, { time: isoDay(now) }) + call;
    return words.outside + call;
  }

  function duty() {
    all("[data-duty]").forEach(function (card) {
      var data = JSON.parse(card.querySelector("script").textContent);
      var body = card.querySelector(".duty-body");
      var shown = "";
      function show() {
        var now = Date.now();
        var state = dutyState(data, now);
        var key = [state.name, isoDay(now)].concat((state.slots || []).map(function (slot) {
          return slot.id;
        })).join(" ");
        // Said again only when something changed, for those who listen.
        if (key === shown) return;
        shown = key;
        card.setAttribute("data-state", state.name);
        body.textContent = "";
        body.appendChild(make("p", "duty-state", dutyWords(state, data, now)));
        if (state.slots) body.appendChild(dutyPeople(state.slots, data.words, now));
        if (state.next) {
          var next = { time: clock(state.next.start, now), shift: state.next.shift };
          body.appendChild(make("p", "duty-next", fill(data.words.next, next)));
        }
      }
      show();
      setInterval(show, 20000);
      document.addEventListener("visibilitychange", show);
    });
  }

  // Which version is in force on the reader's day. Items are from/until/version/ending or from/until/repeal/.
  function timeline(element) {
    return element.getAttribute("data-timeline").split(" ").filter(Boolean).map(function (item) {
      var parts = item.split("/");
      return { from: parts[0], until: parts[1] || "", repeal: parts[2] === "repeal", ending: parts[3] || "expired" };
    });
  }

  function statusOf(item, today) {
    if (today < item.from) return "not-yet";
    if (item.repeal) return "repealed";
    return !item.until || today <= item.until ? "in-force" : item.ending;
  }

  function restate(badge, status, words) {
    if (!words[status] || badge.getAttribute("data-status") === status) return;
    badge.classList.remove(badge.getAttribute("data-status"));
    badge.classList.add(status);
    badge.setAttribute("data-status", status);
    badge.textContent = words[status];
  }

  /** The version a page shows, or the one a list would: in force, else the next, else the last. */
  function shown(items, name, today) {
    var versions = items.filter(function (item) {
      return name ? item.from === name : !item.repeal;
    });
    var fitting = versions.filter(function (item) {
      return statusOf(item, today) === "in-force";
    });
    var coming = versions.filter(function (item) {
      return today < item.from;
    });
    return fitting[0] || coming[0] || versions[versions.length - 1] || items[items.length - 1];
  }

  function statuses() {
    var source = document.getElementById("status-words");
    if (!source) return;
    var words = JSON.parse(source.textContent);
    var today = isoDay(Date.now());
    all("[data-timeline]").forEach(function (element) {
      var items = timeline(element);
      var badge = element.querySelector("[data-status]");
      var own = shown(items, element.getAttribute("data-version"), today);
      if (!badge || !own) return;
      var status = statusOf(own, today);
      restate(badge, status, words);
      if (element.hasAttribute("data-status")) element.setAttribute("data-status", status);
      all(".as-of", element).forEach(function (note) {
        note.hidden = true;
      });
      all("[data-banner]", element).forEach(function (banner) {
        warn(banner, status, words, shown(items, "", today), today);
      });
    });
  }

  /** Says above the text that it is not in force, and leads to the one that is. */
  function warn(banner, status, words, current, today) {
    var link = banner.querySelector("a");
    var there = current && statusOf(current, today) === "in-force" && document.querySelector(".versions a[data-version='" + current.from + "']");
    banner.hidden = status === "in-force";
    banner.querySelector("span").textContent = fill(banner.getAttribute("data-banner"), { status: words[status] });
    link.hidden = !there;
    if (!there) return;
    link.href = there.getAttribute("href");
    link.textContent = fill(link.getAttribute("data-template"), { date: current.from });
  }

  function today() {
    var day = isoDay(Date.now());
    all("[data-date]").forEach(function (element) {
      var is = element.getAttribute("data-date") === day;
      element.classList.toggle("today", is);
      if (is) element.setAttribute("aria-current", "date");
      else element.removeAttribute("aria-current");
    });
  }

  function filters() {
    all("[data-filter]").forEach(function (input) {
      var table = document.getElementById(input.getAttribute("data-filter"));
      var line = input.closest(".filter");
      var note = line.querySelector("[role=status]");
      var rows = all("tbody tr", table);
      var texts = rows.map(function (row) {
        return row.textContent.toLowerCase();
      });
      line.hidden = false;
      var choices = all("[data-choice]", line);
      function narrow() {
        var words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
        var chosen = choices.filter(function (choice) {
          return choice.value;
        });
        var shown = 0;
        rows.forEach(function (row, index) {
          var named = words.every(function (word) {
            return texts[index].indexOf(word) >= 0;
          });
          var fits = chosen.every(function (choice) {
            var values = row.getAttribute("data-" + choice.getAttribute("data-choice")) || "";
            return values.split("|").indexOf(choice.value) >= 0;
          });
          row.hidden = !(named && fits);
          if (!row.hidden) shown += 1;
        });
        // A total under rows that are left out would be wrong.
        if (table.tFoot) table.tFoot.hidden = shown < rows.length;
        note.textContent = words.length || chosen.length ? fill(note.getAttribute("data-template"), { n: shown }) : "";
      }
      input.addEventListener("input", narrow);
      choices.forEach(function (choice) {
        choice.addEventListener("change", narrow);
      });
    });
  }

  function printing() {
    all("[data-action=print]").forEach(function (button) {
      button.hidden = false;
      button.addEventListener("click", function () {
        // The first sheet alone: the style of the print-out leaves out what follows it.
        var part = button.getAttribute("data-print");
        if (part) root.setAttribute("data-print", part);
        else root.removeAttribute("data-print");
        window.print();
      });
    });
    window.addEventListener("afterprint", function () {
      root.removeAttribute("data-print");
    });
  }

  /** Copies without asking for a permission, which pages of a folder never get. */
  function copy(text) {
    var area = make("textarea", "visually-hidden");
    area.value = text;
    document.body.appendChild(area);
    area.select();
    var done = false;
    try {
      done = document.execCommand("copy");
    } catch (refused) {
      done = false;
    }
    document.body.removeChild(area);
    return done;
  }

  /** 二十三 for 23; articles, 款 and 项 stay below a hundred. */
  function numeral(number) {
    var digits = "零一二三四五六七八九";
    var ten = Math.floor(number / 10);
    return (ten > 1 ? digits[ten] : "") + (ten ? "十" : "") + (number % 10 || !ten ? digits[number % 10] : "");
  }

  var LEVELS = { p: ["款", "Paragraph"], i: ["项", "Item"], s: ["目", "Subparagraph"] };

  /** The unit a reader means within an article: the one selected, else the one the address names, else the article. */
  function meant(article) {
    var selection = window.getSelection && window.getSelection();
    var node = selection && !selection.isCollapsed && selection.anchorNode;
    var unit = node && (node.nodeType === 1 ? node : node.parentNode).closest("[id]");
    if (!unit || !article.contains(unit)) unit = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    return unit && article.contains(unit) ? unit : article;
  }

  /** 《title》（number）第十二条第二款第三项, or Article 12, Paragraph 2, Item 3 of it; with the address. */
  function cite(article, citation, english) {
    var unit = meant(article);
    var only = article.querySelectorAll("p.paragraph").length === 1;
    var label = article.querySelector("a.label").textContent.replace(/、$/, "");
    var number = article.id.replace(/^.*art-/, "").replace(".", "-");
    var words = english ? ["Article " + number] : [label];
    unit.id.slice(article.id.length).split("-").filter(Boolean).forEach(function (part) {
      var level = LEVELS[part[0]];
      if (!level || (part[0] === "p" && only)) return;
      words.push(english ? level[1] + " " + part.slice(1) : "第" + numeral(+part.slice(1)) + level[0]);
    });
    var address = location.href.split("#")[0] + "#" + unit.id;
    return (english ? words.join(", ") + ", " + citation : citation + words.join("")) + " " + address;
  }

  function citations() {
    all("[data-copy]").forEach(function (body) {
      var citation = body.closest("[data-citation]").getAttribute("data-citation");
      all(".article", body).forEach(function (article) {
        var label = article.querySelector("a.label");
        if (!label) return;
        var group = make("span", "copies");
        [body.getAttribute("data-copy"), "EN"].forEach(function (words, english) {
          var button = make("button", "copy", words);
          button.type = "button";
          button.setAttribute("aria-label", body.getAttribute("data-copy") + (english ? " (English) " : " ") + label.textContent);
          // A click must not take the selection away before it is read.
          button.addEventListener("mousedown", function (event) {
            event.preventDefault();
          });
          button.addEventListener("click", function () {
            if (!copy(cite(article, citation, english))) return;
            button.textContent = body.getAttribute("data-copied");
            setTimeout(function () {
              button.textContent = words;
            }, 2000);
          });
          group.appendChild(button);
        });
        article.appendChild(group);
      });
    });
  }

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

  [appearance, duty, statuses, today, filters, printing, citations, contents, regions].forEach(function (part) {
    part();
  });
  setInterval(today, 600000);
})();
