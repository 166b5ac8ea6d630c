import { durationWords } from '@/components/format-duration';
import type { ImportOutcome, ImportReport, ImportTest } from '@/protocol/exchange';

const items = (count: number) => (count === 1 ? '1 item' : `${count.toLocaleString('en')} items`);

type ReadTest = Extract<ImportTest, { outcome: 'read' }>;
const sections = (count: number) => (count === 1 ? '1 section' : `${count.toLocaleString('en')} sections`);

export const strings = {
  title: 'Import items',
  description: 'Bring items in from a file. You see what would change before anything does.',
  back: 'Back to the items',
  loading: 'Loading the import page',
  choose: {
    title: 'Choose a file',
    text: 'A QTI 3 or 2.2 package (.zip) or item (.xml), CSV, JSON or Markdown. Up to 32 MB and 10,000 items.',
    button: 'Choose a file',
    another: 'Choose another file',
    drop: 'or drop it here',
    formats: 'How the formats are written is described in docs/item-formats.md.',
    tooLarge: (size: string) => `This file has ${size}. An import may have 32 MB; split the file.`,
    empty: 'This file is empty.',
  },
  skill: {
    label: 'Skill for items that name none',
    hint: 'QTI files of other programs name no skill.',
    none: 'None: refuse such items',
  },
  checking: (name: string) => `Reading ${name} and comparing it with the bank`,
  refused: {
    title: 'Nothing of this file can be imported',
    kept: 'The bank is as it was.',
    next: 'Mend the file as said, or choose another one.',
  },
  place: ({ path, line }: { path: string | null; line: number | null }) =>
    [path, line !== null && `Line ${line}`].filter(Boolean).join(', '),
  failed: {
    title: 'The file could not be handed over',
    text: 'The connection or the server was away.',
    kept: 'Nothing was imported. The file is still chosen.',
    again: 'Try again',
    conflict: 'The bank changed while you were looking',
    conflictText: 'Somebody edited one of these items meanwhile. Check the file again to see what would happen now.',
    checkAgain: 'Check again',
  },
  formats: {
    qti: 'QTI package',
    qtiItem: 'QTI item',
    csv: 'CSV',
    json: 'JSON',
    markdown: 'Markdown',
  } satisfies Record<ImportReport['format'], string>,
  found: (name: string, format: string) => `${name}, read as ${format}`,
  outcomes: {
    new: 'New',
    changed: 'Changed',
    unchanged: 'Unchanged',
    refused: 'Refused',
  } satisfies Record<ImportOutcome, string>,
  filters: { label: 'Show', all: 'All' },
  summary: ({ new: added, changed, unchanged, refused }: ImportReport['counts']) =>
    `${added} new, ${changed} changed, ${unchanged} unchanged, ${refused} refused.`,
  apply: (count: number) => `Import ${items(count)}`,
  applying: 'Importing',
  nothing: 'Nothing in this file would change the bank.',
  noneHere: 'No item of this kind in the file.',
  applied: {
    title: (count: number) => `${items(count)} imported`,
    none: 'Nothing was imported',
    text: 'New and changed items are drafts. Their text gates run now; hand them in for review when they are ready.',
    refused: (count: number) => `${items(count)} could not be imported. They are listed below with the reason.`,
    toItems: 'See the items',
  },
  notes: {
    title: 'Left out of the file',
    item: 'Left out',
  },
  tests: {
    title: (name: string) => `Test “${name}”`,
    refusedTitle: 'A test could not be read',
    refused: 'The items of the file are not touched by this.',
    summary: ({ items: count, sections: parts, refused }: ReadTest) =>
      `A test with ${items(count)} in ${sections(parts.length)}.${refused > 0 ? ` ${refused} of them cannot be imported.` : ''}`,
    own: 'Written with the export, as a list of its items by skill. It says nothing beyond them.',
    creates:
      'The test itself creates nothing: an assessment here is built from skills and chooses its items by the answers.',
    alike: 'A recruiter can set up an assessment of the same extent with:',
    skills: 'Skills',
    skill: (name: string, count: number) => `${name} (${items(count)})`,
    length: 'Items for one candidate',
    timeLimit: 'Time limit',
    time: durationWords,
    sections: (count: number) => `Show ${sections(count)}`,
    section: ({ title, items: count, select }: ReadTest['sections'][number]) =>
      `${title}: ${items(count)}${select === null ? '' : `, ${select} of its parts drawn`}`,
    problems: 'References that are wrong',
    notKept: 'What the test says and no assessment keeps',
    unlisted: (count: number) => `And ${count.toLocaleString('en')} more.`,
  },
  table: {
    caption: 'Items of the file and what would happen to them',
    columns: { item: 'Item', outcome: 'What happens', detail: 'Why and how' },
    line: (line: number) => `line ${line}`,
    version: (version: number) => `version ${version}`,
    more: (count: number) => `Show ${count.toLocaleString('en')} more`,
    differences: (count: number) => (count === 1 ? '1 field differs' : `${count} fields differ`),
    before: 'Before',
    after: 'After',
    blank: '(empty)',
  },
};
