import type { ItemParameters } from '@/core/items/item';
import { ExchangeRefusal } from '../problem';
import { childOf, childrenOf, textOf, type XmlElement } from '../xml/element';
import { tag } from '../xml/write-xml';
import { USAGE_NAMESPACE } from './names';

const NAMES = ['discrimination', 'difficulty', 'guessing', 'upperAsymptote', 'difficultyVariance'] as const;
/** The metric is D = 1: a logistic model without the factor 1.7. */
const CONTEXT = 'urn:assay:irt:logistic:1';

/**
 * Item parameters as QTI usage data: one ordinary statistic each. The uncertainty of the difficulty stands there twice, as standard
 * error for others and as the variance that is read back, because a root squared is not always the number again.
 */
export function writeUsageData(
  items: readonly { readonly id: string; readonly parameters: ItemParameters }[],
): XmlElement {
  const statistic = (id: string, name: string, value: number, stdError: number | null = null) =>
    tag('ordinaryStatistic', { name, context: CONTEXT, stdError }, [
      tag('targetObject', { identifier: id }),
      tag('value', { baseType: 'float' }, [String(value)]),
    ]);
  return tag(
    'usageData',
    { xmlns: USAGE_NAMESPACE },
    items.flatMap(({ id, parameters }) => [
      ...NAMES.map((name) =>
        statistic(id, name, parameters[name], name === 'difficulty' ? Math.sqrt(parameters.difficultyVariance) : null),
      ),
      ...(parameters.thresholds ?? []).map((value, at) => statistic(id, `threshold-${at + 1}`, value)),
    ]),
  );
}

/** Parameters by item; other vendors' statistics of other kinds are passed over. */
export function readUsageData(root: XmlElement, into: Map<string, Map<string, number>>): void {
  for (const statistic of childrenOf(root, 'ordinaryStatistic')) {
    const name = statistic.attributes.name ?? '';
    const value = Number(textOf(childOf(statistic, 'value')));
    if (statistic.attributes.context !== CONTEXT || !Number.isFinite(value)) continue;
    for (const target of childrenOf(statistic, 'targetObject')) {
      const id = target.attributes.identifier ?? '';
      const known = into.get(id) ?? new Map<string, number>();
      into.set(id, known.set(name, value));
    }
  }
}

/** @throws ExchangeRefusal `item_invalid` when only some of the parameters are there */
export function parametersOf(values: ReadonlyMap<string, number> | undefined): ItemParameters | null {
  if (values === undefined) return null;
  const missing = NAMES.filter((name) => !values.has(name));
  if (missing.length > 0) throw new ExchangeRefusal('item_invalid', `The usage data lacks ${missing.join(', ')}.`);
  const thresholds: number[] = [];
  for (let at = 1; values.has(`threshold-${at}`); at += 1) thresholds.push(values.get(`threshold-${at}`)!);
  const parameters = {
    discrimination: values.get('discrimination')!,
    difficulty: values.get('difficulty')!,
    guessing: values.get('guessing')!,
    upperAsymptote: values.get('upperAsymptote')!,
    difficultyVariance: values.get('difficultyVariance')!,
  };
  return thresholds.length > 0 ? { ...parameters, thresholds } : parameters;
}
