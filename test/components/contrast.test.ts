import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { contrastRatio, readColourTokens, type Theme } from './contrast';

const tokens = readColourTokens(readFileSync(path.resolve(import.meta.dirname, '../../src/app/globals.css'), 'utf8'));
const SURFACES = ['surface', 'surface-raised', 'surface-sunken'];
const TONES = ['accent', 'positive', 'caution', 'negative', 'unknown'];

/** What is written or drawn on what, and the least contrast it may have. WCAG 2.2: 1.4.3 (text), 1.4.11 (marks). */
const PAIRS: [foreground: string, background: string, least: number][] = [
  ...SURFACES.flatMap((surface) =>
    ['text', 'muted', ...TONES].map((text): [string, string, number] => [text, surface, 4.5]),
  ),
  ...TONES.flatMap((tone): [string, string, number][] => [
    [tone, `${tone}-soft`, 4.5],
    ['text', `${tone}-soft`, 4.5],
    ['muted', `${tone}-soft`, 4.5],
  ]),
  ...['keyword', 'string', 'number', 'comment', 'name'].flatMap((tone) =>
    ['surface-sunken', 'accent-soft'].map((on): [string, string, number] => [`code-${tone}`, on, 4.5]),
  ),
  ['accent-strong', 'accent-soft', 4.5],
  ...SURFACES.map((surface): [string, string, number] => ['accent-strong', surface, 4.5]),
  ['on-accent', 'accent', 4.5],
  ['on-accent', 'accent-strong', 4.5],
  ['on-negative', 'negative', 4.5],
  ['on-negative', 'negative-strong', 4.5],
  ...[...SURFACES, ...TONES.map((tone) => `${tone}-soft`)].flatMap((surface): [string, string, number][] => [
    ['focus', surface, 3],
    ['border-strong', surface, 3],
  ]),
];

const colour = (name: string, theme: Theme) => {
  const token = tokens.get(name);
  if (!token) throw new Error(`globals.css has no colour token "${name}"`);
  return token[theme];
};

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  test('every text and mark stands out from what it is on', () => {
    const tooFaint = PAIRS.flatMap(([foreground, background, least]) => {
      const ratio = contrastRatio(colour(foreground, theme), colour(background, theme));
      return ratio < least ? [`${foreground} on ${background}: ${ratio.toFixed(2)}, needs ${least}`] : [];
    });
    expect(tooFaint).toEqual([]);
  });
});

test('the ratio agrees with published pairs', () => {
  expect(contrastRatio('#000000', '#ffffff')).toBeCloseTo(21, 6);
  expect(contrastRatio('#777777', '#ffffff')).toBeCloseTo(4.48, 2); // WebAIM: the grey that just fails
  expect(contrastRatio('#767676', '#ffffff')).toBeCloseTo(4.54, 2); // and the one that just passes
});

test('every colour has a light and a dark value', () => {
  expect(tokens.size).toBeGreaterThanOrEqual(22);
});
