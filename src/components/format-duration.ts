const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const UNITS = [
  { size: DAY, one: 'day', many: 'days' },
  { size: HOUR, one: 'hour', many: 'hours' },
  { size: MINUTE, one: 'minute', many: 'minutes' },
  { size: SECOND, one: 'second', many: 'seconds' },
] as const;

/**
 * A length of time in words with its two largest units: "1 hour 5 minutes", "45 seconds".
 * Milliseconds are dropped, as a clock drops them; negative lengths read as none.
 */
export function durationWords(durationMs: number): string {
  const whole = Math.floor(Math.max(0, durationMs) / SECOND) * SECOND;
  const first = UNITS.findIndex((unit) => whole >= unit.size);
  if (first === -1) return '0 seconds';
  const parts: string[] = [];
  let rest = whole;
  for (const unit of UNITS.slice(first, first + 2)) {
    const amount = Math.floor(rest / unit.size);
    rest -= amount * unit.size;
    if (amount > 0) parts.push(`${amount} ${amount === 1 ? unit.one : unit.many}`);
  }
  return parts.join(' ');
}

/** A length of time as a clock shows it: "4:05", "1:04:05". Negative lengths read as "0:00". */
export function durationFigures(durationMs: number): string {
  const seconds = Math.floor(Math.max(0, durationMs) / SECOND);
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** A machine-readable length of time for `<time dateTime>`: "PT1H4M5S" (ISO 8601-1). */
export function durationIso(durationMs: number): string {
  const seconds = Math.floor(Math.max(0, durationMs) / SECOND);
  const parts = [
    [Math.floor(seconds / 3600), 'H'],
    [Math.floor((seconds % 3600) / 60), 'M'],
    [seconds % 60, 'S'],
  ] as const;
  const text = parts.flatMap(([amount, unit]) => (amount > 0 ? [`${amount}${unit}`] : [])).join('');
  return `PT${text || '0S'}`;
}
