import { conflictingFlags, conflictingVariables } from '../../../lib/model/contract-conflicts';
import { withHttp } from './printed';
import { problemsOf } from './problems-of';

const flags = [...conflictingFlags];
const sets = (property: string, flag: string, remedy: string) =>
  `BeamCluster "api": ${property} must not have what the cluster sets, got "${flag}". ${remedy}`;

describe('a flag that undoes the contract is refused', () => {
  test.each(flags)('in vmFlags.extra: %s', (flag, remedy) => {
    expect(problemsOf({ ...withHttp, vmFlags: { extra: [flag, '1'] } })).toEqual([sets('vmFlags.extra', flag, remedy)]);
  });

  test.each(['ERL_FLAGS', 'ERL_ZFLAGS', 'ERL_OTP27_FLAGS', 'ELIXIR_ERL_OPTIONS'])('in the variable %s', (name) => {
    for (const [flag, remedy] of flags) {
      const problems = [sets(`env.${name}`, flag, remedy)];

      expect(problemsOf({ ...withHttp, env: { [name]: `+P 1000000 ${flag} 1` } })).toEqual(problems);
    }
    expect(problemsOf({ ...withHttp, env: { [name]: '-name shop@10.0.0.1' } })).toEqual([
      sets(`env.${name}`, '-name', 'Use the property release.'),
    ]);
    expect(problemsOf({ ...withHttp, env: { [name]: '+P 1000000' } })).toEqual([]);
  });

  test('in a secret variable by value', () => {
    const props = { ...withHttp, secrets: { ERL_ZFLAGS: '-hidden' } };

    expect(problemsOf(props, { keepsSecrets: true })).toEqual([
      sets('secrets.ERL_ZFLAGS', '-hidden', 'A hidden node is no member; remove it.'),
    ]);
  });

  test.each(['command', 'args'])('in %s, as a word or in a script', (property) => {
    for (const [flag, remedy] of flags) {
      expect(problemsOf({ ...withHttp, [property]: ['erl', flag, '1'] })).toEqual([sets(property, flag, remedy)]);
      expect(problemsOf({ ...withHttp, [property]: ['sh', '-c', `exec erl '${flag}' 1; true`] })).toEqual([
        sets(property, flag, remedy),
      ]);
    }
  });

  test.each([['elixir', '--name', 'shop@10.0.0.1'], ['erl -name shop@$(POD_IP)']])(
    'as a name of a node',
    (...command) => {
      expect(problemsOf({ ...withHttp, command })).toEqual([sets('command', '-name', 'Use the property release.')]);
    },
  );

  test('where the protocol would be there twice, which is plain IPv4 on OTP 25', () => {
    const remedy = 'A VM that has it twice speaks plain IPv4. Use ipFamily, or give it once in vmFlags.extra.';
    const tls = ['-proto_dist', 'inet_tls'];

    expect(problemsOf({ ...withHttp, vmFlags: { extra: tls } })).toEqual([]);
    expect(problemsOf({ ...withHttp, vmFlags: { extra: [...tls, ...tls] } })).toEqual([
      `BeamCluster "api": vmFlags.extra must have it once, got "-proto_dist". ${remedy}`,
    ]);
    expect(problemsOf({ ...withHttp, env: { ERL_ZFLAGS: tls.join(' ') } })).toEqual([
      sets('env.ERL_ZFLAGS', '-proto_dist', remedy),
    ]);
    expect(problemsOf({ ...withHttp, args: tls })).toEqual([sets('args', '-proto_dist', remedy)]);
  });
});

describe('a variable that undoes the contract is refused', () => {
  test.each([...conflictingVariables])('in env and by value: %s', (name, { rule, remedy }) => {
    expect(problemsOf({ ...withHttp, env: { [name]: '127.0.0.1' } })).toEqual([
      `BeamCluster "api": env.${name} ${rule}. ${remedy}`,
    ]);
    expect(problemsOf({ ...withHttp, secrets: { [name]: '1' } }, { keepsSecrets: true })).toEqual([
      `BeamCluster "api": secrets.${name} ${rule}. ${remedy}`,
    ]);
  });

  test.each(['RELEASE_NODE', 'RELEASE_DISTRIBUTION', 'ERL_EPMD_ADDRESS', 'POD_IP', 'ERL_AFLAGS'])(
    'where a command sets it: %s',
    (name) => {
      const line = `BeamCluster "api": command must not set the variable ${name}, which the cluster depends on. Remove it.`;

      expect(problemsOf({ ...withHttp, command: ['env', `${name}=x`, 'bin/api'] })).toEqual([line]);
      expect(problemsOf({ ...withHttp, command: ['sh', '-c', `export ${name}=x; exec bin/api start`] })).toEqual([
        line,
      ]);
    },
  );
});

test('what only looks alike is taken', () => {
  const command = ['sh', '-c', 'find . -name "*.log" -delete; PORT=1 exec bin/api start --name=shop'];

  expect(problemsOf({ ...withHttp, command, args: ['--', 'connect'] })).toEqual([]);
});
