// What pages do by themselves; everything is readable without it. The files of this folder are joined into one classic
// ES2017 script, this one first. It asks for nothing and stores two words. This file: what all the others use.

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
