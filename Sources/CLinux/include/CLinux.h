// What Swift's Glibc module does not show of Linux: variadic calls, system calls without a wrapper in glibc, and
// headers outside the module. Static inline functions of one call each; no state, no policy.
#pragma once

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef SYS_openat2
#define SYS_openat2 437
#endif
#ifndef SYS_pidfd_open
#define SYS_pidfd_open 434
#endif

// openat2(2): resolve flags of <linux/openat2.h>, which old kernel headers lack.
#define CLINUX_RESOLVE_NO_MAGICLINKS 0x02
#define CLINUX_RESOLVE_NO_SYMLINKS 0x04
#define CLINUX_RESOLVE_BENEATH 0x08

static inline int clinux_openat2(int directory, const char *path, uint64_t flags, uint64_t resolve) {
  struct {
    uint64_t flags, mode, resolve;
  } how = {flags, 0, resolve};
  return (int)syscall(SYS_openat2, directory, path, &how, sizeof how);
}

static inline int clinux_pidfd_open(int process) { return (int)syscall(SYS_pidfd_open, process, 0); }

// Type of the file system as in statfs(2), or -1.
static inline int64_t clinux_file_system_type(int descriptor) {
  struct statfs facts;
  int result;
  do {
    result = fstatfs(descriptor, &facts);
  } while (result == -1 && errno == EINTR);
  return result == -1 ? -1 : (int64_t)(uint32_t)facts.f_type;
}

// A terminal's rows in the high and columns in the low 16 bits, or -1.
static inline int clinux_terminal_size(int descriptor) {
  struct winsize size;
  if (ioctl(descriptor, TIOCGWINSZ, &size) == -1) return -1;
  return (int)(((unsigned)size.ws_row << 16 | size.ws_col) & 0x7fffffff);
}

static inline int clinux_signalfd(const sigset_t *signals) {
  return signalfd(-1, signals, SFD_NONBLOCK | SFD_CLOEXEC);
}

static inline int clinux_set_close_on_exec(int descriptor) { return fcntl(descriptor, F_SETFD, FD_CLOEXEC); }

static inline int clinux_set_nonblocking(int descriptor) {
  int flags = fcntl(descriptor, F_GETFL);
  return flags == -1 ? -1 : fcntl(descriptor, F_SETFL, flags | O_NONBLOCK);
}
