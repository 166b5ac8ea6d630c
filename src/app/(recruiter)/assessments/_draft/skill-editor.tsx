'use client';

import { Plus } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { EmptyState } from '@/components/empty-state';
import { Field, FieldError } from '@/components/field';
import { Select } from '@/components/select';
import { SkillGraphView } from '@/components/skill-graph/skill-graph-view';
import type { SkillGraph } from '@/core/skills/skill-graph';
import { graphNodes } from '../_components/graph-nodes';
import { strings } from './_strings';
import type { Reading } from './mention-panel';
import { addSkill, type CatalogueSkill, removeSkill } from './skill-edits';
import { SkillRow } from './skill-row';

const words = strings.skills;

export type SkillEditorProps = {
  graph: SkillGraph;
  catalogue: readonly CatalogueSkill[];
  reading: Reading | null;
  maxItems: number;
  error: string | undefined;
  selected: string | null;
  onSelect: (skillId: string | null) => void;
  onChange: (edit: (graph: SkillGraph) => SkillGraph) => void;
};

/** The graph to look at, and beside it the same skills as a list to edit. */
export function SkillEditor({
  graph,
  catalogue,
  reading,
  error,
  selected,
  onSelect,
  onChange,
  maxItems,
}: SkillEditorProps) {
  const describe = (skillId: string) => catalogue.find((skill) => skill.skillId === skillId)?.description;
  const remove = (skillId: string, name: string) => {
    const before = graph;
    onChange((current) => removeSkill(current, skillId));
    if (selected === skillId) onSelect(null);
    toast(words.removed(name), { action: { label: words.undo, onClick: () => onChange(() => before) } });
  };
  const isCrowded = graph.nodes.length * 2 > maxItems;
  return (
    <Card title={words.title} description={words.hint}>
      {graph.nodes.length === 0 ? (
        <EmptyState title={words.emptyTitle}>{words.empty}</EmptyState>
      ) : (
        <div className="flex flex-col gap-8">
          <div className="min-w-0">
            <SkillGraphView
              label={words.graph}
              nodes={graphNodes(graph, describe)}
              edges={graph.edges}
              selectedId={selected}
              onSelect={onSelect}
            />
          </div>
          <section aria-label={words.listTitle} className="min-w-0">
            <h3 className="font-medium">{words.listTitle}</h3>
            <ol aria-label={words.list} className="mt-3 divide-y rounded-lg border bg-surface-raised">
              {graph.nodes.map((node, index) => (
                <SkillRow
                  key={node.skillId}
                  node={node}
                  number={index + 1}
                  graph={graph}
                  description={describe(node.skillId)}
                  evidence={reading?.matches.find((match) => match.skillId === node.skillId)?.evidence ?? null}
                  isOpen={selected === node.skillId}
                  onToggle={() => onSelect(selected === node.skillId ? null : node.skillId)}
                  onChange={onChange}
                  onRemove={() => remove(node.skillId, node.name)}
                />
              ))}
            </ol>
          </section>
        </div>
      )}
      <div role="status">
        {isCrowded && <p className="mt-4 text-caution">{words.many(graph.nodes.length, maxItems)}</p>}
      </div>
      <AddSkill
        graph={graph}
        error={error}
        catalogue={catalogue}
        onAdd={(skillId) => {
          onChange((current) => addSkill(current, catalogue, skillId));
          onSelect(skillId);
        }}
      />
    </Card>
  );
}

type AddSkillProps = Pick<SkillEditorProps, 'graph' | 'catalogue' | 'error'> & { onAdd: (skillId: string) => void };

function AddSkill({ graph, catalogue, error, onAdd }: AddSkillProps) {
  const [choice, setChoice] = useState('');
  const left = catalogue.filter((skill) => !graph.nodes.some((node) => node.skillId === skill.skillId));
  if (left.length === 0) {
    return (
      <div className="mt-6">
        <p className="text-muted">{words.allAdded}</p>
        <FieldError id="skills-error" error={error} />
      </div>
    );
  }
  const chosen = left.some((skill) => skill.skillId === choice) ? choice : '';
  return (
    <div className="mt-6 flex gap-3 max-sm:flex-col sm:items-start">
      <Field label={words.add} error={error} optional={graph.nodes.length > 0} className="min-w-0 flex-1 sm:max-w-sm">
        <Select
          value={chosen}
          placeholder={words.addPlaceholder}
          options={left.map(({ skillId, name }) => ({ value: skillId, label: name }))}
          onChange={(event) => setChoice(event.target.value)}
        />
      </Field>
      <Button
        icon={<Plus aria-hidden className="size-4" />}
        disabled={chosen === ''}
        className="sm:mt-8"
        onClick={() => {
          onAdd(chosen);
          setChoice('');
        }}
      >
        {words.addButton}
      </Button>
    </div>
  );
}
