/** `beam-cluster` is `beam-cluster/model`, so that a door without an engine needs no path. */
export * from './model';
