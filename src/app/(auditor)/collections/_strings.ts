const plural = (count: number, one: string, many: string) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

/** Words of the pages on which document collections are kept, filled and tried. */
export const strings = {
  title: 'Document collections',
  description:
    'Documents an evaluation may search beside its source. The source comes first: a document only counts where the source is silent.',
  backToRuns: 'All evaluations',
  back: 'All collections',
  loading: 'Loading the collections',
  none: 'No collection yet',
  noneText:
    'A collection holds handbooks, reports or notes as text, Markdown, PDF or DOCX. Name the first one to begin.',
  noneToRead: 'Nobody has made a collection yet. An auditor or an owner can.',
  name: 'Name of a new collection',
  create: 'Create collection',
  creating: 'Creating',
  createFailed: 'It was not created',
  failed: 'The server could not be reached. Nothing was changed; try again in a moment.',
  contents: (documents: number, passages: number) =>
    `${plural(documents, 'document', 'documents')}, ${plural(passages, 'passage', 'passages')}`,
  unsearchable: (count: number) => `${plural(count, 'document', 'documents')} not searchable`,
  error: {
    title: 'The collections could not be shown',
    text: 'Something went wrong on the way.',
    kept: 'Everything that was uploaded is kept.',
    next: 'Try again in a moment.',
    retry: 'Try again',
  },
  lost: 'The connection is lost. What you see may be old; it is brought up to date by itself.',

  upload: {
    title: 'Add documents',
    choose: 'Choose files',
    hint: 'Text, Markdown, PDF or DOCX, up to 20 MB each. Files can also be dropped here.',
    sending: (name: string) => `Sending ${name}`,
    refused: (count: number) => `${plural(count, 'file was', 'files were')} not taken`,
    known: 'The collection has this document already.',
    tooLarge: 'It has more than 20 MB. Split it.',
    broken: 'The upload broke off. Try it again.',
  },

  documents: {
    title: 'Documents',
    none: 'No document yet. Add the first one above.',
    noneToRead: 'No document yet.',
    status: { queued: 'Waiting', indexing: 'Being read', ready: 'Ready', failed: 'Not readable' },
    type: { text: 'Text', markdown: 'Markdown', pdf: 'PDF', docx: 'DOCX' },
    size: (bytes: number) =>
      bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1_000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`,
    pages: (count: number) => plural(count, 'page', 'pages'),
    passages: (count: number) => plural(count, 'passage', 'passages'),
    older: 'Its earlier index is searched meanwhile.',
    progress: (name: string) => `Reading of ${name}`,
    percent: (value: number) => `${value} %`,
    announce: (ready: number, total: number) => `${ready} of ${plural(total, 'document', 'documents')} ready`,
    remove: (name: string) => `Remove ${name}`,
    removeTitle: 'Remove this document?',
    removeText: 'It is not searched any more. Evaluations that cite it keep what they cite.',
    removeConfirm: 'Remove document',
    removing: 'Removing',
    keep: 'Keep it',
  },

  search: {
    title: 'Try the search',
    description: 'The passages an evaluation would find for a claim in these words.',
    query: 'Words or a claim',
    submit: 'Search',
    searching: 'Searching',
    found: (count: number) => `${plural(count, 'passage', 'passages')} found, best first`,
    none: 'No passage has any of these words.',
    score: (score: string) => `score ${score}`,
    place: (start: number, end: number) => `characters ${start.toLocaleString('en')} to ${end.toLocaleString('en')}`,
  },

  reindex: {
    button: 'Read all anew',
    busy: 'Queueing',
    done: (count: number) =>
      `${plural(count, 'document is', 'documents are')} read anew; the old index is searched meanwhile.`,
  },
  rename: {
    button: 'Rename',
    name: 'New name of the collection',
    save: 'Keep the name',
    busy: 'Renaming',
    cancel: 'Leave it as it is',
  },
  remove: {
    button: 'Delete collection',
    title: 'Delete this collection?',
    text: 'All its documents go with it, for good. Evaluations that cite them keep what they cite.',
    busy: 'Deleting',
    keep: 'Keep it',
  },
} as const;
