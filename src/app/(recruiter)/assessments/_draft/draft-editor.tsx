'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { toast } from 'sonner';
import { AlertDialog } from '@/components/alert-dialog';
import { Button } from '@/components/button';
import { LinkButton } from '@/components/link-button';
import type { SkillGraph } from '@/core/skills/skill-graph';
import type { AssessmentOutput, SkillSuggestion } from '@/protocol/assessment';
import { api } from '@/trpc/react';
import { strings } from './_strings';
import { DescriptionStep, RefusalNotice } from './description-step';
import {
  checkDraft,
  checkForSimulation,
  type DraftErrors,
  type DraftForm,
  draftFormOf,
  draftInput,
  EMPTY_DRAFT,
  placeRefusal,
} from './draft-form';
import { MentionPanel, type Reading } from './mention-panel';
import { RulesFields } from './rules-fields';
import { SimulationPanel } from './simulation-panel';
import { SkillEditor } from './skill-editor';
import type { CatalogueSkill } from './skill-edits';

export type DraftEditorProps = {
  catalogue: readonly CatalogueSkill[];
  /** The draft to edit; a new one without. */
  assessment?: AssessmentOutput;
};

type Refused = { message: string; data?: { domainCode?: string | null } | null };

/** Makes or changes a draft. Whatever is refused, everything entered stays. */
export function DraftEditor({ catalogue, assessment }: DraftEditorProps) {
  const router = useRouter();
  const [form, setForm] = useState<DraftForm>(assessment ? draftFormOf(assessment) : EMPTY_DRAFT);
  const [errors, setErrors] = useState<DraftErrors>({});
  const [isSignedOut, setIsSignedOut] = useState(false);
  const [reading, setReading] = useState<Reading | null>(null);
  const [offered, setOffered] = useState<SkillGraph | null>(null);
  const [selection, setSelection] = useState<{ skillId: string | null; spanId: string | null }>(NOTHING_SELECTED);
  const [isTouched, setIsTouched] = useState(false);
  const isLeaving = useRef(false);
  const page = useRef<HTMLFormElement>(null);
  useLeaveGuard(isTouched, isLeaving);

  const change = (part: Partial<DraftForm>) => {
    setIsTouched(true);
    setForm((current) => ({ ...current, ...part }));
    setErrors((current) => without(current, [...Object.keys(part), 'form']));
  };
  const changeGraph = (edit: (graph: SkillGraph) => SkillGraph) => {
    setIsTouched(true);
    setForm((current) => ({ ...current, graph: edit(current.graph) }));
    setErrors((current) => without(current, ['skills', 'form']));
  };

  const suggest = api.assessment.suggestSkills.useMutation();
  const read = () => {
    const text = form.jobDescription.trim();
    const found = text === '' ? strings.errors.noDescription : checkDraft(form).jobDescription;
    setErrors((current) => ({ ...without(current, ['jobDescription']), ...(found ? { jobDescription: found } : {}) }));
    if (found || suggest.isPending) return;
    suggest.mutate(
      { jobDescription: text },
      {
        onSuccess: (suggestion) => take(text, suggestion),
        onError: (error) => setErrors((current) => ({ ...current, jobDescription: refusal(error).sentence })),
      },
    );
  };
  const take = (text: string, { graph, ...read }: SkillSuggestion) => {
    setReading({ text, ...read });
    setSelection(NOTHING_SELECTED);
    const title = form.title.trim() === '' ? titleFrom(text) : form.title;
    if (form.graph.nodes.length === 0) change({ graph, title });
    else if (!isSameGraph(form.graph, graph)) setOffered(graph);
    toast.success(strings.description.found(graph.nodes.length));
  };

  const create = api.assessment.create.useMutation();
  const update = api.assessment.update.useMutation();
  const isSaving = [create, update].some(({ isPending, isSuccess }) => isPending || isSuccess); // until the next page is there
  const save = () => {
    if (isSaving) return;
    const found = checkDraft(form);
    setErrors(found);
    setIsSignedOut(false);
    if (Object.keys(found).length > 0) {
      focusFirst(page.current);
      return;
    }
    const done = {
      onSuccess: ({ id }: { id: string }) => {
        isLeaving.current = true;
        toast.success(assessment ? strings.edit.saved : strings.new.saved);
        router.push(`/assessments/${id}`);
        router.refresh();
      },
      onError: (error: Refused) => {
        const { code, sentence } = refusal(error);
        setIsSignedOut(code === 'not_signed_in' || code === 'login_ended');
        setErrors(placeRefusal(code, sentence));
        focusFirst(page.current);
      },
    };
    if (assessment) update.mutate({ id: assessment.id, draft: draftInput(form) }, done);
    else create.mutate(draftInput(form), done);
  };

  const mayBeSimulated = () => {
    const found = checkForSimulation(form);
    setErrors((current) => ({ ...without(current, ['skills', 'minutes', 'minItems', 'maxItems']), ...found }));
    const isFine = Object.keys(found).length === 0;
    if (!isFine) focusFirst(page.current);
    return isFine;
  };

  const input = draftInput(form);
  const marked = Object.keys(errors).filter((name) => name !== 'form').length;
  const select = (skillId: string | null) => setSelection({ skillId, spanId: null });
  return (
    <form
      ref={page}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      className="flex flex-col gap-6"
    >
      <DescriptionStep
        value={form.jobDescription}
        onChange={(jobDescription) => change({ jobDescription })}
        error={errors.jobDescription}
        reading={suggest.isPending}
        readText={reading?.text ?? null}
        onRead={read}
      />
      {reading && (
        <MentionPanel
          reading={reading}
          nodes={form.graph.nodes}
          selectedSkill={selection.skillId}
          selectedSpan={selection.spanId}
          onSelect={setSelection}
        />
      )}
      <SkillEditor
        graph={form.graph}
        catalogue={catalogue}
        reading={reading}
        maxItems={input.rules.maxItems}
        error={errors.skills}
        selected={selection.skillId}
        onSelect={select}
        onChange={changeGraph}
      />
      <RulesFields form={form} errors={errors} onChange={change} />
      <SimulationPanel draft={{ graph: input.graph, rules: input.rules }} check={mayBeSimulated} />
      {errors.form && (
        <RefusalNotice
          title={strings.notSaved}
          action={
            isSignedOut && (
              <LinkButton href="/sign-in" target="_blank" size="small">
                {strings.signIn}
              </LinkButton>
            )
          }
        >
          {isSignedOut ? strings.signInAgain : `${errors.form} ${strings.kept}`}
        </RefusalNotice>
      )}
      <div className="flex flex-wrap items-center gap-4">
        <Button type="submit" variant="primary" busy={isSaving} busyLabel={strings.new.saving}>
          {assessment ? strings.edit.save : strings.new.save}
        </Button>
        <LinkButton href={assessment ? `/assessments/${assessment.id}` : '/assessments'} variant="quiet">
          {strings.cancel}
        </LinkButton>
        <p role="status" className="text-negative">
          {marked > 0 && strings.checkFields(marked)}
        </p>
      </div>
      <AlertDialog
        open={offered !== null}
        onOpenChange={(open) => !open && setOffered(null)}
        title={strings.description.replace.title}
        description={strings.description.replace.text}
        confirmLabel={strings.description.replace.confirm}
        cancelLabel={strings.description.replace.cancel}
        onConfirm={() => {
          if (offered) change({ graph: offered });
          setOffered(null);
        }}
      />
    </form>
  );
}

