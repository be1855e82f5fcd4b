// Rows of a table by words and choices; printing.

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

filters();
printing();
