import * as pulumi from '@pulumi/pulumi';
import { orders } from '../../../examples/pulumi/attach';
import { canary } from '../../../examples/pulumi/route';
import { shop } from '../../../examples/pulumi/secrets';
import { shopBehindProxy } from '../../../examples/pulumi/sidecars';
import { migratedShop } from '../../../examples/pulumi/tasks';

interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: unknown;
}

const registered: Registered[] = [];

beforeAll(async () => {
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs }) => {
        registered.push({ type, name, inputs: inputs as unknown });
        const metadata = { name: `${name}-1a2b3c`, ...(inputs as { metadata?: object }).metadata };
        return { id: `${name}-id`, state: { ...(inputs as object), metadata, result: 'generated' } };
      },
      call: ({ inputs }) => inputs as Record<string, unknown>,
    },
    'example',
    'test',
  );
  pulumi.runtime.setAllConfig(
    {
      'example:version': '2.0.0',
      'example:databaseUrl': 'ecto://db.example.com/shop',
      'example:secretKeyBase': 'c2VjcmV0',
    },
    ['example:databaseUrl', 'example:secretKeyBase'],
  );
});

beforeEach(() => {
  registered.length = 0;
});

async function settle(): Promise<void> {
  await pulumi.runtime.disconnect();
}

function printed(): Registered[] {
  return registered.sort((a, b) => `${a.type}${a.name}`.localeCompare(`${b.type}${b.name}`));
}

test('the founding example registers what it registered', async () => {
  // A program: it makes its resources when it is loaded.
  jest.requireActual('../../../examples/pulumi/index');
  await settle();
  expect(printed()).toMatchSnapshot();
});

test('the example with secrets registers what it registered', async () => {
  shop(new pulumi.Config('example'));
  await settle();
  expect(printed()).toMatchSnapshot();
});

test('the example with tasks registers what it registered', async () => {
  migratedShop(pulumi.output('2.4.1'));
  await settle();
  expect(printed()).toMatchSnapshot();
});

test('the example with sidecars registers what it registered', async () => {
  shopBehindProxy(pulumi.output('shop:europe-west1:shop'));
  await settle();
  expect(printed()).toMatchSnapshot();
});

test('the example of a Deployment of one’s own registers what it registered', async () => {
  orders();
  await settle();
  expect(printed()).toMatchSnapshot();
});

test('the example of two versions behind a Gateway registers what it registered', async () => {
  canary();
  await settle();
  expect(printed()).toMatchSnapshot();
});
