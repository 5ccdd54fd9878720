import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as v from 'valibot';

const bounds = v.object({
  x: v.pipe(v.number(), v.integer()),
  y: v.pipe(v.number(), v.integer()),
  width: v.pipe(v.number(), v.integer(), v.minValue(1)),
  height: v.pipe(v.number(), v.integer(), v.minValue(1)),
});

const schema = v.object({
  recent: v.optional(v.pipe(v.array(v.string()), v.maxLength(100)), []),
  lastFolder: v.optional(v.string()),
  bounds: v.optional(bounds),
  maximized: v.optional(v.boolean()),
  /** How the page looks: see `ViewSettingsKeeper`. */
  view: v.optional(v.unknown()),
});

export type SettingsData = v.InferOutput<typeof schema>;

/** What the shell remembers between runs: a small JSON file, written at every change. */
export class Settings {
  readonly #file: string;
  #data: SettingsData;

  constructor(file: string) {
    this.#file = file;
    this.#data = load(file);
  }

  get data(): SettingsData {
    return this.#data;
  }

  /** Changes some of it. A disk that refuses is no reason to disturb the user: the change then lasts for this run. */
  update(changes: Partial<SettingsData>): void {
    this.#data = { ...this.#data, ...changes };
    const fresh = `${this.#file}.new`;
    try {
      mkdirSync(dirname(this.#file), { recursive: true });
      writeFileSync(fresh, JSON.stringify(this.#data), { mode: 0o600 });
      renameSync(fresh, this.#file);
    } catch (thrown) {
      console.warn(`Settings were not saved: ${String(thrown)}`);
    }
  }
}

/** Missing or damaged settings are empty settings. */
function load(file: string): SettingsData {
  try {
    return v.parse(schema, JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return { recent: [] };
  }
}
