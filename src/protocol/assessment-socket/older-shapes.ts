import { z } from 'zod';

/**
 * What the older system's program sent where its document says otherwise: the same facts in nested objects, which the pages
 * made for it read. They stand beside the document's fields, without what told the key before an answer.
 */
export const NestedQuestion = z.object({
  question_id: z.string(),
  node_id: z.string(),
  prompt: z.string(),
  options: z.array(z.string()),
  /** Items are not made from a resume here. */
  meta: z.object({ difficulty: z.string(), matched_resume_info: z.null() }),
});

export const NestedFeedback = z.object({
  correct: z.boolean().nullable(),
  selected_option: z.string(),
  correct_answer: z.string().nullable(),
  message: z.string(),
});

type AskedQuestion = {
  readonly question_id: string;
  readonly node_id: string;
  readonly question_text: string;
  readonly options: string[];
  readonly difficulty_level: string;
};

export function nestedQuestion(asked: AskedQuestion): z.infer<typeof NestedQuestion> {
  const { question_id, node_id, question_text: prompt, options, difficulty_level: difficulty } = asked;
  return { question_id, node_id, prompt, options, meta: { difficulty, matched_resume_info: null } };
}

type GivenFeedback = {
  readonly is_correct: boolean | null;
  readonly selected_option: string;
  readonly correct_option: string | null;
};

export function nestedFeedback(given: GivenFeedback): z.infer<typeof NestedFeedback> {
  const { is_correct: correct, selected_option, correct_option: correct_answer } = given;
  const message = correct === null ? 'Your answer is stored.' : correct ? 'That is correct.' : 'That is not correct.';
  return { correct, selected_option, correct_answer, message };
}
