// Rows of a table in the order of a column: amounts, dates and Chinese numerals by what they say, not by how they are written.

/** A number, or words in which numbers are equally long. */
function worth(text) {
  var words = fold(text).trim();
  var amount = words.replace(/[,\s元%]/g, "").replace(/^[−–]/, "-");
  if (amount && isFinite(amount)) return +amount;
  return words.replace(/(第|^)([零〇一二两三四五六七八九十百千]+)(?=[条章节项款号年月季、]|$)/g, function (whole, start, numeral) {
    return start + numeralValue(numeral);
  }).replace(/\d+/g, function (number) {
    return number.padStart(12, "0");
  });
}

/** Numbers, then words, then what says nothing, which stays last in either direction. */
function ordered(rows, column, direction) {
  var values = rows.map(function (row) {
    return worth(row.cells[column].textContent);
  });
  function rank(value) {
    return value === "" || value === "—" ? 2 : typeof value === "string" ? 1 : 0;
  }
  return rows.map(function (row, at) {
    return at;
  }).sort(function (one, other) {
    var a = values[one];
    var b = values[other];
    var kinds = rank(a) - rank(b);
    if (kinds) return rank(a) === 2 || rank(b) === 2 ? kinds : kinds * direction;
    return (rank(a) ? String(a).localeCompare(b, "zh") : a - b) * direction || one - other;
  }).map(function (at) {
    return rows[at];
  });
}

function sorting() {
  all("table[data-ascending]").forEach(function (table) {
    var body = table.tBodies[0];
    var rows = all("tr", body);
    var heads = all("thead th", table);
    var note = make("p", "visually-hidden");
    note.setAttribute("role", "status");
    table.parentNode.insertBefore(note, table);
    heads.forEach(function (head, column) {
      var title = head.textContent;
      var button = make("button", "sort", title);
      button.type = "button";
      button.addEventListener("click", function () {
        var before = head.getAttribute("aria-sort");
        var now = before === "ascending" ? "descending" : before ? "" : "ascending";
        heads.forEach(function (other) {
          other.removeAttribute("aria-sort");
        });
        if (now) head.setAttribute("aria-sort", now);
        (now ? ordered(rows, column, now === "ascending" ? 1 : -1) : rows).forEach(function (row) {
          body.appendChild(row);
        });
        note.textContent = fill(table.getAttribute("data-" + (now || "unsorted")), { column: title });
      });
      head.textContent = "";
      head.appendChild(button);
    });
  });
}

sorting();
