import { type DuplicateIndex, NEAR_DUPLICATE } from '../near-duplicates';
import type { GateOutcome } from './gate';

const SHOWN = 5;

/** `except` names the item itself, its other versions' id, and those declared its enemies: they may be alike, nobody sees both. */
export function duplicateGate(
  index: DuplicateIndex,
  texts: readonly string[],
  except: ReadonlySet<string>,
  bankSize: number,
): GateOutcome {
  const alike = index.similarTo(texts, except);
  const percent = Math.round(NEAR_DUPLICATE * 100);
  return alike.length === 0
    ? {
        gate: 'nearDuplicates',
        result: 'passed',
        summary: `No item among ${bankSize} shares ${percent} % of its runs of three words.`,
        evidence: [],
      }
    : {
        gate: 'nearDuplicates',
        result: 'failed',
        summary: `${alike.length === 1 ? 'One item says' : `${alike.length} items say`} nearly the same. Change one, or name them enemies.`,
        evidence: alike.slice(0, SHOWN).map(({ id, similarity }) => ({
          label: id,
          text: `${Math.floor(similarity * 100)} % of the runs of three words are shared`,
          itemId: id,
        })),
      };
}
