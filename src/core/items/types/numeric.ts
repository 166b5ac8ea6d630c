import { DomainError } from '@/core/errors';
import { stemOnly } from './choice';
import type { ItemType, KeyOf, ShownOf } from './item-type';
import { parseNumber } from './parse-number';

const LONGEST_TEXT = 100;
/** Room for the last bit of a computed value: an end of the interval counts as inside. */
const ROUNDING = 1e-9;

const unitsOf = ({ unit, otherUnits }: Pick<KeyOf<'numeric'>, 'unit' | 'otherUnits'>): string[] =>
  unit === null ? [] : [unit, ...otherUnits.map((other) => other.unit)].toSorted();

/** Reads value and unit of an answer. @throws DomainError `not_a_number`, `answer_malformed`, `answer_too_long`. */
function readAnswer(units: readonly string[], answer: { text: string; unit: string | null }) {
  const text = answer.text.trim();
  if (text.length > LONGEST_TEXT) throw new DomainError('answer_too_long', 'A number has at most 100 characters.');
  const parsed = parseNumber(text);
  if ('problem' in parsed) throw new DomainError('not_a_number', parsed.problem);
  const written = parsed.unit === '' ? null : units.find((unit) => isSameUnit(unit, parsed.unit, units));
  if (written === undefined)
    throw new DomainError(
      'not_a_number',
      units.length === 0
        ? `"${parsed.unit}" is more than a number. Write the number alone.`
        : `"${parsed.unit}" is not one of the units ${units.join(', ')}.`,
    );
  if (answer.unit !== null && !units.includes(answer.unit))
    throw new DomainError('answer_malformed', `${answer.unit} is not one of the units offered.`);
  if (written !== null && answer.unit !== null && written !== answer.unit)
    throw new DomainError('answer_malformed', `The text says ${written}, the choice says ${answer.unit}.`);
  const unit = written ?? answer.unit ?? (units.length === 1 ? units[0]! : null);
  if (unit === null && units.length > 1) throw new DomainError('answer_malformed', 'No unit is chosen.');
  return { text, value: parsed.value, unit };
}

/** The same unit as written, or but for letter case where that leaves no doubt (`MB` and `Mb` are two units). */
function isSameUnit(unit: string, written: string, units: readonly string[]): boolean {
  const folded = (text: string) => text.normalize('NFKC').toLowerCase();
  if (unit === written) return true;
  return !units.includes(written) && units.filter((other) => folded(other) === folded(written)).length === 1
    ? folded(unit) === folded(written)
    : false;
}

/** A number within the tolerance of the key, in any unit the item knows: 1 point. */
export const numeric: ItemType<'numeric'> = {
  type: 'numeric',
  validate: ({ key, tolerance, unit, otherUnits }) => {
    const problems: string[] = [];
    if (!Number.isFinite(key)) problems.push('The key is not a number.');
    if (!(Number.isFinite(tolerance.value) && tolerance.value >= 0)) problems.push('The tolerance is not 0 or more.');
    if (tolerance.kind === 'relative' && tolerance.value >= 1) problems.push('The relative tolerance is 1 or more.');
    if (tolerance.kind === 'relative' && key === 0) problems.push('A relative tolerance means nothing for the key 0.');
    if (unit === null && otherUnits.length > 0) problems.push('There are other units but no unit.');
    const units = unitsOf({ unit, otherUnits });
    if (new Set(units).size !== units.length) problems.push('A unit stands twice.');
    if (units.some((name) => name.trim() === '' || /^[\d.,+-]/.test(name))) problems.push('A unit is not a word.');
    if (otherUnits.some(({ factor }) => !(Number.isFinite(factor) && factor !== 0)))
      problems.push('The factor of a unit is not a number other than 0.');
    return problems;
  },
  present: (content) => ({
    shown: { type: 'numeric', ...stemOnly(content), units: unitsOf(content) },
    key: {
      type: 'numeric',
      key: content.key,
      tolerance: content.tolerance,
      unit: content.unit,
      otherUnits: content.otherUnits,
    },
  }),
  shownOnly: (shown) => ({ type: 'numeric', ...stemOnly(shown), units: [...shown.units] }),
  maxPoints: () => 1,
  check: ({ units }: ShownOf<'numeric'>, answer) => {
    const { text, unit } = readAnswer(units, answer);
    return { type: 'numeric', text, unit };
  },
  score: (key, answer) => {
    const { value, unit } = readAnswer(unitsOf(key), answer);
    const factor = key.otherUnits.find((other) => other.unit === unit)?.factor ?? 1;
    const { kind, value: width } = key.tolerance;
    const room = kind === 'absolute' ? width : width * Math.abs(key.key);
    return Math.abs(value * factor - key.key) <= room + ROUNDING * Math.max(Math.abs(key.key), room, Number.MIN_VALUE)
      ? 1
      : 0;
  },
  keyAnswer: ({ key, unit }) => ({ type: 'numeric', text: String(key), unit }),
};
