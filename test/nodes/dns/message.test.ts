import { decode, encode } from 'dns-packet';
import { encodeAnswer } from './message';
import { addressRecord } from './zone';
import type { DnsRecord } from './records';

const name = 'api-headless.default.svc.cluster.local';

test('an answer is read back by another implementation as it was meant', () => {
  const answers: readonly DnsRecord[] = [addressRecord(name, '10.42.1.3'), addressRecord(name, 'fd42::1003')];
  const message = decode(
    encodeAnswer(ask('A'), { code: 'NOERROR', answers, additionals: [] }, { ttl: 30, limit: 512 }),
  );
  expect(message.answers).toMatchObject([
    { name, type: 'A', ttl: 30, data: '10.42.1.3' },
    { name, type: 'AAAA', ttl: 30, data: 'fd42::1003' },
  ]);
});

test('a service record names its host and brings the address of it along', () => {
  const target = `10-42-1-3.${name}`;
  const answers: readonly DnsRecord[] = [{ name, type: 'SRV', port: 9100, target }];
  const additionals = [addressRecord(target, '10.42.1.3')];
  const message = decode(encodeAnswer(ask('SRV'), { code: 'NOERROR', answers, additionals }, { ttl: 5, limit: 512 }));
  expect(message.answers).toMatchObject([{ name, type: 'SRV', data: { port: 9100, target } }]);
  expect(message.additionals).toMatchObject([{ name: target, type: 'A', data: '10.42.1.3' }]);
});

test.each([
  { limit: 512, fit: 28 },
  { limit: 4096, fit: 60 },
])('of 60 addresses, $fit fit into $limit bytes', ({ limit, fit }) => {
  const answers = Array.from({ length: 60 }, (_, index) => addressRecord(name, `10.43.1.${index + 1}`));
  const bytes = encodeAnswer(ask('A'), { code: 'NOERROR', answers, additionals: [] }, { ttl: 5, limit });
  const message = decode(bytes);
  expect(bytes.length).toBeLessThanOrEqual(limit);
  expect(message.answers).toHaveLength(fit);
  expect(message.flag_tc).toBe(fit < 60);
});

test('a name that does not exist comes with how long that may be believed', () => {
  const message = decode(
    encodeAnswer(ask('A'), { code: 'NXDOMAIN', answers: [], additionals: [] }, { ttl: 7, limit: 512 }),
  );
  expect(message).toMatchObject({ rcode: 'NXDOMAIN', authorities: [{ type: 'SOA', ttl: 7, data: { minimum: 7 } }] });
});

function ask(type: 'A' | 'SRV') {
  return decode(encode({ id: 7, type: 'query', questions: [{ name, type }] }));
}
