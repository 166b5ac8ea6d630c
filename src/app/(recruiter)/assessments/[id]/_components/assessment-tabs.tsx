'use client';

import { useSearchParams } from 'next/navigation';
import type { z } from 'zod';
import { Card } from '@/components/card';
import { SkillGraphView } from '@/components/skill-graph/skill-graph-view';
import { type Tab, Tabs } from '@/components/tabs';
import type { ApplicationEntry, AssessmentOutput } from '@/protocol/assessment';
import type { LiveSession } from '@/protocol/session';
import { useLiveSessions } from '../../../_hooks/use-live-sessions';
import { graphNodes } from '../../_components/graph-nodes';
import { strings } from '../../_strings';
import { Candidates } from './candidates';
import { LiveSessions } from './live-sessions';
import { RulesFacts } from './rules-facts';

const words = strings.detail.tabs;

export type AssessmentTabsProps = {
  assessment: AssessmentOutput;
  sessions: LiveSession[];
  applications: z.infer<typeof ApplicationEntry>[];
  mayInvite: boolean;
};

/** The parts of an assessment; the address keeps which one is open. A draft has nobody to show yet. */
export function AssessmentTabs({ assessment, applications, mayInvite, ...rest }: AssessmentTabsProps) {
  const isDraft = assessment.status === 'draft' || assessment.status === 'preparing';
  const { sessions, refusal } = useLiveSessions(assessment.id, rest.sessions, !isDraft);
  const settled: [Tab, ...Tab[]] = [
    {
      id: 'skills',
      label: words.skills,
      count: assessment.graph.nodes.length,
      content: (
        <Card title={strings.skills.title}>
          <SkillGraphView
            label={strings.skills.graph}
            nodes={graphNodes(assessment.graph)}
            edges={assessment.graph.edges}
          />
        </Card>
      ),
    },
    { id: 'rules', label: words.rules, content: <RulesFacts assessment={assessment} /> },
    {
      id: 'description',
      label: words.description,
      content: (
        <Card title={strings.description.title}>
          <p className="whitespace-pre-wrap">{assessment.jobDescription || strings.description.none}</p>
        </Card>
      ),
    },
  ];
  const people: Tab[] = isDraft
    ? []
    : [
        {
          id: 'sessions',
          label: words.sessions,
          count: sessions.length,
          content: <LiveSessions assessment={assessment} sessions={sessions} refusal={refusal} />,
        },
        {
          id: 'candidates',
          label: words.candidates,
          content: (
            <Candidates assessment={assessment} initial={applications} sessions={sessions} mayInvite={mayInvite} />
          ),
        },
      ];
  const tabs = [...people, ...settled] as unknown as [Tab, ...Tab[]];
  const open = useSearchParams().get('tab');
  const value = tabs.find((tab) => tab.id === open)?.id ?? tabs[0].id;
  const show = (id: string) => {
    window.history.replaceState(null, '', id === tabs[0].id ? window.location.pathname : `?tab=${id}`);
  };
  return <Tabs label={strings.detail.sections} tabs={tabs} value={value} onValueChange={show} />;
}
