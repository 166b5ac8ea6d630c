const LOCALE = 'en-GB';

/** A day: "22 November 2026". `timeZone` is an IANA name; without one, the machine's. */
export function formatDay(instant: Date, timeZone?: string): string {
  return new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'long', year: 'numeric', timeZone }).format(instant);
}

/** An instant with its zone, always: "22 November 2026, 14:05 CET". */
export function formatInstant(instant: Date, timeZone?: string): string {
  const time = new Intl.DateTimeFormat(LOCALE, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
    timeZoneName: 'short',
  }).format(instant);
  return `${formatDay(instant, timeZone)}, ${time}`;
}

/** Time of day with seconds, for logs that name their day and zone elsewhere: "14:05:09". */
export function formatClock(instant: Date, timeZone?: string): string {
  return new Intl.DateTimeFormat(LOCALE, { timeStyle: 'medium', hourCycle: 'h23', timeZone }).format(instant);
}
