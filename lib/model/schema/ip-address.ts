import { text } from './scalars';

const ipv4 = /^(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}$/;

export const ipAddress = text('must be an IPv4 or IPv6 address', (given) => ipv4.test(given) || isIpv6(given));

function isIpv6(given: string): boolean {
  const [head = '', tail, ...more] = given.split('::');
  if (more.length > 0) return false;
  const groups = [...groupsOf(head), ...groupsOf(tail ?? '')];
  const count = groups.reduce((sum, group) => sum + (group.includes('.') ? 2 : 1), 0);
  const isWellFormed = groups.every((group, index) => {
    const isLast = index === groups.length - 1 && !(tail === '');
    return /^[0-9a-f]{1,4}$/i.test(group) || (isLast && ipv4.test(group));
  });
  return isWellFormed && (tail === undefined ? count === 8 : count < 8);
}

function groupsOf(part: string): readonly string[] {
  return part === '' ? [] : part.split(':');
}
