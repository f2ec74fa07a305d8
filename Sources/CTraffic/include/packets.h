#ifndef FUMBLE_PACKETS_H
#define FUMBLE_PACKETS_H

#include <stdint.h>

/* Packets that the kernel hands over before it lets them go on: its NFQUEUE, by netlink. Failures are -1,
 * with errno. */

struct packet {
    uint32_t id;
    uint32_t length; /* in bytes, with its headers */
    uint32_t from, to; /* IPv4 addresses, in the order of this machine */
    uint16_t queue;
};

/* The most packets that are read at a time, and that a queue of the kernel holds. */
#define PACKETS_MOST 64
#define PACKETS_HELD 8192

/* Opens a socket as one of the network namespace that a descriptor stands for. */
int packets_socket_in(int space, int domain, int type, int protocol);
/* Takes over the packets of queues 0 to `queues` - 1 of a namespace; with its socket they go on as if there
 * were no queue. */
int packets_open(int space, uint16_t queues);
/* Reads what has come, without waiting. Returns how many. */
int packets_read(int socket, struct packet packets[PACKETS_MOST]);
/* Lets a packet go on, or drops it. */
int packets_judge(int socket, const struct packet *packet, int passes);

#endif
