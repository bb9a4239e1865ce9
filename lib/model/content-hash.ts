const offset = 0xcbf29ce484222325n;
const prime = 0x100000001b3n;
const mask = 0xffff_ffff_ffff_ffffn;
const length = 10;

/** Ten characters that differ for different plain data (FNV-1a). Nothing depends on who can find two that are the same. */
export function contentHash(content: unknown): string {
  const text = JSON.stringify(content);
  let hash = offset;
  for (let index = 0; index < text.length; index += 1) {
    hash = ((hash ^ BigInt(text.charCodeAt(index))) * prime) & mask;
  }
  return hash.toString(16).padStart(16, '0').slice(0, length);
}
