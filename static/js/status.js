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

statuses();
today();
setInterval(today, 600000);
