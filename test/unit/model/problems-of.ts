import { ClusterPropsError, modelAttachment, readCluster, type Engine } from 'beam-cluster/model';

/** The lines that a cluster's props are refused with, or none. Props may be anything, as they may be in JavaScript. */
export function problemsOf(props: unknown, { id = 'api', ...engine }: Given = {}): string[] {
  return linesOf(() => readCluster<unknown>(id, props as never, engine));
}

/** The same for what clustering is added to. */
export function attachmentProblemsOf(props: unknown, { id = 'api', ...engine }: Given = {}): string[] {
  return linesOf(() => modelAttachment<unknown>(id, props as never, engine));
}

/** How text is shown that has the wrong form: it may be a secret in the wrong place, so by its length. */
export function shownText(text: string): string {
  if (text === '') return '""';
  return `text of ${text.length} character${text.length === 1 ? '' : 's'}`;
}

interface Given extends Engine {
  readonly id?: string;
}

function linesOf(decide: () => unknown): string[] {
  try {
    decide();
    return [];
  } catch (error) {
    if (!(error instanceof ClusterPropsError)) throw error;
    return error.message.split('\n');
  }
}
