import { problemOf } from '../shared/errors.ts';
import { start } from './app/start.tsx';
import { speak } from './kit/i18n.ts';
import { pickCarrier } from './pick-carrier.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no element "root".');

speak(undefined);
pickCarrier().then(
  (carrier) => {
    start(carrier, root);
  },
  (thrown: unknown) => {
    const { message, remedy } = problemOf(thrown);
    root.textContent = remedy === undefined ? message : `${message} ${remedy}`;
  },
);
