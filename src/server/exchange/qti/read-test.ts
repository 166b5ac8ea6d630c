import { decodeText } from '../decode-text';
import { LIMITS } from '../limits';
import type { Pace } from '../pace';
import { ExchangeRefusal, NOWHERE, type Problem, type ProblemCode, problem, problemOf } from '../problem';
import type { TestReading, TestSection } from '../test-reading';
import { descendantsOf, type XmlElement } from '../xml/element';
import { parseXml } from '../xml/parse-xml';
import { resolveAddress } from './address';
import { modernElement } from './legacy-names';
import { OWN_TEST } from './names';
import { assertPassive } from './read-text';
import { attributesNotKept, ruleNotKept, shortened } from './test-rules';

/** What a test is read against: the files of its package, and what became of the items among them. */
export type TestSurroundings = {
  readonly files: ReadonlyMap<string, Buffer>;
  /** By the path of their document: the id of an item that was read, null for one that was refused. */
  readonly items: ReadonlyMap<string, string | null>;
  readonly pace: Pace;
};

type Documents = (path: string) => Promise<XmlElement>;
type OpenSection = { -readonly [Key in keyof TestSection]: TestSection[Key] } & { readonly itemIds: string[] };
/** Where a section stands, and the documents whose reading is not over yet. */
type Standing = { readonly path: string; readonly depth: number; readonly open: readonly string[] };

/**
 * Reads the tests of one package. The documents of all of them together have a limit, each counted as often as it is read.
 * A test that cannot be trusted is refused as a whole; its items are not touched by that.
 */
export function createTestReader({ files, items, pace }: TestSurroundings) {
  const load = createLoader(files, pace);
  const sections = new Set<string>();
  return {
    async read(path: string): Promise<TestReading> {
      const walk = new TestWalk(load, files, items, pace);
      try {
        return await walk.read(path);
      } catch (error) {
        return { outcome: 'refused', problem: problemOf(error, { path }) };
      } finally {
        for (const followed of walk.followed) sections.add(followed);
      }
    },
    /** Section documents that some test has named so far. */
    sections: sections as ReadonlySet<string>,
  };
}

function createLoader(files: TestSurroundings['files'], pace: Pace): Documents {
  let room: number = LIMITS.testDocuments;
  return async (path) => {
    const file = files.get(path);
    if (!file) throw new ExchangeRefusal('resource_missing', 'The test is not in the package.', { path });
    const text = decodeText(file, path);
    const limit = Math.max(0, room);
    room -= text.length;
    const root = await parseXml(text, { pace, path, limit });
    assertPassive(root);
    for (const element of descendantsOf(root)) {
      await pace();
      assertPassive(element);
    }
    return root;
  };
}

class TestWalk {
  readonly followed = new Set<string>();
  private readonly sections: TestSection[] = [];
  private readonly problems: Problem[] = [];
  private readonly notKept: { text: string; at: Problem['at'] }[] = [];
  private readonly identifiers = new Set<string>();
  private readonly ids: ReadonlySet<string | null>;
  private references = 0;
  private readonly unread = new Set<string>();
  private unlisted = 0;

  constructor(
    private readonly load: Documents,
    private readonly files: TestSurroundings['files'],
    private readonly items: TestSurroundings['items'],
    private readonly pace: Pace,
  ) {
    this.ids = new Set(items.values());
  }

  async read(path: string): Promise<TestReading> {
    const test = modernElement(await this.load(path));
    if (test.name !== 'qti-assessment-test') {
      throw new ExchangeRefusal('test_invalid', `The document element is "${shortened(test.name)}".`);
    }
    const standing = { path, depth: 0, open: [path] };
    const title = shortened(test.attributes.title || test.attributes.identifier || '');
    const lengths: (number | null)[] = [];
    let timeLimitMs: number | null = null;
    for (const child of modernChildren(test)) {
      await this.pace();
      if (child.name === 'qti-test-part') lengths.push(await this.readParts(child, standing));
      else if (child.name === 'qti-time-limits' && timeLimitMs === null)
        timeLimitMs = this.readLimit(child, title, path);
      else this.leave(ruleNotKept(child, title), child, path);
    }
    return {
      outcome: 'read',
      at: { ...NOWHERE, path },
      title,
      isOwn: test.attributes.identifier === OWN_TEST,
      timeLimitMs,
      length: sumOf(lengths),
      sections: this.sections,
      unread: this.unread.size,
      problems: this.problems,
      notKept: this.notKept,
      unlisted: this.unlisted,
    };
  }

  /** The children of a test part or section; resolves with the number of items one candidate gets of them. */
  private async readParts(element: XmlElement, standing: Standing, section?: OpenSection) {
    const owner = element.attributes.title || element.attributes.identifier || element.name;
    for (const text of attributesNotKept(element)) this.leave(text, element, standing.path);
    const lengths: (number | null)[] = [];
    let selection: XmlElement | null = null;
    for (const child of modernChildren(element)) {
      await this.pace();
      if (child.name === 'qti-assessment-section') lengths.push(await this.readSection(child, standing));
      else if (child.name === 'qti-assessment-section-ref') lengths.push(await this.followSection(child, standing));
      else if (child.name === 'qti-assessment-item-ref') {
        lengths.push(1);
        await this.readReference(child, standing.path, section);
      } else {
        if (child.name === 'qti-selection') selection ??= child;
        if (section && selection === child) section.select = selectOf(selection);
        this.leave(ruleNotKept(child, owner), child, standing.path);
      }
    }
    return drawnOf(lengths, selection);
  }

