import { formatNumber } from '@/components/format-number';
import { Status } from '@/components/status';
import type { ClaimVerdict, VerdictLabel } from '@/core/evaluation/claim';
import { strings } from '../../_strings';
import { type Opinion, STANDING_TONE } from './claim-view';

const words = strings.claim;

/** What each says of the claim, side by side and never averaged. */
export function ClaimOpinions({ verdict, opinions }: { verdict: ClaimVerdict; opinions: readonly Opinion[] }) {
  return (
    <ul className="flex flex-col gap-2">
      <Line name={words.verifier} label={verdict.label} probability={verdict.probability} />
      {opinions.map(({ judge, label, probability }) => (
        <Line key={judge.id} name={judge.name} label={label} probability={probability} />
      ))}
    </ul>
  );
}

function Line({ name, label, probability }: { name: string; label: VerdictLabel; probability: number | null }) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4">
      <span>{name}</span>
      <span className="flex flex-wrap items-center gap-x-3">
        <Status tone={STANDING_TONE[label]} label={strings.verdict[label]} />
        <span className="figures text-muted">
          {probability === null ? words.aspect : words.wholeClaim(formatNumber(probability))}
        </span>
      </span>
    </li>
  );
}
