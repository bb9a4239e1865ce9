import type { DnsRecord, Type } from './records';

/** How the server behaves. A silent one takes questions and never answers. */
export type Mode = 'normal' | 'servfail' | 'nxdomain' | 'empty' | 'silent';

export type ResponseCode = 'NOERROR' | 'SERVFAIL' | 'NXDOMAIN';

export interface Answer {
  readonly code: ResponseCode;
  readonly answers: readonly DnsRecord[];
  readonly additionals: readonly DnsRecord[];
}

const longestChain = 8;

/** Answers a question as CoreDNS's kubernetes plugin does: a name without records does not exist. */
export function answerQuestion(
  zone: readonly DnsRecord[],
  question: { name: string; type: string },
  mode: Mode,
): Answer {
  if (mode === 'servfail') return empty('SERVFAIL');
  if (mode === 'nxdomain') return empty('NXDOMAIN');
  if (mode === 'empty') return empty('NOERROR');
  const answers = follow(zone, question.name.toLowerCase(), question.type as Type);
  if (answers === undefined) return empty('NXDOMAIN');
  const targets = new Set(answers.flatMap((record) => (record.type === 'SRV' ? [record.target] : [])));
  const additionals = zone.filter(({ name, type }) => targets.has(name) && (type === 'A' || type === 'AAAA'));
  return { code: 'NOERROR', answers: unique(answers), additionals };
}

/** The records that answer, with the aliases that lead to them; undefined when there is no such name. */
function follow(zone: readonly DnsRecord[], name: string, type: Type): readonly DnsRecord[] | undefined {
  const chain: DnsRecord[] = [];
  let wanted = name;
  for (let step = 0; step < longestChain; step++) {
    const named = zone.filter((record) => record.name === wanted);
    if (named.length === 0) return chain.length === 0 ? undefined : chain;
    const alias = named.find((record) => record.type === 'CNAME');
    if (alias?.type !== 'CNAME' || type === 'CNAME') return [...chain, ...named.filter((r) => r.type === type)];
    chain.push(alias);
    wanted = alias.value;
  }
  return chain;
}

function unique(records: readonly DnsRecord[]): readonly DnsRecord[] {
  return [...new Map(records.map((record) => [JSON.stringify(record), record])).values()];
}

function empty(code: ResponseCode): Answer {
  return { code, answers: [], additionals: [] };
}
