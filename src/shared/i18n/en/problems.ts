import type { ErrorCode } from '../../errors.ts';

const TITLES = {
  'problem.file-not-found': 'The file is not there',
  'problem.file-unreadable': 'The file cannot be read',
  'problem.file-is-directory': 'This is a folder',
  'problem.file-empty': 'The file is empty',
  'problem.file-changed': 'The file changed while it was read',
  'problem.format-unknown': 'This is no memory dump',
  'problem.format-damaged': 'The file is damaged',
  'problem.format-unsupported': 'This format cannot be read',
  'problem.not-linux': 'This is no Linux',
  'problem.no-kernel': 'No Linux kernel was found',
  'problem.no-tasks': 'No tasks were found',
  'problem.address-unmapped': 'The dump does not hold this address',
  'problem.bad-request': 'The request made no sense',
  'problem.forbidden': 'This is not allowed',
  'problem.session-gone': 'The dump is no longer open',
  'problem.no-space': 'There is no space left',
  'problem.cancelled': 'Cancelled',
  'problem.internal': 'Something went wrong inside Taskshape',
} as const satisfies Record<`problem.${ErrorCode}`, string>;

/** What went wrong, by code. The sentence with the particulars is in `failures.ts`. */
export const PROBLEMS = {
  ...TITLES,
  'problem.file': 'File',
  'problem.at': 'At',
  'problem.atByte': '(byte {offset, number})',
  'problem.expected': 'Looked for',
  'problem.copy': 'Copy the details',
  'problem.dismiss': 'Dismiss',

  'carrier.lost': 'The connection to the Taskshape server was lost.',
  'carrier.lostRemedy': 'Check that it still runs (it prints a new address each time it starts).',
  'carrier.noToken': 'This page was opened without its token.',
  'carrier.noTokenRemedy': 'Use the complete address that the server printed when it started.',
  'upload.failed': 'The file could not be sent to the server.',
  'upload.failedRemedy': 'Check that the server still runs, and drop the file again.',
  'upload.cancelled': 'Sending the file was cancelled.',
  'upload.refused': 'The server refused the file: {reason}',
} as const;
