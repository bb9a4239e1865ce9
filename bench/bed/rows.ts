import type { Row } from '../row';
import { coldStart } from './rows/cold-start';
import { deadAddresses, deadAddressesSilence } from './rows/dead-addresses';
import { dnsFaults } from './rows/dns-faults';
import { linkCutHealed, linkCutSeen } from './rows/link-cut';
import { meshCoreDns } from './rows/mesh-coredns';
import { meshDnsmasq, meshServiceOnly } from './rows/mesh-other-caches';
import { meshPublished } from './rows/mesh-published';
import { meshAtOnce, meshUncached, meshUncachedFirst } from './rows/mesh-uncached';
import { newcomer, stableMemory, stableMemoryIdle, stableProcessor, stableQuestions } from './rows/stable-state';

/** Every row that needs real nodes, in the order of the table. */
export const bedRows: readonly Row[] = [
  meshUncached(10),
  meshUncached(25),
  meshUncachedFirst(10),
  meshUncachedFirst(25),
  meshAtOnce(10),
  meshAtOnce(25),
  meshCoreDns(5, 10),
  meshCoreDns(5, 25),
  meshCoreDns(30, 10),
  meshCoreDns(30, 25),
  meshDnsmasq,
  meshServiceOnly,
  meshPublished,
  deadAddresses,
  deadAddressesSilence,
  newcomer,
  stableQuestions,
  stableMemory,
  stableMemoryIdle,
  stableProcessor,
  linkCutSeen,
  linkCutHealed,
  coldStart(25),
  coldStart(50),
  dnsFaults,
];
