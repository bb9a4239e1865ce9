import { printPod, withHttp } from './printed';
import { problemsOf } from './problems-of';

const problems = (scheduling: object) => problemsOf({ ...withHttp, scheduling });
const line = (text: string) => `BeamCluster "api": scheduling.${text}`;

describe('scheduling', () => {
  test('is printed into the pod as it is', () => {
    const scheduling = {
      nodeSelector: { 'kubernetes.io/arch': 'arm64' },
      tolerations: [{ key: 'dedicated', operator: 'Exists' }],
      priorityClassName: 'high',
      dnsConfig: { options: [{ name: 'ndots', value: '2' }] },
    } as const;

    expect(printPod({ scheduling })).toMatchObject(scheduling);
  });

  test('leaves out what says nothing, which a server would drop at one apply and add at the next', () => {
    const term = { topologyKey: 'zone', labelSelector: {} };
    const scheduling = {
      nodeSelector: {},
      tolerations: [],
      hostAliases: [],
      affinity: {
        nodeAffinity: {},
        podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [] },
        podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] },
      },
      dnsConfig: { nameservers: [], options: [] },
    };
    const pod = printPod({ scheduling });

    expect(pod).toMatchObject({
      affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } },
    });
    expect(Object.keys(pod.affinity ?? {})).toEqual(['podAntiAffinity']);
    for (const field of ['nodeSelector', 'tolerations', 'hostAliases', 'dnsConfig'])
      expect(pod).not.toHaveProperty(field);
  });

  test('adds nothing where it is not given', () => {
    const fields = ['nodeSelector', 'tolerations', 'affinity', 'priorityClassName', 'hostAliases', 'dnsPolicy'];

    expect(Object.keys(printPod()).filter((field) => fields.includes(field))).toEqual([]);
  });

  test.each([
    ['Default', ', got text of 7 characters'],
    ['default', ', got text of 7 characters'],
  ])('does not resolve names without the DNS of the cluster: %s', (dnsPolicy, got) => {
    const rule = 'dnsPolicy must be one of "ClusterFirst", "ClusterFirstWithHostNet", "None"';

    expect(problems({ dnsPolicy })).toEqual([line(`${rule}${got}.`)]);
  });

  test.each([{}, { nameservers: [] }])('has a resolver where the policy is None: %j', (dnsConfig) => {
    expect(problems({ dnsPolicy: 'None', dnsConfig })).toEqual([
      line(
        'dnsConfig.nameservers must be given where dnsPolicy is None. Give the address of a resolver that knows the headless Service.',
      ),
    ]);
  });

  test.each([
    [{ value: 'x' }, 'must have a key, or the operator Exists'],
    [{ key: 'a', operator: 'Exists', value: 'x' }, 'must have no value for the operator Exists'],
    [{ key: 'a', tolerationSeconds: 5 }, 'must have the effect NoExecute for tolerationSeconds'],
  ])('has no toleration that the API server refuses: %j', (toleration, rule) => {
    expect(problems({ tolerations: [toleration] })).toEqual([line(`tolerations[0] ${rule}.`)]);
  });

  test.each([
    ['In', [], 'must have values for the operator In, got 0'],
    ['Exists', ['a'], 'must have no values for the operator Exists, got 1'],
    ['Gt', ['1', '2'], 'must have one value for the operator Gt, got 2'],
  ])('has no expression that the API server refuses: %s %j', (operator, values, rule) => {
    const preference = { matchExpressions: [{ key: 'disk', operator, values }] };
    const nodeAffinity = { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, preference }] };
    const path = 'preferredDuringSchedulingIgnoredDuringExecution[0].preference.matchExpressions[0]';

    expect(problems({ affinity: { nodeAffinity } })).toEqual([line(`affinity.nodeAffinity.${path} ${rule}.`)]);
  });

  test('has no term about pods that matches none', () => {
    const podAntiAffinity = { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'zone' }] };

    expect(problems({ affinity: { podAntiAffinity } })).toEqual([
      line('affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].labelSelector must be given.'),
    ]);
  });

  test.each(['10.0.0.5', '0.0.0.0', '255.255.255.255', '::', '::1', 'fd00::a', '1:2:3:4:5:6:7:8', '::ffff:10.0.0.5'])(
    'has the address %s',
    (ip) => {
      expect(problems({ hostAliases: [{ ip, hostnames: ['db'] }] })).toEqual([]);
    },
  );

  test.each([
    '',
    '10.0.0',
    '10.0.0.256',
    '10.0.0.05',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '12345::',
    'db',
    '1:2:3:4:5:6:7:8:9',
  ])('does not have the address "%s"', (ip) => {
    expect(problems({ hostAliases: [{ ip, hostnames: ['db'] }] })).toEqual([
      expect.stringMatching(/hostAliases\[0\]\.ip must be an IPv4 or IPv6 address/),
    ]);
  });

  test('has no more resolvers than a resolver reads', () => {
    const nameservers = ['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4'];

    expect(problems({ dnsConfig: { nameservers } })).toEqual([
      line('dnsConfig.nameservers must have at most 3, got 4.'),
    ]);
  });

  test('has no empty term of machines, for which the scheduler finds none', () => {
    const nodeAffinity = {
      requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{}] },
      preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, preference: { matchExpressions: [] } }],
    };
    const rule = 'must have an expression or a field, because an empty term matches no machine.';

    expect(problems({ affinity: { nodeAffinity } })).toEqual([
      line(`affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0] ${rule}`),
      line(`affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].preference ${rule}`),
    ]);
  });

  test('has the one field of machines that the API server knows, with one value', () => {
    const requirement = { key: 'metadata.name', operator: 'In', values: ['a', 'b'] };
    const terms = [{ matchFields: [requirement] }];
    const nodeAffinity = { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: terms } };
    const path = 'affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0]';

    expect(problems({ affinity: { nodeAffinity } })).toEqual([
      line(`${path}.matchFields[0].values must have at most 1, got 2.`),
    ]);
  });

  test('has a search list that the API server takes, and options with a name', () => {
    const searches = Array.from({ length: 32 }, (_, index) => `${'a'.repeat(63)}.x${index}.acme.dev`);

    expect(problems({ dnsConfig: { searches, options: [{ name: '' }] } })).toEqual([
      line('dnsConfig.searches must have at most 2048 characters together, got 2453.'),
      line('dnsConfig.options[0].name must be the name of an option, got "".'),
    ]);
  });
});
