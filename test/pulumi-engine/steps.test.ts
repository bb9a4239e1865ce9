import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EngineEvent } from '@pulumi/pulumi/automation';
import { changes, opsOn, outcomesOf, stepsOf } from './steps';

// Written by hand after the types of the engine's events, and not recorded.
const events = readFileSync(join(__dirname, 'handwritten-event-log.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as EngineEvent);

const deployment = 'kubernetes:apps/v1:Deployment';
const secret = 'kubernetes:core/v1:Secret';

test('each step is told once, with the resource by type and name', () => {
  const steps = stepsOf(events);

  expect(opsOn(steps, deployment, 'rsolv-api')).toEqual(['update']);
  expect(opsOn(steps, secret, 'rsolv-api-env')).toEqual(['create-replacement', 'replace', 'delete-replaced']);
  expect(opsOn(steps, secret, 'another')).toEqual([]);
});

test('a step that leaves its resource as it is changes nothing', () => {
  expect(changes(stepsOf(events)).map(({ name }) => name)).not.toContain('beam-cluster-engine-test');
  expect(changes(stepsOf(events))).toHaveLength(5);
});

test('what a refresh found is its outcome, and not the order to refresh', () => {
  const service = 'kubernetes:core/v1:Service';

  expect(opsOn(stepsOf(events), service, 'rsolv-api')).toEqual(['refresh']);
  expect(opsOn(outcomesOf(events), service, 'rsolv-api')).toEqual(['delete']);
});
