import { testDnsFault } from './dns-fault';

describe('a minute of NXDOMAIN', () => {
  testDnsFault('nxdomain', 'nxdomain');
});
