import type { ItemContent } from '@/core/items/item';
import type { VersionOutput } from '@/protocol/bank';
import { strings } from '../_strings';

export type VersionField = { readonly label: string; readonly text: string };

const { form, item } = strings;

/** Everything a version says, as labelled texts in reading order, so that two can be laid side by side. */
export function versionFields(version: Compared): VersionField[] {
  const { content, skillId, expectedTimeMs, enemies, citations, parameters } = version;
  return [
    { label: form.skill, text: skillId },
    ...(content ? contentFields(content) : []),
    { label: item.facts.difficulty, text: String(Math.round(parameters.difficulty * 1000) / 1000) },
    { label: form.seconds, text: String(expectedTimeMs / 1000) },
    { label: form.enemies, text: enemies.join(' ') },
    ...citations.map(({ title, quote, url }, place) => ({
      label: `${form.sourceTitle} ${place + 1}`,
      text: [title, `“${quote}”`, url ?? ''].join(' ').trim(),
    })),
  ];
}

export type Compared = Pick<VersionOutput, 'content' | 'skillId' | 'expectedTimeMs' | 'enemies' | 'citations'> & {
  readonly parameters: { readonly difficulty: number };
};

function contentFields(content: ItemContent): VersionField[] {
  return [
    { label: form.type, text: strings.types[content.type] },
    { label: form.stem, text: content.stem },
    ...(content.stemMedia ?? []).map(({ kind, alternativeText }, place) => ({
      label: `${kind} ${place + 1}`,
      text: alternativeText,
    })),
    ...partFields(content),
    { label: form.explanation, text: content.explanation },
    { label: form.hint, text: content.hint ?? '' },
  ];
}

function partFields(content: ItemContent): VersionField[] {
  const marked = (isKey: boolean) => (isKey ? ` (${item.preview.key})` : '');
  switch (content.type) {
    case 'singleChoice':
    case 'codeReading': {
      const code = content.type === 'codeReading' ? [{ label: form.code, text: content.code.text }] : [];
      const options = content.options.map(({ id, text }, place) => ({
        label: form.option(place + 1),
        text: text + marked(id === content.keyId),
      }));
      return [...code, ...options];
    }
    case 'multipleResponse':
      return content.options.map(({ id, text }, place) => ({
        label: form.option(place + 1),
        text: text + marked(content.keyIds.includes(id)),
      }));
    case 'ordering':
      return content.options.map(({ text }, place) => ({ label: form.step(place + 1), text }));
    case 'matching': {
      const target = (id: string | undefined) => content.targets.find((each) => each.id === id)?.text ?? '';
      return [
        ...content.prompts.map(({ id, text }, place) => ({
          label: form.prompt(place + 1),
          text: `${text} = ${target(content.key[id])}`,
        })),
        ...content.targets.map(({ text }, place) => ({ label: form.target(place + 1), text })),
      ];
    }
    case 'numeric':
      return [
        { label: form.key, text: String(content.key) },
        { label: form.tolerance, text: `${content.tolerance.value} ${form[content.tolerance.kind]}` },
        { label: form.unit, text: content.unit ?? '' },
        {
          label: form.otherUnits,
          text: content.otherUnits.map(({ unit, factor }) => `${unit} = ${factor}`).join('\n'),
        },
      ];
    case 'shortText':
      return content.accepted.kind === 'normalised'
        ? [{ label: form.acceptedTexts, text: content.accepted.texts.join('\n') }]
        : [
            { label: form.patternField, text: content.accepted.pattern },
            { label: form.example, text: content.accepted.example },
          ];
    case 'freeText':
      return [
        ...content.rubric.map(({ text, points }, place) => ({
          label: form.criterion(place + 1),
          text: `${text} (${item.preview.points(points)})`,
        })),
        { label: form.modelAnswer, text: content.modelAnswer },
        { label: form.maxWords, text: String(content.maxWords) },
      ];
  }
}

export type FieldChange = { readonly label: string; readonly before: string; readonly after: string };

/** The fields that differ, in reading order; what only one side has is empty on the other. */
export function changedFields(before: Compared, after: Compared): FieldChange[] {
  const [left, right] = [versionFields(before), versionFields(after)];
  const labels = [...new Set([...left, ...right].map(({ label }) => label))];
  const textOf = (fields: readonly VersionField[], label: string) =>
    fields.find((field) => field.label === label)?.text ?? '';
  return labels
    .map((label) => ({ label, before: textOf(left, label), after: textOf(right, label) }))
    .filter((change) => change.before !== change.after);
}
