#define _GNU_SOURCE
#include "packets.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netfilter/nfnetlink_queue.h>
#include <linux/netlink.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int packets_socket_in(int space, int domain, int type, int protocol) {
    int own = open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC);
    if (own < 0) return -1;
    int made = -1, reason;
    if (setns(space, CLONE_NEWNET) == 0) {
        made = socket(domain, type, protocol);
        reason = errno;
        /* A thread that cannot come back would do all else in the wrong place. */
        if (setns(own, CLONE_NEWNET) < 0) abort();
    } else {
        reason = errno;
    }
    close(own);
    errno = reason;
    return made;
}

/* A message of nfnetlink_queue that is put together piece by piece. */
struct letter {
    struct nlmsghdr head;
    struct nfgenmsg about;
    char rest[128];
};

static void begin(struct letter *letter, uint16_t kind, uint16_t flags, uint16_t queue) {
    memset(letter, 0, sizeof *letter);
    letter->head.nlmsg_len = NLMSG_LENGTH(sizeof letter->about);
    letter->head.nlmsg_type = NFNL_SUBSYS_QUEUE << 8 | kind;
    letter->head.nlmsg_flags = NLM_F_REQUEST | flags;
    letter->about.version = NFNETLINK_V0;
    letter->about.res_id = htons(queue);
}

static void add(struct letter *letter, uint16_t kind, const void *value, uint16_t size) {
    struct nlattr *part = (struct nlattr *)((char *)letter + NLMSG_ALIGN(letter->head.nlmsg_len));
    part->nla_type = kind;
    part->nla_len = (uint16_t)(NLA_HDRLEN + size);
    memcpy((char *)part + NLA_HDRLEN, value, size);
    letter->head.nlmsg_len = NLMSG_ALIGN(letter->head.nlmsg_len) + NLA_ALIGN(part->nla_len);
}

static int post(int socket, const struct letter *letter) {
    struct sockaddr_nl kernel = {.nl_family = AF_NETLINK};
    ssize_t sent;
    do sent = sendto(socket, letter, letter->head.nlmsg_len, 0, (struct sockaddr *)&kernel, sizeof kernel);
    while (sent < 0 && errno == EINTR);
    return sent < 0 ? -1 : 0;
}

/* Waits for what the kernel says to a message; packets that come meanwhile are none of ours yet. */
static int answer(int socket) {
    char bytes[4096];
    for (;;) {
        ssize_t size = recv(socket, bytes, sizeof bytes, 0);
        if (size < 0 && errno == EINTR) continue;
        if (size < (ssize_t)NLMSG_LENGTH(sizeof(struct nlmsgerr))) return -1;
        struct nlmsghdr *head = (struct nlmsghdr *)bytes;
        if (head->nlmsg_type != NLMSG_ERROR) continue;
        errno = -((struct nlmsgerr *)NLMSG_DATA(head))->error;
        return errno == 0 ? 0 : -1;
    }
}

static int take_over(int socket, uint16_t queue) {
    struct letter letter;
    struct nfqnl_msg_config_cmd command = {.command = NFQNL_CFG_CMD_BIND, .pf = htons(AF_INET)};
    /* Enough for the head of an IPv4 packet, which says how long it is. */
    struct nfqnl_msg_config_params wanted = {
        .copy_range = htonl(20), .copy_mode = NFQNL_COPY_PACKET};
    uint32_t most = htonl(PACKETS_HELD);
    begin(&letter, NFQNL_MSG_CONFIG, NLM_F_ACK, queue);
    add(&letter, NFQA_CFG_CMD, &command, sizeof command);
    add(&letter, NFQA_CFG_PARAMS, &wanted, sizeof wanted);
    add(&letter, NFQA_CFG_QUEUE_MAXLEN, &most, sizeof most);
    return post(socket, &letter) < 0 ? -1 : answer(socket);
}

int packets_open(int space, uint16_t queues) {
    int made = packets_socket_in(space, AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_NETFILTER);
    if (made < 0) return -1;
    struct sockaddr_nl own = {.nl_family = AF_NETLINK};
    int size = 8 << 20, isOn = 1, failed = bind(made, (struct sockaddr *)&own, sizeof own) < 0;
    if (setsockopt(made, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof size) < 0)
        setsockopt(made, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
    /* What does not fit is dropped as by a router; it is not told as an error. */
    setsockopt(made, SOL_NETLINK, NETLINK_NO_ENOBUFS, &isOn, sizeof isOn);
    for (uint16_t queue = 0; queue < queues && !failed; queue++) failed = take_over(made, queue) < 0;
    if (!failed) return made;
    int reason = errno;
    close(made);
    errno = reason;
    return -1;
}

static uint32_t address(const unsigned char *bytes) {
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

/* What a message says of a packet. Returns whether it is of one. */
static int read_packet(const struct nlmsghdr *head, struct packet *packet) {
    if (head->nlmsg_type != (NFNL_SUBSYS_QUEUE << 8 | NFQNL_MSG_PACKET)) return 0;
    const struct nfgenmsg *about = NLMSG_DATA(head);
    const char *place = (const char *)about + NLMSG_ALIGN(sizeof *about);
    const char *end = (const char *)head + head->nlmsg_len;
    int isWhole = 0;
    packet->queue = ntohs(about->res_id);
    packet->length = packet->from = packet->to = 0;
    while (place + NLA_HDRLEN <= end) {
        const struct nlattr *part = (const struct nlattr *)place;
        const unsigned char *value = (const unsigned char *)place + NLA_HDRLEN;
        if (part->nla_len < NLA_HDRLEN || place + part->nla_len > end) break;
        switch (part->nla_type & NLA_TYPE_MASK) {
        case NFQA_PACKET_HDR:
            packet->id = ntohl(((const struct nfqnl_msg_packet_hdr *)value)->packet_id);
            isWhole = 1;
            break;
        case NFQA_PAYLOAD:
            if (part->nla_len < NLA_HDRLEN + 20) break;
            packet->length = (uint32_t)value[2] << 8 | value[3];
            packet->from = address(value + 12);
            packet->to = address(value + 16);
            break;
        }
        place += NLA_ALIGN(part->nla_len);
    }
    return isWhole;
}

int packets_read(int socket, struct packet packets[PACKETS_MOST]) {
    _Alignas(struct nlmsghdr) char bytes[4096];
    int count = 0;
    while (count < PACKETS_MOST) {
        ssize_t size = recv(socket, bytes, sizeof bytes, MSG_DONTWAIT);
        if (size < 0 && errno == EINTR) continue;
        if (size < 0) return count > 0 || errno == EAGAIN ? count : -1;
        struct nlmsghdr *head = (struct nlmsghdr *)bytes;
        if (NLMSG_OK(head, size)) count += read_packet(head, &packets[count]);
    }
    return count;
}

int packets_judge(int socket, const struct packet *packet, int passes) {
    struct letter letter;
    struct nfqnl_msg_verdict_hdr verdict = {
        .verdict = htonl(passes ? NF_ACCEPT : NF_DROP), .id = htonl(packet->id)};
    begin(&letter, NFQNL_MSG_VERDICT, 0, packet->queue);
    add(&letter, NFQA_VERDICT_HDR, &verdict, sizeof verdict);
    return post(socket, &letter);
}
