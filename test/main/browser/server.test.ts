import { mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { DumpView } from '../../../src/shared/dump-view.ts';
import { Roots } from '../../../src/main/browser/roots.ts';
import { startServer, type BrowserServer } from '../../../src/main/browser/server.ts';
import { connectClient } from '../../support/browser-client.ts';
import { stubSessions } from '../../support/stub-sessions.ts';
import { temporary } from '../../support/temporary.ts';

interface Setting {
  readonly server: BrowserServer;
  readonly root: string;
  readonly spool: string;
}

/** A server whose root holds `bytes` and `busy`; `secret` lies outside. */
async function setting(dumps: readonly string[] = [], config = temporary()): Promise<Setting> {
  const folder = temporary();
  const [root, spool, page] = ['root', 'spool', 'page'].map((name) => {
    mkdirSync(join(folder, name));
    return join(folder, name);
  }) as [string, string, string];
  writeFileSync(join(page, 'index.html'), '<!doctype html><title>page</title>');
  writeFileSync(join(folder, 'secret'), 'secret');
  for (const name of ['bytes', 'busy', 'flood']) writeFileSync(join(root, name), 'x');
  symlinkSync(join(folder, 'secret'), join(root, 'link-out'));
  symlinkSync(join(root, 'bytes'), join(root, 'link-in'));
  const server = await startServer({
    roots: await Roots.of([root]),
    spool,
    page,
    sessions: stubSessions(),
    config,
    dumps: dumps.map((name) => ({ path: join(root, name) })),
  });
  onTestFinished(() => server.close());
  return { server, root, spool };
}

const get = (server: BrowserServer, path: string, headers: Record<string, string> = {}): Promise<Answer> =>
  exchange(server, 'GET', path, headers);

interface Answer {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly body: string;
}

function exchange(
  server: BrowserServer,
  method: string,
  path: string,
  headers: Record<string, string>,
  body = '',
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { host: '127.0.0.1', port: server.port, method, path, headers },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (part: string) => (text += part));
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text });
        });
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

const upload = (
  { server }: Setting,
  name: string,
  body: string,
  headers: Record<string, string> = {},
): Promise<Answer> =>
  exchange(
    server,
    'POST',
    `/upload?view=view-of-a-test&name=${encodeURIComponent(name)}`,
    {
      Authorization: `Bearer ${server.token}`,
      Origin: `http://127.0.0.1:${server.port}`,
      'Content-Length': String(body.length),
      ...headers,
    },
    body,
  );

test('the page is served with a strict policy', async () => {
  const { server } = await setting();
  const { status, headers, body } = await get(server, '/');
  expect(status).toBe(200);
  expect(body).toContain('page');
  expect(headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'");
  expect(headers['x-content-type-options']).toBe('nosniff');
});

test('every other answer carries the policy too', async () => {
  const { server } = await setting();
  expect((await get(server, '/nothing')).headers['content-security-policy']).toContain("default-src 'none'");
});

test.each(['evil.example', 'evil.example:80', '127.0.0.1.evil.example', 'evil', '10.0.0.1'])(
  'a request under the name %o is refused: its page may have re-bound it',
  async (host) => {
    const { server } = await setting();
    expect((await get(server, '/', { Host: host })).status).toBe(403);
    await expect(connectClient(server, { host, origin: `http://${host}` })).rejects.toThrow('403');
  },
);

test('a forwarded port under a loopback name is served', async () => {
  const { server } = await setting();
  expect((await get(server, '/', { Host: 'localhost:8080' })).status).toBe(200);
  const client = await connectClient(server, { host: 'localhost:8080', origin: 'http://localhost:8080' });
  expect((await client.call('describeHost', {})).mode).toBe('browser');
});

test.each(['http://evil.example', 'null', 'https://127.0.0.1', undefined])(
  'a WebSocket from the origin %o is refused',
  async (origin) => {
    const { server } = await setting();
    await expect(connectClient(server, { origin })).rejects.toThrow('403');
  },
);

test('a page of another port of this machine is another origin', async () => {
  const { server } = await setting();
  const origin = `http://127.0.0.1:${server.port + 1}`;
  expect((await get(server, '/', { Origin: origin })).status).toBe(403);
  await expect(connectClient(server, { origin })).rejects.toThrow('403');
});

test.each(['', 'x', 'A'.repeat(43)])('a WebSocket with the token %o is refused', async (token) => {
  const { server } = await setting();
  await expect(connectClient(server, { token })).rejects.toThrow('403');
});

test('a WebSocket message beyond 64 KiB ends the connection', async () => {
  const { server } = await setting();
  const { socket } = await connectClient(server);
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.send(new Uint8Array(65 * 1024));
  expect(await closed).toBe(1009);
});

test.each([new Uint8Array([0xc1]), new Uint8Array([0x93, 1, 2, 3])])(
  'a message that is no call ends the connection: %o',
  async (bytes) => {
    const { server } = await setting();
    const { socket } = await connectClient(server);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.send(bytes);
    expect(await closed).toBe(1003);
  },
);

test('an unknown method is answered with bad-request', async () => {
  const client = await connectClient((await setting()).server);
  expect(await client.send('constructor', {})).toMatchObject({ problem: { code: 'bad-request' } });
});

test('a dump of the roots opens, is read, and closes', async () => {
  const { server, root } = await setting();
  const client = await connectClient(server);
  const session = await client.call('openDump', { path: join(root, 'link-in') });
  const { bytes } = await client.call('read', { session, space: 'virtual', address: 5n, length: 2 });
  expect([...bytes]).toEqual([5, 6]);
  await client.call('closeDump', { session });
  expect(await client.send('snapshot', { session })).toMatchObject({ problem: { code: 'session-gone' } });
  expect(client.events.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['opened', 'changed', 'closed']),
  );
});

