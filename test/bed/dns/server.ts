import { createSocket } from 'node:dgram';
import { createServer, type Socket } from 'node:net';
import { decode } from 'dns-packet';
import { serveRequests } from '../machine/steered-process';
import { answerQuestion, type Mode } from './answer';
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

const port = 53;
const smallestLimit = 512;
const tcpLimit = 65_535;
const counts: Record<string, number> = {};
let behaviour: Behaviour = { zone: [], mode: 'normal', ttl: 5 };

serveRequests(async (request: Request): Promise<Counts> => {
  if (request.do === 'listen') await Promise.all([listenUdp(), listenTcp()]);
  if (request.do === 'behave') behaviour = request;
  return counts;
});

function reply(bytes: Buffer, limit: number | undefined, from: string): Buffer | undefined {
  const address = from.replace(/^::ffff:/, '');
  counts[address] = (counts[address] ?? 0) + 1;
  const query = decode(bytes);
  const question = query.questions?.[0];
  if (question === undefined || behaviour.mode === 'silent') return undefined;
  const options = query.additionals?.find((record) => record.type === 'OPT');
  const payload = options?.type === 'OPT' ? options.udpPayloadSize : 0;
  const answer = answerQuestion(behaviour.zone, question, behaviour.mode);
  return encodeAnswer(query, answer, { ttl: behaviour.ttl, limit: limit ?? Math.max(smallestLimit, payload) });
}

function listenUdp(): Promise<void> {
  const socket = createSocket('udp6');
  socket.on('message', (bytes, from) => {
    const answer = reply(bytes, undefined, from.address);
    if (answer !== undefined) socket.send(answer, from.port, from.address);
  });
  return new Promise((resolve, reject) => socket.on('error', reject).bind(port, '::', resolve));
}

function listenTcp(): Promise<void> {
  const server = createServer((socket) => {
    let pending: Buffer = Buffer.alloc(0);
    socket.on('error', () => socket.destroy());
    socket.on('data', (bytes) => {
      pending = answerFrames(socket, Buffer.concat([pending, bytes]));
    });
  });
  return new Promise((resolve, reject) => server.on('error', reject).listen(port, '::', resolve));
}

/** Answers every complete question, each of which comes after its length, and gives what is left. */
function answerFrames(socket: Socket, bytes: Buffer): Buffer {
  if (bytes.length < 2 || bytes.length < 2 + bytes.readUInt16BE()) return bytes;
  const end = 2 + bytes.readUInt16BE();
  const answer = reply(bytes.subarray(2, end), tcpLimit, socket.remoteAddress ?? '');
  if (answer !== undefined) {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(answer.length);
    socket.write(Buffer.concat([length, answer]));
  }
  return answerFrames(socket, bytes.subarray(end));
}