const NOTHING_SELECTED = { skillId: null, spanId: null };

function without(errors: DraftErrors, names: readonly string[]): DraftErrors {
  const gone = new Set(names.map((name) => (name === 'graph' ? 'skills' : name)));
  return Object.fromEntries(Object.entries(errors).filter(([name]) => !gone.has(name)));
}

/** The server's code and sentence; without either, the server was not reached. */
function refusal(error: Refused): { code: string | null; sentence: string } {
  const code = error.data?.domainCode ?? null;
  return { code, sentence: error.data ? error.message : strings.unreachable };
}

const LONGEST_GUESS = 100;

/** The first line of a job description usually is its title. */
function titleFrom(text: string): string {
  const line = text
    .split('\n', 1)[0]!
    .replace(/\s*\([mfdwx/ ]+\)\s*$/i, '')
    .trim();
  return line.length <= LONGEST_GUESS ? line : '';
}

function isSameGraph(a: SkillGraph, b: SkillGraph): boolean {
  return JSON.stringify([a.nodes, a.edges]) === JSON.stringify([b.nodes, b.edges]);
}

/** After the errors are on the page. */
function focusFirst(form: HTMLFormElement | null) {
  requestAnimationFrame(() => {
    form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  });
}

/** The browser asks before unsaved work is left by closing or reloading. */
function useLeaveGuard(isTouched: boolean, isLeaving: React.RefObject<boolean>) {
  useEffect(() => {
    if (!isTouched) return;
    const ask = (event: BeforeUnloadEvent) => {
      if (!isLeaving.current) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isTouched, isLeaving]);
}
