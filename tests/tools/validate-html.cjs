// Prints what the npm package html-validate finds in pages, a line each; nothing when they are valid. Hashes of files (SRI) are
// not asked for: pages of a folder would not load.
const fs = require("fs");
const path = require("path");
const { HtmlValidate } = require(path.join(process.env.GONGSHI_TEST_TOOLS, "node_modules/html-validate"));

async function main() {
  const validator = new HtmlValidate({ root: true, extends: ["html-validate:standard", "html-validate:document", "html-validate:a11y"], rules: { "require-sri": "off" } });
  for (const file of process.argv.slice(2)) {
    const report = await validator.validateString(fs.readFileSync(file, "utf8"), file);
    for (const result of report.results)
      for (const found of result.messages) console.log(`${file}:${found.line}: ${found.ruleId}: ${found.message} ${found.selector || ""}`);
  }
}

main();
