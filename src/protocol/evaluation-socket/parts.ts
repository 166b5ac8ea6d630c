import { z } from 'zod';

/** What several events carry. Spans count UTF-16 units. */
export const Issue = z.object({
  type: z.string(),
  severity: z.enum(['low', 'medium', 'high', 'critical']),
  description: z.string(),
  text_span_start: z.number().int().nullable(),
  text_span_end: z.number().int().nullable(),
});

export const ClaimVerdict = z.object({
  claim_id: z.string(),
  claim_text: z.string(),
  claim_type: z.enum(['numerical', 'temporal', 'definitional', 'general']),
  verdict: z.enum(['SUPPORTED', 'REFUTED', 'NOT_ENOUGH_INFO']),
  confidence: z.number(),
  text_span_start: z.number().int(),
  text_span_end: z.number().int(),
});
