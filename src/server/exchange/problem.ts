/**
 * Why a file, or one item of it, is not taken. A closed list: the page shows the sentence, `detail` says what and where.
 * File problems refuse the whole file before anything is stored; item problems refuse that item and leave the others alone.
 */
export const PROBLEMS = {
  // The file
  file_empty: 'The file is empty.',
  file_too_large: 'The file is larger than an import may be. Split it.',
  format_unknown: 'The file is none of the formats that can be read: QTI package or item, CSV, JSON, Markdown.',
  not_text: 'The file is not text: it holds bytes that no text has.',
  wrong_encoding: 'The text is not UTF-8. Save it again with that encoding.',
  archive_broken: 'The archive is damaged or cut off.',
  archive_encrypted: 'The archive is protected by a password. Pack it again without one.',
  archive_too_many_entries: 'The archive has too many entries.',
  archive_bomb: 'The archive unpacks to far more than it weighs.',
  archive_unsafe_name: 'An entry of the archive points outside of it.',
  archive_link: 'An entry of the archive is a link or a device, not a file.',
  archive_duplicate: 'Two entries of the archive have the same name.',
  manifest_missing: 'The archive has no imsmanifest.xml at its top.',
  manifest_invalid: 'The manifest is not an IMS content package manifest.',
  too_many_items: 'The file holds more items than an import may.',
  too_deep: 'The file is nested too deeply.',
  header_invalid: 'The first row does not name the columns of an item.',
  envelope_invalid: 'The JSON is not an Assay item file of a version that can be read.',
  // A document
  xml_doctype: 'The XML has a document type declaration. Entities and external references are never read.',
  xml_malformed: 'The XML is not well-formed.',
  document_too_large: 'The document is too large for one item or one test.',
  active_content: 'The document carries a script or an event handler.',
  // An item
  row_malformed: 'The row cannot be read as a row of this file.',
  item_invalid: 'The item breaks a rule every item has to keep.',
  item_duplicate: 'An earlier item of the file has the same id.',
  field_missing: 'A field that every item needs is missing.',
  unsupported_interaction: 'The interaction has no item type here.',
  unsupported_processing: 'The way the item is scored cannot be kept.',
  unsupported_feature: 'The item uses something that cannot be kept.',
  resource_missing: 'A file that the manifest, the item or the test names is not in the package.',
  cannot_hold: 'The format cannot hold the item without loss.',
  // A test
  test_invalid: 'The document is no test.',
  test_too_large: 'The test names more items or sections than an import may.',
  reference_cycle: 'The sections of the test contain each other.',
  reference_invalid: 'A reference of the test does not name an item or a section of its own.',
  // The bank
  skill_unknown: 'The skill is not one of the taxonomy.',
  version_older: 'The file holds an older version than the bank. Importing it would undo a change.',
  item_is_model: 'The item of the bank is a program that makes items. It cannot be replaced by a text.',
  item_retired: 'The item of the bank is retired.',
  media_unknown: 'The item names an image or sound that is neither in the file nor in the bank.',
  gate_refused: 'The bank refused the item.',
} as const;

export type ProblemCode = keyof typeof PROBLEMS;

/** Where in the file: a line (from 1), a path inside it (entry of a package, field of an item), the item's id. Null: not known. */
export type Place = { readonly line: number | null; readonly path: string | null; readonly itemId: string | null };

export type Problem = { readonly code: ProblemCode; readonly detail: string; readonly at: Place };

export const NOWHERE: Place = { line: null, path: null, itemId: null };

export function problem(code: ProblemCode, detail: string, at: Partial<Place> = {}): Problem {
  return { code, detail, at: { ...NOWHERE, ...at } };
}

/** Ends the reading of a file, or of one item where that is caught. */
export class ExchangeRefusal extends Error {
  readonly problem: Problem;

  constructor(code: ProblemCode, detail: string, at: Partial<Place> = {}) {
    super(`${PROBLEMS[code]} ${detail}`);
    this.name = 'ExchangeRefusal';
    this.problem = problem(code, detail, at);
  }
}

/** The problem behind an error that reading threw; anything else is a bug and is thrown on. */
export function problemOf(error: unknown, at: Partial<Place> = {}): Problem {
  if (!(error instanceof ExchangeRefusal)) throw error;
  const { code, detail, at: known } = error.problem;
  return problem(code, detail, {
    line: known.line ?? at.line ?? null,
    path: known.path ?? at.path ?? null,
    itemId: known.itemId ?? at.itemId ?? null,
  });
}
