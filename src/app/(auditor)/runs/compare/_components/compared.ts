import type { RunPlan } from '@/core/evaluation/run-event';
import type { RunSnapshot } from '@/protocol/run';
import { type ClaimView, claimViews } from '../../[runId]/_components/claim-view';
import { strings } from '../_strings';

export type Difference = { part: keyof typeof strings.parts; first: string; second: string };

/** What was not the same in the two runs, in words. Empty when everything was. */
export function differencesOf(first: RunSnapshot, second: RunSnapshot): Difference[] {
  const [a, b] = [partsOf(first), partsOf(second)];
  const names = Object.keys(strings.parts) as Difference['part'][];
  return names
    .filter((part) => a[part].is !== b[part].is)
    .map((part) => ({ part, first: a[part].words, second: b[part].words }));
}

type Part = { is: string; words: string };

function partsOf({ source, output, question, state: { plan } }: RunSnapshot): Record<Difference['part'], Part> {
  const text = (value: string): Part => ({ is: value, words: strings.characters([...value].length, opening(value)) });
  const planned = (say: (plan: RunPlan) => string, is = say): Part => ({
    is: plan ? is(plan) : '',
    words: plan ? say(plan) : strings.unplanned,
  });
  return {
    source: text(source),
    output: text(output),
    question: question ? text(question) : { is: '', words: strings.none },
    rubric: planned(
      ({ rubric }) => `${rubric.name ?? rubric.id}, version ${rubric.version}`,
      ({ rubric }) => rubric.hash ?? `${rubric.id}/${rubric.version}`,
    ),
    judges: planned(({ judges }) => judges.map(({ name, version }) => `${name} (${version})`).join(', ')),
    verifier: planned(({ verifier }) => `${verifier.name} (${verifier.id})`),
    splitter: planned(({ splitter }) => splitter),
    rule: planned(({ rule }) => rule ?? 'mean'),
    calibration: planned(
      ({ calibration }) => (calibration ? strings.labels(calibration.n) : strings.none),
      ({ calibration }) => JSON.stringify(calibration ?? null),
    ),
  };
}

function opening(text: string): string {
  const characters = [...text.replace(/\s+/g, ' ').trim()];
  return characters.length <= 80 ? characters.join('') : `${characters.slice(0, 80).join('')}…`;
}

/** Why parts of the comparison mean little or nothing; empty when it holds. */
export function limitsOf(first: RunSnapshot, second: RunSnapshot): (keyof typeof strings.limits)[] {
  const differing = new Set(differencesOf(first, second).map(({ part }) => part));
  const isCompleted = [first, second].every(({ state }) => state.status === 'completed');
  const answered = pairedScores(first, second).some(({ scores }) => scores.every((score) => score !== null));
  return [
    ...(['output', 'source', 'rubric'] as const).filter((part) => differing.has(part)),
    ...(answered ? [] : (['judges'] as const)),
    ...(isCompleted ? [] : (['ended'] as const)),
  ];
}

export type PairedScore = { judgeId: string; name: string; scores: readonly [number | null, number | null] };

export function pairedScores(first: RunSnapshot, second: RunSnapshot): PairedScore[] {
  const names = new Map(
    [first, second].flatMap(({ state }) =>
      (state.plan?.judges ?? []).map(({ id, of, name }) => [of ?? id, name] as const),
    ),
  );
  const scoreIn = (run: RunSnapshot, judgeId: string) =>
    run.state.summary?.scores.find((entry) => entry.judgeId === judgeId)?.score ?? null;
  return [...names].map(([judgeId, name]) => ({
    judgeId,
    name,
    scores: [scoreIn(first, judgeId), scoreIn(second, judgeId)],
  }));
}

export type PairedClaim = { key: string; text: string; views: readonly [ClaimView | null, ClaimView | null] };

/** Claims in the order of the first output, then those only the second has. */
export function pairedClaims(first: RunSnapshot, second: RunSnapshot): PairedClaim[] {
  const place = ({ claim }: ClaimView) => `${claim.start}:${claim.text}`;
  const [here, there] = [claimViews(first.state), claimViews(second.state)];
  const others = new Map(there.map((view) => [place(view), view]));
  const known = new Set(here.map(place));
  return [
    ...here.map((view) => ({
      key: `1:${view.claim.id}`,
      text: view.claim.text,
      views: [view, others.get(place(view)) ?? null] as const,
    })),
    ...there
      .filter((view) => !known.has(place(view)))
      .map((view) => ({ key: `2:${view.claim.id}`, text: view.claim.text, views: [null, view] as const })),
  ];
}
