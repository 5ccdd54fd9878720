/**
 * A struct hrtimer as members called `name.…` (include/linux/hrtimer.h): the node of its tree, two times, what is called
 * and the clock it hangs on. CONFIG_TIMER_STATS, until 4.10, keeps who started it: number and name.
 */
export const hrtimer = (name: string, kind: 'with statistics' | 'plain'): string => `
  ${name}.node:long*3 ${name}.expires:u64*2 ${name}.function:image ${name}.base:image ${name}.state:long
  ${kind === 'plain' ? '' : `${name}.start_pid:u32 ${name}.start_site:ptr ${name}.start_comm:chars16`}`;
