import { testReleaseCommands } from './release-commands';

describe('the commands of the release', () => {
  testReleaseCommands();
});
