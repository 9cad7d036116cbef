/* Records, in the order in which they happen, what a process does to its facts.db and which
 * deliveries it acknowledges; loaded by LD_PRELOAD. tests/torture/cutting.py reads the record.
 *
 * A record is: kind (1 byte), file (1), offset (8), length (4), bytes. Kinds: W write, T truncate,
 * B begin of a sync, S its end (offset: which one), U unlink, A acknowledgement (bytes: the number
 * that was in the request's body).
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

enum { FILES = 3, MOST = 4096, DIGITS = 10 };
static const char *NAMES[FILES] = {"/facts.db", "/facts.db-wal", "/facts.db-journal"};
static const char MARK[] = "cut-"; /* stands before the number in a body */

static int record = -1;
static signed char file_of[MOST];      /* which of NAMES a descriptor is, -1 for none */
static char asked[MOST][DIGITS];       /* the number that a connection last sent */
static unsigned char has_asked[MOST];
static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;

__attribute__((constructor)) static void begin(void) {
    memset(file_of, -1, sizeof file_of);
    const char *place = getenv("CUT_RECORD");
    if (place) record = syscall(SYS_openat, AT_FDCWD, place, O_WRONLY | O_CREAT | O_APPEND, 0600);
}

static void raw(const void *bytes, size_t length) {
    const char *from = bytes;
    while (length) {
        ssize_t done = syscall(SYS_write, record, from, length);
        if (done <= 0) abort();
        from += done, length -= done;
    }
}

/* Called with the guard held, so that the record has the order in which things happened. */
static void note(char kind, int file, uint64_t offset, const void *bytes, uint32_t length) {
    if (record < 0) return;
    unsigned char head[14];
    head[0] = kind, head[1] = (unsigned char)file;
    memcpy(head + 2, &offset, 8), memcpy(head + 10, &length, 4);
    raw(head, sizeof head);
    if (bytes) raw(bytes, length);
}

static int file_at(int fd) { return fd >= 0 && fd < MOST ? file_of[fd] : -1; }

static int named(const char *path) {
    size_t length = strlen(path);
    for (int i = 0; i < FILES; i++) {
        size_t end = strlen(NAMES[i]);
        if (length >= end && !strcmp(path + length - end, NAMES[i])) return i;
    }
    return -1;
}

static int opened(int fd, const char *path) {
    if (fd >= 0 && fd < MOST) file_of[fd] = named(path), has_asked[fd] = 0;
    return fd;
}

#define MODE(flags) \
    mode_t mode = 0; \
    if ((flags) & (O_CREAT | O_TMPFILE)) { \
        va_list rest; va_start(rest, flags); mode = va_arg(rest, mode_t); va_end(rest); \
    }
int open(const char *path, int flags, ...) {
    MODE(flags)
    return opened(syscall(SYS_openat, AT_FDCWD, path, flags, mode), path);
}
int open64(const char *path, int flags, ...) {
    MODE(flags)
    return opened(syscall(SYS_openat, AT_FDCWD, path, flags | O_LARGEFILE, mode), path);
}

int close(int fd) {
    if (fd == record && fd >= 0) return 0; /* whoever closes all it inherited spares this one */
    if (fd >= 0 && fd < MOST) file_of[fd] = -1, has_asked[fd] = 0;
    return syscall(SYS_close, fd);
}

static ssize_t written(int fd, const void *bytes, size_t length, off_t offset) {
    int file = file_at(fd);
    if (file < 0) return syscall(SYS_pwrite64, fd, bytes, length, offset);
    pthread_mutex_lock(&guard);
    ssize_t done = syscall(SYS_pwrite64, fd, bytes, length, offset);
    if (done > 0) note('W', file, offset, bytes, done);
    pthread_mutex_unlock(&guard);
    return done;
}
ssize_t pwrite(int fd, const void *b, size_t n, off_t o) { return written(fd, b, n, o); }
ssize_t pwrite64(int fd, const void *b, size_t n, off_t o) { return written(fd, b, n, o); }

static int cut_to(int fd, off_t length) {
    int file = file_at(fd);
    pthread_mutex_lock(&guard);
    int done = syscall(SYS_ftruncate, fd, length);
    if (file >= 0 && !done) note('T', file, length, NULL, 0);
    pthread_mutex_unlock(&guard);
    return done;
}
int ftruncate(int fd, off_t length) { return cut_to(fd, length); }
int ftruncate64(int fd, off_t length) { return cut_to(fd, length); }

/* A cut before its end may lose all that a sync was to keep; and what another thread writes while it
 * lasts, it may not keep at all. */
static int synced(long number, int fd) {
    static uint64_t syncs;
    int file = file_at(fd);
    if (file < 0) return syscall(number, fd);
    pthread_mutex_lock(&guard);
    uint64_t one = ++syncs;
    note('B', file, one, NULL, 0);
    pthread_mutex_unlock(&guard);
    int done = syscall(number, fd);
    if (!done) {
        pthread_mutex_lock(&guard);
        note('S', file, one, NULL, 0);
        pthread_mutex_unlock(&guard);
    }
    return done;
}
int fdatasync(int fd) { return synced(SYS_fdatasync, fd); }
int fsync(int fd) { return synced(SYS_fsync, fd); }

int unlink(const char *path) {
    int file = named(path);
    pthread_mutex_lock(&guard);
    int done = syscall(SYS_unlinkat, AT_FDCWD, path, 0);
    if (file >= 0 && !done) note('U', file, 0, NULL, 0);
    pthread_mutex_unlock(&guard);
    return done;
}

/* --- requests and acknowledgements ------------------------------------------------------------- */

static void look_for_number(int fd, const char *bytes, ssize_t length) {
    if (fd < 0 || fd >= MOST || length <= 0) return;
    const char *found = memmem(bytes, length, MARK, sizeof MARK - 1);
    if (!found) return;
    found += sizeof MARK - 1;
    if (bytes + length - found < DIGITS) return;
    memcpy(asked[fd], found, DIGITS), has_asked[fd] = 1;
}

ssize_t recv(int fd, void *buffer, size_t length, int flags) {
    ssize_t done = syscall(SYS_recvfrom, fd, buffer, length, flags, NULL, NULL);
    look_for_number(fd, buffer, done);
    return done;
}

ssize_t send(int fd, const void *bytes, size_t length, int flags) {
    static const char OK[] = "HTTP/1.1 200";
    if (fd >= 0 && fd < MOST && has_asked[fd] && length >= sizeof OK - 1 &&
        !memcmp(bytes, OK, sizeof OK - 1)) {
        pthread_mutex_lock(&guard);
        note('A', 0, 0, asked[fd], DIGITS);
        has_asked[fd] = 0;
        pthread_mutex_unlock(&guard);
    }
    return syscall(SYS_sendto, fd, bytes, length, flags, NULL, 0);
}
