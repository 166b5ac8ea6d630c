import type { Metadata } from 'next';
import Link from 'next/link';
import { Card } from '@/components/card';
import { Facts } from '@/components/facts';
import { Notice } from '@/components/notice';
import { PageFrame } from '@/components/page-frame';
import { PageHeader } from '@/components/page-header';
import { DEMOGRAPHIC_QUESTIONS, type DemographicQuestion } from '@/core/assessment/demographics';
import { loadOr404, requireLogin, serverApi } from '@/trpc/server';
import { loadAssessment } from '../load-assessment';
import { ImpactTable } from './_components/impact-table';
import { ItemFunctioning } from './_components/item-functioning';
import { strings } from './_strings';

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ by?: string }> };

const QUESTIONS = Object.keys(DEMOGRAPHIC_QUESTIONS) as DemographicQuestion[];
const pathOf = (id: string) => `/assessments/${id}/fairness`;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params;
  return { title: strings.documentTitle((await loadAssessment(pathOf(id), id)).title) };
}

/** Selection and items by voluntary answers, in aggregate alone. */
export default async function FairnessPage({ params, searchParams }: Props) {
  const { id } = await params;
  const { by } = await searchParams;
  const path = pathOf(id);
  await requireLogin(path);
  const assessment = await loadAssessment(path, id);
  const question = QUESTIONS.find((known) => known === by) ?? QUESTIONS[0]!;
  const report = await loadOr404(path, (await serverApi()).report.getFairness({ assessmentId: id, question }));
  const { answered, groups } = report;
  return (
    <PageFrame>
      <PageHeader
        title={strings.title}
        description={assessment.title}
        back={{ href: `/assessments/${id}`, label: assessment.title }}
      />
      <div className="flex flex-col gap-6">
        <Notice tone="accent">{strings.limits}</Notice>
        <nav aria-label={strings.choose} className="flex flex-wrap gap-2 print:hidden">
          {QUESTIONS.map((known) => (
            <Link
              key={known}
              href={`?by=${known}`}
              aria-current={known === question ? 'page' : undefined}
              className="inline-flex min-h-11 items-center rounded-md border px-4 aria-[current=page]:border-accent aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium"
            >
              {strings.questions[known]}
            </Link>
          ))}
        </nav>
        <Card title={`${strings.groups.title}: ${strings.questions[question]}`}>
          {answered === 0 ? (
            <p>{strings.groups.none}</p>
          ) : (
            <>
              <p className="figures mb-3">{strings.groups.answered(answered)}</p>
              <Facts
                facts={groups.map(({ group, people }) => ({
                  term: strings.answers[group] ?? group,
                  value: people ?? strings.groups.fewer,
                }))}
              />
            </>
          )}
        </Card>
        <ImpactTable impact={report.impact} />
        <ItemFunctioning dif={report.dif} />
      </div>
    </PageFrame>
  );
}
