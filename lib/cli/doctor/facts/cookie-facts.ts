/** A cookie without the cookie. */
export interface CookieFacts {
  /** Of this run alone: a digest salted with what nobody else knows. */
  readonly fingerprint: string;
  /** What is wrong with it, as a verb: `is shorter than 20 characters`. */
  readonly weakness?: string;
}
