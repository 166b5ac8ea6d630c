'use client';

import { ChevronDown, Plus, Trash2, X } from 'lucide-react';
import { useId, useState } from 'react';
import { Button } from '@/components/button';
import { classNames } from '@/components/class-names';
import { Field } from '@/components/field';
import { IconButton } from '@/components/icon-button';
import { Select } from '@/components/select';
import { PriorityShape } from '@/components/skill-graph/priority-shape';
import type { Priority, SkillGraph, SkillNode } from '@/core/skills/skill-graph';
import { strings } from './_strings';
import { quoted } from './mention-panel';
import { addPrerequisite, closesCircle, removePrerequisite, setPriority } from './skill-edits';

const words = strings.skills;
const PRIORITIES = (['H', 'M', 'L'] as const).map((value) => ({ value, label: words.priority[value] }));

export type SkillRowProps = {
  node: SkillNode;
  number: number;
  graph: SkillGraph;
  description: string | undefined;
  /** Null when no text was read, or this skill is not in it. */
  evidence: readonly { readonly term: string }[] | null;
  isOpen: boolean;
  onToggle: () => void;
  onChange: (edit: (graph: SkillGraph) => SkillGraph) => void;
  onRemove: () => void;
};

/** One skill: its priority and the way out at once, its reasons and prerequisites behind its name. */
export function SkillRow({ node, number, graph, isOpen, onToggle, onChange, onRemove, ...rest }: SkillRowProps) {
  const { description, evidence } = rest;
  const detailsId = useId();
  return (
    <li className={classNames('first:rounded-t-lg last:rounded-b-lg', isOpen && 'bg-accent-soft')}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2">
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={detailsId}
          onClick={onToggle}
          className="flex min-h-11 min-w-0 flex-1 basis-44 items-center gap-3 rounded-md text-left"
        >
          <span className="figures w-6 shrink-0 text-right text-muted">{number}.</span>
          <PriorityShape priority={node.priority} size={28} />
          <span className="min-w-0 font-medium">{node.name}</span>
          <ChevronDown
            aria-hidden
            className={classNames('ml-auto size-4 shrink-0 text-muted transition-transform', isOpen && 'rotate-180')}
          />
        </button>
        <div className="ml-auto flex items-center gap-1">
          <Field label={words.priorityOf(node.name)} hideLabel>
            <Select
              value={node.priority}
              options={PRIORITIES}
              onChange={(event) =>
                onChange((current) => setPriority(current, node.skillId, event.target.value as Priority))
              }
              className="w-32"
            />
          </Field>
          <IconButton
            label={words.remove(node.name)}
            icon={<Trash2 aria-hidden className="size-4" />}
            onClick={onRemove}
          />
        </div>
      </div>
      <div id={detailsId} hidden={!isOpen} className="flex flex-col gap-3 px-4 pb-4 sm:pl-12">
        {description && <p>{description}</p>}
        <p className="text-muted">{evidence ? `${words.readFrom} ${quoted(evidence)}.` : words.byHand}</p>
        <Prerequisites node={node} graph={graph} onChange={onChange} />
      </div>
    </li>
  );
}

function Prerequisites({ node, graph, onChange }: Pick<SkillRowProps, 'node' | 'graph' | 'onChange'>) {
  const [choice, setChoice] = useState('');
  const nameOf = (skillId: string) => graph.nodes.find((other) => other.skillId === skillId)?.name ?? skillId;
  const before = graph.edges.filter((edge) => edge.to === node.skillId).map((edge) => edge.from);
  const open = graph.nodes.filter((other) => other.skillId !== node.skillId && !before.includes(other.skillId));
  const options = open.map(({ skillId, name }) => {
    const disabled = closesCircle(graph, { from: skillId, to: node.skillId });
    return { value: skillId, label: disabled ? words.circle(name) : name, disabled };
  });
  const chosen = options.some(({ value, disabled }) => value === choice && !disabled) ? choice : '';
  return (
    <div>
      <p className="font-medium">{words.buildsOn}</p>
      {before.length === 0 && <p className="text-muted">{words.buildsOnNothing}</p>}
      {before.length > 0 && (
        <ul className="mt-1 flex flex-wrap gap-2">
          {before.map((from) => (
            <li key={from}>
              <Button
                size="small"
                icon={<X aria-hidden className="size-4" />}
                aria-label={words.removePrerequisite(nameOf(from), node.name)}
                onClick={() => onChange((current) => removePrerequisite(current, { from, to: node.skillId }))}
              >
                {nameOf(from)}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {options.length > 0 && (
        <div className="mt-2 flex flex-wrap items-start gap-2">
          <Field label={words.addPrerequisite(node.name)} hideLabel optional className="min-w-0 flex-1 basis-48">
            <Select
              value={chosen}
              placeholder={words.prerequisitePlaceholder}
              options={options}
              onChange={(event) => setChoice(event.target.value)}
            />
          </Field>
          <Button
            icon={<Plus aria-hidden className="size-4" />}
            disabled={chosen === ''}
            className="mt-1"
            onClick={() => {
              onChange((current) => addPrerequisite(current, { from: chosen, to: node.skillId }));
              setChoice('');
            }}
          >
            {words.addPrerequisiteButton}
          </Button>
        </div>
      )}
    </div>
  );
}
