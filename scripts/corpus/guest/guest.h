/* The guest's init: starts a zoo of tasks, tells what /proc says of them, and waits to be dumped. */
#ifndef GUEST_H
#define GUEST_H

#include <sys/types.h>

/** Starts every kind of task a dump should hold, and `many` plain ones. Answers when all have settled. */
void start_zoo(int many, int busy);

/** Prints what /proc says of every thread between `@begin` and `@end`, once two readings in a row agree. */
void print_truth(void);

#endif
