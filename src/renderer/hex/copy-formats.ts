import { safeText } from '../../shared/text.ts';
import { hexText } from './decode.ts';

/** Ways to write bytes down. */
export type ByteFormat = 'hex' | 'c' | 'base64' | 'text';

/** An initialiser for C, eight bytes a line. */
function cText(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += 8)
    lines.push(
      `  ${Array.from(bytes.subarray(at, at + 8), (byte) => `0x${byte.toString(16).padStart(2, '0')},`).join(' ')}`,
    );
  return `unsigned char bytes[${String(bytes.length)}] = {\n${lines.join('\n')}\n};\n`;
}

function base64(bytes: Uint8Array): string {
  let binary = '';
  // In slices: a call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 8192)
    binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(binary);
}

/** Text between its zeros, each piece on a line of its own; what is no text is spelled out. */
function plainText(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let from = 0; from < bytes.length;) {
    const zero = bytes.indexOf(0, from);
    const to = zero < 0 ? bytes.length : zero;
    if (to > from) lines.push(safeText(bytes.subarray(from, to)));
    from = to + 1;
  }
  return lines.join('\n');
}

export function formatBytes(format: ByteFormat, bytes: Uint8Array): string {
  switch (format) {
    case 'hex':
      return hexText(bytes);
    case 'c':
      return cText(bytes);
    case 'base64':
      return base64(bytes);
    case 'text':
      return plainText(bytes);
  }
}
