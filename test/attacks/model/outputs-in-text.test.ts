import * as pulumi from '@pulumi/pulumi';
import { problemsOf } from '../../unit/model/problems-of';
import { withHttp } from '../../unit/model/printed';
import { namedPlaces, places } from './places';

const output = pulumi.output('db.acme.dev');
// The text is Pulumi's own, so a version that words it differently fails here.
const { made, json, promised } = {
  // eslint-disable-next-line @typescript-eslint/no-base-to-string, @typescript-eslint/restrict-template-expressions
  made: `${output}`,
  json: JSON.stringify({ output }),
  promised: '[object Promise]',
};
const explained = /must not be text made from an Output or a Promise.* Use pulumi\.interpolate/;

describe.each([
  ['a template string', `postgres://${made}/shop`],
  ['JSON', json],
  ['a Promise', `--host=${promised}`],
])('an Output in %s', (_, text) => {
  test('is explained wherever text may be', () => {
    const unexplained = places.filter(({ put, problemsOf }) => {
      const lines = problemsOf(put(text));
      return !lines.some((line) => explained.test(line) || line.includes(': cookie must be a reference'));
    });

    expect(unexplained.map(({ name }) => name)).toEqual([]);
  });

  test('is explained as a key', () => {
    const unexplained = namedPlaces().filter(
      ({ putKey, problemsOf }) => !problemsOf(putKey(text)).some((line) => explained.test(line)),
    );

    expect(unexplained.map(({ name }) => name)).toEqual([]);
  });

  test('is explained in a secret variable, and as the name', () => {
    expect(problemsOf({ ...withHttp, secrets: { URL: text } }, { keepsSecrets: true })).toEqual([
      expect.stringMatching(/^BeamCluster "api": secrets\.URL must not be text made from an Output or a Promise/),
    ]);
    expect(problemsOf(withHttp, { id: text })).toEqual([expect.stringMatching(explained)]);
  });
});
