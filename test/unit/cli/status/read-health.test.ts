import { readHealth } from '../../../../lib/cli/status/read-health';

test("the founding example's four fields are enough", () => {
  const body = {
    clustering: {
      enabled: true,
      current_node: 'rsolv_api@10.0.1.5',
      connected_nodes: ['rsolv_api@10.0.1.6'],
      node_count: 2,
    },
  };

  expect(readHealth(body, '')).toEqual({
    node: 'rsolv_api@10.0.1.5',
    connected: ['rsolv_api@10.0.1.6'],
    missing: [],
    draining: false,
    versions: {},
    changes: [],
    roundTrips: {},
    problems: [],
  });
});

test('round trips come from the metrics, in milliseconds', () => {
  const metrics = 'beam_cluster_nodes 2\nbeam_cluster_round_trip_seconds{node="a@10.0.1.6"} 4.1e-4\n';

  expect(readHealth({ current_node: 'a@10.0.1.5' }, metrics)?.roundTrips).toEqual({ 'a@10.0.1.6': 0.41 });
});

test.each([[undefined], [null], ['OK'], [[]], [{ status: 'ok' }], [{ clustering: 'on' }]])(
  'what says nothing of a node gives no view: %j',
  (body) => {
    expect(readHealth(body, '')).toBeUndefined();
  },
);

test('what is of another kind than expected is left out, and breaks nothing', () => {
  const body = {
    current_node: 'a@b',
    connected_nodes: 'none',
    missing: [1],
    changes: [{ node: 'x', change: 'odd' }],
    versions: 3,
  };

  expect(readHealth(body, '')).toMatchObject({
    connected: [],
    missing: [{ cause: 'unknown' }],
    changes: [],
    versions: {},
  });
});
