import { describeMissing, missingPlugins, neededPlugins } from './plugins';

test('the plugins are those of the packages, in their versions', () => {
  expect(neededPlugins()).toEqual([
    { name: 'kubernetes', version: expect.stringMatching(/^4\./) as string },
    { name: 'random', version: expect.stringMatching(/^4\./) as string },
  ]);
});

test('a plugin of another version is missing, and one with a v in front is not', () => {
  const needed = [
    { name: 'kubernetes', version: '4.34.2' },
    { name: 'random', version: '4.21.2' },
  ];
  const installed = [
    { name: 'kubernetes', version: 'v4.34.2' },
    { name: 'random', version: '4.20.0' },
  ];

  expect(missingPlugins(needed, installed)).toEqual([{ name: 'random', version: '4.21.2' }]);
});

test('what is missing is said with the command that gets it', () => {
  expect(describeMissing({ name: 'random', version: '4.21.2' })).toBe(
    "Pulumi's plugin random 4.21.2 is missing, and could not be installed. With a network: " +
      'pulumi plugin install resource random v4.21.2',
  );
});
