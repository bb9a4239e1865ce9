import { literalValue } from '../../../packaging/docs/literal';
import { flatten, showPath } from '../../../packaging/docs/properties';
import { readReference, targets } from '../../../packaging/docs/reference';
import type { Docs } from '../../../packaging/docs/tags';

const reference = readReference();

interface Row {
  readonly name: string;
  readonly docs: Docs;
  /** Whether something holds where it is not given. */
  readonly hasDefault: boolean;
}

const ofModel = targets.flatMap((target) =>
  flatten(reference.properties[target]).map(({ path, docs, isRequired, choices }) => ({
    name: `${showPath(path)} of ${target}`,
    docs,
    hasDefault: !isRequired && choices.length === 0,
  })),
);

const ofEngines = reference.engines.flatMap(({ title, own }) =>
  own.map(({ name, docs, isRequired }) => ({ name: `${name} of ${title}`, docs, hasDefault: !isRequired })),
);

const rows: readonly Row[] = [...ofModel, ...ofEngines];
const without = (lacks: (row: Row) => boolean) => rows.filter(lacks).map(({ name }) => name);

describe('every public property', () => {
  test('is read at all', () => {
    expect(ofModel.length).toBeGreaterThan(150);
    expect(ofEngines.map(({ name }) => name)).toContain('env of cdk8s: `BeamCluster`');
  });

  test('has a description, which is a sentence', () => {
    expect(without(({ docs }) => !/^[A-Z][\s\S]+\.$/.test(docs.text))).toEqual([]);
  });

  test('says since when there is one', () => {
    expect(without(({ docs }) => !/^\d+\.\d+\.\d+$/.test(docs.since ?? ''))).toEqual([]);
  });

  test('has an example', () => {
    expect(without(({ docs }) => docs.example === undefined)).toEqual([]);
  });

  test('has a default exactly where it may be left out', () => {
    expect(without(({ docs, hasDefault }) => hasDefault !== (docs.byDefault !== undefined))).toEqual([]);
  });

  test('has a default that is a literal, or a sentence after a dash', () => {
    const isLiteral = (text: string | undefined) => text === undefined || literalValue(text) !== undefined;

    expect(without(({ docs }) => !isLiteral(docs.byDefault?.literal))).toEqual([]);
  });

  test('leads to pages of https alone', () => {
    expect(without(({ docs }) => docs.see.some((link) => !/^https:\/\/\S+$/.test(link)))).toEqual([]);
  });
});

test('every feature without a property says what it does', () => {
  const silent = reference.features.filter(({ text, properties }) => properties.length === 0 && text === '');

  expect(silent).toEqual([]);
});
