import type { Page } from 'playwright-core';

/** The app as a journey finds it, whichever way it was started. */
export interface RunningApp {
  readonly page: Page;
  /** Opens a dump the way a user names a path here: in the page's picker, or in the native dialog. */
  openByPath(path: string): Promise<void>;
  /** Drops a file of this machine onto the window. */
  drop(path: string): Promise<void>;
  close(): Promise<void>;
}

export interface Launcher {
  readonly name: string;
  /** `dumps` are named on the command line. */
  launch(dumps?: readonly string[]): Promise<RunningApp>;
}

/** Drops a real file: the only way a script gets one is through an input. */
export async function dropFile(page: Page, path: string): Promise<void> {
  const input = await page.evaluateHandle(() => {
    const element = document.createElement('input');
    element.type = 'file';
    document.body.append(element);
    return element;
  });
  await input.setInputFiles(path);
  await input.evaluate((element) => {
    const dataTransfer = new DataTransfer();
    for (const file of element.files ?? []) dataTransfer.items.add(file);
    element.remove();
    for (const type of ['dragenter', 'dragover', 'drop']) {
      document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    }
  });
  await input.dispose();
}
