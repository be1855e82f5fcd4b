// Preview only: reloads the page when the site was made anew, and shows what is wrong with it.
(function () {
  "use strict";
  var version = 0;
  var overlay = null;

  function show(title, text) {
    if (!overlay) {
      overlay = document.createElement("section");
      overlay.setAttribute("role", "alert");
      overlay.className = "preview-errors";
      document.body.insertBefore(overlay, document.body.firstChild);
    }
    overlay.textContent = "";
    var heading = document.createElement("h2");
    heading.textContent = title;
    var pre = document.createElement("pre");
    pre.textContent = text;
    overlay.appendChild(heading);
    overlay.appendChild(pre);
  }

  function ask() {
    fetch("/_gongshi/news?after=" + version)
      .then(function (response) { return response.json(); })
      .then(function (news) {
        if (version && news.version > version && !news.errors) {
          location.reload();
          return;
        }
        version = news.version;
        if (news.errors && document.body.getAttribute("data-page") !== "checklist") {
          show(news.title, news.errors);
        } else if (overlay) {
          overlay.parentNode.removeChild(overlay);
          overlay = null;
        }
        ask();
      })
      .catch(function () { setTimeout(ask, 1000); });
  }

  ask();
})();
