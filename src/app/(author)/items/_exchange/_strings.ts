import type { ExportFormat } from '@/protocol/exchange';

const items = (count: number) => (count === 1 ? '1 item' : `${count.toLocaleString('en')} items`);

export const strings = {
  import: 'Import',
  open: 'Export',
  title: 'Export the items shown',
  description: 'The file holds what the list shows with its filters, keys and explanations included. Keep it safe.',
  legend: 'Format',
  formats: {
    qti: { label: 'QTI 3 package', hint: 'For other assessment programs. Holds everything, images and sounds too.' },
    json: { label: 'JSON', hint: 'For programs. Holds everything but the files of images and sounds.' },
    csv: { label: 'CSV', hint: 'For spreadsheets, one item a row. No images and sounds.' },
    markdown: { label: 'Markdown', hint: 'For reading and writing by hand. No images and sounds.' },
  } satisfies Record<ExportFormat, { label: string; hint: string }>,
  counting: 'Counting',
  countFailed: 'What the file would hold could not be found out. It can be downloaded all the same.',
  held: (count: number) => `The file will hold ${items(count)}.`,
  models: (count: number) => `${items(count)} made by item models stay here: they are programs, not texts.`,
  refused: (count: number) => `${items(count)} have no place in this format:`,
  download: 'Download',
  close: 'Close',
};
