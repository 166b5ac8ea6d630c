import type { Metadata } from 'next';
import { mayManage } from '@/app/_roles';
import { LinkButton } from '@/components/link-button';
import { Notice } from '@/components/notice';
import { PageFrame } from '@/components/page-frame';
import { PageHeader } from '@/components/page-header';
import { isAwaitingScore } from '@/core/assessment/observed-session';
import { helpGiven } from '@/core/interview/help-given';
import { loadOr404, requireLogin, serverApi } from '@/trpc/server';
import { strings } from '../_strings';
import { loadSession } from '../load-session';
import { CertificateButton } from './_components/certificate-button';
import { Conclusion } from './_components/conclusion';
import { ItemList } from './_components/item-list';
import { MethodNote } from './_components/method-note';
import { PlainResult } from './_components/plain-result';
import { PrintButton } from './_components/print-button';
import { RescoredNote } from './_components/rescored-note';
import { Rescoring } from './_components/rescoring';
import { SessionFacts } from './_components/session-facts';
import { Signs } from './_components/signs';
import { SkillScores } from './_components/skill-scores';

type Props = { params: Promise<{ id: string; sessionId: string }> };

const words = strings.report;
const pathOf = (id: string, sessionId: string) => `/assessments/${id}/sessions/${sessionId}/report`;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id, sessionId } = await params;
  const { session } = await loadSession(pathOf(id, sessionId), id, sessionId);
  return { title: words.documentTitle(session.candidateName) };
}

/** The decision-relevant sentence first, then what it rests on, method and limits last. Made to be printed on A4. */
export default async function ReportPage({ params }: Props) {
  const { id, sessionId } = await params;
  const { observed, session, title, rules } = await loadSession(pathOf(id, sessionId), id, sessionId);
  const { report } = observed;
  const path = pathOf(id, sessionId);
  const manages = mayManage(await requireLogin(path));
  const analysis = report && (await loadOr404(path, (await serverApi()).report.getAnalysis({ sessionId })));
  const liveHref = `/assessments/${id}/sessions/${sessionId}`;
  return (
    <PageFrame>
      <PageHeader
        title={words.title(session.candidateName)}
        description={title}
        back={{ href: `/assessments/${id}`, label: strings.back(title) }}
        actions={
          report && (
            <>
              <LinkButton href={liveHref} variant="quiet">
                {words.openLog}
              </LinkButton>
              {manages && <CertificateButton sessionId={sessionId} />}
              <PrintButton />
            </>
          )
        }
      />
      {report && analysis ? (
        <div className="flex flex-col gap-6">
          {report.unscored > 0 && (
            <Notice tone="unknown" title={words.unscored.title(report.unscored)}>
              {isAwaitingScore(observed) ? words.unscored.awaited : words.unscored.notMeasured}
            </Notice>
          )}
          {manages && analysis.quarantined.length > 0 && (
            <Rescoring sessionId={sessionId} items={analysis.quarantined} />
          )}
          <Conclusion name={session.candidateName} report={report} />
          <PlainResult report={report} />
          <SkillScores report={report} />
          <SessionFacts
            session={session}
            answered={report.answered}
            most={rules.maxItems}
            stopReason={observed.stopReason}
            help={helpGiven(observed.events)}
          />
          <Signs analysis={analysis} />
          <RescoredNote events={observed.events} />
          <ItemList observed={observed} />
          <MethodNote ruleSet={rules.ruleSet} />
        </div>
      ) : (
        <Notice
          tone="unknown"
          title={words.notCompleted.title}
          action={
            <LinkButton href={liveHref} variant="primary" size="small">
              {words.openLive}
            </LinkButton>
          }
        >
          {words.notCompleted.text}
        </Notice>
      )}
    </PageFrame>
  );
}
