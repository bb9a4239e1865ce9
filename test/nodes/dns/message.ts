import type { DecodedPacket } from 'dns-packet';
import type { Answer } from './answer';
import { typeNumbers, type DnsRecord } from './records';

export interface MessageSettings {
  readonly ttl: number;
  /** The most bytes that the transport takes; a longer answer is cut and marked so. */
  readonly limit: number;
}

const codes = { NOERROR: 0, SERVFAIL: 2, NXDOMAIN: 3 };
const flags = { response: 0x8000, authoritative: 0x0400, truncated: 0x0200, recursionDesired: 0x0100 };
const internet = 1;
const anyType = 255;
const headerLength = 12;
const optionsLength = 11;
const udpPayload = 4096;

/** The bytes of an answer, with compressed names and cut where it is too long, both of which `dns-packet` lacks. */
export function encodeAnswer(query: DecodedPacket, answer: Answer, { ttl, limit }: MessageSettings): Buffer {
  const question = query.questions?.[0];
  const name = question?.name ?? '';
  const hasOptions = query.additionals?.some(({ type }) => type === 'OPT') ?? false;
  const names = new Map<string, number>();
  const parts: Buffer[] = [];
  let length = headerLength;
  const append = (build: (offset: number) => Buffer): boolean => {
    const part = build(length);
    if (length + part.length + (hasOptions ? optionsLength : 0) > limit) return false;
    parts.push(part);
    length += part.length;
    return true;
  };

  const type = (typeNumbers as Readonly<Record<string, number | undefined>>)[question?.type ?? ''] ?? anyType;
  append((offset) => Buffer.concat([encodeName(name, offset, names), words(type, internet)]));
  const appendAll = (records: readonly DnsRecord[]): number => {
    const cut = records.findIndex((record) => !append((offset) => encodeRecord(record, ttl, offset, names)));
    return cut === -1 ? records.length : cut;
  };
  const answers = appendAll(answer.answers);
  const hasAuthority = answer.answers.length === 0 && append((offset) => encodeAuthority(name, ttl, offset, names));
  const additionals = answers < answer.answers.length ? 0 : appendAll(answer.additionals);
  const truncated = answers + additionals < answer.answers.length + answer.additionals.length;
  if (hasOptions) parts.push(Buffer.concat([Buffer.of(0), words(typeNumbers.OPT, udpPayload, 0, 0, 0)]));

  const bits =
    flags.response |
    flags.authoritative |
    (truncated ? flags.truncated : 0) |
    ((query.flags ?? 0) & flags.recursionDesired) |
    codes[answer.code];
  const header = words(query.id ?? 0, bits, 1, answers, hasAuthority ? 1 : 0, additionals + (hasOptions ? 1 : 0));
  return Buffer.concat([header, ...parts]);
}

function encodeRecord(record: DnsRecord, ttl: number, offset: number, names: Map<string, number>): Buffer {
  const owner = encodeName(record.name, offset, names);
  const fixed = Buffer.concat([words(typeNumbers[record.type], internet, ttl >>> 16, ttl & 0xffff)]);
  const dataOffset = offset + owner.length + fixed.length + 2;
  const data = encodeData(record, dataOffset, names);
  return Buffer.concat([owner, fixed, words(data.length), data]);
}

function encodeData(record: DnsRecord, offset: number, names: Map<string, number>): Buffer {
  switch (record.type) {
    case 'A':
      return Buffer.from(record.value.split('.').map(Number));
    case 'AAAA':
      return encodeAddress6(record.value);
    case 'CNAME':
      return encodeName(record.value, offset, names);
    case 'SRV':
      // The target is spelt out (RFC 2782), but names that follow may point at it.
      return Buffer.concat([words(0, 100, record.port), encodeName(record.target, offset + 6, names, false)]);
  }
}

/** CoreDNS says with an SOA for how long a name's absence may be believed. */
function encodeAuthority(name: string, ttl: number, offset: number, names: Map<string, number>): Buffer {
  const domain = name.split('.').slice(-2).join('.');
  const owner = encodeName(domain, offset, names);
  const times = [0, 1, 0, 7200, 0, 1800, 1, 20864, 0, ttl];
  const data = Buffer.concat([
    encodeName(`ns.dns.${domain}`, 0, new Map()),
    encodeName(`hostmaster.${domain}`, 0, new Map()),
    words(...times),
  ]);
  return Buffer.concat([owner, words(typeNumbers.SOA, internet, 0, ttl, data.length), data]);
}

function encodeName(name: string, offset: number, names: Map<string, number>, compress = true): Buffer {
  const parts: Buffer[] = [];
  const labels = name === '' ? [] : name.split('.');
  let position = offset;
  for (let i = 0; i < labels.length; i++) {
    const rest = labels.slice(i).join('.');
    const known = names.get(rest);
    if (known !== undefined && compress) return Buffer.concat([...parts, words(0xc000 | known)]);
    if (known === undefined && position < 0x4000) names.set(rest, position);
    const label = Buffer.from(labels[i] ?? '');
    parts.push(Buffer.of(label.length), label);
    position += label.length + 1;
  }
  return Buffer.concat([...parts, Buffer.of(0)]);
}

function encodeAddress6(address: string): Buffer {
  const [head = '', tail] = address.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = new Array<string>(8 - left.length - right.length).fill('0');
  return words(...[...left, ...(tail === undefined ? [] : zeros), ...right].map((word) => parseInt(word, 16)));
}

function words(...values: readonly number[]): Buffer {
  const buffer = Buffer.alloc(values.length * 2);
  values.forEach((value, index) => buffer.writeUInt16BE(value, index * 2));
  return buffer;
}
