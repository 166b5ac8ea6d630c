import { CalibrationReportSchema } from '@/protocol/label';
import { memberProcedure } from '@/server/api/trpc';

/** Whether the organisation's labels calibrate its runs, how well, and how far each judge is from people. */
export const getCalibration = memberProcedure('runs:read')
  .output(CalibrationReportSchema)
  .query(({ ctx }) => ctx.services.labels.report(ctx.member));
