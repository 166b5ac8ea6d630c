/**
 * Ids inside an item are free text here and narrow in QTI (letters, digits, "_", "-", ".", a letter first, no space). Plain ones are
 * written as they are, others with their odd characters in hexadecimal between dots and "c-" in front.
 */
const PLAIN = /^[A-Za-z](?:[A-Za-z0-9_-])*$/;

export function writeIdentifier(id: string): string {
  if (PLAIN.test(id) && !id.startsWith('c-')) return id;
  return `c-${id.replace(/[^A-Za-z0-9_-]/gu, (character) => `.${character.codePointAt(0)!.toString(16)}.`)}`;
}

/** Undoes `writeIdentifier`; only for files that were written here. */
export function readIdentifier(identifier: string): string {
  if (!identifier.startsWith('c-')) return identifier;
  return identifier.slice(2).replace(/\.([0-9a-f]{1,6})\./g, (whole, hex: string) => {
    const point = Number.parseInt(hex, 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}
