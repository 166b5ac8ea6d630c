import type { Metadata } from 'next';
import { mayAuthor } from '@/app/_roles';
import { PageFrame } from '@/components/page-frame';
import { PageHeader } from '@/components/page-header';
import { loadOr404, requireLogin, serverApi } from '@/trpc/server';
import { BankUse } from './_components/bank-use';
import { ItemMoves } from './_components/item-moves';
import { ItemTable } from './_components/item-table';
import { LastRun } from './_components/last-run';
import { strings } from './_strings';

const PATH = '/bank';

export const metadata: Metadata = { title: strings.title };

/** How the bank is doing, for whoever builds assessments from it or writes for it. */
export default async function BankPage() {
  const login = await requireLogin(PATH);
  const health = await loadOr404(PATH, (await serverApi()).bank.getHealth());
  return (
    <PageFrame>
      <PageHeader
        title={strings.title}
        description={strings.description}
        meta={<span className="figures text-muted">{strings.revision(health.revision)}</span>}
      />
      <div className="flex flex-col gap-6">
        <BankUse exposure={health.exposure} />
        <LastRun run={health.lastRun} />
        <ItemMoves moves={health.transitions} />
        <ItemTable items={health.items} mayDecide={mayAuthor(login)} />
      </div>
    </PageFrame>
  );
}
