#define _GNU_SOURCE
#include <ctype.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>
#include "guest.h"

/** Readings until two in a row agree; a machine that never rests is told as it was last. */
enum { ATTEMPTS = 8 };

/** Lines of /proc/PID/task/TID/status that are told. VmRSS tells only that there is memory, and may change. */
static const char *const KEYS[] = {"State:", "Tgid:", "Pid:",   "PPid:",    "TracerPid:",
                                   "Uid:",   "Gid:",  "NSpid:", "Threads:", "Kthread:"};

/** The bytes of a small file, at most `room`; -1 where it cannot be read. */
static ssize_t read_file(const char *path, char *into, size_t room) {
  int fd = open(path, O_RDONLY);
  if (fd < 0) return -1;
  size_t length = 0;
  ssize_t got;
  while (length < room && (got = read(fd, into + length, room - length)) > 0) length += got;
  close(fd);
  return length;
}

/** In hexadecimal: what a task calls itself may hold any byte. */
static void print_bytes(FILE *out, const char *text, size_t length) {
  for (size_t i = 0; i < length; i++) fprintf(out, "%02x", (unsigned char)text[i]);
}

static void print_status(FILE *out, const char *folder) {
  char path[700], text[8192];
  snprintf(path, sizeof path, "%s/status", folder);
  ssize_t length = read_file(path, text, sizeof text - 1);
  if (length < 0) return;
  text[length] = 0;
  for (char *line = text; *line;) {
    size_t size = strcspn(line, "\n");
    for (size_t key = 0; key < sizeof KEYS / sizeof *KEYS; key++) {
      if (strncmp(line, KEYS[key], strlen(KEYS[key])) != 0) continue;
      fprintf(out, "|%.*s", (int)size, line);
    }
    if (strncmp(line, "VmRSS:", 6) == 0) fprintf(out, "|VmRSS:\tsome");
    line += size + (line[size] == '\n');
  }
}

static void print_comm(FILE *out, const char *folder) {
  char path[700], text[256];
  snprintf(path, sizeof path, "%s/comm", folder);
  ssize_t length = read_file(path, text, sizeof text);
  if (length < 1) return;
  fprintf(out, "|Comm:\t");
  print_bytes(out, text, length - 1);
}

/** Field 22 of stat, counted behind the name, which may hold anything (proc(5)). */
static void print_start(FILE *out, const char *folder) {
  char path[700], text[1024];
  snprintf(path, sizeof path, "%s/stat", folder);
  ssize_t length = read_file(path, text, sizeof text - 1);
  if (length < 0) return;
  text[length] = 0;
  char *rest = strrchr(text, ')');
  if (!rest) return;
  char *field = strtok(rest + 1, " ");
  for (int i = 3; field && i < 22; i++) field = strtok(0, " ");
  fprintf(out, "|Start:\t%s", field ? field : "");
}

static void print_arguments(FILE *out, const char *folder) {
  char path[700], text[400];
  snprintf(path, sizeof path, "%s/cmdline", folder);
  ssize_t length = read_file(path, text, sizeof text);
  if (length < 1) return;
  fprintf(out, "|Cmd:\t");
  print_bytes(out, text, length - 1);
}

static void print_threads(FILE *out, const char *process) {
  char folder[300];
  snprintf(folder, sizeof folder, "/proc/%s/task", process);
  DIR *threads = opendir(folder);
  if (!threads) return;
  struct dirent *entry;
  while ((entry = readdir(threads))) {
    if (!isdigit((unsigned char)entry->d_name[0])) continue;
    char thread[600];
    snprintf(thread, sizeof thread, "%s/%s", folder, entry->d_name);
    fprintf(out, "@task");
    print_status(out, thread);
    print_comm(out, thread);
    print_start(out, thread);
    print_arguments(out, thread);
    fputc('\n', out);
  }
  closedir(threads);
}

/** One reading of all of /proc, as text. The caller frees it. */
static char *reading(void) {
  char *text = 0;
  size_t size = 0;
  FILE *out = open_memstream(&text, &size);
  DIR *proc = opendir("/proc");
  struct dirent *entry;
  while (proc && (entry = readdir(proc))) {
    if (isdigit((unsigned char)entry->d_name[0])) print_threads(out, entry->d_name);
  }
  if (proc) closedir(proc);
  fclose(out);
  return text;
}

static void print_file(const char *path, const char *tag) {
  char text[4096];
  ssize_t length = read_file(path, text, sizeof text - 1);
  if (length < 1) return;
  text[length] = 0;
  printf("@%s %.*s\n", tag, (int)strcspn(text, "\n"), text);
}

void print_truth(void) {
  char *last = reading();
  int attempt = 1;
  for (; attempt < ATTEMPTS; attempt++) {
    usleep(200000);
    char *next = reading();
    int same = strcmp(last, next) == 0;
    free(last);
    last = next;
    if (same) break;
  }
  struct utsname kernel;
  uname(&kernel);
  printf("@begin\n@uname %s|%s|%s\n", kernel.release, kernel.version, kernel.machine);
  print_file("/proc/version", "version");
  print_file("/proc/cmdline", "cmdline");
  print_file("/proc/uptime", "uptime");
  printf("@stable %d\n", attempt < ATTEMPTS);
  fputs(last, stdout);
  fflush(stdout);
  usleep(300000); /* printing wakes kernel threads: they sleep again when the machine is stopped */
  printf("@end\n");
  fflush(stdout);
  free(last);
}
