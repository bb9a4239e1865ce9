import type { ServerResponse } from 'node:http';
import type { Duplex, Writable } from 'node:stream';

const pieceBytes = 64 * 2 ** 10;

/** Writes without end, as fast as is read, and counts what was written. */
export class Flood {
  bytes = 0;

  /** A body made of the same text again and again, in as many chunks of HTTP. */
  ofHttp(outgoing: ServerResponse, text: Buffer, headers: Readonly<Record<string, string>> = {}): void {
    outgoing.writeHead(200, { 'content-type': 'application/json', 'transfer-encoding': 'chunked', ...headers });
    outgoing.flushHeaders();
    const chunk = Buffer.concat([Buffer.from(`${text.length.toString(16)}\r\n`), text, Buffer.from('\r\n')]);
    // Past Node, which would take its time for each of a million chunks.
    if (outgoing.socket !== null) this.pour(outgoing.socket, chunk);
  }

  /** Frames of WebSockets with the same payload again and again. */
  ofFrames(raw: Duplex, payload: Buffer, opcode = 0x82): void {
    this.pour(raw, frameOf(payload, opcode));
  }

  private pour(socket: Writable, part: Buffer): void {
    const piece = Buffer.concat(Array.from({ length: Math.max(1, Math.floor(pieceBytes / part.length)) }, () => part));
    const write = () => {
      while (!socket.destroyed) {
        this.bytes += piece.length;
        if (socket.write(piece)) continue;
        socket.once('drain', write);
        return;
      }
    };
    socket.on('error', () => undefined);
    setImmediate(write);
  }
}

function frameOf(payload: Buffer, opcode: number): Buffer {
  if (payload.length < 126) return Buffer.concat([Buffer.from([opcode, payload.length]), payload]);
  const header = Buffer.alloc(10);
  header.writeUInt8(opcode, 0);
  header.writeUInt8(127, 1);
  header.writeBigUInt64BE(BigInt(payload.length), 2);
  return Buffer.concat([header, payload]);
}
