import { testDnsFault } from './dns-fault';

describe('a minute of empty answers', () => {
  testDnsFault('empty', 'empty');
});
