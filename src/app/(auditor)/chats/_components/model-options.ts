/** The models to choose from, each once: those in use first, then what the endpoint offers, by name. */
export function modelOptions(offered: readonly string[], inUse: readonly string[]): { value: string; label: string }[] {
  const names = new Set([...inUse, ...offered.toSorted((a, b) => a.localeCompare(b, 'en'))]);
  return [...names].map((name) => ({ value: name, label: name }));
}
