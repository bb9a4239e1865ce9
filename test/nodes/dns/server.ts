import { decode } from 'dns-packet';
import { serveRequests } from '../machine/steered-process';
import { answerQuestion, type Mode } from './answer';
import { listen, type Asker } from './listen';
import { encodeAnswer } from './message';
import type { DnsRecord } from './records';

export interface Behaviour {
  readonly zone: readonly DnsRecord[];
  readonly mode: Mode;
  readonly ttl: number;
}

export type Request = { readonly do: 'listen' } | ({ readonly do: 'behave' } & Behaviour) | { readonly do: 'count' };

/** How many questions came, by the address that asked. */
export type Counts = Readonly<Record<string, number>>;

const smallestLimit = 512;
const counts: Record<string, number> = {};
let behaviour: Behaviour = { zone: [], mode: 'normal', ttl: 5 };

serveRequests(async (request: Request): Promise<Counts> => {
  if (request.do === 'listen') await listen(reply);
  if (request.do === 'behave') behaviour = request;
  return counts;
});

function reply(bytes: Buffer, { address, limit }: Asker): Buffer | undefined {
  counts[address] = (counts[address] ?? 0) + 1;
  const query = decode(bytes);
  const question = query.questions?.[0];
  if (question === undefined || behaviour.mode === 'silent') return undefined;
  const options = query.additionals?.find((record) => record.type === 'OPT');
  const payload = options?.type === 'OPT' ? options.udpPayloadSize : 0;
  const answer = answerQuestion(behaviour.zone, question, behaviour.mode);
  return encodeAnswer(query, answer, { ttl: behaviour.ttl, limit: limit ?? Math.max(smallestLimit, payload) });
}
