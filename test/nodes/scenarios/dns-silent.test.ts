import { testDnsFault } from './dns-fault';

describe('a minute of a black hole', () => {
  testDnsFault('silent', 'timeout');
});
