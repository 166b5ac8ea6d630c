'use client';

import { type ReactNode, useState } from 'react';
import { GivenItem } from '@/app/_components/given-item';
import { ItemStem } from '@/app/_components/item-stem';
import { ItemInput } from '@/app/(candidate)/sessions/[sessionId]/_items/item-input';
import { Facts } from '@/components/facts';
import { RichText } from '@/components/rich-text';
import type { ItemAnswer } from '@/core/items/answer';
import type { ItemContent } from '@/core/items/item';
import type { ShownItem } from '@/core/items/types/item-type';
import { strings } from '../_strings';

const words = strings.item.preview;

export type ItemPreviewProps = { shown: ShownItem; keyAnswer: ItemAnswer | null; content: ItemContent };

/** What a candidate gets, with the candidate's own controls to try; below it, marked as such, what stays sealed. */
export function ItemPreview({ shown, keyAnswer, content }: ItemPreviewProps) {
  const [tried, setTried] = useState<ItemAnswer | null>(null);
  return (
    <div className="flex flex-col gap-6">
      <div className="flex flex-col gap-4 rounded-lg border bg-surface-raised p-4 sm:p-6">
        <ItemStem shown={shown} />
        <ItemInput shown={shown} value={tried} onChange={setTried} locked={false} error={undefined} />
      </div>
      <section className="flex flex-col gap-4">
        <p className="text-muted">{words.sealed}</p>
        <details open>
          <summary className="flex min-h-11 cursor-pointer items-center font-medium">{words.keyIs}</summary>
          <div className="flex flex-col gap-3 rounded-md bg-surface-sunken p-4">
            <GivenItem shown={shown} answer={null} keyAnswer={keyAnswer} />
          </div>
        </details>
        <Facts
          facts={[
            ...ruleFacts(content),
            { term: words.explanation, value: <RichText text={content.explanation} /> },
            { term: words.hint, value: content.hint ? <RichText text={content.hint} /> : words.noHint },
          ]}
        />
      </section>
    </div>
  );
}

/** By which rule an answer is right, where the key alone does not say it. */
function ruleFacts(content: ItemContent): { term: string; value: ReactNode }[] {
  switch (content.type) {
    case 'numeric': {
      const unit = content.unit ? ` ${content.unit}` : '';
      const { kind, value } = content.tolerance;
      const width = words.tolerance(kind === 'relative' ? `${value * 100} %` : `${value}${unit}`);
      return [{ term: words.accepted, value: `${content.key}${unit}, ${width}` }];
    }
    case 'shortText': {
      const { accepted } = content;
      const text = accepted.kind === 'normalised' ? accepted.texts.join(' | ') : accepted.pattern;
      return [{ term: words.accepted, value: text }];
    }
    case 'freeText':
      return [
        {
          term: words.rubric,
          value: (
            <ul className="list-disc pl-5">
              {content.rubric.map(({ id, text, points }) => (
                <li key={id}>
                  {text} ({words.points(points)})
                </li>
              ))}
            </ul>
          ),
        },
      ];
    case 'singleChoice':
    case 'multipleResponse':
    case 'ordering':
    case 'matching':
    case 'codeReading':
      return [];
  }
}
