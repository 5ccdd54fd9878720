import { BUILD_OPTIONS, SMP_ONLY, type Addition } from './build-options.ts';
import type { KernelModel } from './kernel-model.ts';
import { Random } from './random.ts';
import { parseMembers, type Member } from './struct-layout.ts';

/** How many processors and memory nodes a build has room for, in words of their masks. */
const MASK_WORDS = [1, 1, 2, 4, 8, 64, 128];
/** What vendors put anywhere: members that nobody outside knows. */
const VENDOR = [
  ...[
    'vendor:u32',
    'vendor:u64',
    'vendor:long*4',
    'vendor:ptr',
    'vendor:list',
    'vendor:u8*3',
    'vendor:image',
  ],
  ...['vendor:bytes*48', 'vendor:timespec', 'vendor:hlist', 'vendor:u32*7'],
];

const isOf = (member: Member, names: readonly string[]): boolean =>
  names.some((name) => (name.endsWith('.') ? member.name.startsWith(name) : member.name === name));

/** Puts members behind another one; nothing happens where that one is not there. */
function insert(members: readonly Member[], { after, members: source }: Addition): Member[] {
  const at = members.findIndex(({ name }) => name === after);
  return at < 0
    ? [...members]
    : [...members.slice(0, at + 1), ...parseMembers(source), ...members.slice(at + 1)];
}

/**
 * The model as somebody else would have built it: with the options that the seed chooses, room for some number of
 * processors, and a few members that no other kernel has. What users ask for is in every build.
 */
export function configured(model: KernelModel, seed: number): KernelModel {
  const random = new Random(seed * 7919 + 17);
  let task = [...model.structs.task_struct];
  const has = (name: string): boolean => model.structs.task_struct.some((member) => member.name === name);
  const chosen: string[] = [];
  for (const [name, option] of Object.entries(BUILD_OPTIONS)) {
    const differs = random.chance(option.odds);
    if (!differs || (option.since !== undefined && !has(option.since))) continue;
    chosen.push(name);
    const { lacks = [], adds = [] } = option;
    task = task.filter((member) => !isOf(member, lacks));
    for (const addition of adds) task = insert(task, addition);
  }
  const isSmp = random.chance(0.85);
  if (!isSmp) task = task.filter((member) => !isOf(member, SMP_ONLY));
  const words = isSmp ? random.pick(MASK_WORDS) : 1;
  task = task.map((member) => (member.name === 'cpus_allowed' ? { ...member, count: words } : member));
  if (random.chance(0.4)) task = withVendorMembers(task, random);
  return {
    ...model,
    name: `${model.name} built ${isSmp ? '' : 'for one processor '}with a change of ${chosen.join(', ')}`,
    idleName: isSmp ? model.idleName : 'swapper',
    structs: { ...model.structs, task_struct: task, cred: credOf(model.structs.cred, random) },
  };
}

function withVendorMembers(task: readonly Member[], random: Random): Member[] {
  // The state stands first; a task's two numbers, and who it belongs to and what it may do, are kept together.
  const together = [
    ['pid', 'tgid'],
    ['uid', 'user'],
  ] as const;
  const isKeptTogether = (at: number): boolean =>
    together.some(([first, last]) => {
      const from = result.findIndex(({ name }) => name === first);
      return from >= 0 && at > from && at <= result.findIndex(({ name }) => name === last);
    });
  const result = [...task];
  const count = 1 + random.below(5);
  for (let i = 0; i < count; i++) {
    const at = 4 + random.below(result.length - 4);
    const [member] = parseMembers(random.pick(VENDOR));
    if (member !== undefined && !isKeptTogether(at)) result.splice(at, 0, { ...member, name: `vendor${i}` });
  }
  return result;
}

function credOf(cred: readonly Member[], random: Random): Member[] {
  let members = [...cred];
  if (random.chance(0.3))
    members = members.filter(
      (member) =>
        !isOf(member, [
          'jit_keyring',
          'session_keyring',
          'process_keyring',
          'thread_keyring',
          'key_auth',
          'tgcred',
        ]),
    );
  if (random.chance(0.2)) members = members.filter(({ name }) => name !== 'security');
  // CONFIG_DEBUG_CREDENTIALS
  if (random.chance(0.2))
    members = insert(members, { after: 'usage', members: 'subscribers:u32 put_addr:ptr magic:u32' });
  return members;
}
