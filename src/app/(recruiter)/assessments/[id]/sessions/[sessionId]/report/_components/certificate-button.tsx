'use client';

import { FileCheck } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { Button } from '@/components/button';
import { api } from '@/trpc/react';
import { strings } from '../_strings';

const words = strings.certificate;

/** A signed file from which the score can be computed again. */
export function CertificateButton({ sessionId }: { sessionId: string }) {
  const utils = api.useUtils();
  const [busy, setBusy] = useState(false);
  const download = async () => {
    setBusy(true);
    try {
      const { fileName, text } = await utils.report.getCertificate.fetch({ sessionId });
      const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
      const link = document.createElement('a');
      link.href = url;
      link.download = fileName;
      link.click();
      setTimeout(() => URL.revokeObjectURL(url), 0);
    } catch {
      toast.error(words.failed);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button
      icon={<FileCheck aria-hidden className="size-4" />}
      busy={busy}
      busyLabel={words.busy}
      onClick={() => void download()}
    >
      {words.action}
    </Button>
  );
}
