/** The discoveries that run against each other, by the name that the VMs know them by. */
export const contenders = ['ours', 'libcluster', 'dns_cluster'] as const;

export type Contender = (typeof contenders)[number];
