import { heldText } from '../kit/format.ts';
import { t, tell } from '../kit/i18n.ts';
import { escape, table } from './html-table.ts';
import type { reportData } from './report.ts';

/** What was tried as init_task, and why it was not taken. */
export function candidates({
  names,
  judged,
  candidates: tried,
  rest,
  leaders,
}: NonNullable<ReturnType<typeof reportData>['initTask']>): string {
  return `<h2>${escape(t('init.title'))}</h2>
<p>${escape(t('init.summary', { names, judged }))} ${escape(t('init.tests'))}</p>
${table(
  [t('init.candidate'), t('init.passed'), t('init.list'), t('init.held'), t('init.why')],
  tried.map(({ address, name, testsPassed, tests, list, links, reason }) => [
    address ?? name,
    testsPassed === null ? t('init.notTested') : t('init.passedOf', { passed: testsPassed, tests }),
    list === null ? '' : `+${list.offset}, ${t('init.members', { members: list.members })}`,
    list === null ? '' : heldText(list),
    links === null ? tell(reason) : `${tell(reason)} ${t('init.links', links)}`,
  ]),
)}
${rest.length === 0 ? '' : `<h3>${escape(t('init.rest'))}</h3>`}
<ul>${rest
    .map(({ fate, names: count }) => t('init.restOne', { names: count, reason: t(`init.fate.${fate}`) }))
    .map((line) => `<li>${escape(line)}</li>`)
    .join('\n')}</ul>
${
  leaders.length === 0
    ? ''
    : `<h3>${escape(t('leaders.title'))}</h3>
<p>${escape(t('leaders.about'))}</p>
${table(
  [t('leaders.place'), t('leaders.delta'), t('leaders.objects'), t('leaders.example'), t('init.why')],
  leaders.map(({ fate, selfOffset, listOffset, delta, objects, example }) => [
    selfOffset === null || listOffset === null
      ? ''
      : t('leaders.placeIs', { self: selfOffset, list: listOffset }),
    delta,
    objects,
    example,
    t(`leaders.fate.${fate}`),
  ]),
)}`
}`;
}
