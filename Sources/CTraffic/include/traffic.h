#ifndef FUMBLE_TRAFFIC_H
#define FUMBLE_TRAFFIC_H

#include <stdint.h>

/* What Glibc's Swift module lacks: waiting for many sockets at once. Failures are -1, with errno. */

/* What has happened at a descriptor since it was last told. */
enum {
    TRAFFIC_READABLE = 1,
    TRAFFIC_WRITABLE = 2,
    TRAFFIC_ENDED = 4, /* its peer sends no more */
    TRAFFIC_FAILED = 8,
};

struct traffic_sign {
    uint64_t token; /* as given when it was watched */
    uint32_t what;
};

/* The most signs that one wait gives. */
#define TRAFFIC_MOST 128

/* Makes what waits. */
int traffic_make(void);
/* Makes a descriptor that `traffic_wake` makes readable. */
int traffic_make_bell(void);
int traffic_ring(int bell);
/* Makes a descriptor that is readable when its instant has come. */
int traffic_make_clock(void);
/* Sets the instant, in nanoseconds of the monotonic clock; 0: none. */
int traffic_set_clock(int clock, uint64_t nanoseconds);
/* Watches a descriptor until it is closed: each change is told once. */
int traffic_watch(int traffic, int descriptor, uint64_t token);
/* Waits for changes, or only looks. Returns how many there are. */
int traffic_wait(int traffic, struct traffic_sign signs[TRAFFIC_MOST], int waits);
/* Takes a connection that does not block. Returns its descriptor. */
int traffic_accept(int listener);

#endif
