/** Most options, prompts or targets a row has columns for. */
export const MOST_ENTRIES = 10;

const numbered = (name: string) => Array.from({ length: MOST_ENTRIES }, (_, place) => `${name}_${place + 1}`);

/** The columns of an item file, in the order they are written. Reading takes them in any order and any letter case. */
export const COLUMNS: readonly string[] = [
  'id',
  'version',
  'skill',
  'type',
  'stem',
  ...numbered('option'),
  ...numbered('prompt'),
  ...numbered('target'),
  'key',
  'tolerance',
  'tolerance_kind',
  'unit',
  'other_units',
  'accepted',
  'match_case',
  'ignore_diacritics',
  'pattern',
  'pattern_example',
  'code_language',
  'code',
  'highlighted_lines',
  'rubric',
  'model_answer',
  'max_words',
  'explanation',
  'hint',
  'difficulty',
  'discrimination',
  'guessing',
  'upper_asymptote',
  'difficulty_variance',
  'thresholds',
  'expected_time_ms',
  'enemies',
];

export const REQUIRED_COLUMNS = ['id', 'type', 'stem', 'explanation'] as const;

/** A row by column name; absent and empty cells are one and the same. */
export type Row = Readonly<Record<string, string | undefined>>;
