#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>
#include "guest.h"

static void mount_kernel_filesystems(void) {
  mkdir("/proc", 0755);
  mkdir("/sys", 0755);
  mkdir("/dev", 0755);
  mount("proc", "/proc", "proc", 0, 0);
  mount("sysfs", "/sys", "sysfs", 0, 0);
  mount("devtmpfs", "/dev", "devtmpfs", 0, 0);
  mkdir("/sys/fs", 0755);
  if (mount("cgroup", "/sys/fs/cgroup", "cgroup2", 0, 0) != 0) mkdir("/sys/fs/cgroup", 0755);
}

/** Prints to the console byte for byte: the terminal must not turn line feeds into two bytes. */
static void open_console(void) {
  int console = open("/dev/console", O_RDWR);
  if (console < 0) return;
  for (int fd = 0; fd < 3; fd++) dup2(console, fd);
  struct termios settings;
  if (tcgetattr(console, &settings) != 0) return;
  settings.c_oflag &= ~OPOST;
  tcsetattr(console, TCSANOW, &settings);
}

static int number_after(const char *text, const char *key) {
  const char *found = strstr(text, key);
  return found ? atoi(found + strlen(key)) : 0;
}

int main(int count, char **arguments) {
  if (count > 1 && strcmp(arguments[1], "--truth") == 0) { /* in another guest: tell the truth, and stay */
    if (count > 2) sleep(atoi(arguments[2])); /* until its services have come up */
    print_truth();
    for (;;) pause();
  }
  if (getpid() != 1) { /* started by the zoo for the sake of its arguments */
    prctl(PR_SET_NAME, "appd");
    for (;;) pause();
  }
  mount_kernel_filesystems();
  open_console();
  char line[2048] = {0};
  int fd = open("/proc/cmdline", O_RDONLY);
  if (fd >= 0) {
    ssize_t length = read(fd, line, sizeof line - 1);
    if (length < 0) line[0] = 0;
    close(fd);
  }
  start_zoo(number_after(line, "many="), strstr(line, "nobusy") == 0);
  print_truth();
  for (;;) pause();
}
