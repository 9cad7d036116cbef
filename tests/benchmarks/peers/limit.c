/* The limit: epoll, HMAC and SQLite in C; what one round of polling brought is one commit, and only
   then answered. It takes well-formed requests with a Content-Length, and trusts nobody else.

     cc -O2 limit.c -o limit -lsqlite3 -lcrypto && BENCH_SECRET=… ./limit PORT FOLDER */

#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define MOST 4096
#define SIZE 65536
#define EVENTS 512

struct client {
    char bytes[SIZE];
    size_t held;
    int answers; /* owed once the round is committed */
};

static struct client *clients[MOST];
static const char *secret;
static const char kept[] = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"
                           "content-length: 17\r\n\r\n{\"received\":true}";

static void die(const char *what) {
    perror(what);
    exit(1);
}

static int is_genuine(const char *head, size_t head_size, const char *body, size_t size) {
    static const char digits[] = "0123456789abcdef";
    unsigned char digest[32];
    char expected[64];
    unsigned length = sizeof digest;
    const char *given = memmem(head, head_size, "\r\nSignature: ", 13);
    if (given == NULL || given + 13 + 64 > head + head_size) return 0;
    HMAC(EVP_sha256(), secret, (int)strlen(secret), (const unsigned char *)body, size, digest,
         &length);
    for (int i = 0; i < 32; i++) {
        expected[2 * i] = digits[digest[i] >> 4];
        expected[2 * i + 1] = digits[digest[i] & 15];
    }
    return CRYPTO_memcmp(expected, given + 13, 64) == 0;
}

static void keep(sqlite3_stmt *insert, const char *head, size_t head_size, const char *body,
                 size_t size) {
    unsigned char digest[32];
    unsigned length = sizeof digest;
    EVP_Digest(body, size, digest, &length, EVP_sha256(), NULL);
    sqlite3_bind_blob(insert, 1, digest, sizeof digest, SQLITE_STATIC);
    sqlite3_bind_text(insert, 2, head, (int)head_size, SQLITE_STATIC);
    sqlite3_bind_blob(insert, 3, body, (int)size, SQLITE_STATIC);
    sqlite3_bind_int64(insert, 4, (sqlite3_int64)time(NULL));
    if (sqlite3_step(insert) != SQLITE_DONE) die("insert");
    sqlite3_reset(insert);
}

/* Keeps every whole request that a client has sent; whether it goes on. */
static int take(struct client *client, sqlite3_stmt *insert) {
    size_t start = 0;
    for (;;) {
        char *head = client->bytes + start;
        char *end = memmem(head, client->held - start, "\r\n\r\n", 4);
        if (end == NULL) break;
        size_t head_size = (size_t)(end - head) + 2;
        char *length = memmem(head, head_size, "\r\nContent-Length: ", 18);
        if (length == NULL) return 0;
        size_t size = strtoul(length + 18, NULL, 10), whole = head_size + 2 + size;
        if (whole > SIZE) return 0;
        if (client->held - start < whole) break;
        if (!is_genuine(head, head_size, end + 4, size)) return 0;
        keep(insert, head, head_size, end + 4, size);
        client->answers++;
        start += whole;
    }
    client->held -= start;
    memmove(client->bytes, client->bytes + start, client->held);
    return client->held < SIZE;
}

static void hang_up(int fd) {
    free(clients[fd]);
    clients[fd] = NULL;
    close(fd);
}

static void accept_all(int listening, int poll) {
    int fd, on = 1;
    while ((fd = accept4(listening, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
        struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
        if (fd >= MOST) die("too many");
        clients[fd] = calloc(1, sizeof(struct client));
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        epoll_ctl(poll, EPOLL_CTL_ADD, fd, &event);
    }
}

static sqlite3 *opened(const char *folder) {
    char path[4096];
    sqlite3 *database;
    snprintf(path, sizeof path, "%s/peer.db", folder);
    if (sqlite3_open(path, &database) != SQLITE_OK) die("open");
    if (sqlite3_exec(database,
                     "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                     "CREATE TABLE deliveries (id INTEGER PRIMARY KEY, digest BLOB UNIQUE,"
                     " headers TEXT, body BLOB, received_at INTEGER)",
                     NULL, NULL, NULL) != SQLITE_OK)
        die("schema");
    return database;
}

static int listen_on(int port) {
    int on = 1, fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((unsigned short)port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(fd, (struct sockaddr *)&address, sizeof address) || listen(fd, 1024)) die("listen");
    return fd;
}

int main(int argc, char **argv) {
    struct epoll_event events[EVENTS], first = {.events = EPOLLIN};
    sqlite3_stmt *insert;
    if (argc != 3 || (secret = getenv("BENCH_SECRET")) == NULL) return 2;
    signal(SIGPIPE, SIG_IGN);
    sqlite3 *database = opened(argv[2]);
    sqlite3_prepare_v2(database,
                       "INSERT OR IGNORE INTO deliveries (digest, headers, body, received_at)"
                       " VALUES (?, ?, ?, ?)",
                       -1, &insert, NULL);
    int listening = listen_on(atoi(argv[1])), poll = epoll_create1(0);
    first.data.fd = listening;
    epoll_ctl(poll, EPOLL_CTL_ADD, listening, &first);
    puts("ready");
    fflush(stdout);
    for (;;) {
        int count = epoll_wait(poll, events, EVENTS, -1), is_begun = 0;
        for (int i = 0; i < count; i++) {
            int fd = events[i].data.fd;
            if (fd == listening) {
                accept_all(listening, poll);
                continue;
            }
            struct client *client = clients[fd];
            ssize_t got = read(fd, client->bytes + client->held, SIZE - client->held);
            if (got <= 0) {
                if (got < 0 && errno == EAGAIN) continue;
                hang_up(fd);
                continue;
            }
            client->held += (size_t)got;
            if (!is_begun && sqlite3_exec(database, "BEGIN IMMEDIATE", 0, 0, 0)) die("begin");
            is_begun = 1;
            if (!take(client, insert)) hang_up(fd);
        }
        if (is_begun && sqlite3_exec(database, "COMMIT", NULL, NULL, NULL) != SQLITE_OK)
            die("commit");
        for (int i = 0; i < count; i++) {
            int fd = events[i].data.fd;
            for (; clients[fd] != NULL && clients[fd]->answers > 0; clients[fd]->answers--)
                if (write(fd, kept, sizeof kept - 1) < 0 && errno != EPIPE) break;
        }
    }
}
