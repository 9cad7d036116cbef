/* A disk that takes its time for each sync, loaded by LD_PRELOAD: SYNC_MICROS more than it takes. */

#define _GNU_SOURCE
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static struct timespec pause_;

__attribute__((constructor)) static void begin(void) {
    const char *told = getenv("SYNC_MICROS");
    long micros = told ? atol(told) : 0;
    pause_.tv_sec = micros / 1000000;
    pause_.tv_nsec = micros % 1000000 * 1000;
}

static int synced(long number, int fd) {
    nanosleep(&pause_, NULL);
    return (int)syscall(number, fd);
}
int fsync(int fd) { return synced(SYS_fsync, fd); }
int fdatasync(int fd) { return synced(SYS_fdatasync, fd); }
