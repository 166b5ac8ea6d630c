const MINUTE = 60_000;

/** A length of time as someone would say it, rounded down so that nobody counts on more than there is. */
export function closestDuration(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  if (seconds < 60) return count(Math.max(1, seconds), 'second');
  if (seconds < 300) {
    const rest = Math.floor((seconds % 60) / 10) * 10;
    const minutes = count(Math.floor(seconds / 60), 'minute');
    return rest === 0 ? `about ${minutes}` : `about ${minutes} and ${rest} seconds`;
  }
  const minutes = Math.floor(ms / MINUTE);
  if (minutes < 60) return `about ${count(minutes, 'minute')}`;
  const rest = minutes % 60;
  const hours = count(Math.floor(minutes / 60), 'hour');
  return rest === 0 ? `about ${hours}` : `about ${hours} and ${count(rest, 'minute')}`;
}

const count = (n: number, unit: string) => `${n} ${unit}${n === 1 ? '' : 's'}`;
