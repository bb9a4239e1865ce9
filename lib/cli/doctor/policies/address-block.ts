import { BlockList, isIP } from 'node:net';

interface AddressBlock {
  readonly cidr: string;
  readonly except?: readonly string[];
}

/** Whether an address is in a block of addresses and in none of its exceptions. */
export function isInBlock(address: string, { cidr, except = [] }: AddressBlock): boolean {
  return contains(cidr, address) && !except.some((hole) => contains(hole, address));
}

function contains(cidr: string, address: string): boolean {
  const [network = '', prefix = ''] = cidr.split('/');
  const family = isIP(network) === 6 ? 'ipv6' : 'ipv4';
  const isBlock = isIP(network) !== 0 && /^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 'ipv6' ? 128 : 32);
  if (!isBlock || isIP(address) !== isIP(network)) return false;
  const list = new BlockList();
  list.addSubnet(network, Number(prefix), family);
  return list.check(address, family);
}
