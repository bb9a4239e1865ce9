import { foundingExample } from '../../../../bench/pulumi/founding-example';
import { handWritten } from '../../../../bench/pulumi/hand-written';
import { record } from '../../pulumi/engine';

test('what the bench compares the component with makes the same objects', async () => {
  const objects = async (program: () => void) => {
    const { registrations } = await record(program);
    const made = registrations.filter(({ type }) => type.startsWith('kubernetes:'));
    return Object.fromEntries(made.map(({ type, name, inputs }) => [`${type} ${name}`, inputs]));
  };

  const ours = await objects(() => {
    foundingExample({});
  });
  expect(Object.keys(ours)).toHaveLength(5);
  expect(
    await objects(() => {
      handWritten({});
    }),
  ).toEqual(ours);
});