  private async readSection(element: XmlElement, { path, depth, open }: Standing): Promise<number | null> {
    if (depth >= LIMITS.xmlDepth) {
      throw new ExchangeRefusal(
        'too_deep',
        `More than ${LIMITS.xmlDepth} sections stand in each other.`,
        at(element, path),
      );
    }
    if (this.sections.length >= LIMITS.testSections) {
      throw new ExchangeRefusal('test_too_large', `The limit is ${LIMITS.testSections} sections.`, at(element, path));
    }
    const title = shortened(element.attributes.title || element.attributes.identifier || '');
    const section: OpenSection = { title, depth, itemIds: [], select: null };
    this.sections.push(section);
    return this.readParts(element, { path, depth: depth + 1, open }, section);
  }

  private async followSection(reference: XmlElement, { path, depth, open }: Standing): Promise<number | null> {
    const { href = '', identifier = '' } = reference.attributes;
    for (const text of attributesNotKept(reference)) this.leave(text, reference, path);
    const target = resolveAddress(href, path);
    if (target === null || !this.files.has(target)) {
      this.fault('resource_missing', `Section "${shortened(identifier)}": "${shortened(href)}".`, reference, path);
      return 0;
    }
    if (open.includes(target)) {
      throw new ExchangeRefusal('reference_cycle', `"${shortened(href)}" leads back to itself.`, at(reference, path));
    }
    if (this.followed.has(target)) {
      const detail = `Section "${shortened(identifier)}": an earlier reference leads to "${shortened(href)}" too.`;
      this.fault('reference_invalid', detail, reference, path);
      return 0;
    }
    this.followed.add(target);
    const root = modernElement(await this.load(target));
    if (root.name !== 'qti-assessment-section') {
      const detail = `"${shortened(href)}" begins with "${shortened(root.name)}", not with a section.`;
      this.fault('reference_invalid', detail, reference, path);
      return 0;
    }
    return this.readSection(root, { path: target, depth, open: [...open, target] });
  }

  private async readReference(reference: XmlElement, path: string, section: OpenSection | undefined): Promise<void> {
    this.references += 1;
    if (this.references > LIMITS.items) {
      throw new ExchangeRefusal('test_too_large', `The limit is ${LIMITS.items} references.`, at(reference, path));
    }
    const { identifier = '', href } = reference.attributes;
    for (const text of attributesNotKept(reference)) this.leave(text, reference, path);
    for (const child of modernChildren(reference)) {
      await this.pace();
      this.leave(ruleNotKept(child, identifier), child, path);
    }
    const named = `Item "${shortened(identifier)}"`;
    if (this.identifiers.has(identifier)) {
      this.fault('reference_invalid', `${named}: an earlier reference has the same identifier.`, reference, path);
    }
    this.identifiers.add(identifier);
    const found = href === undefined ? this.byIdentifier(identifier) : this.byAddress(href, path);
    if (found === 'nowhere') {
      this.fault('resource_missing', `${named}: "${shortened(href ?? identifier)}".`, reference, path);
    } else if (found === 'noItem') {
      const detail = `${named}: the manifest does not list "${shortened(href ?? '')}" as an item.`;
      this.fault('reference_invalid', detail, reference, path);
    } else if ('unread' in found) this.unread.add(found.unread);
    else if (section) section.itemIds.push(found.id);
    else this.fault('reference_invalid', `${named}: it stands outside of every section.`, reference, path);
  }

  private byIdentifier(identifier: string) {
    return this.ids.has(identifier) ? { id: identifier } : ('nowhere' as const);
  }

  private byAddress(href: string, path: string) {
    const target = resolveAddress(href, path);
    if (target === null || !this.files.has(target)) return 'nowhere' as const;
    const id = this.items.get(target);
    if (id === undefined) return 'noItem' as const;
    return id === null ? { unread: target } : { id };
  }

  private readLimit(element: XmlElement, owner: string, path: string): number | null {
    const { 'max-time': most, ...others } = element.attributes;
    const seconds = Number(most ?? Number.NaN);
    const isKept = Number.isFinite(seconds) && seconds > 0;
    const left = { ...element, attributes: isKept ? others : element.attributes };
    if (Object.keys(left.attributes).length > 0) this.leave(ruleNotKept(left, owner), element, path);
    return isKept ? seconds * 1000 : null;
  }

  private leave(text: string, element: XmlElement, path: string): void {
    if (this.notKept.length < LIMITS.testNotes) this.notKept.push({ text, at: { ...NOWHERE, ...at(element, path) } });
    else this.unlisted += 1;
  }

  private fault(code: ProblemCode, detail: string, element: XmlElement, path: string): void {
    if (this.problems.length < LIMITS.testNotes) this.problems.push(problem(code, detail, at(element, path)));
    else this.unlisted += 1;
  }
}

const at = ({ line }: XmlElement, path: string) => ({ line: line || null, path });

function* modernChildren({ children }: XmlElement): Generator<XmlElement> {
  for (const child of children) if (typeof child !== 'string') yield modernElement(child);
}

function selectOf(selection: XmlElement | null): number | null {
  const select = Number(selection?.attributes.select ?? Number.NaN);
  return Number.isInteger(select) && select >= 0 && select <= LIMITS.items ? select : null;
}

function sumOf(lengths: readonly (number | null)[]): number | null {
  return lengths.reduce<number | null>((sum, length) => (sum === null || length === null ? null : sum + length), 0);
}

/** The items drawn from parts of these lengths; null where it depends on which parts are drawn. */
function drawnOf(lengths: readonly (number | null)[], selection: XmlElement | null): number | null {
  if (selection === null) return sumOf(lengths);
  const select = selectOf(selection);
  const [length = 0] = lengths;
  if (select === null || length === null || lengths.some((other) => other !== length)) return null;
  return length * (selection.attributes['with-replacement'] === 'true' ? select : Math.min(select, lengths.length));
}
