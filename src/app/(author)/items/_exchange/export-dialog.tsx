'use client';

import { Download } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { useState } from 'react';
import { Button } from '@/components/button';
import { buttonStyle } from '@/components/button-style';
import { classNames } from '@/components/class-names';
import { OVERLAY_STYLE, PANEL_STYLE } from '@/components/dialog-style';
import { OptionCard, RadioGroup } from '@/components/radio-group';
import { EXPORT_FORMATS, EXPORT_PATH, type ExportFormat, type ExportQuery } from '@/protocol/exchange';
import { api } from '@/trpc/react';
import { strings } from './_strings';

export type ExportDialogProps = { filters: Omit<ExportQuery, 'format'> };

/** Asks for a format, says what its file will hold, and hands it to the browser's own download. */
export function ExportDialog({ filters }: ExportDialogProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [format, setFormat] = useState<ExportFormat>('qti');
  const preview = api.item.previewExport.useQuery({ ...filters, format }, { enabled: isOpen, staleTime: 0 });
  const given = Object.entries(filters).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const address = `${EXPORT_PATH}?${new URLSearchParams([['format', format], ...given])}`;
  return (
    <Dialog.Root open={isOpen} onOpenChange={setIsOpen}>
      <Dialog.Trigger asChild>
        <Button icon={<Download aria-hidden className="size-4" />}>{strings.open}</Button>
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className={OVERLAY_STYLE} />
        <Dialog.Content className={classNames(PANEL_STYLE, 'max-w-lg')}>
          <div>
            <Dialog.Title className="font-semibold text-xl">{strings.title}</Dialog.Title>
            <Dialog.Description className="mt-2 text-muted">{strings.description}</Dialog.Description>
          </div>
          <RadioGroup
            legend={strings.legend}
            value={format}
            onValueChange={(value) => setFormat(EXPORT_FORMATS.find((known) => known === value) ?? format)}
          >
            {EXPORT_FORMATS.map((value) => (
              <OptionCard
                key={value}
                value={value}
                label={strings.formats[value].label}
                hint={strings.formats[value].hint}
              />
            ))}
          </RadioGroup>
          <div role="status" className="figures flex min-h-12 shrink-0 flex-col gap-1">
            {preview.isFetching && <p className="text-muted">{strings.counting}</p>}
            {preview.isError && !preview.isFetching && <p>{strings.countFailed}</p>}
            {preview.data && !preview.isFetching && (
              <>
                <p>{strings.held(preview.data.held)}</p>
                {preview.data.models > 0 && <p className="text-muted">{strings.models(preview.data.models)}</p>}
                {preview.data.refused.length > 0 && (
                  <details>
                    <summary>{strings.refused(preview.data.refused.length)}</summary>
                    <ul className="mt-1 list-disc pl-5">
                      {preview.data.refused.slice(0, 100).map(({ itemId, detail }) => (
                        <li key={itemId} className="wrap-anywhere">
                          {itemId}: {detail}
                        </li>
                      ))}
                    </ul>
                  </details>
                )}
              </>
            )}
          </div>
          <div className="flex flex-wrap justify-end gap-3">
            <Dialog.Close asChild>
              <Button>{strings.close}</Button>
            </Dialog.Close>
            <a href={address} download className={buttonStyle('primary', 'medium')} onClick={() => setIsOpen(false)}>
              <Download aria-hidden className="size-4" />
              {strings.download}
            </a>
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
