// Prints the entries of calendars as JSON, as the npm package ical.js reads them.
const fs = require("fs");
const path = require("path");

async function main() {
  const { default: ICAL } = await import(path.join(process.env.GONGSHI_TEST_TOOLS, "node_modules/ical.js/dist/ical.js"));
  const instant = (time) => (time.isDate ? time.toString() : time.toUnixTime());
  const entries = {};
  for (const file of process.argv.slice(2)) {
    const calendar = new ICAL.Component(ICAL.parse(fs.readFileSync(file, "utf8")));
    entries[file] = calendar.getAllSubcomponents("vevent").map((component) => {
      const value = (name) => component.getFirstPropertyValue(name);
      return {
        uid: value("uid"),
        start: instant(value("dtstart")),
        end: instant(value("dtend")),
        sequence: value("sequence"),
        status: value("status"),
        stamp: instant(value("dtstamp")),
        summary: value("summary"),
      };
    });
  }
  console.log(JSON.stringify(entries));
}

main();
