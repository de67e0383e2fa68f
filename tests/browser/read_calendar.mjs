// Reads a calendar from the standard input by ical.js and by node-ical; prints what each of them
// understood as JSON: moments in UTC, days as they are written. TZ is the zone of the reader.
// Whether an answer is asked for and when a calendar rings is told by ical.js.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import ICAL from "ical.js";

const nodeIcal = createRequire(import.meta.url)("node-ical");
const text = readFileSync(0, "utf8");

function pad(number) {
  return String(number).padStart(2, "0");
}

function byIcalJs() {
  const calendar = new ICAL.Component(ICAL.parse(text));
  for (const zone of calendar.getAllSubcomponents("vtimezone")) {
    ICAL.TimezoneService.register(zone);
  }
  const when = (time) => (time.isDate ? time.toString() : time.toJSDate().toISOString());
  return calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      title: event.summary,
      place: event.location || "",
      text: event.description || "",
      starts: when(event.startDate),
      ends: when(event.endDate),
      sequence: event.sequence,
      status: component.getFirstPropertyValue("status"),
      names: event.attendees.map((each) => each.getParameter("cn")),
      asked: event.attendees.map((each) => [each.getParameter("partstat"), each.getParameter("rsvp")]),
      alarms: component
        .getAllSubcomponents("valarm")
        .map((alarm) => ["action", "trigger"].map((name) => String(alarm.getFirstPropertyValue(name)))),
    };
  });
}

function byNodeIcal() {
  const when = (moment) =>
    moment.dateOnly
      ? `${moment.getFullYear()}-${pad(moment.getMonth() + 1)}-${pad(moment.getDate())}`
      : moment.toISOString();
  const events = Object.values(nodeIcal.sync.parseICS(text)).filter((each) => each.type === "VEVENT");
  return events.map((event) => ({
    uid: event.uid,
    title: event.summary,
    place: event.location || "",
    text: event.description || "",
    starts: when(event.start),
    ends: when(event.end),
    sequence: Number(event.sequence),
    status: event.status,
    names: [event.attendee || []].flat().map((each) => each.params.CN.replaceAll('"', "")),
    asked: [event.attendee || []].flat().map((each) => [each.params.PARTSTAT, String(each.params.RSVP)]),
  }));
}

process.stdout.write(JSON.stringify({ "ical.js": byIcalJs(), "node-ical": byNodeIcal() }));
