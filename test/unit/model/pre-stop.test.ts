import { readPreStop } from '../../../lib/model/pre-stop';

const exec = (...command: unknown[]) => ({ exec: { command } });

describe('the seconds of a preStop hook', () => {
  test.each([
    [undefined, 0],
    [exec('sleep', '20'), 20],
    [exec('/bin/sleep', '20s'), 20],
    [exec('sleep', '1m', '30'), 90],
    [exec('sleep', '0.5'), 1],
    [exec('sh', '-c', 'sleep 20'), 20],
    [exec('/bin/sh', '-c', ' exec sleep  20; '), 20],
    [exec('/usr/bin/bash', '-c', 'sleep 20'), 20],
    [{ sleep: { seconds: 15 } }, 15],
  ])('%j are %d', (hook, seconds) => {
    expect(readPreStop(hook)).toBe(seconds);
  });

  test.each([
    exec('bin/shop', 'rpc', 'Shop.leave()'),
    exec('sh', '-c', 'sleep 20 && bin/shop stop'),
    exec('sh', '-c', 'sleep $SECONDS'),
    exec('sh', '-c'),
    exec('sh', '-c', 'sleep 5', 'sleep 5'),
    exec('sleep'),
    exec('sleep', 'infinity'),
    exec('sleep', Promise.resolve('20')),
    exec(),
    { httpGet: { path: '/leave', port: 4000 } },
    { sleep: { seconds: Promise.resolve(5) } },
    'sleep 20',
    {},
  ])('%j are unknown', (hook) => {
    expect(readPreStop(hook)).toBeUndefined();
  });
});
