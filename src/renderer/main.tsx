import { problemOf } from '../shared/errors.ts';
import { start } from './app/start.tsx';
import { tell } from './kit/i18n.ts';
import { pickCarrier } from './pick-carrier.ts';
import { applySettings } from './settings/apply-settings.ts';
import { recallSettings } from './settings/keep-settings.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no element "root".');

applySettings(recallSettings());
pickCarrier().then(
  (carrier) => {
    start(carrier, root);
  },
  (thrown: unknown) => {
    const { message, remedy } = problemOf(thrown);
    root.textContent = [message, ...(remedy === undefined ? [] : [remedy])].map(tell).join(' ');
  },
);
