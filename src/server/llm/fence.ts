import { randomBytes } from 'node:crypto';

/**
 * Marks where foreign text begins and ends in a prompt. The mark is random and made after the text, so nothing in the text can
 * contain it: whatever the text says stays inside.
 */
export type Fence = { mark: string; enclose(label: string, text: string): string };

export function createFence(random: () => string = () => randomBytes(12).toString('hex')): Fence {
  const mark = random();
  return {
    mark,
    enclose: (label, text) => `<<<${label} ${mark}>>>\n${text}\n<<<END ${label} ${mark}>>>`,
  };
}
