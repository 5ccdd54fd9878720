/* global window, File, cloneToText, cloneFromText, taskshapeInvoke, runPreload, structuredClone */
/**
 * Runs in the page before its own scripts: the sandboxed preload's `require('electron')`, then the built preload.
 * `runPreload` and the clone functions are put around this file by the launcher.
 */
(() => {
  if (window.top !== window) return;
  const listeners = new Map();
  window.taskshapeDeliver = (channel, text) => {
    for (const listener of [...(listeners.get(channel) ?? [])]) listener({}, ...cloneFromText(text));
  };

  const ipcRenderer = {
    invoke: async (channel, ...args) => {
      const { value, error } = cloneFromText(await taskshapeInvoke(channel, cloneToText(args)));
      if (error !== undefined) throw new Error(`Error invoking remote method '${channel}': ${error}`);
      return value;
    },
    on: (channel, listener) => {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
    },
    off: (channel, listener) => {
      listeners.set(
        channel,
        (listeners.get(channel) ?? []).filter((known) => known !== listener),
      );
    },
  };

  /** What crosses the bridge is copied, functions are wrapped, files pass as they are. */
  const cross = (value) => {
    if (typeof value === 'function') {
      return (...args) => {
        const result = value(...args.map(cross));
        return result instanceof Promise ? result.then(cross) : cross(result);
      };
    }
    return value instanceof File ? value : structuredClone(value);
  };
  const contextBridge = {
    exposeInMainWorld: (name, api) => {
      const exposed = Object.fromEntries(Object.entries(api).map(([key, member]) => [key, cross(member)]));
      Object.defineProperty(window, name, { value: Object.freeze(exposed), enumerable: true });
    },
  };
  const webUtils = { getPathForFile: (file) => window.taskshapePaths?.[file.name] ?? '' };

  runPreload((name) => {
    if (name !== 'electron') throw new Error(`module not found: ${name}`);
    return { contextBridge, ipcRenderer, webUtils };
  });
})();
