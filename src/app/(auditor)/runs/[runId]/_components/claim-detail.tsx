'use client';

import type { ReactNode } from 'react';
import { Badge } from '@/components/badge';
import { formatNumber } from '@/components/format-number';
import { Notice } from '@/components/notice';
import { Status } from '@/components/status';
import { measured } from '@/core/statistics/statistic';
import type { RunSnapshot } from '@/protocol/run';
import { RunStatistic } from '../../_components/run-statistic';
import { strings } from '../../_strings';
import { ClaimEvidence } from './claim-evidence';
import { ClaimOpinions } from './claim-opinions';
import { ClaimReasons } from './claim-reasons';
import { type ClaimView, isDisputed, STANDING_TONE } from './claim-view';
import { DocumentEvidence } from './document-evidence';
import { HowChecked } from './how-checked';

const words = strings.claim;

export type ClaimDetailProps = {
  run: RunSnapshot;
  view: ClaimView;
  passageIndex: number;
  onShowPassage: (index: number) => void;
};

/** All that is known of one claim: verdict, probability, why, and by whom. */
export function ClaimDetail({ run, view, passageIndex, onShowPassage }: ClaimDetailProps) {
  const { claim, standing, verdict, support, failure } = view;
  return (
    <div className="flex flex-col gap-5" data-claim={claim.id}>
      <div className="flex flex-wrap items-center gap-3">
        <Status tone={STANDING_TONE[standing]} label={strings.verdict[standing]} look="pill" />
        <Badge>{words.kind[claim.kind]}</Badge>
      </div>
      <blockquote className="border-border-strong border-l-4 pl-3 whitespace-pre-wrap wrap-anywhere">
        {claim.text}
      </blockquote>
      <HowChecked claim={claim} verdict={verdict} />
      {standing === 'pending' && <p className="text-muted">{words.pending}</p>}
      {standing === 'unreached' && <p className="text-muted">{words.unreached}</p>}
      {failure && (
        <Notice tone="caution" title={words.failed}>
          {failure.message} {failure.recovery}
        </Notice>
      )}
      {verdict && (
        <>
          {isDisputed(view) && <Notice tone="caution">{words.disputed}</Notice>}
          <Part title={words.rationale}>
            <p className="wrap-anywhere">{verdict.rationale}</p>
          </Part>
          <RunStatistic
            label={words.probability}
            statistic={measured(support?.probability ?? verdict.probability, support?.opinions ?? 1, '')}
            format={(value) => formatNumber(value)}
            formula={support && support.opinions > 1 ? words.probabilityFormula : words.verifierOnly}
            noInterval={words.probabilityNoInterval}
          />
          {verdict.reasons.length > 0 && (
            <Part title={words.reasons}>
              <ClaimReasons run={run} reasons={verdict.reasons} />
            </Part>
          )}
          {verdict.evidence.some(({ document }) => document) && (
            <Part title={words.documentEvidence}>
              <DocumentEvidence evidence={verdict.evidence} />
            </Part>
          )}
          <Part title={words.evidence}>
            <ClaimEvidence
              source={run.source}
              evidence={verdict.evidence.filter(({ document }) => !document)}
              shown={passageIndex}
              onShow={onShowPassage}
            />
          </Part>
          <Part title={words.opinions}>
            <ClaimOpinions verdict={verdict} opinions={view.opinions} />
          </Part>
        </>
      )}
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <h3 className="mb-1 font-medium text-muted">{title}</h3>
      {children}
    </div>
  );
}
