const MAX_DEPTH = 16;

/**
 * The same value with every typed array that shows only part of its buffer replaced by a copy of that part.
 *
 * Structured clone copies the whole buffer behind a view: 64 bytes out of a 64 MiB block would cost 64 MiB at every
 * boundary. The copies are ours alone and are added to `transfer`; whole buffers stay where they are, since the
 * session may keep them.
 */
export function compact(value: unknown, transfer: ArrayBuffer[], depth = 0): unknown {
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return value;
  if (ArrayBuffer.isView(value)) return compactView(value, transfer);
  if (Array.isArray(value)) {
    const elements: unknown[] = value;
    const [first] = elements;
    if (typeof first !== 'object') return elements;
    return elements.map((element) => compact(element, transfer, depth + 1));
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, compact(member, transfer, depth + 1)]),
  );
}

function compactView(view: ArrayBufferView, transfer: ArrayBuffer[]): unknown {
  if (view.byteLength === view.buffer.byteLength || view instanceof DataView) return view;
  // Every other view is a typed array and has `slice`; the language library has no common type for them.
  const part = (view as Uint8Array).slice();
  transfer.push(part.buffer);
  return part;
}
