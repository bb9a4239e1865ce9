import { clusterRows } from './cluster-rows';
import { ofPulumi, printByCdk8s, printByModel, printByPulumi } from './printing';

const given = { image: 'ghcr.io/acme/api:1.0.0', cookie: { secretName: 'beam' } };

describe('both engines print what the model decided', () => {
  test.each(Object.entries(clusterRows))('%s', async (_name, row) => {
    const props = { ...given, ...row };
    expect(printByCdk8s('api', props)).toEqual(printByModel('api', props));
    expect(await printByPulumi('api', props)).toEqual(printByModel('api', props, ofPulumi));
  });

  test('variables in the same order, which decides what $(POD_IP) means', async () => {
    const props = { ...given, env: { Z: '1', A: '2', M: '3' } };
    const orderOf = (printed: object) =>
      [...JSON.stringify(printed).matchAll(/"name":"([A-Z_]+)"/g)].map(([, name]) => name);

    const decided = orderOf(printByModel('api', props));
    expect(decided.slice(-3)).toEqual(['Z', 'A', 'M']);
    expect(orderOf(printByCdk8s('api', props))).toEqual(decided);
    expect(orderOf(await printByPulumi('api', props))).toEqual(decided);
  });
});

describe('where the engines differ', () => {
  const { image } = given;

  test('cdk8s refers to a cookie that exists, and Pulumi makes one', async () => {
    const byCdk8s = printByCdk8s('api', { image });
    const byPulumi = await printByPulumi('api', { image });

    expect(Object.keys(byPulumi).filter((name) => !(name in byCdk8s))).toEqual(['Secret/api-erlang-cookie']);
    expect(JSON.stringify(byCdk8s)).toContain('"key":"erlang-cookie","name":"api-secrets"');
    expect(JSON.stringify(byPulumi)).toContain('"key":"erlang-cookie","name":"api-erlang-cookie"');
  });
});
