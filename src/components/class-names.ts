/** Joins class names and skips what is absent. It does not settle conflicts: `className` props are for layout only. */
export function classNames(...names: (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ');
}
