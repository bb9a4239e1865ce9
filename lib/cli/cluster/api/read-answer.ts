import { CallError } from '../call-error';
import type { Answer } from '../send';
import { Mismatch, type Decode } from './decode';
import { status as decodeStatus, type Status } from './objects';

/** The object of an answer; throws a `CallError` for an error, and for whatever is not an answer of Kubernetes. */
export function readAnswer<T>(answer: Answer, decode: Decode<T>): T {
  const body = readText(answer);
  try {
    return decode(parseJson(body));
  } catch (error) {
    if (!(error instanceof Mismatch)) throw error;
    throw unexpected(`it does not answer as Kubernetes does: ${error.message}`);
  }
}

/** The text of an answer; throws a `CallError` for an error. */
export function readText({ status, body }: Answer): string {
  if (status < 200 || status > 299) throw refused(status, body);
  return body;
}

/** The answer's text as JSON. */
export function parseJson(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    throw unexpected(`it answers with ${formOf(body)} instead of JSON; is a login page or a proxy in between?`);
  }
}

/** The `Status` that Kubernetes answers with instead of an object; undefined where the answer is of something else. */
export function statusIn(body: string): Status | undefined {
  try {
    const status = JSON.parse(body) as { readonly kind?: unknown } | null;
    return status?.kind === 'Status' ? decodeStatus(status) : undefined;
  } catch {
    return undefined;
  }
}

function refused(status: number, body: string): CallError {
  const said = statusIn(body);
  const [reason = ''] = (said?.message ?? '').trim().split('\n');
  if (said === undefined) {
    return new CallError({
      trouble: 'unexpected',
      status,
      reason: `it answers with HTTP ${status} and ${formOf(body)}`,
    });
  }
  return new CallError({ trouble: 'refused', status, reason: reason === '' ? `HTTP ${status}` : reason });
}

function unexpected(reason: string): CallError {
  return new CallError({ trouble: 'unexpected', reason });
}

/** What kind of answer it is, without its content. */
function formOf(body: string): string {
  if (body.trim() === '') return 'nothing';
  if (/^\s*</.test(body)) return 'HTML';
  return /^\s*[[{"\d]|^\s*(null|true|false)\s*$/.test(body) ? 'JSON of its own' : 'text';
}
