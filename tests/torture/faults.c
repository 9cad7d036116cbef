/* Makes the disk fail or the clock go wrong, as a shared page says at each moment; loaded by
 * LD_PRELOAD. tests/torture/faults.py writes the page.
 *
 * E: every sync is an input/output error. F: the disk is full. S: every sync takes three seconds.
 * C: the clock is ten minutes behind. Anything else: all is well. Only the store's files fail.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static volatile char *page;
static const time_t BACK = 600;

__attribute__((constructor)) static void begin(void) {
    const char *place = getenv("FAULT_PAGE");
    int fd = place ? open(place, O_RDONLY | O_CLOEXEC) : -1;
    if (fd < 0) return;
    void *found = mmap(NULL, 1, PROT_READ, MAP_SHARED, fd, 0);
    if (found != MAP_FAILED) page = found;
    close(fd);
}

static char fault(void) { return page ? *page : '-'; }

static int of_the_store(int fd) {
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0) return 0;
    path[length] = 0;
    return strstr(path, ".db") != NULL;
}

static int synced(long number, int fd) {
    char now = fault();
    if ((now == 'E' || now == 'S') && of_the_store(fd)) {
        if (now == 'E') return errno = EIO, -1;
        sleep(3);
    }
    return syscall(number, fd);
}
int fsync(int fd) { return synced(SYS_fsync, fd); }
int fdatasync(int fd) { return synced(SYS_fdatasync, fd); }

static ssize_t written(int fd, const void *bytes, size_t length, off_t offset) {
    if (fault() == 'F' && of_the_store(fd)) return errno = ENOSPC, -1;
    return syscall(SYS_pwrite64, fd, bytes, length, offset);
}
ssize_t pwrite(int fd, const void *b, size_t n, off_t o) { return written(fd, b, n, o); }
ssize_t pwrite64(int fd, const void *b, size_t n, off_t o) { return written(fd, b, n, o); }

int clock_gettime(clockid_t clock, struct timespec *at) {
    int done = syscall(SYS_clock_gettime, clock, at);
    if (!done && clock == CLOCK_REALTIME && fault() == 'C') at->tv_sec -= BACK;
    return done;
}
time_t time(time_t *at) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (at) *at = now.tv_sec;
    return now.tv_sec;
}
int gettimeofday(struct timeval *at, void *zone) {
    struct timespec now;
    (void)zone;
    clock_gettime(CLOCK_REALTIME, &now);
    at->tv_sec = now.tv_sec, at->tv_usec = now.tv_nsec / 1000;
    return 0;
}
