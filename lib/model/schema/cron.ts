import { text } from './scalars';

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const days = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** What a field of a schedule may have: numbers from `least` to `most`, and names that stand for them. */
interface Field {
  readonly least: number;
  readonly most: number;
  readonly names?: readonly string[];
}

const fields: readonly Field[] = [
  { least: 0, most: 59 },
  { least: 0, most: 23 },
  { least: 1, most: 31 },
  { least: 1, most: 12, names: months },
  { least: 0, most: 6, names: days },
];
const macro = /^@(yearly|annually|monthly|weekly|daily|midnight|hourly)$/;

/** When a CronJob runs, as the API server reads it (robfig/cron's `ParseStandard`), without a time zone in it. */
export const cronSchedule = text(
  'must be five fields such as "0 3 * * *", or one of @hourly, @daily, @weekly, @monthly and @yearly',
  (given) => macro.test(given) || isSchedule(given),
  { remedy: 'Minute, hour, day of the month, month, and day of the week from 0, which is Sunday, to 6.' },
);

function isSchedule(given: string): boolean {
  const words = given.split(' ');
  return words.length === fields.length && fields.every((field, index) => isField(words[index] ?? '', field));
}

function isField(word: string, field: Field): boolean {
  return word.split(',').every((part) => {
    const [range = '', step, ...more] = part.split('/');
    const isStep = step === undefined || (/^\d{1,2}$/.test(step) && Number(step) > 0);
    return more.length === 0 && isStep && isRange(range, field);
  });
}

function isRange(range: string, field: Field): boolean {
  if (range === '*' || range === '?') return true;
  const [first = '', last = first, ...more] = range.split('-');
  const [from, to] = [numberOf(first, field), numberOf(last, field)];
  return more.length === 0 && from !== undefined && to !== undefined && from <= to;
}

function numberOf(word: string, { least, most, names = [] }: Field): number | undefined {
  const named = names.indexOf(word.toUpperCase());
  const number = named < 0 ? (/^\d{1,2}$/.test(word) ? Number(word) : Number.NaN) : named + least;
  return number >= least && number <= most ? number : undefined;
}

const zone = /^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/;

/** A name of the time zone database. The API server refuses the zone of its own machine. */
export const timeZoneName = text(
  'must be a name of the time zone database, such as "Europe/Berlin"',
  (given) => zone.test(given) && given.toLowerCase() !== 'local',
  { pattern: zone.source },
);
