/**
 * The first text within an input that cannot be stored: one with a NUL character, which PostgreSQL refuses, or with half a
 * surrogate pair, which encoding would replace silently. `field` is its path, `position` counts UTF-16 units from 0.
 */
export function unstorableField(input: unknown): { field: string; position: number } | null {
  const open: { value: unknown; field: string }[] = [{ value: input, field: '' }];
  for (let entry = open.pop(); entry; entry = open.pop()) {
    const { value, field } = entry;
    if (typeof value === 'string') {
      const position = brokenAt(value);
      if (position !== -1) return { field, position };
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, part] of Object.entries(value).reverse())
        open.push({ value: part, field: field ? `${field}.${name}` : name });
    }
  }
  return null;
}

function brokenAt(text: string): number {
  const nul = text.indexOf('\0');
  const half = text.isWellFormed() ? -1 : text.search(/\p{Surrogate}/u);
  if (nul === -1 || half === -1) return Math.max(nul, half);
  return Math.min(nul, half);
}
