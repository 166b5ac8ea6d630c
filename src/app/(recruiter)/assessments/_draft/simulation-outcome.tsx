'use client';

import type { ReactNode } from 'react';
import { DataFigure } from '@/components/data-figure';
import { durationWords } from '@/components/format-duration';
import { formatNumber, formatPercent } from '@/components/format-number';
import { IntervalBar } from '@/components/interval-bar';
import { Notice } from '@/components/notice';
import { Statistic, type StatisticProps } from '@/components/statistic';
import type { StopReason } from '@/core/assessment/session-event';
import { strings as sessionStrings } from '../[id]/sessions/[sessionId]/_strings';
import { strings } from './_strings';
import {
  bandReach,
  coverageStanding,
  points,
  roughTime,
  type SimulationOutcome,
  timeStanding,
  vagueSkills,
} from './simulation-draft';
import { ErrorByLength, ExposureBars } from './simulation-pictures';

const words = strings.simulation;

/** A prior sd of 1 theta: the error of someone who knows nothing of a candidate. */
const KNOWS_NOTHING = 100;

/** One session more than the limit allows is no shortage. */
const CAP_TOLERANCE = 0.01;

const timeWords = (ms: number) => durationWords(roughTime(ms));
const whole = (value: number) => String(Math.round(value));
const shareWords = (share: number) => (share > 0 && share < 0.005 ? words.underOnePercent : formatPercent(share));

/** The answer in one sentence. */
export function summaryOf({ people, items, timeMs, composite }: SimulationOutcome): string {
  return words.summary(people, Math.round(items.mean), timeWords(timeMs.mean), points(composite.rmse));
}

export type SimulationOutcomeViewProps = { outcome: SimulationOutcome; limitMs: number };

/** What simulated sessions came to, each figure with what it means. */
export function SimulationOutcomeView({ outcome, limitMs }: SimulationOutcomeViewProps) {
  const { people, items, timeMs, composite, coverage90, stopReasons, exposure, bankItems } = outcome;
  const time = timeStanding(timeMs, limitMs);
  const limit = durationWords(limitMs);
  return (
    <div className="flex flex-col gap-8">
      <Part title={words.length.title}>
        {time !== 'fits' && (
          <Notice tone="caution" title={words.length.runOut[time]} className="mb-4">
            {words.length.runOutText(timeWords(timeMs.within90), limit)}
          </Notice>
        )}
        <Figures>
          <Figure
            label={words.length.items}
            value={formatNumber(items.mean, 1)}
            n={people}
            formula={words.length.itemsFormula}
          >
            {words.length.range(items.minimum, items.maximum)}
          </Figure>
          <Figure
            label={words.length.time}
            value={timeWords(timeMs.mean)}
            n={people}
            formula={words.length.timeFormula}
          >
            {words.length.within(timeWords(timeMs.within90))} {time === 'fits' && words.length.fits(limit)}
          </Figure>
        </Figures>
      </Part>
      <Part title={words.score.title}>
        <div className="mb-6">
          <ErrorByLength progress={outcome.progress} people={people} />
        </div>
        <Figures>
          <Figure
            label={words.score.error}
            value={String(points(composite.rmse))}
            unit={words.points}
            n={people}
            formula={words.score.errorFormula}
          >
            {words.score.errorText}
          </Figure>
          <Figure
            label={words.score.band}
            value={`± ${bandReach(composite.sd)}`}
            unit={words.points}
            n={people}
            formula={words.score.bandFormula}
          >
            {words.score.bandText}
          </Figure>
          <Figure
            label={words.score.coverage}
            value={formatPercent(composite.coverage90)}
            n={people}
            formula={words.score.coverageFormula}
          >
            {words.score.coverageText[coverageStanding(composite.coverage90, people)]}
          </Figure>
        </Figures>
      </Part>
      <Part title={words.skills.title}>
        <SkillErrors outcome={outcome} />
        <p className="mt-3 max-w-measure text-muted">{words.skills.coverage(formatPercent(coverage90))}</p>
      </Part>
      <Part title={words.stops.title}>
        <ul className="flex list-disc flex-col gap-1 pl-5">
          {[...stopReasons]
            .sort((a, b) => b.share - a.share)
            .map(({ reason, share }) => (
              <li key={reason}>
                {words.stops.line(
                  shareWords(share),
                  sessionStrings.stopReasons[reason as StopReason] ?? reason,
                  Math.round(share * people),
                  people,
                )}
              </li>
            ))}
        </ul>
        <p className="mt-3 max-w-measure text-muted">{words.stops.hint}</p>
      </Part>
      <Part title={words.exposure.title}>
        {outcome.exposureCap !== null && exposure.maximum > outcome.exposureCap + CAP_TOLERANCE && (
          <Notice tone="caution" title={words.exposure.aboveCap} className="mb-4">
            {words.exposure.aboveCapText(formatPercent(outcome.exposureCap), formatPercent(exposure.maximum))}
          </Notice>
        )}
        <div className="mb-6">
          <ExposureBars {...outcome} />
        </div>
        <Figures>
          <Figure
            label={words.exposure.maximum}
            value={shareWords(exposure.maximum)}
            n={people}
            formula={words.exposure.maximumFormula}
          >
            {words.exposure.maximumText}
          </Figure>
          <Figure
            label={words.exposure.unused}
            value={shareWords(exposure.unused)}
            n={bankItems}
            formula={words.exposure.unusedFormula}
          >
            {words.exposure.unusedText(bankItems)}
          </Figure>
          <Figure
            label={words.exposure.overlap}
            value={shareWords(exposure.overlap)}
            n={people}
            formula={words.exposure.overlapFormula}
          >
            {words.exposure.overlapText}
          </Figure>
        </Figures>
      </Part>
      <Part title={words.limits.title}>
        <p className="max-w-measure">{words.limits.text}</p>
      </Part>
    </div>
  );
}

function SkillErrors({ outcome }: { outcome: SimulationOutcome }) {
  const { skills } = outcome;
  const vague = vagueSkills(skills);
  return (
    <>
      <DataFigure
        caption={words.skills.caption}
        columns={[words.skills.skill, words.skills.error]}
        rows={skills.map(({ name, rmse }) => [name, points(rmse)])}
        fileName={words.skills.fileName}
      >
        <ul className="grid gap-x-8 gap-y-3 md:grid-cols-2">
          {skills.map(({ skillId, name, rmse }) => (
            <li key={skillId}>
              <IntervalBar label={name} point={100 * rmse} min={0} max={KNOWS_NOTHING} format={whole} />
            </li>
          ))}
        </ul>
      </DataFigure>
      <p className="mt-3 max-w-measure text-muted">{words.skills.hint}</p>
      {vague.length > 0 && (
        <Notice tone="caution" title={words.skills.vague} className="mt-3">
          {words.skills.vagueText(vague)}
        </Notice>
      )}
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-3 border-t pt-5 font-semibold">{title}</h3>
      {children}
    </section>
  );
}

const Figures = ({ children }: { children: ReactNode }) => (
  <div className="grid gap-x-8 gap-y-5 sm:grid-cols-2 lg:grid-cols-3">{children}</div>
);

function Figure({ children, ...statistic }: StatisticProps & { children: ReactNode }) {
  return (
    <div>
      <Statistic {...statistic} />
      <p className="mt-1 max-w-measure text-muted">{children}</p>
    </div>
  );
}
