import { rollOut } from './rollout';
import { contenders } from './contender';
async function main() {
const rollout = JSON.parse(process.argv[2] ?? '{}');
const repeats = Number(process.argv[3] ?? 1);
const only = (process.argv[4] ?? contenders.join()).split(',') as any;
for (let r = 0; r < repeats; r++) for (const c of only) {
  const t0 = Date.now();
  const { questions, ...t } = await rollOut(c, rollout, r + 1);
  console.log(r, c, JSON.stringify(Object.fromEntries(Object.entries(t).map(([k, v]) => [k, Math.round(v as number)]))), questions.length, Date.now() - t0, 'ms');
  if (process.env.TRACE) { const s = questions[0]?.at ?? 0; for (const q of questions) console.log('   ', q.at - s, q.from, q.type, q.name.replace(/rsolv.*/, 'S'), q.cached ? 'cached' : '', q.addresses); }
}
}
void main();
