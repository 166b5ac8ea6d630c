'use client';

import { Download } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { Button } from '@/components/button';
import { Menu } from '@/components/menu';

export type ExportMenuProps<F extends string> = {
  /** Where the file is, without `?format=`. */
  href: string;
  /** Without its ending, which is the format. */
  fileName: string;
  formats: readonly F[];
  words: { button: string; heading: string; formats: Readonly<Record<F, string>>; busy: string; failed: string };
};

/** Fetches the file and hands it to the browser, so that a refusal is said here and not on a page of its own. */
export function ExportMenu<F extends string>({ href, fileName, formats, words }: ExportMenuProps<F>) {
  const [isBusy, setBusy] = useState(false);
  const take = async (format: F) => {
    setBusy(true);
    try {
      const response = await fetch(`${href}?format=${format}`);
      if (!response.ok) {
        const { message } = (await response.json()) as { message?: string };
        throw new Error(message);
      }
      const url = URL.createObjectURL(await response.blob());
      const link = document.createElement('a');
      link.href = url;
      link.download = `${fileName}.${format}`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(url), 0);
    } catch (error) {
      toast.error((error instanceof Error && error.message) || words.failed);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Menu
      trigger={
        <Button busy={isBusy} busyLabel={words.busy} icon={<Download aria-hidden className="size-4" />}>
          {words.button}
        </Button>
      }
      items={[
        { kind: 'heading', label: words.heading },
        ...formats.map((format) => ({
          kind: 'action' as const,
          label: words.formats[format],
          onSelect: () => void take(format),
        })),
      ]}
    />
  );
}
