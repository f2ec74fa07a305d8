#define _GNU_SOURCE
#include "traffic.h"

#include <errno.h>
#include <stddef.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/timerfd.h>

int traffic_make(void) {
    return epoll_create1(EPOLL_CLOEXEC);
}

int traffic_make_bell(void) {
    return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
}

int traffic_ring(int bell) {
    return eventfd_write(bell, 1);
}

int traffic_make_clock(void) {
    return timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
}

int traffic_set_clock(int clock, uint64_t nanoseconds) {
    struct itimerspec when = {
        .it_value = {
            .tv_sec = (time_t)(nanoseconds / 1000000000),
            .tv_nsec = (long)(nanoseconds % 1000000000),
        },
    };
    return timerfd_settime(clock, TFD_TIMER_ABSTIME, &when, NULL);
}

int traffic_watch(int traffic, int descriptor, uint64_t token) {
    /* Edge-triggered, so that what is watched is said once and never changed. */
    struct epoll_event event = {
        .events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET,
        .data.u64 = token,
    };
    return epoll_ctl(traffic, EPOLL_CTL_ADD, descriptor, &event);
}

static uint32_t what(uint32_t events) {
    return (events & EPOLLIN ? TRAFFIC_READABLE : 0) | (events & EPOLLOUT ? TRAFFIC_WRITABLE : 0)
        | (events & (EPOLLRDHUP | EPOLLHUP) ? TRAFFIC_ENDED : 0)
        | (events & EPOLLERR ? TRAFFIC_FAILED : 0);
}

int traffic_wait(int traffic, struct traffic_sign signs[TRAFFIC_MOST], int waits) {
    struct epoll_event events[TRAFFIC_MOST];
    int count;
    do count = epoll_wait(traffic, events, TRAFFIC_MOST, waits ? -1 : 0);
    while (count < 0 && errno == EINTR);
    for (int place = 0; place < count; place++) {
        signs[place].token = events[place].data.u64;
        signs[place].what = what(events[place].events);
    }
    return count;
}

int traffic_accept(int listener) {
    return accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
}
