import { DomainError } from '@/core/errors';
import type { ItemOrigin } from '@/core/items/gates/gate';
import type { Member } from '@/server/policy';
import type { ItemGateRepository, StoredGate } from '@/server/repositories/item-gate-repository';
import type { ItemFilter, ItemOrder, ItemRepository } from '@/server/repositories/item-repository';
import type { ItemCursor, ItemVersion, NewVersion } from '@/server/repositories/item-rows';
import type { BankTaskService } from './bank-task-service';
import { createItemDesk } from './item-desk';
import { type ItemDraft, isSame, newVersion, problemsOf } from './item-draft';
import type { PilotEvidence } from './pilot-evidence';

export type CreateOptions = {
  readonly origin: Exclude<ItemOrigin, 'shipped'>;
  /** What to do with a draft whose id exists. */
  readonly onExisting: 'refuse' | 'revise';
  /** Tells what would happen and changes nothing. */
  readonly dryRun: boolean;
  /** Refuses drafts with structural problems; without it they are kept as drafts and their gate says what is missing. */
  readonly strict: boolean;
  /** Puts what was written straight into review; the caller then runs the gates. */
  readonly handedIn?: boolean;
};

export type RowOutcome = {
  /** Place in the list handed over, from 0. */
  readonly row: number;
  readonly outcome: 'created' | 'revised' | 'unchanged' | 'refused';
  readonly itemId: string | null;
  readonly version: number | null;
  readonly problems: readonly string[];
};

type Deps = {
  readonly items: ItemRepository;
  readonly gates: ItemGateRepository;
  readonly pilots: PilotEvidence;
  readonly tasks: BankTaskService;
  readonly now: () => Date;
};

export type ItemService = ReturnType<typeof createItemService>;

const PAGE_SIZE = 50;
const CHUNK = 500;

