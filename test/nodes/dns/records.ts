/** The records that the DNS of a Kubernetes cluster serves. Names are absolute, in lower case, without the last dot. */
export type Data =
  | { readonly type: 'A' | 'AAAA' | 'CNAME'; readonly value: string }
  | { readonly type: 'SRV'; readonly port: number; readonly target: string };

export type DnsRecord = Data & { readonly name: string };

export type Type = Data['type'] | 'SOA' | 'OPT';

export const typeNumbers: Readonly<Record<Type, number>> = {
  A: 1,
  CNAME: 5,
  SOA: 6,
  AAAA: 28,
  SRV: 33,
  OPT: 41,
};
