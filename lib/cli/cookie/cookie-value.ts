import { randomInt } from 'node:crypto';
import { cookieLength } from '../../model/features/cookie';
import { UserError } from '../errors';
import { exitCodes } from '../exit-codes';
import { weaknessOf } from './weak-cookie';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

export const cookieVariable = 'ERLANG_COOKIE';

export function randomCookie(): string {
  return Array.from({ length: cookieLength }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
}

/**
 * The cookie of the environment, else a random one; throws a `UserError` for one that is weak. The variable is removed,
 * so that no process that is started later inherits it, such as a kubeconfig's login helper.
 */
export function takeCookie(env: Record<string, string | undefined>): string {
  const given = env[cookieVariable];
  Reflect.deleteProperty(env, cookieVariable);
  if (given === undefined || given === '') return randomCookie();
  const weakness = weaknessOf(given);
  if (weakness === undefined) return given;
  throw new UserError(`the cookie in ${cookieVariable} ${weakness}; unset it to get a random one.`, exitCodes.usage);
}
