/** One thing that is wrong with what a cluster was made from. */
export interface Problem {
  /** Path of the property, such as `http.port`. */
  readonly property: string;
  /** What holds and does not: `must be a whole number of at least 1`. */
  readonly rule: string;
  /** What was found, as it may be shown; left out where it could be a secret. */
  readonly got?: string;
  /** What to do. */
  readonly remedy?: string;
}

/** Takes what is wrong, so that all problems of a call come out at once. */
export type Report = (problem: Problem) => void;

/** Every problem of one cluster. Its message has a line for each. */
export class ClusterPropsError extends Error {
  override readonly name = 'ClusterPropsError';

  constructor(
    readonly cluster: string,
    readonly problems: readonly Problem[],
  ) {
    super(problems.map((problem) => describeProblem(cluster, problem)).join('\n'));
  }
}

/** `BeamCluster "api": replicas must be a whole number of at least 1, got 0.` */
export function describeProblem(cluster: string, { property, rule, got, remedy }: Problem): string {
  const value = got === undefined ? '' : `, got ${got}`;
  const more = remedy === undefined ? '' : ` ${remedy}`;
  return `BeamCluster ${JSON.stringify(cluster)}: ${showPath(property)} ${rule}${value}.${more}`;
}

const longestShown = 80;

/** A value as an error may show it: short, on one line, and never the inside of an object. */
export function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(shorten(value));
  if (typeof value === 'function') return 'a function';
  if (value === null || typeof value !== 'object') return shorten(String(value));
  return Array.isArray(value) ? `a list of ${value.length}` : 'an object';
}

/** What kind of value it is, for one that may be a secret. */
export function showKind(value: unknown): string {
  if (typeof value === 'string') return 'text';
  return typeof value === 'number' || typeof value === 'boolean' ? `a ${typeof value}` : show(value);
}

// A path has keys of the user in it, so it may be empty, end with a dot or break the line.
function showPath(path: string): string {
  const short = shorten(path);
  return /^[!#-~]*[!#-\-/-~…]$/.test(short) ? short : JSON.stringify(short);
}

function shorten(text: string): string {
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
}
