// The citation of an article, for a clipboard.

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

citations();
