import { Card } from '@/components/card';
import { DataTable } from '@/components/data-table';
import { formatNumber } from '@/components/format-number';
import { Status } from '@/components/status';
import { strings as runStrings } from '../../_strings';
import { type ClaimView, STANDING_TONE } from '../../[runId]/_components/claim-view';
import { strings } from '../_strings';
import type { PairedClaim } from './compared';

export function ClaimsSideBySide({ claims }: { claims: readonly PairedClaim[] }) {
  const paired = claims.filter(({ views }) => views.every(Boolean)).length;
  const onlyFirst = claims.filter(({ views }) => views[1] === null).length;
  return (
    <Card
      title={strings.claimsTitle}
      description={strings.claimsText(paired, onlyFirst, claims.length - paired - onlyFirst)}
      padding="flush"
    >
      <DataTable
        caption={strings.claimsTitle}
        hideCaption
        rows={claims}
        rowKey={({ key }) => key}
        columns={[
          {
            id: 'claim',
            header: strings.claim,
            cell: ({ text, views: [first, second] }) => (
              <span className="wrap-anywhere font-normal">
                {text}
                {first && second && first.standing !== second.standing && (
                  <span className="mt-1 block">
                    <Status tone="caution" label={strings.changed} />
                  </span>
                )}
              </span>
            ),
          },
          { id: 'first', header: strings.first, cell: ({ views }) => <Side view={views[0]} /> },
          { id: 'second', header: strings.second, cell: ({ views }) => <Side view={views[1]} /> },
        ]}
      />
    </Card>
  );
}

function Side({ view }: { view: ClaimView | null }) {
  if (!view) return <span className="text-muted">{strings.notThere}</span>;
  const probability = view.support?.probability ?? view.verdict?.probability;
  return (
    <span className="flex flex-col items-start gap-1">
      <Status tone={STANDING_TONE[view.standing]} label={runStrings.verdict[view.standing]} />
      {probability !== undefined && (
        <span className="figures text-muted">{strings.probability(formatNumber(probability))}</span>
      )}
    </span>
  );
}
