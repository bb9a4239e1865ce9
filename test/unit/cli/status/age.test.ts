import { age } from '../../../../lib/cli/status/age';

test.each([
  [0, '0s'],
  [9, '9s'],
  [60, '1m'],
  [725, '12m5s'],
  [3_600, '1h'],
  [3_659, '1h'],
  [273_600, '3d4h'],
])('%i seconds are %s', (seconds, text) => {
  expect(age(seconds)).toBe(text);
});
