import { testDnsFault } from './dns-fault';

describe('a minute of SERVFAIL', () => {
  testDnsFault('servfail', 'servfail');
});
