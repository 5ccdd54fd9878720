#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include "guest.h"

static void name(const char *text) { prctl(PR_SET_NAME, text); }

static _Noreturn void sleep_forever(void) {
  for (;;) pause();
}

/** A few milliseconds between tasks, so that start times differ. */
static void spread(void) { usleep(7000); }

/** A process of this name that runs `body`, as `uid` and group uid + 1000 where root starts it and uid is not 0. */
static pid_t spawn(const char *text, int uid, void (*body)(void)) {
  pid_t child = fork();
  if (child != 0) return child;
  name(text);
  if (uid != 0 && getuid() == 0 && (setgid(uid + 1000) != 0 || setuid(uid) != 0)) _exit(1);
  body();
  _exit(0);
}

static void write_text(const char *path, const char *text) {
  int fd = open(path, O_WRONLY);
  if (fd < 0) return;
  if (write(fd, text, strlen(text)) < 0) errno = 0;
  close(fd);
}

/* Threads */

static void *sleeping_thread(void *number) {
  char text[16];
  snprintf(text, sizeof text, "wrk/%ld", (long)number);
  name(text);
  sleep_forever();
  return 0;
}

static void start_threads(long count) {
  for (long i = 0; i < count; i++) {
    pthread_t thread;
    pthread_create(&thread, 0, sleeping_thread, (void *)i);
    spread();
  }
}

static void threaded(void) {
  start_threads(8);
  sleep_forever();
}

/** The first thread has ended and stays a zombie; the others go on. */
static void leaderless(void) {
  start_threads(3);
  syscall(SYS_exit, 0);
}

static void *forking_thread(void *unused) {
  name("forking-thread");
  spawn("of-a-thread", 0, sleep_forever);
  spawn("of-a-thread-2", 0, sleep_forever);
  sleep_forever();
  return unused;
}

/** Children of a thread that is not the leader: the kernel links them to the thread. */
static void thread_with_children(void) {
  pthread_t thread;
  pthread_create(&thread, 0, forking_thread, 0);
  sleep_forever();
}

static void *unprivileged_thread(void *unused) {
  name("other-uid");
  syscall(SYS_setresgid, 4301, 4302, 4303); /* for this thread alone, unlike the library's function */
  syscall(SYS_setresuid, 4201, 4202, 4203);
  sleep_forever();
  return unused;
}

static void thread_of_another_user(void) {
  pthread_t thread;
  pthread_create(&thread, 0, unprivileged_thread, 0);
  sleep_forever();
}

/* Families */

static int depth;
static void chain(void) {
  if (depth-- > 0) {
    char text[24];
    snprintf(text, sizeof text, "chain-%02d", depth);
    spread();
    spawn(text, 2000 + depth, chain);
  }
  sleep_forever();
}

static void fan(void) {
  for (int i = 0; i < 40; i++) {
    char text[16];
    snprintf(text, sizeof text, "leaf-%02d", i);
    spawn(text, 3000 + i, sleep_forever);
    spread();
  }
  sleep_forever();
}

static void orphaned_grandchild(void) {
  spawn("orphan", 0, sleep_forever);
  _exit(0);
}

/** Adopts what its children leave behind. */
static void subreaper(void) {
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  waitpid(spawn("short-lived", 0, orphaned_grandchild), 0, 0);
  sleep_forever();
}

static int sharing(void *unused) {
  name("shares-memory");
  sleep_forever();
  return unused != 0;
}

