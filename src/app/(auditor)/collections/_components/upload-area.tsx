'use client';

import { FileUp } from 'lucide-react';
import { type DragEvent, useId, useRef, useState } from 'react';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { classNames } from '@/components/class-names';
import { Notice } from '@/components/notice';
import { MAX_DOCUMENT_BYTES } from '@/protocol/collection';
import { strings } from '../_strings';

const words = strings.upload;
const TAKEN = '.txt,.md,.markdown,.pdf,.docx,.html,.csv';

type Refusal = { name: string; reason: string };

/** Files by the keyboard and the browser's own dialog; dropping them is an extra. They go one after the other. */
export function UploadArea({ collectionId }: { collectionId: string }) {
  const input = useRef<HTMLInputElement>(null);
  const hintId = useId();
  const [sending, setSending] = useState<string | null>(null);
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [isOver, setOver] = useState(false);

  const send = async (files: readonly File[]) => {
    setRefusals([]);
    for (const file of files) {
      setSending(file.name);
      const reason = await sent(collectionId, file);
      if (reason !== null) setRefusals((before) => [...before, { name: file.name, reason }]);
    }
    setSending(null);
    if (input.current) input.current.value = '';
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (sending === null) void send([...event.dataTransfer.files]);
  };

  return (
    <Card title={words.title}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is the pointer's extra; the button below does the same */}
      <div
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={classNames(
          'flex flex-col items-start gap-3 rounded-md border-2 border-dashed p-4',
          isOver ? 'border-accent bg-surface-sunken' : 'border-border-strong',
        )}
      >
        <input
          ref={input}
          type="file"
          multiple
          accept={TAKEN}
          tabIndex={-1}
          aria-label={words.choose}
          className="sr-only"
          onChange={({ target }) => void send([...(target.files ?? [])])}
        />
        <Button
          icon={<FileUp aria-hidden className="size-4" />}
          aria-describedby={hintId}
          busy={sending !== null}
          {...(sending !== null && { busyLabel: words.sending(sending) })}
          onClick={() => input.current?.click()}
        >
          {words.choose}
        </Button>
        <p id={hintId} className="text-muted">
          {words.hint}
        </p>
      </div>
      <div role="alert" className="mt-4 empty:hidden">
        {refusals.length > 0 && (
          <Notice tone="negative" title={words.refused(refusals.length)}>
            <ul>
              {refusals.map(({ name, reason }, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two files may have one name, and the list only grows
                <li key={at} className="wrap-anywhere">
                  {name}: {reason}
                </li>
              ))}
            </ul>
          </Notice>
        )}
      </div>
    </Card>
  );
}

/** Sends a file; the reason why it was not taken, null when it was. */
async function sent(collectionId: string, file: File): Promise<string | null> {
  if (file.size > MAX_DOCUMENT_BYTES) return words.tooLarge;
  try {
    const response = await fetch(`/api/collections/${collectionId}/documents?name=${encodeURIComponent(file.name)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: file,
    });
    const body = (await response.json()) as { message?: string };
    if (response.ok) return response.status === 200 ? words.known : null;
    return body.message ?? words.broken;
  } catch {
    return words.broken;
  }
}
