import * as v from 'valibot';
import { readJson, writeJson } from '../api/json-file.ts';

const bounds = v.object({
  x: v.pipe(v.number(), v.integer()),
  y: v.pipe(v.number(), v.integer()),
  width: v.pipe(v.number(), v.integer(), v.minValue(1)),
  height: v.pipe(v.number(), v.integer(), v.minValue(1)),
});

const schema = v.object({
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

  update(changes: Partial<SettingsData>): void {
    this.#data = { ...this.#data, ...changes };
    writeJson(this.#file, this.#data);
  }
}

/** Missing or damaged settings are empty settings. */
function load(file: string): SettingsData {
  const parsed = v.safeParse(schema, readJson(file));
  return parsed.success ? parsed.output : {};
}
