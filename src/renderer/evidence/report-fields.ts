import { heldText, taskText } from '../kit/format.ts';
import { t, tell } from '../kit/i18n.ts';
import { escape, table } from './html-table.ts';
import type { reportData } from './report.ts';

type Report = ReturnType<typeof reportData>;
type Field = Report['fields'][number];

/** Where each field is, what proves it and what else was considered; then those that were not found. */
export const fieldsHtml = ({ fields, missing, notSearchedFor }: Report): string => `
<h2>${escape(t('evidence.fieldsFound', { count: fields.length }))}</h2>
${fields.map(fieldHtml).join('\n')}
<h2>${escape(t('fields.missing'))}</h2>
${missing.length === 0 ? `<p>${escape(t('report.nothingMissing'))}</p>` : missing.map(missingHtml).join('\n')}
${
  notSearchedFor.length === 0
    ? ''
    : `<h2>${escape(t('missing.unsought'))}</h2>
<p>${escape(notSearchedFor.join(', '))}</p>`
}`;

function fieldHtml(field: Field): string {
  const { name, pinned, struct, offset, width, relation, runnersUp } = field;
  const place = t('report.fieldAt', { struct, offset, width, held: heldText(field) });
  const broken = exceptionsText(field);
  return `<h3>${escape(pinned ? `${name} (${t('pin.mark')})` : name)} <small>${escape(place)}</small></h3>
<p>${escape(tell(relation))}</p>
${broken === '' ? '' : `<p>${escape(`${t('report.exceptions')}: ${broken}`)}</p>`}
${losersHtml(runnersUp)}`;
}

const missingHtml = ({ name, reason, runnersUp }: Report['missing'][number]): string =>
  `<h3>${escape(name)} <small>${escape(tell(reason))}</small></h3>
${losersHtml(runnersUp)}`;

const losersHtml = (losers: Field['runnersUp']): string =>
  losers.length === 0
    ? ''
    : table(
        [t('evidence.offset'), t('evidence.heldBy'), t('evidence.whyLost')],
        losers.map((loser) => [loser.offset, heldText(loser), tell(loser.reason)]),
      );

function exceptionsText({ exceptions, satisfied, tested }: Field): string {
  const named = exceptions.map(({ comm, pid }) => taskText(comm, pid ?? undefined)).join(', ');
  const more = tested - satisfied - exceptions.length;
  return more > 0 ? `${named} ${t('evidence.unlisted', { count: more })}` : named;
}
