import { decodeMessage, encodeMessage, type WireRequest } from '../../../src/shared/wire.ts';
import { mutateFile, type Below } from '../mutate.ts';

/** What a page may send where something else is expected. */
const HOSTILE: readonly unknown[] = [
  ...[null, true, -1, 0, 1.5, NaN, Infinity, 2 ** 53, -(2 ** 63), 1e308, 65_536, 1_048_577],
  ...[0n, -1n, 1n << 63n, (1n << 64n) - 1n, 4096n, 0xffff_8a7c_8000_0000n],
  ...['', '../../etc/passwd', '__proto__', 'constructor', 'x'.repeat(5000), '\0', '\ud800'],
  ...[
    'virtual',
    'physical',
    'file',
    'bytes',
    'integer',
    'pointers',
    'little',
    'describeTask',
    'read',
    'search',
  ],
  ...[[], {}, [[[[]]]], { kind: 'bytes' }, { length: 1e9 }, { valueOf: 1, toString: 2 }],
  ...[new Uint8Array(0), new Uint8Array(257), new Float64Array(4), new BigInt64Array(1), new Uint8Array(256)],
];

/** A changed call: a member of it replaced, doubled, taken away or given another's; at times its bytes as they are. */
export function mutateMessage(input: Uint8Array, below: Below, other: () => Uint8Array): Uint8Array {
  const message = decoded(input);
  if (message === undefined || below(4) === 0) return mutateFile(input, below, other);
  const changes = 1 + below(3);
  for (let i = 0; i < changes; i++) changeMember(message, below, decoded(other()));
  try {
    // Whatever it has become: a page sends what it likes.
    return encodeMessage(message as unknown as WireRequest);
  } catch {
    return mutateFile(input, below, other); // nothing that can be sent
  }
}

type Tree = Record<string, unknown>;

const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !ArrayBuffer.isView(value);

function decoded(bytes: Uint8Array): Tree | undefined {
  try {
    const message = decodeMessage(bytes);
    return isTree(message) ? message : undefined;
  } catch {
    return undefined;
  }
}

function changeMember(message: Tree, below: Below, donor: Tree | undefined): void {
  let tree = message;
  for (;;) {
    const names = Object.keys(tree);
    const name = names[below(names.length)] ?? 'args';
    const inner = tree[name];
    if (isTree(inner) && below(4) > 0) {
      tree = inner;
      continue;
    }
    if (ArrayBuffer.isView(inner) && below(4) > 0) {
      Object.assign(tree, { [name]: changeColumn(inner, below) });
      return;
    }
    const kind = below(6);
    if (kind === 0) Reflect.deleteProperty(tree, name);
    else if (kind === 1) Object.assign(tree, { [`x${below(9)}`]: inner });
    else if (kind === 2 && donor !== undefined) Object.assign(tree, { [name]: donor[name] ?? donor['args'] });
    else if (kind === 3 && typeof inner === 'bigint')
      Object.assign(tree, { [name]: inner ^ (1n << BigInt(below(64))) });
    else if (kind === 3 && typeof inner === 'number') Object.assign(tree, { [name]: inner + below(64) - 32 });
    else Object.assign(tree, { [name]: HOSTILE[below(HOSTILE.length)] });
    return;
  }
}

/** A column with an element of another value, or one element more or less. */
function changeColumn(column: ArrayBufferView, below: Below): unknown {
  const { buffer, byteOffset, byteLength } = column;
  const bytes = new Uint8Array(buffer, byteOffset, byteLength).slice();
  const edges = [0, 0xff, 0x80, 0x7f, below(256), below(256)];
  const width = [1, 4, 8][below(3)] ?? 1;
  const at = width * below(bytes.length / width);
  bytes.fill(edges[below(edges.length)] ?? 0, at, at + width);
  const size = 'BYTES_PER_ELEMENT' in column ? Number(column.BYTES_PER_ELEMENT) : 1;
  const length = below(6) === 0 ? Math.max(0, byteLength - size) : byteLength;
  // Every view of a message is a typed array, and is made from a buffer.
  const Column = column.constructor as new (buffer: ArrayBuffer) => ArrayBufferView;
  return new Column(bytes.slice(0, length).buffer);
}