test.each(['../secret', 'link-out', '/etc/passwd', '../nothing'])(
  'a path that leads out of the roots is forbidden: %s',
  async (path) => {
    const { server, root } = await setting();
    const client = await connectClient(server);
    const full = path.startsWith('/') ? path : `${root}/${path}`;
    expect(await client.send('openDump', { path: full })).toMatchObject({ problem: { code: 'forbidden' } });
    expect(await client.send('listDirectory', { path: full })).toMatchObject({
      problem: { code: 'forbidden' },
    });
  },
);

test('a missing file inside the roots is file-not-found, with a remedy', async () => {
  const { server, root } = await setting();
  const client = await connectClient(server);
  expect(await client.send('openDump', { path: join(root, 'nothing') })).toMatchObject({
    problem: {
      code: 'file-not-found',
      file: join(root, 'nothing'),
      remedy: { key: expect.any(String) as string },
    },
  });
});

test('a listing shows no link that leads out, and no parent above a root', async () => {
  const { server, root } = await setting();
  mkdirSync(join(root, 'z-folder'));
  const client = await connectClient(server);
  const listing = await client.call('listDirectory', { path: root });
  expect(listing.entries.map(({ name }) => name)).toEqual(['z-folder', 'busy', 'bytes', 'flood', 'link-in']);
  expect(listing.parent).toBeUndefined();
  expect((await client.call('listDirectory', { path: join(root, 'z-folder') })).parent).toBe(root);
});

test('each tab has its own dumps; none answers for another’s', async () => {
  const { server, root } = await setting();
  const [a, b] = await Promise.all(['tab-one-1', 'tab-two-2'].map((view) => connectClient(server, { view })));
  if (a === undefined || b === undefined) throw new Error('two tabs');
  const session = await a.call('openDump', { path: join(root, 'bytes') });
  expect((await a.call('describeHost', {})).sessions).toHaveLength(1);
  expect((await b.call('describeHost', {})).sessions).toEqual([]);
  expect(await b.send('snapshot', { session })).toMatchObject({ problem: { code: 'session-gone' } });
});

test('a tab that reloads finds its dumps again', async () => {
  const { server, root } = await setting();
  const before = await connectClient(server);
  const session = await before.call('openDump', { path: join(root, 'bytes') });
  before.socket.close();
  const after = await connectClient(server);
  expect(await after.call('snapshot', { session })).toMatchObject({ session, path: join(root, 'bytes') });
});

test('dumps named at the start are open in every tab', async () => {
  const { server, root } = await setting(['bytes']);
  const client = await connectClient(server);
  expect((await client.call('describeHost', {})).sessions).toMatchObject([{ path: join(root, 'bytes') }]);
});

test('an upload is kept under a name of ours, mode 0600, and removed when its session closes', async () => {
  const place = await setting();
  const client = await connectClient(place.server);
  const { status, body } = await upload(place, '../../evil<b>', 'dump!');
  expect(status).toBe(200);
  const session = (JSON.parse(body) as { value: string }).value;
  expect((await client.call('snapshot', { session })).path).toBe('evil<b>');
  const [folder = ''] = readdirSync(place.spool);
  const file = join(place.spool, folder, 'dump');
  expect(statSync(file)).toMatchObject({ size: 5 });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  await client.call('closeDump', { session });
  expect(readdirSync(place.spool)).toEqual([]);
});

