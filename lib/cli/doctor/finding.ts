import { catalogue, type Code, type Severity } from './catalogue';
import type { Facts } from './facts/facts';

/** How to fix it: at least one of the three. */
export interface Fix {
  /** A line for the shell. */
  readonly command?: string;
  /** The property of the construct, for a cluster that this package printed. */
  readonly property?: string;
  /** What to do, where no command does it. */
  readonly advice?: string;
}

/** One thing that is wrong. */
export interface Finding {
  readonly code: Code;
  readonly severity: Severity;
  /** One sentence. */
  readonly what: string;
  /** The object, such as `Service rsolv-api-headless`. */
  readonly where: string;
  /** What was seen, one line for each. */
  readonly evidence: readonly string[];
  readonly fix: Fix;
  /** The section of the documentation. */
  readonly docs: string;
}

/** A finding; its severity and section follow from its code. */
export function finding(code: Code, details: Pick<Finding, 'what' | 'where' | 'evidence' | 'fix'>): Finding {
  return { code, severity: catalogue[code], ...details, docs: `docs/doctor.md#${code}` };
}

/** A group of checks of the same thing. They are pure: the same facts give the same findings. */
export interface Subject {
  readonly name: string;
  /** What is checked, printed where nothing was found. */
  readonly looksAt: string;
  readonly find: (facts: Facts) => readonly Finding[];
  /** Why a check without findings proves nothing: its facts could not be gathered. */
  readonly cannotSay?: (facts: Facts) => string | undefined;
}
