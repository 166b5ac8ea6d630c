import type { z } from 'zod';
import type { NormGroupSchema } from '@/protocol/report';
import type { NormGroup } from '@/server/repositories/report-repository';

export const normGroupOutput = ({ id, name, createdAt, thetas }: NormGroup): z.infer<typeof NormGroupSchema> => ({
  id,
  name,
  createdAt: createdAt.toISOString(),
  people: thetas.length,
});
