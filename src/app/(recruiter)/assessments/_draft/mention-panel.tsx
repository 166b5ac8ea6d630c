'use client';

import { Card } from '@/components/card';
import { Notice } from '@/components/notice';
import { SpanText, type TextSpan } from '@/components/span-text';
import { Status } from '@/components/status';
import type { SkillNode } from '@/core/skills/skill-graph';
import type { SkillSuggestion } from '@/protocol/assessment';
import { strings } from './_strings';

const words = strings.mentions;

/** What was read, with the very text it was read from, so that the offsets hold. */
export type Reading = { readonly text: string } & Pick<SkillSuggestion, 'matches' | 'unassessable' | 'note'>;

export type MentionPanelProps = {
  reading: Reading;
  nodes: readonly SkillNode[];
  selectedSkill: string | null;
  selectedSpan: string | null;
  onSelect: (selection: { skillId: string | null; spanId: string | null }) => void;
};

/** The text with the passages each skill was read from; passages carry the number of their skill in the list. */
export function MentionPanel({ reading, nodes, selectedSkill, selectedSpan, onSelect }: MentionPanelProps) {
  const measured = nodes.flatMap((node, index) =>
    outermost(reading.matches.find((match) => match.skillId === node.skillId)?.evidence ?? []).map((mention, at) => ({
      skillId: node.skillId,
      span: {
        id: `${node.skillId}-${at}`,
        start: mention.start,
        end: mention.end,
        tone: 'accent',
        label: words.skill(node.name, mention.term),
        marker: String(index + 1),
      } satisfies TextSpan,
    })),
  );
  const missing = reading.unassessable.flatMap(({ name, evidence }) =>
    outermost(evidence).map(
      (mention, at) =>
        ({
          id: `missing-${name}-${at}`,
          start: mention.start,
          end: mention.end,
          tone: 'unknown',
          label: words.missing(name, mention.term),
          marker: '?',
        }) satisfies TextSpan,
    ),
  );
  const shown = selectedSpan ?? measured.find(({ skillId }) => skillId === selectedSkill)?.span.id ?? null;
  return (
    <Card title={words.title} description={words.hint}>
      {reading.note && (
        <Notice tone="caution" live="polite" className="mb-4">
          {reading.note}
        </Notice>
      )}
      <div className="grid gap-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <SpanText
          label={words.label}
          text={reading.text}
          spans={[...measured.map(({ span }) => span), ...missing]}
          selectedId={shown}
          onSelect={(spanId) => {
            const skillId = measured.find(({ span }) => span.id === spanId)?.skillId ?? null;
            onSelect({ skillId, spanId });
          }}
          className="max-h-[28rem] overflow-y-auto rounded-md border bg-surface p-4"
        />
        <Unassessable reading={reading} />
      </div>
    </Card>
  );
}

function Unassessable({ reading }: { reading: Reading }) {
  if (reading.unassessable.length === 0) return null;
  return (
    <section>
      <h3 className="font-medium">
        <Status tone="unknown" label={words.unassessable} />
      </h3>
      <p className="mt-1 text-muted">{words.unassessableText}</p>
      <ul className="mt-2 flex flex-col gap-2">
        {reading.unassessable.map(({ name, evidence }) => (
          <li key={name}>
            {name} <span className="text-muted">({quoted(evidence)})</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

type Place = { readonly start: number; readonly end: number };

/** Without mentions that lie inside another one of the same skill: one mark says it. */
function outermost<Mention extends Place>(mentions: readonly Mention[]): Mention[] {
  return mentions.filter((mention, at) =>
    mentions.every((other, index) => {
      const isInside = other.start <= mention.start && other.end >= mention.end;
      const isSame = other.start === mention.start && other.end === mention.end;
      return index === at || !isInside || (isSame && index > at);
    }),
  );
}

/** The different words of some mentions, as written: “SQL”, “PostgreSQL”. */
export function quoted(mentions: readonly { readonly term: string }[]): string {
  return [...new Set(mentions.map(({ term }) => term))].map((term) => `“${term}”`).join(', ');
}
