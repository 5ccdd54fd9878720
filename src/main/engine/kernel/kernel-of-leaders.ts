import { physAddr, hex } from '../../../shared/units.ts';
import { say } from '../../../shared/i18n/sentence.ts';
import { AddressSpace } from './address-space.ts';
import { CHILDREN_OF_INIT, initAddress } from './init-address.ts';
import { candidateAddress, type InitCandidate } from './init-candidates.ts';
import { hasNeighbour } from './init-neighbours.ts';
import { imageDelta, placeUnder } from './image-delta.ts';
import { listLinks } from './list-links.ts';
import type { FoundLeaders } from './locate-by-leaders.ts';
import type { LocatedKernel } from './locate-kernel.ts';
import { orderList } from './order-list.ts';
import type { Pace } from './pace.ts';
import { highHalf, joinHalves, lowHalf } from './word-view.ts';

/** What is known of init_task where its page may be lost. */
interface Init {
  readonly address: bigint;
  /** NaN when it cannot be placed. */
  readonly physical: number;
  /** Virtual − physical of the kernel image; that of the direct map when it is not known. */
  readonly image: bigint;
  /** Where it has its name, if that was seen. */
  readonly commOffset?: number;
}

/**
 * The kernel whose leaders these are. `tried`: places that looked like init_task and were not confirmed by a list.
 * `walked`: what a broken list led to from an init_task; where that is the list the leaders are in, it is theirs.
 */
export async function kernelOfLeaders(
  found: FoundLeaders,
  tried: readonly InitCandidate[],
  pace: Pace,
  walked?: LocatedKernel,
): Promise<LocatedKernel> {
  const { shape } = found;
  const { memory, format, directMap } = found.space;
  const same = walked?.tasksOffset === shape.tasksOffset ? walked : undefined;
  const init = walkedInit(same) ?? confirmedInit(found, tried) ?? (await namedInit(found, pace));
  const space = new AddressSpace(memory, format, init.image, directMap);
  const members = [...new Set([...(same?.accepted.tasks ?? []), ...shape.members])].filter(
    (base) => base !== init.physical,
  );
  const { tasks, lost } = orderList(space, shape.tasksOffset, init, members);
  const often = [...shape.strangers]
    .filter(([address, count]) => count > CHILDREN_OF_INIT && address !== init.address)
    .map(([address]) => space.place(highHalf(address), lowHalf(address)));
  const address = hex(init.address);
  return {
    space,
    initTask: init.address,
    initPhysical: init.physical,
    commOffset: init.commOffset ?? shape.commOffset,
    tasksOffset: shape.tasksOffset,
    accepted: {
      tasks,
      closed: false,
      selfOffsets: shape.selfOffsets,
      parentOffsets: shape.parentOffsets,
      lost: new Set([...lost, ...often].filter((place) => place >= 0)),
    },
    span: same?.span ?? shape.span,
    evidence: [
      say('kernel.leaders'),
      say('kernel.votes', {
        delta: hex(directMap),
        bits: format.wordSize * 8,
        order: format.byteOrder,
      }),
      say('kernel.connected', {
        offset: hex(shape.tasksOffset),
        tasks: shape.members.length,
        lost: lost.size,
      }),
      Number.isNaN(init.physical)
        ? say('kernel.unplaced', { address })
        : say('kernel.placed', { address, physical: hex(init.physical) }),
    ],
  };
}

const walkedInit = (walked: LocatedKernel | undefined): Init | undefined =>
  walked && {
    address: walked.initTask,
    physical: walked.initPhysical,
    image: walked.space.image,
    commOffset: walked.commOffset,
  };

/** A place that looked like init_task, and that leaders name as their parent or their neighbour in the list. */
function confirmedInit(found: FoundLeaders, tried: readonly InitCandidate[]): Init | undefined {
  const { space, shape } = found;
  const bits = space.wordSize * 8;
  const { words } = listLinks(space, Float64Array.from(shape.members), shape.tasksOffset);
  const named = new Set(Array.from(words.lo, (low, i) => joinHalves(words.hi[i] ?? 0, low)));
  for (const candidate of tried) {
    const address = candidateAddress(candidate);
    const node = BigInt.asUintN(bits, address + BigInt(shape.tasksOffset));
    if (candidate.format.wordSize !== space.wordSize || candidate.format.byteOrder !== space.format.byteOrder)
      continue;
    if (candidate.commOffset !== shape.commOffset || isChild(found, candidate.physical)) continue;
    if (shape.strangers.has(address) || named.has(node) || hasNeighbour(space, candidate, shape.tasksOffset))
      return { address, physical: candidate.physical, image: candidate.delta };
  }
  return undefined;
}

/** Whether something calls another task its parent, as init_task does not, whatever name a program gave itself. */
function isChild({ space, shape }: FoundLeaders, base: number): boolean {
  const at = base + (shape.parentOffsets[0] ?? NaN);
  const parent = space.follow(at);
  if (parent === base) return false;
  const { hi, lo } = space.gatherWords(Float64Array.of(at));
  return shape.members.includes(parent) || shape.strangers.has(joinHalves(hi[0] ?? 0, lo[0] ?? 0));
}

/** init_task by those who name it as their parent; its place by the image's displacement, if that was voted for. */
async function namedInit({ space, shape, deltas }: FoundLeaders, pace: Pace): Promise<Init> {
  const address = initAddress(space, shape);
  if (address === undefined) return { address: 0n, physical: NaN, image: space.directMap };
  const image = await imageDelta(space, address, deltas, pace);
  if (image === undefined) return { address, physical: NaN, image: space.directMap };
  const place = placeUnder(space, address, image);
  const isHeld = space.memory.has(physAddr(place), space.wordSize);
  return { address, physical: isHeld ? place : NaN, image };
}
