// What is typed, in terms as the index has them.

function fold(text) {
  return text.normalize("NFKC").toLowerCase();
}

/** 120 for 120, 一百二十 and 一二〇. */
function numeralValue(text) {
  let value = 0;
  let digit = 0;
  for (const sign of text) {
    const place = "十百千".indexOf(sign);
    if (place >= 0) {
      value += (digit || 1) * Math.pow(10, place + 1);
      digit = 0;
    } else digit = digit * 10 + Math.max(0, "零一二三四五六七八九".indexOf(sign), "〇一两".indexOf(sign), /\d/.test(sign) ? +sign : 0);
  }
  return value + digit;
}

/** The terms of a query: its article by itself, all else with how much of the text it is. */
function parse(typed, organisation) {
  const terms = [];
  let article = "";
  const key = term => (terms.push({ term, part: 1 }), " ");
  let text = fold(typed).replace(/(\d),(?=\d{3}(?!\d))/g, "$1").trim();
  [fold(organisation), "中华人民共和国", "关于"].forEach(start => {
    const open = text[0] === "《" ? 1 : 0;
    if (start && text.startsWith(start, open) && text.length > start.length + open + 1) text = text.slice(start.length + open);
  });
  text = text.replace(/(第?)\s*([\d零〇一二三四五六七八九十百千两]+)\s*条(?:之([\d一二三四五六七八九十]+))?((?:第[\d一二三四五六七八九十(]+\)?[款项])*)/g, (whole, sign, base, suffix, parts, at) => {
    const follows = text[at + whole.length] || "";
    if (article || (!sign && /[\u3400-\u9fff]/.test(follows) && !/[第的规]/.test(follows))) return whole;
    article = numeralValue(base) + (suffix ? "." + numeralValue(suffix) : "");
    return " ";
  });
  text = text.replace(/令\s*第?\s*(\d+)\s*号/g, (whole, number) => key("№" + number));
  text = text.replace(/[〔[(【]?((?:19|20)\d\d)[〕\])】]?\s*第?\s*(\d{1,5})\s*号/g, (whole, year, number) => key("№" + year + "-" + +number));
  text = text.replace(/((?:19|20)\d\d)(?:\s*年\s*(\d{1,2})\s*月|-(\d\d)(?!\d))/g, (whole, year, month, other) => key("@" + year + "-" + +(month || other)));
  (text.match(/[\u3007\u3400-\u9fff\u{20000}-\u{323af}]+|[a-z0-9]+/gu) || []).forEach(run => {
    if (/\w/.test(run)) terms.push({ term: run, part: 1, word: true });
    else pairs(run).forEach(pair => terms.push(pair));
  });
  return { article, terms: terms.filter((term, at) => terms.findIndex(other => other.term === term.term) === at) };
}

/** Neighbours in a run of characters. Those across words count half, where the browser knows words. */
function pairs(run) {
  const signs = Array.from(run);
  if (signs.length < 2) return [{ term: run, part: 1, open: true }];
  const starts = new Set();
  if (window.Intl && Intl.Segmenter) for (const word of new Intl.Segmenter("zh", { granularity: "word" }).segment(run)) starts.add(word.index);
  let at = 0;
  return signs.slice(1).map((sign, before) => {
    at += signs[before].length;
    return { term: signs[before] + sign, part: starts.has(at) ? 0.5 : 1 };
  });
}
