import { understand } from '../../../../lib/cli/doctor/gather/last-words';

test.each([
  ["Can't set long node name!\nPlease check your configuration", "Can't set long node name; see RELEASE_NODE"],
  ['register/listen error: eaddrinuse', 'the port of the distribution is taken (eaddrinuse)'],
  [
    "Protocol 'inet_tcp': the name api@10.0.1.5 seems to be in use by another Erlang node",
    'a node api@10.0.1.5 runs there already',
  ],
  ['** (RuntimeError) environment variable DATABASE_URL is missing.', 'the variable DATABASE_URL is missing'],
  ['could not fetch environment variable "POOL" because it is not set', 'the variable POOL is missing'],
  ['mkdir: cannot create directory: Read-only file system', 'it cannot write to its file system'],
  ['{application_start_failure,rsolv_api,{bad_return', 'rsolv_api does not start'],
  ['exec /app/bin/api: exec format error', 'the image is built for another processor'],
  ['eheap_alloc: Cannot allocate 123 bytes of memory', 'the VM could not get more memory'],
])('%j means that %s', (log, meaning) => {
  expect(understand(`something else\n${log}\n`)).toBe(meaning);
});

test('nothing else of a log is shown, since it may hold secrets', () => {
  expect(understand('password=hunter2 was not accepted')).toBeUndefined();
});
