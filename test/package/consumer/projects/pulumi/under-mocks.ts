import * as pulumi from '@pulumi/pulumi';

const registered: { readonly type: string; readonly name: string; readonly inputs: unknown }[] = [];

async function main(): Promise<void> {
  await pulumi.runtime.setMocks({
    newResource: ({ type, name, inputs }) => {
      registered.push({ type, name, inputs });
      return { id: `${name}-id`, state: { ...(inputs as object), hex: '0a1b2c3d', result: 'a-generated-cookie' } };
    },
    call: () => ({}),
  });
  const { Platform } = await import('./platform.js');
  const platform = new Platform('platform', { registry: 'registry.example', databaseUrl: 'ecto://db/blog' });
  const settled = pulumi.all([platform.shop.workload.id, platform.blog.workload.id]);
  await new Promise((resolve) => {
    settled.apply(resolve);
  });
  console.log(JSON.stringify(registered));
}

void main();
