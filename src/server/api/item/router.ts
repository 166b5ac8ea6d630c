import { router } from '@/server/api/trpc';
import { accept } from './accept';
import { create } from './create';
import { generate } from './generate';
import { get } from './get';
import { getFunnel } from './get-funnel';
import { getGeneration } from './get-generation';
import { getPublication } from './get-publication';
import { getTask } from './get-task';
import { handIn } from './hand-in';
import { list } from './list';
import { listSkills } from './list-skills';
import { onTask } from './on-task';
import { previewExport } from './preview-export';
import { publish } from './publish';
import { reject } from './reject';
import { retire } from './retire';
import { revise } from './revise';
import { runGates } from './run-gates';

/** The item bank: writing, checking, reviewing, publishing. */
export const itemRouter = router({
  list,
  listSkills,
  get,
  create,
  revise,
  handIn,
  accept,
  reject,
  retire,
  runGates,
  generate,
  getGeneration,
  getFunnel,
  getPublication,
  publish,
  getTask,
  onTask,
  previewExport,
});