test('an upload that the sender stops leaves nothing', async () => {
  const place = await setting();
  const { port, token } = place.server;
  const socket = connect(port, '127.0.0.1');
  socket.write(
    `POST /upload?view=view-of-a-test&name=x HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n` +
      `Origin: http://127.0.0.1:${port}\r\nAuthorization: Bearer ${token}\r\nContent-Length: 1000\r\n\r\nsome`,
  );
  await expect.poll(() => readdirSync(place.spool).length).toBe(1);
  socket.destroy();
  await expect.poll(() => readdirSync(place.spool)).toEqual([]);
});

test('an upload larger than the disk is refused before a byte is written', async () => {
  const place = await setting();
  const { port, token } = place.server;
  const answer = await new Promise<string>((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('data', (data) => {
      resolve(data.toString());
      socket.destroy();
    });
    socket.write(
      `POST /upload?view=view-of-a-test&name=huge HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n` +
        `Origin: http://127.0.0.1:${port}\r\nAuthorization: Bearer ${token}\r\nContent-Length: 9000000000000000\r\n\r\n`,
    );
  });
  expect(answer).toContain('no-space');
  expect(readdirSync(place.spool)).toEqual([]);
});

test.each([
  ['no token', { Authorization: '' }],
  ['another token', { Authorization: 'Bearer x' }],
])('an upload with %s is refused', async (_name, headers) => {
  const place = await setting();
  expect((await upload(place, 'x', 'y', headers)).status).toBe(401);
  expect(readdirSync(place.spool)).toEqual([]);
});

test('an upload from another origin is refused', async () => {
  const place = await setting();
  expect((await upload(place, 'x', 'y', { Origin: 'http://evil.example' })).status).toBe(403);
});

test.each(['/../package.json', '/..%2f..%2fpackage.json', '/%2e%2e/secret', '//etc/passwd', '/\\..\\secret'])(
  'the page’s folder cannot be left: %s',
  async (path) => {
    const { server } = await setting();
    const { status, body } = await get(server, path);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(body).not.toContain('secret');
  },
);

test('closing the server removes every spooled file', async () => {
  const place = await setting();
  await upload(place, 'a', 'b');
  expect(readdirSync(place.spool)).toHaveLength(1);
  await place.server.close();
  expect(readdirSync(place.spool)).toEqual([]);
});

const VIEW: DumpView = {
  space: 'file',
  panel: 'fields',
  picture: 'tree',
  filter: '',
  kernelThreads: true,
  threads: false,
  zombies: true,
  namespaces: true,
  flat: false,
  sort: 'pid',
  descending: false,
};

test('recent dumps and open ones outlive the server, for servers that may open them', async () => {
  const config = temporary();
  const first = await setting([], config);
  const client = await connectClient(first.server);
  const path = join(first.root, 'bytes');
  const session = await client.call('openDump', { path });
  await client.call('rememberOpen', { dumps: [{ session, view: VIEW }], active: session });
  expect(await client.call('listRecent', {})).toMatchObject([{ path, missing: false }]);
  await first.server.close();

  const same = await startServer({ roots: await Roots.of([first.root]), config, sessions: stubSessions() });
  onTestFinished(() => same.close());
  const again = await connectClient(same);
  expect(await again.call('lastOpen', {})).toEqual({ dumps: [{ path, view: VIEW }], active: path });
  expect(await again.call('listRecent', {})).toMatchObject([{ path }]);

  const other = await connectClient((await setting([], config)).server);
  expect(await other.call('listRecent', {})).toEqual([]);
  expect((await other.call('lastOpen', {})).dumps).toEqual([]);
});

test('what was dropped or is no session is neither recent nor open at the next start', async () => {
  const config = temporary();
  const given = await setting([], config);
  const client = await connectClient(given.server);
  const answer = JSON.parse((await upload(given, 'dropped.raw', 'x')).body) as { value: string };
  const dumps = [answer.value, 'no-such-session', '/etc/passwd'].map((session) => ({ session, view: VIEW }));
  await client.call('rememberOpen', { dumps, active: '/etc/passwd' });
  expect(await client.call('listRecent', {})).toEqual([]);
  expect(readdirSync(config)).toEqual([]);
});
