import { jsonReport } from '../../../../lib/cli/doctor/report/json';
import { textReport } from '../../../../lib/cli/doctor/report/text';
import { judge, type Verdict } from '../../../../lib/cli/doctor/diagnose';
import { memoryTerminal } from '../memory-terminal';
import { breakFacts } from './broken';
import { healthyFacts } from './healthy';

/** As it is printed. */
function textOf(verdict: Verdict, seconds: number, isTTY = false): string {
  const { terminal, stdout } = memoryTerminal({ isTTY });
  terminal.print(textReport(verdict, terminal.colors, seconds));
  return stdout().trimEnd();
}

const escape = '\u001b[';

test('a healthy cluster has one line for each subject', () => {
  const text = textOf(judge(healthyFacts()), 1.25);

  expect(text.split('\n').filter((line) => line.startsWith('✔'))).toHaveLength(18);
  expect(text).toMatch(/\n3 pods, 3 checked: no problems found \(1\.3 s\)\.$/);
  expect(text).not.toContain(escape);
});

test('a finding has where, what was seen, the fix and the section', () => {
  const text = textOf(judge(breakFacts({ '$headless/spec/publishNotReadyAddresses': false })), 1);

  expect(text).toContain('! headless Service  headless-hides-unready\n');
  expect(text)
    .toContain(`1. warning DNS does not list pods that are not ready, so a cluster whose pods wait for each other never starts.
   where  Service rsolv-api-headless
   seen   spec.publishNotReadyAddresses is not true
   fix    $ kubectl -n default patch service rsolv-api-headless -p '{"spec":{"publishNotReadyAddresses":true}}'
          property of the construct: headless.publishNotReadyAddresses: true
   more   docs/doctor.md#headless-hides-unready
`);
  expect(text).toMatch(/: 1 finding \(1\.0 s\)\.$/);
});

test('a pod that starts is not blamed, and the verdict waits for it', () => {
  const verdict = judge(
    breakFacts({
      '$status/state/running/startedAt': '2026-11-24T11:59:55Z',
      '/pods/0/inside': { kind: 'unseen', reason: 'the check exited with 1' },
    }),
  );

  expect(jsonReport(verdict)).toMatchObject({
    healthy: false,
    findings: [],
    unseen: [{ what: expect.stringMatching(/-0$/) as unknown }],
  });
  expect(textOf(verdict, 1)).toMatch(
    /\n3 pods, 2 checked, 1 starting: no problems found in what was checked \(1\.0 s\)\.$/,
  );
});

test('no tick stands where nothing was seen', () => {
  const noPods = { '/pods/2': undefined, '/pods/1': undefined, '/pods/0': undefined, '$spec/replicas': 0 };
  const text = textOf(judge(breakFacts(noPods)), 1);

  expect(text).toContain('? pods              there are no pods\n');
  expect(text).toContain('? DNS               no pod answered\n');
  expect(text).toContain('? nodes             no pod answered\n');
});

test('no tick stands for links that another finding explains', () => {
  const changes = {
    '$inside/cookie/fingerprint': 'OTHER',
    '$inside/connected': [],
    '/pods/1/inside/inside/connected': ['rsolv_api@10.0.3.5'],
    '/pods/2/inside/inside/connected': ['rsolv_api@10.0.2.5'],
  };
  const verdict = judge(breakFacts(changes));

  expect(verdict.findings.map(({ code }) => code)).toEqual(['cookies-differ']);
  expect(textOf(verdict, 1)).toContain(
    '? links             some nodes are not connected; another finding explains why\n',
  );
});

test('a terminal gets colours', () => {
  expect(textOf(judge(healthyFacts()), 1, true)).toContain(escape);
});

test('what could not be checked is listed, and the verdict says so', () => {
  const verdict = judge(breakFacts({ '/networkPolicies': { ok: false, status: 403, reason: 'forbidden' } }));
  const text = textOf(verdict, 1);

  expect(text).toContain('Not checked:\n  NetworkPolicies: forbidden');
  expect(text).toMatch(/no problems found in what was checked \(1\.0 s\)\.$/);
  expect(jsonReport(verdict)).toMatchObject({ healthy: false, findings: [], unseen: [{ what: 'NetworkPolicies' }] });
});

test('no report has the fingerprint of a cookie in it', () => {
  const verdict = judge(breakFacts({ '$inside/cookie/fingerprint': 'F1F1F1', '$inside/connected': [] }));
  const wanted = verdict.facts.pods[1]?.inside;
  const other = wanted?.kind === 'seen' ? wanted.inside.cookie.fingerprint : '';

  expect(verdict.findings[0]?.code).toBe('cookies-differ');
  const told = textOf(verdict, 1) + JSON.stringify(jsonReport(verdict));
  expect(told).not.toContain('F1F1F1');
  expect(other).not.toBe('');
  expect(told).not.toContain(other);
});
