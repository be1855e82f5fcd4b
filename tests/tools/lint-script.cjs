// Prints what Chromium 78 would not understand in scripts, a line each: syntax after ES2017, as the npm package acorn reads it,
// and calls of what came to browsers later.
const fs = require("fs");
const path = require("path");
const acorn = require(path.join(process.env.GONGSHI_TEST_TOOLS, "node_modules/acorn"));

const LATER = new Set([
  "replaceAll", "at", "findLast", "findLastIndex", "any", "toSorted", "toReversed", "toSpliced", "with", "groupBy", "hasOwn", "replaceChildren",
  "structuredClone", "WeakRef", "checkVisibility", "randomUUID", "showPopover", "startViewTransition", "ListFormat", "DisplayNames", "cause",
  "isWellFormed", "toWellFormed", "arrayBuffer", "text", "stream", "timeout", "throwIfAborted", "withResolvers", "union", "intersection"
]);
/** What may be asked for: where it is not there the script does without. */
const ASKED = ["window.Intl && Intl.Segmenter"];

function visit(node, see) {
  see(node);
  for (const child of [].concat(...Object.values(node))) if (child && typeof child.type === "string") visit(child, see);
}

for (const file of process.argv.slice(2)) {
  const text = fs.readFileSync(file, "utf8");
  const say = (place, words) => console.log(`${file}:${place.line}: ${words}`);
  try {
    const tree = acorn.parse(text, { ecmaVersion: 2017, sourceType: "script", locations: true });
    visit(tree, node => {
      if (node.type !== "CallExpression" && node.type !== "NewExpression") return;
      const name = node.callee.name || (node.callee.property && node.callee.property.name);
      if (LATER.has(name)) say(node.loc.start, `${name}() came after Chromium 78`);
      if (name === "Segmenter" && !ASKED.some(asked => text.replace(/\s*&&\s*/g, " && ").includes(asked))) say(node.loc.start, "Segmenter is used unasked");
      if (["eval", "Function", "fetch", "Worker", "importScripts"].includes(name)) say(node.loc.start, `${name}() does not work from a folder or under the policy`);
    });
  } catch (error) {
    say(error.loc || { line: 1 }, error.message);
  }
}
