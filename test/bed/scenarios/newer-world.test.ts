import { buildImage } from '../machine/release';
import { unpackNewerToolchain } from '../machine/toolchain';
import { testFoundingExample } from './founding-example';
import { testReleaseCommands } from './release-commands';

const image = async () => buildImage(await unpackNewerToolchain());

describe('the founding example on a newer Elixir and Erlang', () => {
  testFoundingExample({ image });
});

describe('the commands of its release', () => {
  testReleaseCommands({ image });
});
