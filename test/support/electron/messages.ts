/** What the test (which holds the pages) and the double of the main process say to each other. */

export type ToMain =
  | { readonly type: 'request'; readonly id: number; readonly url: string; readonly method: string }
  | {
      readonly type: 'invoke';
      readonly id: number;
      readonly window: number;
      readonly channel: string;
      readonly args: readonly unknown[];
      /** Where the message comes from; a frame inside the page is not the main frame. */
      readonly origin: string;
      readonly mainFrame: boolean;
    }
  /** Asks whether a page may go to `url` (`navigate`) or open it (`open`). */
  | {
      readonly type: 'may';
      readonly id: number;
      readonly window: number;
      readonly what: 'navigate' | 'open';
      readonly url: string;
    }
  | { readonly type: 'permission'; readonly id: number; readonly window: number; readonly permission: string }
  | { readonly type: 'loaded'; readonly window: number }
  | { readonly type: 'close'; readonly window: number }
  | { readonly type: 'menu'; readonly item: string }
  | { readonly type: 'dialog'; readonly filePaths: readonly string[] }
  | { readonly type: 'open-file'; readonly path: string }
  | { readonly type: 'second-instance'; readonly argv: readonly string[]; readonly folder: string };

export type FromMain =
  | {
      readonly type: 'window';
      readonly window: number;
      readonly url: string;
      readonly preload: string;
      readonly preferences: Readonly<Record<string, unknown>>;
    }
  | { readonly type: 'answer'; readonly id: number; readonly value?: unknown; readonly error?: string }
  | {
      readonly type: 'send';
      readonly window: number;
      readonly channel: string;
      readonly args: readonly unknown[];
    }
  | { readonly type: 'shown' | 'destroyed'; readonly window: number }
  | { readonly type: 'progress'; readonly window: number; readonly value: number };

/** A response of the app's protocol, as data. */
export interface ResponseData {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}
