import { createSocket } from 'node:dgram';
import { createServer, type Socket } from 'node:net';

/** Gives the answer to a message, or nothing. */
export type Reply = (message: Buffer, from: Asker) => Buffer | undefined;

export interface Asker {
  readonly address: string;
  /** The longest answer that the transport takes, where it sets a limit. */
  readonly limit?: number;
}

const port = 53;
const tcpLimit = 65_535;

/** Serves DNS on all addresses, by UDP and by TCP. */
export async function listen(reply: Reply): Promise<void> {
  await Promise.all([listenUdp(reply), listenTcp(reply)]);
}

function listenUdp(reply: Reply): Promise<void> {
  const socket = createSocket('udp6');
  socket.on('message', (message, from) => {
    const answer = reply(message, { address: plain(from.address) });
    if (answer !== undefined) socket.send(answer, from.port, from.address);
  });
  return new Promise((resolve, reject) => socket.on('error', reject).bind(port, '::', resolve));
}

function listenTcp(reply: Reply): Promise<void> {
  const server = createServer((socket) => {
    let pending: Buffer = Buffer.alloc(0);
    socket.on('error', () => socket.destroy());
    socket.on('data', (bytes) => {
      pending = answerFrames(reply, socket, Buffer.concat([pending, bytes]));
    });
  });
  return new Promise((resolve, reject) => server.on('error', reject).listen(port, '::', resolve));
}

/** Answers every complete message, each of which comes after its length, and gives what is left. */
function answerFrames(reply: Reply, socket: Socket, bytes: Buffer): Buffer {
  if (bytes.length < 2 || bytes.length < 2 + bytes.readUInt16BE()) return bytes;
  const end = 2 + bytes.readUInt16BE();
  const answer = reply(bytes.subarray(2, end), { address: plain(socket.remoteAddress ?? ''), limit: tcpLimit });
  if (answer !== undefined) {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(answer.length);
    socket.write(Buffer.concat([length, answer]));
  }
  return answerFrames(reply, socket, bytes.subarray(end));
}

/** An IPv4 address as such, which a socket of both families gives in the form of IPv6. */
function plain(address: string): string {
  return address.replace(/^::ffff:/, '');
}
