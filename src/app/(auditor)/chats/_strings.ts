const plural = (count: number, one: string, many: string) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

/** Words of the pages on which someone asks a model and sees its answers evaluated. */
export const strings = {
  title: 'Chats',
  description: 'Ask a model. Each answer is stored as it comes, then checked claim by claim and judged by the panel.',
  back: 'All chats',
  start: 'New chat',
  loading: 'Loading the chats',
  loadingOne: 'Loading the chat',
  untitled: 'A chat without a question',
  error: {
    title: 'The chats could not be shown',
    text: 'Something went wrong on the way.',
    kept: 'Every question and every answer that was shown is stored. An answer that is being written goes on.',
    next: 'Try again in a moment.',
    retry: 'Try again',
  },
  notFound: {
    title: 'You have no such chat',
    text: 'It may have been deleted, or it belongs to somebody else: a chat is seen by its own person alone.',
  },
  noModel: {
    title: 'No language model is configured',
    text: 'Set LLM_BASE_URL and LLM_MODEL (any OpenAI-compatible address, a local one such as Ollama too) and start the server again. Chats need one; evaluations of texts that you bring work without.',
    read: 'What was asked before can still be read.',
    evaluate: 'Evaluate a text',
  },

  list: {
    label: 'Your chats, the last used first',
    empty: 'No chat yet',
    emptyText:
      'Give the model a source text, ask, and see how well each answer holds. Without a source, an answer is compared with a second one.',
    questions: (count: number) => plural(count, 'question', 'questions'),
    withSource: 'with a source',
    withoutSource: 'without a source',
    pages: 'Pages of chats',
    page: (page: number, pages: number) => `Page ${page} of ${pages}`,
    newer: 'Newer',
    older: 'Older',
  },

  create: {
    title: 'New chat',
    description:
      'The source can be left out; then the figures say how far two answers agree, not whether they are true.',
    source: 'Source text',
    sourceHint: 'The model is told to answer from it, and its answers are checked against it.',
    submit: 'Begin chat',
    opening: 'Opening the chat',
    sending: 'Making the chat',
    refused: 'It was not made',
    failed: 'The server could not be reached. Nothing was lost; try again in a moment.',
  },

  room: {
    renamed: 'Renamed',
    rename: 'Rename',
    renameLabel: 'Title',
    renameSave: 'Save title',
    renameSaving: 'Saving',
    cancel: 'Cancel',
    failed: 'The server could not be reached. Nothing was changed; try again in a moment.',
    connection: 'The answer goes on without this page. What you miss is fetched when the connection is back.',
    lost: 'Following this chat stopped',
    reload: 'Reload the page',
    signedOut: 'Your sign-in has ended',
    signedOutText: 'An answer that is being written goes on. Sign in again to see it.',
    signIn: 'Sign in',
    removed: 'This chat was deleted',
    removedText:
      'It was deleted elsewhere, on another page or by a program. Evaluations of its answers are in the history.',
  },

  remove: {
    button: 'Delete chat',
    title: 'Delete this chat?',
    text: 'Its questions and answers go for good. Evaluations of its answers stay in the history.',
    busy: 'Deleting',
    keep: 'Keep it',
  },

  source: {
    title: 'Source',
    text: 'Answers are given from it and checked against it.',
    none: 'This chat has no source. Each answer is compared with a second answer of the same model to the same question.',
    own: 'Asked about a text of its own',
    scrolls: 'Source text, scrolls',
  },

  talk: {
    label: 'Conversation',
    empty: 'Nothing asked yet. Write the first question below.',
    you: 'You',
    model: (model: string | null) => model ?? 'Model',
    writing: 'is writing',
    waiting: 'The model has been asked. Its first words are awaited.',
    failed: {
      connection_error: 'The model could not be reached',
      model_not_found: 'There is no such model',
      service_error: 'No answer came',
      interrupted: 'The answer was cut off',
      stopped: 'Stopped',
    },
    again: 'Ask again',
    askingAgain: 'Asking',
  },

  ask: {
    label: 'Your question',
    keys: 'Enter sends, Shift and Enter begins a new line.',
    send: 'Ask',
    sending: 'Sending',
    waiting: 'The answer is being written',
    stop: 'Stop the answer',
    stopping: 'Stopping',
    model: 'Model',
    onlyModel: (model: string) => `Answers come from ${model}.`,
    empty: 'Write your question first.',
    failed: 'The server could not be reached. Your question is still here; try again in a moment.',
    stopFailed: 'The answer could not be stopped. Try again.',
  },

  check: {
    label: 'Evaluation of this answer',
    title: 'Evaluation',
    open: 'Claims, evidence and judges',
    judges: (answered: number, asked: number) => `${answered} of ${plural(asked, 'judge', 'judges')} answered`,
    scores: 'Scores of the judges',
    score: (name: string, score: string) => `${name}: ${score}`,
    claims: 'Claims',
    noClaims: 'No claim that can be checked was found.',
    preparing: 'The answer is about to be evaluated.',
    unchecked: 'Not evaluated',
    gone: 'The evaluation of this answer was deleted.',
    again: 'Evaluate now',
    beginning: 'Beginning',
    ended: { failed: 'The evaluation stopped before its end.', cancelled: 'The evaluation was cancelled.' },
  },

  export: {
    button: 'Export',
    heading: 'This chat as a file',
    formats: { json: 'JSON, everything', csv: 'CSV, one message a row' },
    busy: 'Preparing the file',
    failed: 'The file could not be made. Try again.',
  },
} as const;
