import { memoryTerminal } from './memory-terminal';

describe('where a person sits', () => {
  test('there are colours and progress, which the answer replaces', () => {
    const { terminal, stdout, stderr } = memoryTerminal({ isTTY: true });
    terminal.progress('1 of 3');
    terminal.print(terminal.colors.red('wrong'));

    expect(stdout()).toBe('\u001b[31mwrong\u001b[39m\n');
    expect(stderr()).toBe('\r\u001b[2K1 of 3\r\u001b[2K');
  });

  test.each([{ NO_COLOR: '1' }, { TERM: 'dumb' }])('there are none with %j', (env) => {
    const { terminal, stdout } = memoryTerminal({ isTTY: true, env });
    terminal.print(terminal.colors.red('wrong'));

    expect(stdout()).toBe('wrong\n');
  });

  test.each([
    ['y\n', true],
    ['Yes\n', true],
    ['n\n', false],
    ['\n', false],
    ['', false],
  ])('the answer %j to a question is %s', async (typed, expected) => {
    expect(await memoryTerminal({ isTTY: true, typed }).terminal.confirm('Sure?')).toBe(expected);
  });
});

test('a pipe gets plain text and no progress, is not cleared and cannot be asked', () => {
  const { terminal, stdout, stderr } = memoryTerminal();
  terminal.progress('1 of 3');
  terminal.clear();
  terminal.print(terminal.colors.red('wrong'));

  expect({ stdout: stdout(), stderr: stderr(), canAsk: terminal.canAsk }).toEqual({
    stdout: 'wrong\n',
    stderr: '',
    canAsk: false,
  });
});
