import { testFoundingExample } from './founding-example';

describe('the founding example', () => {
  testFoundingExample();
});
