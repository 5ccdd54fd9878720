import { spawn, type ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ARCHITECTURES } from './architectures.ts';
import type { Kernel } from './kernel.ts';
import type { MachinePlan } from './matrix.ts';
import { openMonitor, type Monitor } from './qmp.ts';
import { CannotMake } from './run.ts';
import { USERLAND_APPEND } from './userland.ts';

/** A guest that has told its truth and was stopped right after. */
export interface StoppedMachine {
  readonly monitor: Monitor;
  /** All that the guest wrote to its console. */
  readonly console: Buffer;
  /** Ends QEMU. */
  end(): void;
}

const END = '\n@end';

/** Boots a kernel with an initial root file system, waits for the truth, and stops the machine there. */
export async function bootAndStop(
  plan: MachinePlan,
  { kernel, initrd, work }: { readonly kernel: Kernel; readonly initrd: string; readonly work: string },
): Promise<StoppedMachine> {
  const { qemu, console, cpu } = { cpu: undefined, ...ARCHITECTURES[plan.architecture] };
  const socket = join(work, `qmp-${String(process.pid)}`);
  const [program = '', ...machine] = qemu;
  const model = plan.cpu ?? cpu;
  const child = spawn(
    program,
    [
      ...machine,
      ...(model === undefined ? [] : ['-cpu', model]),
      ...[
        '-m',
        String(plan.memory),
        '-smp',
        String(plan.cpus ?? 2),
        '-no-reboot',
        '-nodefaults',
        '-display',
        'none',
      ],
      ...[
        '-serial',
        'stdio',
        '-qmp',
        `unix:${socket},server=on,wait=off`,
        '-kernel',
        kernel.image,
        '-initrd',
        initrd,
      ],
      ...[
        '-append',
        `console=${console} loglevel=3 panic=-1 ${plan.append ?? ''} ${plan.userland === true ? USERLAND_APPEND : ''}`,
      ],
      ...(kernel.deviceTree === undefined ? [] : ['-dtb', kernel.deviceTree]),
      ...(plan.qemu ?? []),
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const end = (): void => {
    process.off('exit', end);
    child.kill('SIGKILL');
    rmSync(socket, { force: true });
  };
  process.on('exit', end);
  let monitor: Monitor | undefined;
  try {
    const text = consoleUntilEnd(child, (plan.timeout ?? 400) * 1000);
    monitor = await Promise.race([openMonitor(socket), text.then(() => undefined)]);
    const console = await text;
    if (monitor === undefined) throw new CannotMake('QEMU opened no monitor');
    await monitor.call('stop');
    return { monitor, console, end };
  } catch (error) {
    monitor?.close();
    end();
    throw error;
  }
}

/** Resolves with the console's text once the truth has been told. */
function consoleUntilEnd(child: ChildProcess, milliseconds: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let errors = '';
    let tail = '';
    const fail = (why: string): void => {
      clearTimeout(timer);
      const last = Buffer.concat(chunks).toString('latin1').slice(-600);
      reject(new CannotMake(`${why}: ${errors.trim().slice(-300)} ${last}`.trim()));
    };
    const timer = setTimeout(() => {
      fail('the guest did not tell its truth in time');
    }, milliseconds);
    child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    child.on('error', (error) => {
      fail(error.message);
    });
    child.on('exit', () => {
      fail('QEMU ended');
    });
    child.stdout?.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      tail = (tail + chunk.toString('latin1')).slice(-chunk.length - END.length);
      if (!tail.includes(END)) return;
      clearTimeout(timer);
      resolve(Buffer.concat(chunks));
    });
  });
}
