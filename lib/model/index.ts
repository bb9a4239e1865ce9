/**
 * Everything that is decided about a cluster, as plain values: `manifests(modelCluster(id, props))` is a list of objects of
 * the Kubernetes API, for tools other than cdk8s and Pulumi. It needs no package besides this one.
 *
 * @module
 */

export type * from './props';
export type * from './kubernetes';
export type { Cookie, GeneratedCookie } from './features/cookie';
export type { Batch } from './batch';
export type { Engine, CookieSource } from './engine';
export type { Surroundings } from './surroundings';
export type { AttachmentModel, ClusterModel, ClusterObjects, ClusterReading, NodePieces, Probes } from './model';
export type { IsOpaque, JsonSchema, Problem } from './schema';
export type { ContractName, ContractVariable } from './contract';
export { contract } from './contract';
export { ClusterPropsError, describeProblem } from './schema/problems';
export { jsonSchema } from './read';
export { modelAttachment } from './attach';
export { manifests } from './manifests';
export { modelCluster, readCluster } from './model';
