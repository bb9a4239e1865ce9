import { createHash } from 'node:crypto';
import { weaknessOf } from '../../cookie/weak-cookie';
import type { CookieFacts } from '../facts/cookie-facts';

/** What is kept of a cookie: the digest that the pods make of theirs, and whether it is weak. */
export function readCookie(salt: string, cookie: string): CookieFacts {
  // The one digest that every VM has built in; the salt is of this run, so it says nothing to anybody else.
  const fingerprint = createHash('md5').update(`${salt}${cookie}${salt}`).digest('hex').toUpperCase();
  const weakness = weaknessOf(cookie);
  return { fingerprint, ...(weakness === undefined ? {} : { weakness }) };
}
