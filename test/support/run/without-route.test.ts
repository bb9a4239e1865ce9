import { withoutRoute } from './without-route';

afterEach(() => {
  jest.restoreAllMocks();
});

test('as root a command runs in a network namespace with loopback up and nothing else', () => {
  jest.spyOn(process, 'getuid').mockReturnValue(0);

  const [program, ...args] = withoutRoute(['mix', 'test']);

  expect([program, args[0]]).toEqual(['unshare', '--net']);
  expect(args.slice(-2)).toEqual(['mix', 'test']);
});

test('without root it runs as it is', () => {
  jest.spyOn(process, 'getuid').mockReturnValue(1000);

  expect(withoutRoute(['mix', 'test'])).toEqual(['mix', 'test']);
});
