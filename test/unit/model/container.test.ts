import { printContainer, printPod, withHttp } from './printed';
import { problemsOf, shownText } from './problems-of';

describe('the container', () => {
  test('is the only one, named as the cluster, and pulled once', () => {
    expect(printPod().containers).toHaveLength(1);
    expect(printContainer({ name: 'shop' })).toMatchObject({
      name: 'shop',
      image: 'acme/api:1.0.0',
      imagePullPolicy: 'IfNotPresent',
    });
  });

  test('starts as the image says, unless the props say otherwise', () => {
    expect(printContainer()).not.toHaveProperty('command');
    expect(printContainer()).not.toHaveProperty('args');
    expect(printContainer({ command: ['bin/api'], args: ['start'] })).toMatchObject({
      command: ['bin/api'],
      args: ['start'],
    });
  });

  test('has its variables from Secrets and ConfigMaps as they are given', () => {
    const envFrom = [{ secretName: 'db', prefix: 'DB_', optional: true }, { configMapName: 'cfg' }];

    expect(printContainer({ envFrom }).envFrom).toEqual([
      { prefix: 'DB_', secretRef: { name: 'db', optional: true } },
      { configMapRef: { name: 'cfg' } },
    ]);
    expect(printContainer()).not.toHaveProperty('envFrom');
  });

  test('is pulled with the credentials that are given', () => {
    expect(printPod({ imagePullSecrets: ['ghcr'] }).imagePullSecrets).toEqual([{ name: 'ghcr' }]);
    expect(printPod()).not.toHaveProperty('imagePullSecrets');
  });

  test('has no credentials twice, which a server-side apply refuses', () => {
    expect(problemsOf({ ...withHttp, imagePullSecrets: ['ghcr', 'quay', 'ghcr'] })).toEqual([
      'BeamCluster "api": imagePullSecrets[2] is there already. Remove it.',
    ]);
  });

  test('gets no variables from the Services of its namespace', () => {
    expect(printPod().enableServiceLinks).toBe(false);
  });

  test.each(['', ' ', 'acme/api:1.0.0 ', 5, null])('has no image like %j', (image) => {
    const shown = typeof image === 'string' ? shownText(image) : String(image);

    expect(problemsOf({ image })).toEqual([
      `BeamCluster "api": image must name an image, such as "ghcr.io/acme/api:1.0.0", got ${shown}.`,
    ]);
  });

  test('must have an image', () => {
    expect(problemsOf({})).toEqual(['BeamCluster "api": image must be given.']);
  });

  test.each(['command', 'args'])('has %s that a process can be given', (property) => {
    expect(problemsOf({ ...withHttp, [property]: ['a', 'b\0', 5] })).toEqual([
      `BeamCluster "api": ${property}[1] must be text without NUL and without unpaired surrogates.`,
      `BeamCluster "api": ${property}[2] must be text without NUL and without unpaired surrogates.`,
    ]);
  });
});
