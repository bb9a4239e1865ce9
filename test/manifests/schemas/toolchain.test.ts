import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { madeOnce, openApiFolder } from './toolchain';

const path = process.env['PATH'];

afterEach(() => {
  process.env['PATH'] = path;
});

describe('the tools of the schemas', () => {
  test('say what is missing and how to get it where Go is not installed', () => {
    process.env['PATH'] = '/nowhere';

    expect(() => openApiFolder()).toThrow(
      'go is missing, which fetches the schemas of the Kubernetes API and their checkers. Install Go 1.24 or later: ' +
        '`apt-get install golang-go` on Debian, `brew install go` on macOS, or https://go.dev/doc/install.',
    );
  });

  test('are made once, and not at all where making them fails', () => {
    const name = `test-${process.pid}`;
    const failing = () =>
      madeOnce(name, () => {
        throw new Error('no network');
      });
    expect(failing).toThrow('no network');

    const made = [1, 2].map((attempt) =>
      madeOnce(name, (folder) => {
        writeFileSync(join(folder, 'attempt'), String(attempt));
      }),
    );

    expect(made[0]).toBe(made[1]);
    expect(readdirSync(made[0] ?? '')).toEqual(['attempt']);
    rmSync(made[0] ?? '', { recursive: true });
  });
});
