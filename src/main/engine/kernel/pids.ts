/** PID_MAX_LIMIT (include/linux/threads.h). */
export const MAX_PID = 4_194_304;

/** MAX_PID_NS_LEVEL (include/linux/pid_namespace.h): how deep pid namespaces lie in one another at most. */
export const MAX_PID_NS_LEVEL = 32;

/** Whether a number may be the pid of a task other than the idle ones, whose pid is 0. */
export const isPid = (number = 0): boolean => number > 0 && number <= MAX_PID;
