import { decode, type DecodedPacket } from 'dns-packet';
import { answerQuestion, type Mode } from '../../../test/nodes/dns/answer';
import { listen, type Asker } from '../../../test/nodes/dns/listen';
import { encodeAnswer } from '../../../test/nodes/dns/message';
import { serveRequests } from '../../../test/nodes/machine/steered-process';
import { AnswerCache, type CacheKind } from './cache';
import { GrowingZone, type Publication } from './plan';

export interface Service {
  readonly publications: readonly Publication[];
  readonly mode: Mode;
  readonly ttl: number;
}

export interface CacheSettings {
  readonly kind: CacheKind;
  /** The longest time that anything is kept, in seconds. */
  readonly limit: number;
}

export type Request =
  ({ readonly do: 'listen' } & CacheSettings) | ({ readonly do: 'serve' } & Service) | { readonly do: 'report' };

/** One question that came. */
export interface Heard {
  readonly at: number;
  readonly from: string;
  readonly type: string;
  readonly name: string;
  readonly cached: boolean;
  readonly addresses: number;
}

const smallestLimit = 512;
const heard: Heard[] = [];
let cache = new AnswerCache('none', 0);
let zone = new GrowingZone([]);
let service: Service = { publications: [], mode: 'normal', ttl: 5 };

serveRequests(async (request: Request): Promise<readonly Heard[]> => {
  if (request.do === 'report') return heard;
  if (request.do === 'listen') {
    cache = new AnswerCache(request.kind, request.limit);
    await listen(reply);
  } else {
    service = request;
    zone = new GrowingZone(service.publications);
  }
  return [];
});

function reply(bytes: Buffer, { address: from, limit }: Asker): Buffer | undefined {
  const query = decode(bytes);
  const question = query.questions?.[0];
  if (question === undefined) return undefined;
  const { name, type } = question;
  const at = Date.now();
  const { payload, dnssecOk } = readOptions(query);
  const wanted = { name, type, dnssecOk, checkingDisabled: query.flag_cd };
  const given = cache.answer(wanted, service.ttl, at, () => answerQuestion(zone.at(at), question, service.mode));
  const { answers, additionals } = given.answer;
  const addresses = [...answers, ...additionals].filter((record) => record.type === 'A').length;
  heard.push({ at, from, type, name, cached: given.cached, addresses });
  if (service.mode === 'silent') return undefined;
  return encodeAnswer(query, given.answer, { ttl: given.ttl, limit: limit ?? Math.max(smallestLimit, payload) });
}

function readOptions(query: DecodedPacket): { readonly payload: number; readonly dnssecOk: boolean } {
  const options = query.additionals?.find(({ type }) => type === 'OPT');
  if (options?.type !== 'OPT') return { payload: 0, dnssecOk: false };
  return { payload: options.udpPayloadSize, dnssecOk: options.flag_do };
}
