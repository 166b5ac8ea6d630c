import type { Tone } from '@/components/tone';
import type { AnswerScore } from '@/core/assessment/session-event';
import type { ItemAnswer } from '@/core/items/answer';
import type { ShownItem } from '@/core/items/types/item-type';

const words = {
  correct: 'Correct',
  partly: (points: number, most: number) => `${points} of ${most} points`,
  notCorrect: 'Not correct',
  awaited: 'Score awaited',
  notMeasured: 'Not measured',
  open: 'open',
  unread: (count: number) => `${count} ${count === 1 ? 'word' : 'words'}`,
};

/** An answer in one line, in the letters and figures it was shown with; a long text by its number of words. */
export function answerWords(_shown: ShownItem | null, answer: ItemAnswer): string {
  switch (answer.type) {
    case 'singleChoice':
    case 'codeReading':
      return answer.optionId;
    case 'multipleResponse':
      return answer.optionIds.join(', ');
    case 'ordering':
      return answer.optionIds.join(', ');
    case 'matching':
      return Object.entries(answer.pairs)
        .map(([prompt, target]) => `${prompt}–${target}`)
        .join(', ');
    case 'numeric':
      return answer.unit === null ? answer.text : `${answer.text} ${answer.unit}`;
    case 'shortText':
      return answer.text;
    case 'freeText':
      return words.unread(answer.text.split(/\s+/).length);
  }
}

/** What an answer earned, with its tone. `graded`: nothing more will come, so a missing score is not measured. */
export function scoreWords(
  { points, maxPoints, correct }: AnswerScore,
  stage: 'scored' | 'graded' = 'scored',
): { tone: Exclude<Tone, 'neutral'>; label: string } {
  if (points === null || correct === null)
    return { tone: 'unknown', label: stage === 'graded' ? words.notMeasured : words.awaited };
  if (correct) return { tone: 'positive', label: words.correct };
  return points > 0
    ? { tone: 'caution', label: words.partly(points, maxPoints) }
    : { tone: 'negative', label: words.notCorrect };
}
