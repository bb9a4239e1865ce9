const units = [
  { letter: 'd', seconds: 86_400 },
  { letter: 'h', seconds: 3600 },
  { letter: 'm', seconds: 60 },
  { letter: 's', seconds: 1 },
];

/** A span of time in its two greatest units, as kubectl writes it: `3d4h`, `12m5s`, `9s`. */
export function age(seconds: number): string {
  const index = units.findIndex((unit) => seconds >= unit.seconds);
  const [first, second] = index === -1 ? [] : units.slice(index);
  if (first === undefined) return '0s';
  const rest = second === undefined ? 0 : Math.floor((seconds % first.seconds) / second.seconds);
  const more = second === undefined || rest === 0 ? '' : `${rest}${second.letter}`;
  return `${Math.floor(seconds / first.seconds)}${first.letter}${more}`;
}
