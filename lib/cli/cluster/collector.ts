/** What each piece of an answer counts for besides what is in it, so that empty ones come to an end as well, and soon. */
export const pieceBytes = 32;

/** Keeps bytes up to a limit, in one piece: a million pieces of one byte would cost a hundred times what is in them. */
export class Collector {
  private room = Buffer.alloc(0);
  private length = 0;
  private counted = 0;

  constructor(private readonly limit: number) {}

  /** Whether it was kept; false where the limit would be passed. */
  add(piece: Buffer): boolean {
    this.counted += piece.length + pieceBytes;
    const wanted = this.length + piece.length;
    if (this.counted > this.limit) return false;
    if (wanted > this.room.length) {
      const grown = Buffer.alloc(Math.min(this.limit, Math.max(wanted, this.room.length * 2, 4096)));
      this.room.copy(grown, 0, 0, this.length);
      this.room = grown;
    }
    piece.copy(this.room, this.length);
    this.length = wanted;
    return true;
  }

  text(): string {
    return this.room.toString('utf8', 0, this.length);
  }
}
