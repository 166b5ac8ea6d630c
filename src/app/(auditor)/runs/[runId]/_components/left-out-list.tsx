'use client';

import { memo, useState } from 'react';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { LEFT_OUT_REASONS, type LeftOut } from '@/core/evaluation/claim';
import { strings } from '../../_strings';

const words = strings.leftOut;
const FIRST = 5;

/** What is not checked, part by part, and why. `isKnown`: whether the output has been read to its end. */
export const LeftOutList = memo(function LeftOutList({
  leftOut,
  isKnown,
}: {
  leftOut: readonly LeftOut[];
  isKnown: boolean;
}) {
  const [all, setAll] = useState(false);
  if (!isKnown && leftOut.length === 0) return null;
  const shown = all ? leftOut : leftOut.slice(0, FIRST);
  return (
    <Card
      title={`${words.title} (${leftOut.length})`}
      description={leftOut.length > 0 ? words.text : words.none}
      padding="flush"
    >
      {leftOut.length > 0 && (
        <>
          <ul className="border-t">
            {shown.map(({ start, text, reason }) => (
              <li key={start} className="grid gap-x-8 border-b px-4 py-3 last:border-b-0 sm:px-6 lg:grid-cols-2">
                <q className="line-clamp-3 whitespace-pre-line wrap-anywhere">{text}</q>
                <p>
                  <span className="font-medium">{words.reason[reason]}.</span>{' '}
                  <span className="text-muted">{LEFT_OUT_REASONS[reason]}</span>
                </p>
              </li>
            ))}
          </ul>
          {leftOut.length > shown.length && (
            <div className="border-t px-4 py-3 sm:px-6">
              <Button size="small" variant="quiet" onClick={() => setAll(true)}>
                {words.more(leftOut.length - shown.length)}
              </Button>
            </div>
          )}
        </>
      )}
    </Card>
  );
});
