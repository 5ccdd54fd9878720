import type { Problem } from '../../shared/errors.ts';
import { english } from '../../shared/i18n/english.ts';
import { safeString } from './safe-string.ts';
import { styleFor } from './style.ts';

/**
 * A problem as lines for stderr:
 *
 *     taskshape: memory.elf: The program headers end beyond the file.
 *       offset:   64
 *       expected: 12 headers of 56 bytes
 *       try:      Take the dump again.
 */
export function reportProblem(problem: Problem): void {
  const strong = styleFor(process.stderr, 'red');
  const where = problem.file === undefined ? '' : `${safeString(problem.file)}: `;
  const lines = [`${strong('taskshape:')} ${where}${safeString(english(problem.message))}`];
  if (problem.offset !== undefined) lines.push(`  offset:   ${problem.offset}`);
  if (problem.expected !== undefined) lines.push(`  expected: ${safeString(english(problem.expected))}`);
  if (problem.remedy !== undefined) lines.push(`  try:      ${safeString(english(problem.remedy))}`);
  process.stderr.write(`${lines.join('\n')}\n`);
}
