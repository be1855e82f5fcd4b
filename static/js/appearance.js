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
      // What fitted may scroll now.
      window.dispatchEvent(new Event("resize"));
      show();
    });
    show();
  });
}

appearance();
