import { app } from 'electron';
import type { Sessions } from '../api/sessions.ts';

/** Closes every dump before the app ends, so that its files are closed and what was unpacked is removed. */
export function setupShutDown(sessions: Sessions): void {
  let done = false;
  app.on('will-quit', (event) => {
    if (done) return;
    event.preventDefault();
    void sessions.closeAll().finally(() => {
      done = true;
      app.quit();
    });
  });
}