/** The authors' side of the bank: look, write, revise, check. Decisions are `ItemReviewService`'s, publishing `PublicationService`'s. */
export function createItemService({ items, gates, pilots, tasks, now }: Deps) {
  const { current, stateOf, line } = createItemDesk({ items, now });

  /** With what answers have said of its parameters since it was written. */
  const calibrated = async (organisationId: string, version: ItemVersion) => {
    const { item } = version;
    const found = await items.calibrationOf(organisationId, { id: item.id, version: item.version });
    if (!found) return { version, calibration: null };
    const { method, responses, revision, ...estimates } = found;
    return {
      version: { ...version, item: { ...item, parameters: { ...item.parameters, ...estimates } } },
      calibration: { method, responses, revision },
    };
  };

  return {
    pageSize: PAGE_SIZE,

    list: (member: Member, filter: ItemFilter, order: ItemOrder, after: ItemCursor | null) =>
      items.list(member.organisationId, filter, order, after, PAGE_SIZE),

    /** One version with its gates, and everything around the item. */
    async get(member: Member, id: string, version: number | null = null) {
      const { organisationId } = member;
      const versions = await items.versions(organisationId, id);
      const latest = versions[0];
      const shown = version === null ? latest : versions.find(({ item }) => item.version === version);
      if (!latest || !shown) throw new DomainError('item_not_found');
      const [stored, history, usage, reviewers, names, state, pilot] = await Promise.all([
        gates.gatesOf(organisationId, { id, version: shown.item.version }),
        items.history(organisationId, id),
        items.usage(organisationId, id),
        items.reviewers(organisationId),
        items.names(versions.flatMap(({ createdBy }) => (createdBy ? [createdBy] : []))),
        stateOf(member, latest),
        pilots.gateOf(organisationId, id),
      ]);
      // What the checks stored is as old as they are; answers come in all the time.
      const checked: StoredGate[] = [
        ...stored.filter(({ gate }) => gate !== 'pilot'),
        { ...pilot(shown.item), at: now(), decidedBy: null },
      ];
      const deciders = await items.names(checked.flatMap(({ decidedBy }) => (decidedBy ? [decidedBy] : [])));
      const { version: estimated, calibration } = await calibrated(organisationId, shown);
      return {
        shown: estimated,
        calibration,
        latest,
        versions,
        gates: checked,
        history,
        usage,
        names: new Map([...names, ...deciders]),
        runningTask: await tasks.checking(organisationId, id),
        isOwnWork: state.writers.includes(member.userId),
        reviewers: reviewers.length,
      };
    },

    /**
     * Takes drafts one by one, each with its own outcome; nothing is half done for any of them. Gates that need no
     * model are queued for what was written.
     */
    async createItems(member: Member, drafts: readonly ItemDraft[], options: CreateOptions): Promise<RowOutcome[]> {
      const ids = drafts.flatMap(({ id }) => (id ? [id] : []));
      const known = new Map<string, ItemVersion>();
      for (let at = 0; at < ids.length; at += CHUNK) {
        for (const version of await items.findLatest(member.organisationId, ids.slice(at, at + CHUNK)))
          known.set(version.item.id, version);
      }
      const taken = new Set<string>();
      const outcomes = drafts.map((draft, row): { outcome: RowOutcome; write: NewVersion | null } => {
        const before = draft.id === null ? undefined : known.get(draft.id);
        const problems = problemsOf(draft, options.strict);
        if (draft.id !== null && taken.has(draft.id)) problems.push(`The id ${draft.id} stands in an earlier row too.`);
        if (before && options.onExisting === 'refuse') problems.push(`An item ${draft.id} exists already.`);
        if (before?.item.source.kind === 'model') problems.push(`${draft.id} is made by an item model.`);
        if (draft.id !== null) taken.add(draft.id);
        if (problems.length > 0) {
          return { outcome: { row, outcome: 'refused', itemId: draft.id, version: null, problems }, write: null };
        }
        const written = newVersion(member, draft, before ?? null, options.origin);
        const write: NewVersion = options.handedIn ? { ...written, status: 'review' } : written;
        const { id: itemId, version } = write.item;
        if (before && isSame(before, write)) {
          return {
            outcome: { row, outcome: 'unchanged', itemId, version: before.item.version, problems: [] },
            write: null,
          };
        }
        return { outcome: { row, outcome: before ? 'revised' : 'created', itemId, version, problems: [] }, write };
      });
      const writes = outcomes.flatMap(({ write }) => (write ? [write] : []));
      if (!options.dryRun && writes.length > 0) {
        for (let at = 0; at < writes.length; at += CHUNK) {
          const chunk = writes.slice(at, at + CHUNK);
          const history = chunk.map(({ item, origin, note }) =>
            line(member, item.version === 1 ? 'item.created' : 'item.revised', item.id, {
              version: item.version,
              origin,
              note,
            }),
          );
          if (!(await items.addVersions(member.organisationId, chunk, history))) {
            throw new DomainError('conflict', 'Somebody changed one of these items in this moment. Repeat it.');
          }
        }
        if (options.handedIn) return outcomes.map(({ outcome }) => outcome);
        const targets = writes.map(({ item }) => ({ id: item.id, version: item.version }));
        await tasks.queue(member.organisationId, member.userId, { kind: 'gates', scope: 'text', targets });
      }
      return outcomes.map(({ outcome }) => outcome);
    },

    /**
     * A new version on top of `baseVersion`.
     * @throws DomainError `conflict` when another author was faster; details carry the version that is there now.
     */
    async revise(member: Member, id: string, baseVersion: number, draft: ItemDraft): Promise<ItemCursor> {
      const latest = await current(member, { id, version: baseVersion });
      const { version: before } = await calibrated(member.organisationId, latest);
      const problems = problemsOf({ ...draft, id }, false);
      if (before.item.source.kind === 'model') problems.push('The words of this item are made by an item model.');
      if (problems.length > 0) throw new DomainError('invalid_input', problems.join(' '));
      const origin = before.origin === 'shipped' ? 'author' : before.origin;
      const write = newVersion(member, { ...draft, id }, before, origin);
      const { version } = write.item;
      const history = [line(member, 'item.revised', id, { version, origin, note: draft.note })];
      if (!(await items.addVersions(member.organisationId, [write], history))) {
        throw new DomainError('conflict', `Another author saved version ${version} in this moment.`, { version });
      }
      const targets = [{ id, version }];
      await tasks.queue(member.organisationId, member.userId, { kind: 'gates', scope: 'text', targets });
      return { id, version };
    },

    /** Runs all gates again for one version, or for everything that is not retired. */
    async runGates(member: Member, target: ItemCursor | 'all'): Promise<{ taskId: string }> {
      const { organisationId, userId } = member;
      const targets =
        target === 'all'
          ? (await items.living(organisationId)).map(({ item }) => ({ id: item.id, version: item.version }))
          : [await current(member, target).then(() => target)];
      if (targets.length === 0) throw new DomainError('invalid_input', 'The bank has no items to check.');
      return { taskId: await tasks.queue(organisationId, userId, { kind: 'gates', scope: 'full', targets }) };
    },

    /** Queues the gates that need no model over a whole bank, on nobody's behalf: for what ships with the application. */
    async checkBank(organisationId: string): Promise<void> {
      const targets = (await items.living(organisationId)).map(({ item }) => ({ id: item.id, version: item.version }));
      if (targets.length > 0) await tasks.queue(organisationId, null, { kind: 'gates', scope: 'text', targets });
    },

    countGates: (member: Member) => gates.countGates(member.organisationId),
  };
}
