import { formatCount } from '@/components/format-number';
import { isDomainError } from '@/core/errors';
import { assertSubmittable } from '@/core/evaluation/text';
import { strings } from '../../_strings';

export type Texts = { source: string; output: string; question: string };
export type TextErrors = Partial<Record<keyof Texts, string>>;

const NAMES = { source: 'source text', output: 'candidate output', question: 'question' } as const;
const EMPTY = { source: strings.form.emptySource, output: strings.form.emptyOutput, question: '' } as const;

/** What the server would refuse, by field and in words for it: the same rule, asked before anything travels. */
export function checkTexts(texts: Texts, questionLimit: number): TextErrors {
  const errors: TextErrors = {};
  for (const field of ['source', 'output', 'question'] as const) {
    if (field === 'question' && texts.question.trim() === '') continue;
    try {
      assertSubmittable(NAMES[field], texts[field]);
    } catch (error) {
      if (!isDomainError(error)) throw error;
      errors[field] = error.code === 'text_empty' ? EMPTY[field] : error.message;
    }
  }
  if (texts.question.length > questionLimit) {
    errors.question = strings.form.questionTooLong(formatCount(questionLimit));
  }
  return errors;
}
