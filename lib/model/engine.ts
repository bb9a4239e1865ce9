import type { IsOpaque } from './schema';

/** Where the cookie comes from by default: an existing Secret, or a Secret that the engine generates and keeps in its state. */
export type CookieSource = 'reference' | 'generate';

/** The differences between engines. */
export interface Engine {
  /** Whether only the engine can read a value. @default - every value is plain */
  readonly isOpaque?: IsOpaque;
  /** Where the cookie comes from by default. @default 'reference' */
  readonly cookieSource?: CookieSource;
  /** Whether the engine can create a Secret from variables that are given by value. @default false */
  readonly keepsSecrets?: boolean;
  /** Whether the engine completes the name of a Job, and waits for its end before it changes the workload. @default false */
  readonly awaits?: boolean;
}
