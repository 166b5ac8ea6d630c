import { DomainError } from '@/core/errors';

/**
 * What a candidate asks the interviewer, and what came back. Both are events of the session, stored before anyone sees
 * them. A question never stops the clock, never closes an item and never counts in the score.
 */
export type Question = {
  /** Made by the page that asks: sending it again is the same question. */
  readonly askId: string;
  /** The item that was open, if one was. */
  readonly position: number | null;
  readonly text: string;
};

export type Reply = {
  readonly askId: string;
  readonly text: string;
  /** What the rules took the question for. */
  readonly intent: Intent;
  readonly by: 'rules' | 'model';
  /** Why the rules answered although a model was asked; null when nothing went wrong. */
  readonly instead: InsteadReason | null;
  /** `givenHint`: the item's hint was told. Noted in the report, without effect on the score. */
  readonly help: 'none' | 'givenHint';
  /** It says how much time this candidate has left, which is between them and the interviewer. */
  readonly statesTime: boolean;
};

export type Intent =
  | 'urgent'
  | 'distress'
  | 'answerCheck'
  | 'glossary'
  | 'itemHelp'
  | 'timeLeft'
  | 'itemsLeft'
  | 'skip'
  | 'goBack'
  | 'pause'
  | 'connection'
  | 'scoring'
  | 'instructions'
  | 'technical'
  | 'greeting'
  | 'other';

/**
 * `failed`: the model could not be reached or broke off; `timeout`: it took too long; `withheld`: what it wrote stated an
 * answer, or was no reply a candidate may see; `interrupted`: the process that was writing ended.
 */
export type InsteadReason = 'failed' | 'timeout' | 'withheld' | 'interrupted';

export const MAX_QUESTION_CHARACTERS = 600;
const MAX_QUESTIONS = 40;
const MAX_QUESTIONS_A_MINUTE = 6;

/** A question as the state of a session remembers it; its words stay in the log. */
export type AskedQuestion = {
  readonly askId: string;
  readonly position: number | null;
  /** Numbers of the events. */
  readonly seq: number;
  readonly repliedSeq: number | null;
  readonly at: string;
  /** A model was asked. */
  readonly usedModel: boolean;
};

/** The words of a question. @throws DomainError `invalid_input`, `question_too_long`. */
export function questionText(raw: string): string {
  const text = raw
    .replace(/\r\n?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  if (text === '') throw new DomainError('invalid_input', 'The question has no words in it.');
  if (text.length > MAX_QUESTION_CHARACTERS) throw new DomainError('question_too_long');
  return text;
}

/** @throws DomainError `too_many_questions`, with `retryAfterSeconds` when waiting helps. */
export function refuseTooMany(asked: readonly AskedQuestion[], now: Date): void {
  if (asked.length >= MAX_QUESTIONS)
    throw new DomainError(
      'too_many_questions',
      `You have asked ${MAX_QUESTIONS} questions, the most there can be in one assessment. You can go on answering.`,
    );
  const lastMinute = asked.filter(({ at }) => now.getTime() - Date.parse(at) < 60_000);
  if (lastMinute.length < MAX_QUESTIONS_A_MINUTE) return;
  const retryAfterSeconds = Math.ceil((Date.parse(lastMinute[0]!.at) + 60_000 - now.getTime()) / 1000);
  throw new DomainError(
    'too_many_questions',
    `At most ${MAX_QUESTIONS_A_MINUTE} questions a minute. You can ask again in ${retryAfterSeconds} seconds.`,
    { retryAfterSeconds },
  );
}
