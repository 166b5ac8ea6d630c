'use client';

import { useSearchParams } from 'next/navigation';
import { Card } from '@/components/card';
import { type Tab, Tabs } from '@/components/tabs';
import type { ItemOutput } from '@/protocol/bank';
import { GateList } from '../../_components/gate-list';
import { strings } from '../../_strings';
import { ItemFacts } from './item-facts';
import { ItemHistory, ItemUsage } from './item-history';
import { ItemPreviews } from './item-previews';
import { ItemVersions } from './item-versions';

const words = strings.item;

/** The parts of an item; the address keeps which one is open. */
export function ItemTabs({ item }: { item: ItemOutput }) {
  const tabs: [Tab, ...Tab[]] = [
    { id: 'preview', label: words.tabs.preview, content: <ItemPreviews item={item} /> },
    {
      id: 'gates',
      label: words.tabs.gates,
      content: (
        <Card>
          <GateList gates={item.gates} />
        </Card>
      ),
    },
    { id: 'facts', label: words.tabs.facts, content: <ItemFacts item={item} /> },
    { id: 'versions', label: words.tabs.versions, count: item.versions.length, content: <ItemVersions item={item} /> },
    { id: 'history', label: words.tabs.history, content: <ItemHistory item={item} /> },
    { id: 'usage', label: words.tabs.usage, count: item.usage.length, content: <ItemUsage item={item} /> },
  ];
  const query = useSearchParams();
  const value = tabs.find(({ id }) => id === query.get('tab'))?.id ?? tabs[0].id;
  const show = (id: string) => {
    const next = new URLSearchParams(query);
    next.set('tab', id);
    window.history.replaceState(null, '', `?${next}`);
  };
  return <Tabs label={words.sections} tabs={tabs} value={value} onValueChange={show} />;
}
