import { compare } from '../measure/compare';
import type { Row } from '../row';
import { runScript } from '../state/runtime';

const about = {
  own: 'a hit of a limiter that three nodes share, each process with keys of its own',
  hot: 'the same, with one key for all processes',
};

/** A million hits per second and core are 1,000 ns each. */
function rateLimit(keys: 'own' | 'hot'): Row {
  const measure = (contender: 'ours' | 'others') => () => runScript('rate-limit.exs', contender, keys);
  return {
    name: `rate-limit-${keys}`,
    about: `${about[keys]}; against a stand-in for Hammer's fix_window, which shares nothing`,
    unit: 'CPU ns',
    goal: { of: 'ours', atMost: 1000 },
    run: () => compare({ ours: measure('ours'), others: measure('others') }, { counted: 5 }),
  };
}

export const rateLimits: readonly Row[] = [rateLimit('own'), rateLimit('hot')];
