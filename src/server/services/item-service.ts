import { v7 as newId } from 'uuid';
import { DomainError } from '@/core/errors';
import type { GateId, ItemOrigin } from '@/core/items/gates/gate';
import type { Citation } from '@/core/items/gates/text-gates';
import type { Item, ItemContent, ItemParameters } from '@/core/items/item';
import { accept, handIn, retire, sendBack, type VersionState } from '@/core/items/item-life';
import { itemTexts, searchTextOf } from '@/core/items/item-text';
import { validateContent, validateParameters } from '@/core/items/validate-item';
import { provisionalParametersFor } from '@/server/bank/provisional-parameters';
import { TAXONOMY } from '@/server/bank/taxonomy';
import type { Member } from '@/server/policy';
import {
  type AuditLine,
  type ItemCursor,
  type ItemFilter,
  type ItemOrder,
  type ItemRepository,
  type ItemVersion,
  type NewVersion,
  resultsOf,
  type StoredGate,
  subjectOf,
} from '@/server/repositories/item-repository';
import type { BankTaskService } from './bank-task-service';
import type { PilotEvidence } from './pilot-evidence';

/** An item as somebody hands it over: an author's form, an import, a model. */
export type ItemDraft = {
  /** Null for a new item; an id that exists is revised or refused, as the caller wishes. */
  readonly id: string | null;
  readonly skillId: string;
  readonly content: ItemContent;
  /** `guess`: nobody has answered it; `keep`: as the version before; `given`: estimated elsewhere. */
  readonly parameters:
    | { readonly kind: 'guess'; readonly difficulty: number }
    | { readonly kind: 'keep' }
    | { readonly kind: 'given'; readonly parameters: ItemParameters };
  readonly expectedTimeMs: number;
  readonly enemies: readonly string[];
  readonly note: string;
  readonly citations: readonly Citation[];
};

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
  readonly pilots: PilotEvidence;
  readonly tasks: BankTaskService;
  readonly now: () => Date;
};

export type ItemService = ReturnType<typeof createItemService>;

const PAGE_SIZE = 50;
const ID_PATTERN = /^(?!model:)[\w:.-]{1,100}$/;
/** Addresses of pages beside the items'. */
const RESERVED_IDS = new Set(['new', 'review', 'publish', 'generate', 'import', 'export']);
const CHUNK = 500;

/** The authors' side of the bank: write, revise, hand in, decide, retire. Publishing is `PublicationService`'s. */
export function createItemService({ items, pilots, tasks, now }: Deps) {
  const find = async (member: Member, id: string): Promise<ItemVersion> => {
    const [version] = await items.findLatest(member.organisationId, [id]);
    if (!version) throw new DomainError('item_not_found');
    return version;
  };

  const stateOf = async (member: Member, version: ItemVersion): Promise<VersionState> => {
    const all = await items.versions(member.organisationId, version.item.id);
    const lastPublished = Math.max(
      0,
      ...all.filter(({ fromRevision }) => fromRevision !== null).map((v) => v.item.version),
    );
    const writers = all
      .filter(({ item }) => item.version > lastPublished || item.version === version.item.version)
      // The first version of a generated item is the model's work, not that of whoever asked for it.
      .flatMap(({ createdBy, origin, item }) =>
        createdBy && !(origin === 'generated' && item.version === 1) ? [createdBy] : [],
      );
    return { status: version.status, origin: version.origin, fromRevision: version.fromRevision, writers };
  };

  const line = (member: Member, action: string, itemId: string, details: AuditLine['details']): AuditLine => ({
    action,
    subject: subjectOf(itemId),
    actorId: member.userId,
    details,
    at: now(),
  });

  /** The latest version, if it is the one the caller decided about. */
  const current = async (member: Member, { id, version }: ItemCursor): Promise<ItemVersion> => {
    const latest = await find(member, id);
    if (latest.item.version !== version) {
      throw new DomainError(
        'conflict',
        `The item has version ${latest.item.version} by now; you looked at ${version}.`,
        {
          version: latest.item.version,
        },
      );
    }
    return latest;
  };

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
        items.gatesOf(organisationId, { id, version: shown.item.version }),
        items.history(organisationId, id),
        items.usage(organisationId, id),
        items.reviewers(organisationId),
        items.names(versions.flatMap(({ createdBy }) => (createdBy ? [createdBy] : []))),
        stateOf(member, latest),
        pilots.gateOf(organisationId, id),
      ]);
      // What the checks stored is as old as they are; answers come in all the time.
      const gates: StoredGate[] = [
        ...stored.filter(({ gate }) => gate !== 'pilot'),
        { ...pilot(shown.item), at: now(), decidedBy: null },
      ];
      const deciders = await items.names(gates.flatMap(({ decidedBy }) => (decidedBy ? [decidedBy] : [])));
      const { version: estimated, calibration } = await calibrated(organisationId, shown);
      return {
        shown: estimated,
        calibration,
        latest,
        versions,
        gates,
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

    /** Hands a draft in for review and queues all its gates. */
    async handIn(member: Member, cursor: ItemCursor): Promise<{ taskId: string }> {
      const version = await current(member, cursor);
      const status = handIn(await stateOf(member, version));
      const history = line(member, 'item.handedIn', cursor.id, { version: cursor.version });
      if (!(await items.move(member.organisationId, cursor, version.status, status, history)))
        throw new DomainError('conflict');
      const taskId = await tasks.queue(member.organisationId, member.userId, {
        kind: 'gates',
        scope: 'full',
        targets: [cursor],
      });
      return { taskId };
    },

    /**
     * Accepts a version in review, for the next publication.
     * @throws DomainError as `core/items/item-life.ts` `accept`; `conflict` when it changed meanwhile.
     */
    async accept(
      member: Member,
      cursor: ItemCursor,
      wish: { status: 'pilot' | 'operational'; reason: string; overrule: readonly GateId[] },
    ): Promise<void> {
      const { organisationId, userId } = member;
      const version = await current(member, cursor);
      const [state, gates, reviewers] = await Promise.all([
        stateOf(member, version),
        items.gatesOf(organisationId, cursor),
        items.reviewers(organisationId),
      ]);
      const accepted = accept(state, { userId, reviewers: reviewers.length }, resultsOf(gates), wish);
      const { status, overruled, ownWork } = accepted;
      const details = {
        version: cursor.version,
        status,
        reason: wish.reason,
        overruled: overruled.join(', '),
        ownWork,
      };
      const moved = await items.move(
        organisationId,
        cursor,
        'review',
        status,
        line(member, 'item.accepted', cursor.id, details),
      );
      if (!moved) throw new DomainError('conflict');
      const evidence = [
        { label: 'Reason', text: wish.reason },
        { label: 'Goes in as', text: status },
        ...overruled.map((gate) => ({ label: 'Overruled', text: gate })),
        ...(ownWork ? [{ label: 'Own work', text: 'Its writer accepted it: nobody else here reviews items.' }] : []),
      ];
      const outcome = {
        gate: 'acceptance' as const,
        result: 'passed' as const,
        summary: 'A person accepted it.',
        evidence,
      };
      await items.saveGates(organisationId, [{ ...cursor, outcomes: [outcome], decidedBy: userId }], now());
    },

    /** Sends a version in review back to its author with a reason. */
    async reject(member: Member, cursor: ItemCursor, reason: string): Promise<void> {
      const { organisationId, userId } = member;
      const version = await current(member, cursor);
      const status = sendBack(await stateOf(member, version));
      const history = line(member, 'item.rejected', cursor.id, { version: cursor.version, reason });
      if (!(await items.move(organisationId, cursor, 'review', status, history))) throw new DomainError('conflict');
      const evidence = [{ label: 'Reason', text: reason }];
      const outcome = {
        gate: 'acceptance' as const,
        result: 'failed' as const,
        summary: 'A person sent it back.',
        evidence,
      };
      await items.saveGates(organisationId, [{ ...cursor, outcomes: [outcome], decidedBy: userId }], now());
    },

    /** Takes an item out of use, with the next publication when candidates can meet it now. */
    async retire(member: Member, cursor: ItemCursor, reason: string): Promise<ItemCursor> {
      const before = await current(member, cursor);
      retire(await stateOf(member, before));
      const version = cursor.version + 1;
      const write: NewVersion = {
        item: { ...before.item, version },
        type: before.type,
        origin: before.origin,
        createdBy: member.userId,
        note: reason,
        citations: before.citations,
        searchText: searchTextFor(before.item),
        status: 'retired',
      };
      const history = [line(member, 'item.retired', cursor.id, { version, reason })];
      if (!(await items.addVersions(member.organisationId, [write], history))) throw new DomainError('conflict');
      return { id: cursor.id, version };
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

    countGates: (member: Member) => items.countGates(member.organisationId),
  };
}

