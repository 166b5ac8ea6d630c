import { useCallback, useRef, useState } from 'react';
import { FileRefusal, IMPORT_BYTES, IMPORT_PATH, ImportReport } from '@/protocol/exchange';

type Refusal = FileRefusal['problem'];

/** Where an import stands. The file is kept until another one is chosen: applying sends it again with the plan that was shown. */
export type ImportState =
  | { step: 'choose' }
  | { step: 'unfit'; file: File; reason: 'tooLarge' | 'empty' }
  | { step: 'checking'; file: File }
  | { step: 'refused'; file: File; refusal: Refusal }
  | { step: 'failed'; file: File; message: string | null; isConflict: boolean }
  | { step: 'checked'; file: File; report: ImportReport }
  | { step: 'applying'; file: File; report: ImportReport }
  | { step: 'applied'; file: File; report: ImportReport };

type Answer =
  | { kind: 'report'; report: ImportReport }
  | { kind: 'refusal'; refusal: Refusal }
  | { kind: 'failure'; message: string | null; isConflict: boolean };

async function send(file: File, query: Record<string, string>): Promise<Answer> {
  try {
    const response = await fetch(`${IMPORT_PATH}?${new URLSearchParams(query)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent(file.name) },
      body: file,
    });
    const body: unknown = await response.json();
    if (response.ok) return { kind: 'report', report: ImportReport.parse(body) };
    const refusal = FileRefusal.safeParse(body);
    if (refusal.success) return { kind: 'refusal', refusal: refusal.data.problem };
    const message = (body as { message?: unknown } | null)?.message;
    return {
      kind: 'failure',
      message: typeof message === 'string' ? message : null,
      isConflict: response.status === 409,
    };
  } catch {
    return { kind: 'failure', message: null, isConflict: false };
  }
}

/** One import from the choice of a file to its end. An answer to a file that is no longer the chosen one is dropped. */
export function useImport() {
  const [state, setState] = useState<ImportState>({ step: 'choose' });
  const turn = useRef(0);

  const settle = useCallback((file: File, answer: Answer, done: (report: ImportReport) => ImportState): void => {
    if (answer.kind === 'report') setState(done(answer.report));
    else if (answer.kind === 'refusal') setState({ step: 'refused', file, refusal: answer.refusal });
    else setState({ step: 'failed', file, message: answer.message, isConflict: answer.isConflict });
  }, []);

  const check = useCallback(
    async (file: File, skill: string) => {
      turn.current += 1;
      const own = turn.current;
      if (file.size > IMPORT_BYTES || file.size === 0) {
        setState({ step: 'unfit', file, reason: file.size === 0 ? 'empty' : 'tooLarge' });
        return;
      }
      setState({ step: 'checking', file });
      const answer = await send(file, { mode: 'check', ...(skill && { skill }) });
      if (own === turn.current) settle(file, answer, (report) => ({ step: 'checked', file, report }));
    },
    [settle],
  );

  const apply = useCallback(
    async (file: File, shown: ImportReport, skill: string) => {
      setState({ step: 'applying', file, report: shown });
      const answer = await send(file, { mode: 'apply', plan: shown.plan, ...(skill && { skill }) });
      settle(file, answer, (report) => ({ step: 'applied', file, report }));
    },
    [settle],
  );

  return { state, check, apply };
}
