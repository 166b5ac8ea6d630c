'use client';

import { FileUp } from 'lucide-react';
import { type DragEvent, useRef, useState } from 'react';
import { Button } from '@/components/button';
import { classNames } from '@/components/class-names';
import { strings } from '../_strings';

export type FileChooserProps = { isBusy: boolean; isAnother: boolean; onFile: (file: File) => void };

const ACCEPTED = '.zip,.xml,.csv,.json,.md,.markdown,.txt';

/** A button that opens the system's own dialog; dropping a file on its frame is an extra. */
export function FileChooser({ isBusy, isAnother, onFile }: FileChooserProps) {
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  const take = (files: FileList | null) => {
    const [file] = files ?? [];
    if (file && !isBusy) onFile(file);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    take(event.dataTransfer.files);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra beside the button
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
      className={classNames(
        'flex flex-col gap-3 rounded-lg border border-dashed px-6 py-6',
        isOver ? 'border-accent bg-accent-soft' : 'border-border-strong',
      )}
    >
      <div>
        <h2 className="font-semibold text-lg">{strings.choose.title}</h2>
        <p className="max-w-measure text-muted">{strings.choose.text}</p>
      </div>
      <input
        ref={input}
        type="file"
        accept={ACCEPTED}
        tabIndex={-1}
        aria-label={strings.choose.title}
        className="sr-only"
        onChange={(event) => {
          take(event.target.files);
          event.target.value = ''; // the same file may be chosen again after it was mended
        }}
      />
      <div className="flex flex-wrap items-center gap-3">
        <Button
          variant={isAnother ? 'secondary' : 'primary'}
          disabled={isBusy}
          icon={<FileUp aria-hidden className="size-4" />}
          onClick={() => input.current?.click()}
        >
          {isAnother ? strings.choose.another : strings.choose.button}
        </Button>
        <span className="text-muted max-sm:hidden">{strings.choose.drop}</span>
      </div>
      <p className="max-w-measure text-muted">{strings.choose.formats}</p>
    </div>
  );
}
