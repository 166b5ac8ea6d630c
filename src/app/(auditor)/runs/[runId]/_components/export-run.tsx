'use client';

import { Download } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { Button } from '@/components/button';
import { Menu } from '@/components/menu';
import type { RunExportFormat } from '@/protocol/run-export';
import { strings } from '../../_library-strings';

const words = strings.export;
const FORMATS: readonly RunExportFormat[] = ['pdf', 'csv', 'json'];

/** Fetches the file and hands it to the browser, so that a refusal is said here and not on a page of its own. */
export function ExportRun({ runId }: { runId: string }) {
  const [isBusy, setBusy] = useState(false);
  const take = async (format: RunExportFormat) => {
    setBusy(true);
    try {
      const response = await fetch(`/api/runs/${runId}/export?format=${format}`);
      if (!response.ok) {
        const { message } = (await response.json()) as { message?: string };
        throw new Error(message);
      }
      const url = URL.createObjectURL(await response.blob());
      const link = document.createElement('a');
      link.href = url;
      link.download = `evaluation-${runId}.${format}`;
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
        ...FORMATS.map((format) => ({
          kind: 'action' as const,
          label: words.formats[format],
          onSelect: () => void take(format),
        })),
      ]}
    />
  );
}
