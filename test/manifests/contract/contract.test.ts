import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contract, modelAttachment, modelCluster, type EnvVar } from 'beam-cluster/model';
import { attachmentRows } from '../parity/attachment-rows';
import { clusterRows } from '../parity/cluster-rows';

const image = 'ghcr.io/acme/api:1.0.0';

/** The variables of every row that is printed, without those that the row gives itself. */
function printedRows(): (readonly [row: string, env: readonly EnvVar<string>[]])[] {
  const clusters = Object.entries(clusterRows).map(([row, props]) => {
    const { env } = modelCluster('api', { image, ...props }).objects.workload.spec.template.spec.containers[0];
    return [row, env.filter(({ name }) => !Object.hasOwn(props.env ?? {}, name))] as const;
  });
  const attachments = Object.entries(attachmentRows).map(
    ([row, props]) => [row, modelAttachment('api', { selector: { app: 'shop' }, ...props }).node.env] as const,
  );
  return [...clusters, ...attachments];
}

const names: readonly string[] = contract.map(({ name }) => name);
const rows = printedRows();

describe('the contract', () => {
  test("is the fixture that the runtime's own tests read", () => {
    const fixture: unknown = JSON.parse(readFileSync(join(__dirname, 'contract.json'), 'utf8'));

    expect(fixture).toEqual({ variables: contract.map(({ name, value, readBy }) => ({ name, value, readBy })) });
  });

  test('has each variable once', () => {
    expect(new Set(names).size).toBe(names.length);
  });

  test('has the variables of the founding example', () => {
    expect(names).toEqual(
      expect.arrayContaining(['POD_NAME', 'POD_NAMESPACE', 'RELEASE_COOKIE', 'CLUSTER_SERVICE_NAME']),
    );
  });

  test.each(rows)('has every variable of: %s', (_row, env) => {
    expect(env.map(({ name }) => name).filter((name) => !names.includes(name))).toEqual([]);
  });

  test('has no variable that nothing prints', () => {
    const printed = new Set(rows.flatMap(([, env]) => env.map(({ name }) => name)));

    expect(names.filter((name) => !printed.has(name))).toEqual([]);
  });

  test.each(rows)('is printed in its order, in which a variable is known before it is used: %s', (_row, env) => {
    const printed = env.map(({ name }) => name);
    const users = env.filter(({ value }) => value?.includes('$(POD_IP)') === true).map(({ name }) => name);

    expect(users).toContain('RELEASE_NODE');
    for (const user of users) expect(printed.indexOf('POD_IP')).toBeLessThan(printed.indexOf(user));
    expect(printed).toEqual(names.filter((name) => printed.includes(name)));
  });

  test('says the value where it is fixed', () => {
    const env = new Map(
      modelCluster('api', { image }).objects.workload.spec.template.spec.containers[0].env.map((variable) => [
        variable.name,
        variable,
      ]),
    );
    const fixed = contract.filter(({ value, ...variable }) => !('property' in variable) && !value.includes('<'));

    expect(fixed.length).toBeGreaterThan(5);
    for (const { name, value } of fixed) {
      const printed = env.get(name);
      expect([name, printed?.value ?? printed?.valueFrom?.fieldRef?.fieldPath]).toEqual([name, value]);
    }
  });

  test.each(contract.filter((variable) => 'property' in variable))(
    'names a property that is there: $property',
    ({ property }) => {
      const [first = ''] = property.split('.');
      const given = Object.values(clusterRows).some((row) => Object.hasOwn(row, first));

      expect([property, given]).toEqual([property, true]);
    },
  );
});
