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
  var held = current.some(function (slot) {
    return slot.name;
  });
  if (current.length) return { name: held ? "on-duty" : "gap", slots: held && current };
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
  // Between last night's duty and tonight's the offices are open.
  return { name: next && isoDay(next.start) === isoDay(now) ? "office" : "outside", next: next };
}

function dutyPeople(slots, words, now) {
  var list = make("dl", "duty-people");
  slots.forEach(function (slot) {
    var entry = make("div", "duty-person");
    entry.appendChild(make("dt", "", slot.post));
    var person = make("dd");
    person.appendChild(make("span", slot.name ? "person" : "vacant", slot.name || words.vacant));
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
  if (state.name === "gap") return words.gap + call;
  return (state.name === "office" ? words.office : words.outside) + call;
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

duty();
