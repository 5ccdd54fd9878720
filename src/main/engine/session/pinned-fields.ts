import { failure } from '../../../shared/errors.ts';
import type { FieldName } from '../../../shared/fields.ts';
import { say } from '../../../shared/i18n/sentence.ts';
import type { KernelPlace } from '../kernel/locate-kernel.ts';
import { checkPin, readPinned, type Reading } from '../tasks/pinned-shape.ts';
import type { News } from './analyse.ts';

/** What the search found in one dump, and where its user says that fields lie instead. */
export class PinnedFields {
  readonly #pins = new Map<FieldName, number>();
  #found: Reading | undefined;

  /** What the search found, without what the user says. */
  get found(): Reading | undefined {
    return this.#found;
  }

  /** Remembers what the search found; answers the news as the user wants the dump to be read. */
  apply(news: News, kernel: KernelPlace | undefined): News {
    const { shape, table } = news;
    if (shape === undefined || table === undefined) return news;
    this.#found = { shape, table };
    if (kernel === undefined || this.#pins.size === 0) return news;
    return { ...news, ...readPinned(kernel, this.#found, this.#pins) };
  }

  /**
   * Says where a field lies, or with no offset gives it back to the search. Answers what has to be announced anew.
   * Throws `bad-request` before anything is found, and for a place where the field cannot be.
   */
  pin(name: FieldName, offset: number | undefined, file: string): Reading {
    if (this.#found === undefined) throw failure('bad-request', say('failure.noFieldsYet'), { file });
    if (offset === undefined) this.#pins.delete(name);
    else {
      checkPin(name, offset);
      this.#pins.set(name, offset);
    }
    return this.#found;
  }
}
