import { createStore, type StoreApi } from 'zustand/vanilla';
import type { FieldName } from '../../shared/fields.ts';

/** What the pointer rests on. Kept apart from the window's state: it changes with every move of the mouse. */
export interface Hovered {
  readonly row: number;
  readonly field: FieldName;
  /** Absent when the whole field is meant, as in the field list. */
  readonly part?: string;
  /** In the hex view: where the tooltip goes, in client pixels, and the first byte of the span. */
  readonly tip?: { readonly x: number; readonly y: number; readonly start: bigint };
}

export type HoverStore = StoreApi<{ readonly hovered?: Hovered | undefined }>;

export const createHoverStore = (): HoverStore => createStore(() => ({}));

/** Whether a span is what is hovered. */
export const isHovered = (
  hovered: Hovered | undefined,
  span: { readonly row: number; readonly part: { readonly field: string; readonly name: string } },
): boolean =>
  hovered?.row === span.row &&
  hovered.field === span.part.field &&
  (hovered.part === undefined || hovered.part === span.part.name);
