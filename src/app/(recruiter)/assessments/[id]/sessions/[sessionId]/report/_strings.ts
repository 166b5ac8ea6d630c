import type { SignalKind } from '@/core/assessment/session-signal';

const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

/** Words of what stands beside a score. */
export const strings = {
  signs: {
    title: 'How the answers came about',
    text: 'Signs to look at together with the person. None of them has changed the score.',
    fit: 'Person fit (l_z*)',
    fitFlag: 'Unusual pattern of right and wrong answers: look at them.',
    fitLimit: (limit: string) =>
      `Flagged below ${limit}, which about 2 in 100 simulated honest sessions of this assessment fall below.`,
    fitFine: 'Nothing unusual. In adaptive sessions this shows little; it is no clearance.',
    effort: 'Very quick answers',
    effortFlag: 'Low effort: at least 15\u00a0% of the answers came too quickly to have read the item.',
    effortFine: (n: number) => `${count(n, 'answer', 'answers')} below a tenth of the item’s mean time.`,
    parameters: 'Item parameters',
    provisional: (provisional: number, all: number) =>
      provisional === 0
        ? `All ${all} scored items are calibrated from answers.`
        : `Provisional: ${provisional} of ${count(all, 'scored item', 'scored items')} ${provisional === 1 ? 'has a difficulty' : 'have difficulties'} that fewer than 200 answers stand behind.`,
    pilots: 'Pilot items',
    pilotCount: (n: number) => `${count(n, 'item was', 'items were')} tried out and not scored.`,
    flag: 'Look at this',
  },
  percentile: {
    title: 'Beside others',
    text: (percent: string, range: string, name: string, n: number, day: string) =>
      `Above ${percent} (${range}) of the ${n} people of “${name}” (${day}).`,
    range: (level: string, low: string, high: string) => `${level} interval ${low} to ${high}`,
    provisional: (name: string, n: number) =>
      `Provisional: “${name}” has ${n} people. A percentile is given from 100 on.`,
    none: 'No norm group has been made for this assessment, so there is no percentile.',
  },
  signals: {
    title: 'What the page noticed',
    text: 'No signal changes the score, and none rejects anyone. Each has ordinary causes.',
    none: 'Nothing was noticed.',
    columns: { kind: 'Signal', count: 'Times', total: 'Together', at: 'When' },
    kinds: {
      focusLost: 'Page left for something else',
      pasted: 'Text pasted',
      fullscreenLeft: 'Full screen left',
      deviceSwitched: 'Went on with another device',
    } satisfies Record<SignalKind, string>,
    more: (n: number) => `and ${n} more`,
  },
  rescoring: {
    title: 'Items in quarantine',
    text: (n: number) =>
      `${count(n, 'scored item', 'scored items')} of this session ${n === 1 ? 'is' : 'are'} in quarantine by now. The score can be computed again without ${n === 1 ? 'it' : 'them'}; the old report is kept.`,
    reason: 'Reason',
    reasonHint: 'Kept with the old and the new report.',
    action: 'Score again without them',
    busy: 'Scoring',
    done: 'Scored again',
    history: 'Scored again',
    entry: (before: string, after: string, n: number) =>
      `Without ${count(n, 'item', 'items')}: ${before} became ${after}.`,
    none: 'no score',
  },
  certificate: { action: 'Download certificate', busy: 'Signing', failed: 'The certificate could not be made.' },
} as const;
