import type { KernelModel } from './kernel-model.ts';
import { Random } from './random.ts';
import type { Member } from './struct-layout.ts';

/**
 * The model as RANDSTRUCT_FULL would compile it: the members of task_struct between the state and the thread's
 * registers in random order, comm on an odd byte, and cred, mm_struct, signal_struct, nsproxy and fs_struct shuffled
 * whole.
 */
export function shuffled(model: KernelModel, seed: number): KernelModel {
  const random = new Random(seed);
  const { structs } = model;
  return {
    ...model,
    name: `${model.name} shuffled by ${seed}`,
    structs: {
      ...structs,
      task_struct: shuffleTask(structs.task_struct, random),
      cred: random.shuffled(structs.cred),
      mm_struct: random.shuffled(structs.mm_struct),
      signal_struct: random.shuffled(structs.signal_struct),
      nsproxy: random.shuffled(structs.nsproxy),
      fs_struct: random.shuffled(structs.fs_struct),
    },
  };
}

function shuffleTask(members: readonly Member[], random: Random): Member[] {
  const first = members.findIndex((member) => member.name === 'state');
  const registers = members.findIndex((member) => member.name === 'thread' || member.name === 'thread.tls');
  // Older layouts have more behind the registers.
  const last = registers > members.length / 2 ? registers : members.length;
  const isFree = (member: Member, at: number): boolean => at > first && at < last && member.name !== 'comm';
  const comm = members.filter((member) => member.name === 'comm');
  const order = random.shuffled(members.filter(isFree));
  // comm needs no alignment and follows a single byte that follows something aligned: an odd offset.
  const place = 1 + random.below(order.length - 1);
  const before: Member = { name: 'exit_bits', kind: 'u8', count: 1 };
  const aligned: Member = { name: 'exit_bits_before', kind: 'u32', count: 1 };
  return [
    ...members.slice(0, first + 1),
    ...order.slice(0, place),
    aligned,
    before,
    ...comm,
    ...order.slice(place),
    ...members.slice(last),
  ];
}
