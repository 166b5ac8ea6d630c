'use client';

import { Card } from '@/components/card';
import { Notice } from '@/components/notice';
import { findFlaws } from '@/core/items/flaw-rules';
import { keyProblems } from '@/core/items/gates/text-gates';
import type { ItemContent } from '@/core/items/item';
import { seededRandom } from '@/core/items/random';
import { keyAnswerOf, presentContent } from '@/core/items/types/registry';
import { validateContent } from '@/core/items/validate-item';
import { ItemPreview } from '../_components/item-preview';
import { strings } from '../_strings';

const words = strings.form;

/** What the first gates would say of the text as it stands, and how a candidate would see it. The server checks again. */
export function DraftCheck({ content }: { content: ItemContent }) {
  const problems = [...new Set([...validateContent(content), ...keyProblems(content)])];
  const flaws = problems.length === 0 ? findFlaws(content) : [];
  return (
    <div className="flex flex-col gap-4">
      <div role="status">
        {problems.length > 0 ? (
          <Notice tone="caution" title={words.problems}>
            <Sentences sentences={problems} />
            <p className="mt-2">{words.problemsNote}</p>
          </Notice>
        ) : flaws.length > 0 ? (
          <Notice tone="caution" title={words.flaws}>
            <Sentences sentences={flaws.map(({ message }) => message)} />
          </Notice>
        ) : (
          <Notice tone="positive">{words.sound}</Notice>
        )}
      </div>
      <Card title={words.preview}>
        {problems.length > 0 ? <p className="text-muted">{words.previewWaits}</p> : <Preview content={content} />}
      </Card>
    </div>
  );
}

function Preview({ content }: { content: ItemContent }) {
  const { shown, key } = presentContent(content, seededRandom('preview'));
  return <ItemPreview key={content.type} shown={shown} keyAnswer={keyAnswerOf(key)} content={content} />;
}

const Sentences = ({ sentences }: { sentences: readonly string[] }) => (
  <ul className="list-disc pl-5">
    {sentences.map((sentence) => (
      <li key={sentence}>{sentence}</li>
    ))}
  </ul>
);
