import { router } from '@/server/api/trpc';
import { create } from './create';
import { deleteDraft } from './delete-draft';
import { end } from './end';
import { get } from './get';
import { list } from './list';
import { listApplications } from './list-applications';
import { listSessions } from './list-sessions';
import { listSkills } from './list-skills';
import { observeSession } from './observe-session';
import { onSessionEvent } from './on-session-event';
import { onSessions } from './on-sessions';
import { onSimulation } from './on-simulation';
import { publish } from './publish';
import { shortlist } from './shortlist';
import { suggestSkills } from './suggest-skills';
import { update } from './update';

/** Building assessments, and watching the sessions of one. */
export const assessmentRouter = router({
  suggestSkills,
  listSkills,
  list,
  get,
  create,
  update,
  deleteDraft,
  publish,
  end,
  listApplications,
  shortlist,
  listSessions,
  onSessions,
  observeSession,
  onSessionEvent,
  onSimulation,
});
