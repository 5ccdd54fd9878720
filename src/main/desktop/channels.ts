/** The names under which preload and main process talk. Free of imports: the preload bundle holds little else. */
export const CALL_CHANNEL = 'taskshape:call';
export const DROPPED_CHANNEL = 'taskshape:dropped';
export const EVENT_CHANNEL = 'taskshape:event';
