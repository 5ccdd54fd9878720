import type { SessionSnapshot } from '../../shared/api.ts';
import type { Sentence } from '../../shared/i18n/sentence.ts';

/** What was noticed of a dump, or of a file of which none could be made. */
export const noticesOf = ({ info, notices }: SessionSnapshot): readonly Sentence[] =>
  info?.notices ?? notices ?? [];

/** Whether the bytes that are shown are what a packed file was unpacked to. */
export const wasUnpacked = (snapshot: SessionSnapshot): boolean =>
  noticesOf(snapshot).some(({ key }) => key === 'notice.unpacked');
