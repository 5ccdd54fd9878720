import { start } from '../../../../src/renderer/app/start.tsx';
import { FakeCarrier, type FakeOptions } from '../fake-carrier.ts';
import { HostileCarrier } from '../hostile-carrier.ts';

/** The window over a host in memory. `?tasks=10000&until=done&open=/dumps/a.elf` says what it shows. */
const query = new URLSearchParams(window.location.search);
const STATES: readonly FakeOptions['until'][] = ['early', 'partial', 'done', 'failed', 'failed-late'];
const root = document.getElementById('root');
if (root !== null) {
  const Host = query.has('hostile') ? HostileCarrier : FakeCarrier;
  const carrier = new Host({
    tasks: Number(query.get('tasks') ?? 200),
    until: STATES.find((state) => state === query.get('until')) ?? 'done',
    open: query.getAll('open'),
    recent: query.getAll('recent'),
    twoKernels: query.has('kernels'),
    slowSearch: query.has('slow'),
    hits: Number(query.get('hits') ?? 40),
    lastOpen: { dumps: query.getAll('last').map((path) => ({ path })) },
  });
  // The bench runs commands from outside.
  Object.assign(window, { taskshapeBench: start(carrier, root) });
}
