import { Card } from '@/components/card';
import { Facts } from '@/components/facts';
import { Notice } from '@/components/notice';
import type { ImportTest } from '@/protocol/exchange';
import { strings } from '../_strings';

const words = strings.tests;

type ReadTest = Extract<ImportTest, { outcome: 'read' }>;
type Named = readonly { skillId: string; name: string }[];

/** The tests of a package: what they name, what leads nowhere, and what is not kept of them. */
export function ImportTests({ tests, skills }: { tests: readonly ImportTest[]; skills: Named }) {
  return tests.map((test, at) =>
    test.outcome === 'refused' ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
      <Notice key={at} tone="caution" title={words.refusedTitle}>
        <p className="wrap-anywhere">
          {test.problem.sentence} {test.problem.detail} {strings.place(test.problem)}
        </p>
        <p>{words.refused}</p>
      </Notice>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
      <TestCard key={at} test={test} skills={skills} />
    ),
  );
}

function TestCard({ test, skills }: { test: ReadTest; skills: Named }) {
  const { title, path, sections, problems, notKept, unlisted } = test;
  const isPlainList = test.isOwn && problems.length === 0 && notKept.length === 0;
  return (
    <Card
      heading="h3"
      title={<span className="wrap-anywhere">{words.title(title)}</span>}
      description={
        <span className="figures wrap-anywhere">{[path, words.summary(test)].filter(Boolean).join(': ')}</span>
      }
    >
      <div className="flex flex-col gap-4">
        {isPlainList ? <p className="max-w-measure">{words.own}</p> : <Extent test={test} skills={skills} />}
        {sections.length > 0 && (
          <details>
            <summary className="min-h-6 cursor-pointer">{words.sections(sections.length)}</summary>
            <ul className="figures mt-2 flex flex-col gap-1">
              {sections.map((section, at) => (
                <li
                  // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
                  key={at}
                  className="wrap-anywhere"
                  style={{ paddingInlineStart: `${Math.min(section.depth, 6)}rem` }}
                >
                  {words.section(section)}
                </li>
              ))}
            </ul>
          </details>
        )}
        <Findings
          title={words.problems}
          texts={problems.map((found) => `${found.sentence} ${found.detail} ${strings.place(found)}`)}
        />
        <Findings title={words.notKept} texts={notKept.map((left) => `${left.text} ${strings.place(left)}`)} />
        {unlisted > 0 && <p className="figures text-muted">{words.unlisted(unlisted)}</p>}
      </div>
    </Card>
  );
}

/** What a recruiter would set to ask as much; nothing of it is set by the import. */
function Extent({ test: { skills: named, length, timeLimitMs }, skills }: { test: ReadTest; skills: Named }) {
  const nameOf = (skillId: string) => skills.find((skill) => skill.skillId === skillId)?.name ?? skillId;
  const skillsNamed = named.map(({ skillId, items }) => words.skill(nameOf(skillId), items)).join(', ');
  const facts = [
    { term: words.skills, value: skillsNamed },
    ...(length === null ? [] : [{ term: words.length, value: length }]),
    ...(timeLimitMs === null ? [] : [{ term: words.timeLimit, value: words.time(timeLimitMs) }]),
  ];
  return (
    <div className="flex max-w-measure flex-col gap-2">
      <p>{words.creates}</p>
      {named.length > 0 && (
        <>
          <p>{words.alike}</p>
          <Facts facts={facts} />
        </>
      )}
    </div>
  );
}

function Findings({ title, texts }: { title: string; texts: readonly string[] }) {
  if (texts.length === 0) return null;
  return (
    <div>
      <h4 className="font-medium">{title}</h4>
      <ul className="max-w-measure list-disc pl-5">
        {texts.map((text, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
          <li key={at} className="wrap-anywhere">
            {text}
          </li>
        ))}
      </ul>
    </div>
  );
}
