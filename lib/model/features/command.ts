import { refuseInCommand } from '../contract-conflicts';
import { feature, type Base } from '../feature';
import { leaf, list, processText, unshown } from '../schema';
import { refuseCookie } from './cookie';

export interface CommandProps<V = string> {
  /**
   * Replaces the image's entry point.
   *
   * @default - the image's own
   * @since 0.1.0
   * @example ['/app/bin/server']
   * @see https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/
   */
  readonly command?: readonly V[];

  /**
   * Replaces the image's arguments.
   *
   * @default - the image's own
   * @since 0.1.0
   * @example ['start']
   * @see https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/
   */
  readonly args?: readonly V[];
}

/** The words of a command. */
export const words = list(leaf(unshown(processText)));

export const command = feature<CommandProps<unknown>>()({
  name: 'command',
  appliesTo: ['cluster'],
  schema: { command: words, args: words },
  decide: ({ command: program, args }, _: Base, report) => {
    refuseCookie('command', program ?? [], report);
    refuseCookie('args', args ?? [], report);
    refuseInCommand('command', program ?? [], report);
    refuseInCommand('args', args ?? [], report);
    return {
      container: { ...(program === undefined ? {} : { command: program }), ...(args === undefined ? {} : { args }) },
    };
  },
});