const searchTextFor = (item: Item) =>
  searchTextOf(item.id, item.source.kind === 'written' ? itemTexts(item.source.content) : [item.source.modelId]);

function problemsOf(draft: ItemDraft, strict: boolean): string[] {
  const problems = strict ? validateContent(draft.content) : [];
  if (draft.id !== null && (!ID_PATTERN.test(draft.id) || RESERVED_IDS.has(draft.id)))
    problems.push(`The id "${draft.id}" is not usable.`);
  if (!TAXONOMY.skills.some(({ id, assessable }) => assessable && id === draft.skillId)) {
    problems.push(`The bank knows no skill "${draft.skillId}".`);
  }
  if (draft.parameters.kind === 'given') problems.push(...validateParameters(draft.parameters.parameters));
  if (!(draft.expectedTimeMs >= 1_000 && draft.expectedTimeMs <= 3_600_000)) {
    problems.push('The expected time is not between a second and an hour.');
  }
  if (draft.id !== null && draft.enemies.includes(draft.id)) problems.push('The item is its own enemy.');
  return problems;
}

function newVersion(member: Member, draft: ItemDraft, before: ItemVersion | null, origin: ItemOrigin): NewVersion {
  const { skillId, content, expectedTimeMs, enemies, note, citations } = draft;
  const item: Item = {
    id: draft.id ?? `item-${newId()}`,
    version: (before?.item.version ?? 0) + 1,
    skillId,
    parameters: parametersOf(draft, before),
    expectedTimeMs,
    enemies,
    source: { kind: 'written', content },
  };
  const searchText = searchTextFor(item);
  return { item, type: content.type, origin, createdBy: member.userId, note, citations, searchText, status: 'draft' };
}

function parametersOf({ parameters, content }: ItemDraft, before: ItemVersion | null): ItemParameters {
  if (parameters.kind === 'given') return parameters.parameters;
  if (parameters.kind === 'keep' && before) return before.item.parameters;
  return provisionalParametersFor(content, parameters.kind === 'guess' ? parameters.difficulty : 0);
}

/** Nothing that a candidate, the engine or a reviewer would see differs. */
function isSame(before: ItemVersion, { item, citations }: NewVersion): boolean {
  const facts = ({ skillId, parameters, expectedTimeMs, enemies, source }: Item, cited: readonly Citation[]) =>
    canonical({ skillId, parameters, expectedTimeMs, enemies, source, cited });
  return facts(before.item, before.citations) === facts(item, citations);
}

/** JSON with sorted keys: PostgreSQL keeps objects in an order of its own. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([left], [right]) => (left < right ? -1 : 1)))
      : part,
  );
}
