import type { Plugin } from 'vite';

export function packageFolder(id: string): string | undefined;
export function libraries(moduleIds: readonly string[]): readonly {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly text: string;
}[];
export function notices(): Plugin;
