import { expect, test } from 'vitest';
import {
  filterCounts,
  matrixAddress,
  matrixLimits,
  matrixRows,
  readFilter,
  runsOfAddress,
} from '@/app/(auditor)/runs/matrix/_components/matrix-view';
import type { RunEvent } from '@/core/evaluation/run-event';
import type { RunSnapshot } from '@/protocol/run';
import { aVerdict } from '~test/support/evaluation';
import { aRunState } from '~test/support/run-state';

const aRun = (runId: string, events: readonly RunEvent[], parts: Partial<RunSnapshot> = {}): RunSnapshot => ({
  runId,
  source: 'A source.',
  output: `The output of ${runId}.`,
  question: null,
  rival: null,
  rescoredFrom: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  state: { ...aRunState({ claims: 2, events }), status: 'completed' },
  ...parts,
});
const verdict = (id: string, label: 'SUPPORTED' | 'REFUTED'): RunEvent => ({
  type: 'verdictReached',
  payload: aVerdict({ id }, { label }),
});

test('a cell has the standing each of its claims reached in the run of its column', () => {
  const runs = [
    aRun('one', [verdict('c1', 'SUPPORTED'), verdict('c2', 'REFUTED')]),
    aRun('two', [verdict('c1', 'REFUTED')]),
  ];
  const rows = matrixRows(
    {
      rows: [
        { claim: 'stated by both', claimIds: [['c1'], ['c1']], support: 2 },
        { claim: 'twice by one, never by the other', claimIds: [['c1', 'c2'], []], support: 1 },
        { claim: 'never reached', claimIds: [[], ['c2']], support: 1 },
      ],
    },
    runs,
  );
  expect(rows.map(({ standings }) => standings)).toEqual([
    [['SUPPORTED'], ['REFUTED']],
    [['SUPPORTED', 'REFUTED'], []],
    [[], ['unreached']],
  ]);
  expect(filterCounts(rows)).toEqual({ all: 3, split: 2, alone: 2, problem: 2 });
});

test('an address names two to eight runs, each once, and a filter that there is', () => {
  expect(runsOfAddress('a,b,a')).toEqual(['a', 'b']);
  expect(runsOfAddress(['a', 'b,c'])).toEqual(['a', 'b', 'c']);
  expect(runsOfAddress('a')).toBeNull();
  expect(runsOfAddress(undefined)).toBeNull();
  expect(runsOfAddress('a,b,c,d,e,f,g,h,i')).toBeNull();
  expect(readFilter('alone')).toBe('alone');
  expect(readFilter('toString')).toBe('all');
  expect(matrixAddress(['a', 'b'], 'split')).toBe('/runs/matrix?runs=a,b&show=split');
});

test('what the matrix cannot say is said', () => {
  const [one, two, three] = [aRun('one', []), aRun('two', []), aRun('three', [])];
  expect(matrixLimits([one!, two!, three!])).toEqual([]);
  expect(matrixLimits([one!, two!])).toEqual(['two']);
  expect(matrixLimits([one!, two!, { ...three!, source: 'Another.' }])).toEqual(['source']);
  expect(matrixLimits([one!, two!, { ...three!, output: two!.output }])).toEqual(['output']);
  expect(matrixLimits([one!, two!, { ...three!, state: { ...three!.state, status: 'cancelled' } }])).toEqual(['ended']);
});
