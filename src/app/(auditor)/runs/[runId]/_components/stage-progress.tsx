import { ProgressBar } from '@/components/progress-bar';
import { Status } from '@/components/status';
import type { Tone } from '@/components/tone';
import { hasEnded, type RunState, type StageState } from '@/core/evaluation/run';
import { STAGES } from '@/core/evaluation/run-event';
import { elapsed } from '../../_components/elapsed';
import { strings } from '../../_strings';
import { memoByState } from './memo-by-state';

const words = strings.stages;

/** The four stages side by side, checking and judging at the same time. */
export const StageProgress = memoByState(StageProgressPart, ['stages', 'progress', 'status']);

function StageProgressPart({ state }: { state: RunState }) {
  const ended = hasEnded(state);
  return (
    <section aria-label={words.label}>
      {!ended && (
        <div className="mb-4">
          <ProgressBar
            label={strings.run.progress}
            value={state.progress}
            max={100}
            valueText={strings.run.percent(state.progress)}
          />
        </div>
      )}
      <ol className="grid overflow-clip rounded-lg border bg-surface-raised grid-cols-2 xl:grid-cols-4">
        {STAGES.map((stage) => (
          <li
            key={stage}
            className="-mr-px -mb-px flex flex-col gap-1 border-r border-b px-3 py-3 sm:px-6"
            data-stage={stage}
          >
            <h2 className="font-medium">{words[stage].name}</h2>
            <Stage stage={state.stages[stage]} ended={ended} />
            <p className="text-muted max-sm:hidden">{words[stage].text}</p>
            <div className="mt-auto pt-2">
              <ProgressBar
                label={words[stage].name}
                hideLabel
                value={state.stages[stage].progress}
                max={100}
                valueText={strings.run.percent(state.stages[stage].progress)}
                tone={state.stages[stage].status === 'finished' ? 'positive' : 'accent'}
              />
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Stage({ stage, ended }: { stage: StageState; ended: boolean }) {
  const [tone, word] = lookOf(stage, ended);
  const duration =
    stage.startedAt && stage.finishedAt ? Date.parse(stage.finishedAt) - Date.parse(stage.startedAt) : null;
  return (
    <span className="flex flex-wrap items-center gap-x-2">
      <Status tone={tone} label={word} />
      {duration !== null && <span className="figures text-muted">{elapsed(duration)}</span>}
    </span>
  );
}

function lookOf({ status }: StageState, ended: boolean): [Tone, string] {
  if (status === 'finished') return ['positive', words.finished];
  if (status === 'running') return ended ? ['unknown', words.stopped] : ['accent', words.running];
  return ended ? ['unknown', words.notReached] : ['neutral', words.waiting];
}
