'use client';

import { useState } from 'react';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Notice } from '@/components/notice';
import { SkeletonLines } from '@/components/skeleton';
import { api } from '@/trpc/react';
import { chartStrings } from '../_chart-strings';
import { CalibrationDiagram } from './calibration-diagram';

const words = chartStrings.calibration;

/** How far the probabilities can be taken at their word. Computed over all labels, so only when asked for. */
export function CalibrationCard() {
  const [asked, setAsked] = useState(false);
  const report = api.label.getCalibration.useQuery(undefined, { enabled: asked });
  return (
    <Card title={words.title} description={words.text} className={asked ? '' : 'print:hidden'}>
      {!asked && <Button onClick={() => setAsked(true)}>{words.show}</Button>}
      {asked && report.isPending && (
        <div role="status">
          <p className="text-muted">{words.loading}</p>
          <SkeletonLines lines={4} />
        </div>
      )}
      {report.isError && (
        <Notice tone="negative" live="polite" action={<Button onClick={() => report.refetch()}>{words.retry}</Button>}>
          {words.failed}
        </Notice>
      )}
      {report.data && <CalibrationDiagram report={report.data} />}
    </Card>
  );
}
