import type { IsOpaque } from './schema';

/** What a cookie that is not given becomes: a Secret that exists, or one that the engine keeps in its state. */
export type CookieSource = 'reference' | 'generate';

/** The three things in which engines differ. */
export interface Engine {
  /** Tells a value that only the engine can read from a plain one. @default - there is none */
  readonly isOpaque?: IsOpaque;
  /** What a cookie that is not given becomes. @default 'reference' */
  readonly cookieSource?: CookieSource;
  /** Whether the engine can make a Secret of variables that are given by value. @default false */
  readonly keepsSecrets?: boolean;
}
