import type { RuleSet } from '@/core/assessment/rules';
import { strings } from '../../_strings';

const { title, chosen, paragraphs } = strings.report.method;

/** How the numbers came about and what they cannot carry. */
export function MethodNote({ ruleSet }: { ruleSet: RuleSet }) {
  return (
    <section aria-label={title} className="flex flex-col gap-3 border-t pt-6">
      <h2 className="font-semibold text-lg">{title}</h2>
      {[chosen[ruleSet], ...paragraphs].map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </section>
  );
}
