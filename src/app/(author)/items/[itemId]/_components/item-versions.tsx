'use client';

import Link from 'next/link';
import { useState } from 'react';
import { Card } from '@/components/card';
import { DataTable } from '@/components/data-table';
import { Field } from '@/components/field';
import { Instant } from '@/components/instant';
import { Select } from '@/components/select';
import type { ItemOutput } from '@/protocol/bank';
import { itemAddress } from '../../_components/item-address';
import { ItemState } from '../../_components/item-states';
import { VersionDiff } from '../../_components/version-diff';
import { strings } from '../../_strings';

const words = strings.item.versions;

/** All versions, and what differs between any two of them. */
export function ItemVersions({ item: { id, versions } }: { item: ItemOutput }) {
  const numbers = versions.map(({ version }) => version);
  const [before, setBefore] = useState(numbers[1] ?? numbers[0]!);
  const [after, setAfter] = useState(numbers[0]!);
  const options = numbers.map((number) => ({ value: String(number), label: strings.item.version(number) }));
  const find = (number: number) => versions.find(({ version }) => version === number) ?? versions[0]!;
  return (
    <div className="flex flex-col gap-6">
      <Card padding="flush" className="[&>div]:mt-0">
        <DataTable
          caption={words.caption}
          hideCaption
          rows={versions}
          rowKey={({ version }) => version}
          columns={[
            {
              id: 'version',
              header: words.version,
              cell: ({ version }) => (
                <Link href={itemAddress(id, `?version=${version}`)} className="text-link">
                  {version}
                </Link>
              ),
            },
            {
              id: 'status',
              header: words.status,
              cell: ({ status, fromRevision }) => <ItemState status={status} isPublished={fromRevision !== null} />,
            },
            {
              id: 'revisions',
              header: words.revisions,
              cell: ({ fromRevision, untilRevision }) =>
                fromRevision === null ? words.unpublished : words.since(fromRevision, untilRevision),
            },
            { id: 'by', header: words.by, cell: ({ createdBy }) => createdBy ?? words.shipped },
            { id: 'when', header: words.when, cell: ({ createdAt }) => <Instant value={new Date(createdAt)} /> },
            { id: 'note', header: words.note, cell: ({ note }) => note },
          ]}
        />
      </Card>
      {versions.length === 1 ? (
        <p className="text-muted">{words.one}</p>
      ) : (
        <Card title={words.compare}>
          <div className="mb-6 grid gap-4 sm:grid-cols-2">
            <Field label={words.compare}>
              <Select
                options={options}
                value={String(before)}
                onChange={(event) => setBefore(Number(event.target.value))}
              />
            </Field>
            <Field label={words.with}>
              <Select
                options={options}
                value={String(after)}
                onChange={(event) => setAfter(Number(event.target.value))}
              />
            </Field>
          </div>
          <VersionDiff before={find(before)} after={find(after)} />
        </Card>
      )}
    </div>
  );
}
