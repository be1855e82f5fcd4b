"""Prints the entries of calendars as JSON, as the Python package icalendar reads them."""

import datetime
import json
import sys

from icalendar import Calendar


def instant(value):
    if isinstance(value, datetime.datetime):
        return int(value.timestamp())
    return value.isoformat()


entries = {}
for path in sys.argv[1:]:
    with open(path, "rb") as file:
        calendar = Calendar.from_ical(file.read())
    entries[path] = [
        {
            "uid": str(event["UID"]),
            "start": instant(event["DTSTART"].dt),
            "end": instant(event["DTEND"].dt),
            "sequence": int(event["SEQUENCE"]),
            "status": str(event["STATUS"]),
            "stamp": instant(event["DTSTAMP"].dt),
            "summary": str(event["SUMMARY"]),
        }
        for event in calendar.walk("VEVENT")
    ]
print(json.dumps(entries))