/** Two processes in one address space. */
static void memory_sharer(void) {
  size_t size = 65536;
  char *stack = mmap(0, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  clone(sharing, stack + size, CLONE_VM | SIGCHLD, 0);
  sleep_forever();
}

/** Waits in vfork, uninterruptibly, for a child that shares its memory and never lets go. */
static void vforker(void) {
  if (vfork() == 0) {
    name("vfork-child");
    sleep_forever();
  }
  sleep_forever();
}

/* States */

static void zombies(void) {
  for (int i = 0; i < 3; i++) {
    pid_t child = fork();
    if (child == 0) {
      char text[16];
      snprintf(text, sizeof text, "zombie-%d", i);
      name(text);
      _exit(i);
    }
    spread();
  }
  sleep_forever();
}

static void stopped(void) {
  raise(SIGSTOP);
  sleep_forever();
}

static void busy_loop(void) {
  for (volatile unsigned long turns = 0;; turns++) continue;
}

/** Traces a process that is not its child, and one that is. */
static pid_t traced;
static void tracer(void) {
  pid_t own = spawn("traced-child", 0, sleep_forever);
  ptrace(PTRACE_ATTACH, traced, 0, 0);
  ptrace(PTRACE_ATTACH, own, 0, 0);
  waitpid(traced, 0, __WALL | WUNTRACED);
  waitpid(own, 0, __WALL | WUNTRACED);
  sleep_forever();
}

static void frozen(void) {
  mkdir("/sys/fs/cgroup/frozen", 0755);
  pid_t child = spawn("frozen", 0, sleep_forever);
  char text[16];
  snprintf(text, sizeof text, "%d", child);
  write_text("/sys/fs/cgroup/frozen/cgroup.procs", text);
  write_text("/sys/fs/cgroup/frozen/cgroup.freeze", "1");
}

/* Users and namespaces */

static void three_ids(void) {
  if (setgroups(0, 0) != 0 || setresgid(1101, 1102, 1103) != 0 || setresuid(1001, 1002, 1003) != 0) _exit(1);
  sleep_forever();
}

/** As a setuid program runs: root's rights, a user's real uid. */
static void setuid_root(void) {
  if (setresgid(1100, 0, 0) != 0 || setresuid(1000, 0, 0) != 0) _exit(1);
  sleep_forever();
}

static void namespaces(void) {
  for (int level = 3; level > 0; level--) {
    if (unshare(CLONE_NEWPID | CLONE_NEWNS | CLONE_NEWUTS | CLONE_NEWIPC) != 0) _exit(1);
    if (level == 1) unshare(CLONE_NEWUSER);
    if (fork() != 0) break;
    char text[16];
    snprintf(text, sizeof text, "ns-init-%d", level);
    name(text);
    spawn("ns-child", 0, sleep_forever);
  }
  sleep_forever();
}

/** Stays in the outer pid namespace, with a child in the inner one. */
static void namespace_visitor(void) {
  if (unshare(CLONE_NEWPID) != 0) _exit(1);
  spawn("visited-init", 0, sleep_forever);
  spread();
  spawn("visited-2", 500, sleep_forever);
  sleep_forever();
}

/** Uses up pids until they start again from the bottom, below a limit that makes this quick. */
static void wrap_pids(void) {
  char limit[16] = {0};
  int fd = open("/proc/sys/kernel/pid_max", O_RDONLY);
  if (fd < 0 || read(fd, limit, sizeof limit - 1) <= 0) return;
  close(fd);
  write_text("/proc/sys/kernel/pid_max", "900");
  pid_t last = 0;
  for (int i = 0; i < 2000; i++) {
    pid_t child = fork();
    if (child == 0) _exit(0);
    waitpid(child, 0, 0);
    if (child < last) break;
    last = child;
  }
  for (int i = 0; i < 3; i++) spawn("after-wrap", 0, sleep_forever);
  write_text("/proc/sys/kernel/pid_max", limit);
}

/* Names */

static const char *const HOSTILE_NAMES[] = {
  "evil<b>&\"';\033[31m", /* markup and a terminal's command */
  "\xe2\x80\xaetxt.exe",  /* turns the direction of text */
  "\xff\xfe\x80\xc0raw",  /* not UTF-8 */
  "two\nlines\\n",
  "fifteen-bytes-x",
  "=cmd|'/c'!A1",
  "swapper/0",
  "   ",
  "",
};

static void start_hostile_names(void) {
  for (size_t i = 0; i < sizeof HOSTILE_NAMES / sizeof *HOSTILE_NAMES; i++) {
    spawn(HOSTILE_NAMES[i], 1337 + (int)i, sleep_forever);
    spread();
  }
}

/* A process without a name, whose threads and child have none either: not to be seen is what some programs want. */
static void *nameless_thread(void *unused) {
  name("");
  sleep_forever();
  return unused;
}

static void nameless(void) {
  pthread_t thread;
  for (int i = 0; i < 3; i++) pthread_create(&thread, 0, nameless_thread, 0);
  spawn("", 4242, sleep_forever);
  sleep_forever();
}

static void start_daemon(void) {
  if (fork() != 0) return;
  char *arguments[] = {"/init", "--daemon", "--config=/etc/app.conf", "arg with space", 0};
  execv("/init", arguments);
  _exit(1);
}

void start_zoo(int many, int busy) {
  spawn("systemd-fake", 0, threaded);
  depth = 12;
  spawn("chain-top", 0, chain);
  spawn("fan-out", 100, fan);
  spawn("zombies", 0, zombies);
  spawn("namespaced", 0, namespaces);
  spawn("visitor", 0, namespace_visitor);
  spawn("stopped", 7, stopped);
  spawn("leaderless", 0, leaderless);
  spawn("thread-parent", 0, thread_with_children);
  spawn("two-users", 0, thread_of_another_user);
  spawn("subreaper", 0, subreaper);
  spawn("mm-owner", 0, memory_sharer);
  spawn("vforker", 0, vforker);
  spawn("three-ids", 0, three_ids);
  spawn("setuid-root", 0, setuid_root);
  traced = spawn("traced", 0, sleep_forever);
  spread();
  spawn("tracer", 0, tracer);
  frozen();
  start_hostile_names();
  spawn("", 4242, nameless);
  start_daemon();
  sleep(1);
  wrap_pids();
  for (int i = 0; i < many; i++) {
    char text[16];
    snprintf(text, sizeof text, "m%d", i);
    spawn(text, 5000 + i % 1000, sleep_forever);
  }
  if (busy) spawn("busy-loop", 42, busy_loop);
  sleep(1);
}
