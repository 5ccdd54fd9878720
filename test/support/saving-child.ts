import { createHash } from 'node:crypto';
import { ResultStore } from '../../src/main/engine/session/result-cache/result-store.ts';

/** Saves entries whose first 32 bytes are the digest of the rest, again and again: `node saving-child.ts FOLDER SEED`. */
const [folder = '', seed = ''] = process.argv.slice(2);
const store = new ResultStore({ folder, maxBytes: 1_000_000 });
for (let round = 0; round < 150; round++) {
  const body = Buffer.alloc(50_000 + round * 100, `${seed} ${round} `);
  const bytes = Buffer.concat([createHash('sha256').update(body).digest(), body]);
  const why = store.save(`shared-${round % 3}`, bytes) ?? store.save(`${seed}-${round}`, bytes);
  if (why !== undefined) throw new Error(why);
}
