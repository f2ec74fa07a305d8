#define _GNU_SOURCE
#include "keeper.h"
#include "parts.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* What a runner does beside the keeper, and how programs are begun. */

void keeper_execute(char *const arguments[]) {
    const char *path = getenv("PATH");
    char place[4096];
    int reason = ENOENT;
    if (strchr(arguments[0], '/') != NULL) {
        execve(arguments[0], arguments, environ);
        return;
    }
    while (path != NULL && *path != 0) {
        size_t length = strcspn(path, ":");
        int size = snprintf(place, sizeof place, "%.*s/%s", (int)length, path, arguments[0]);
        if (length > 0 && size > 0 && (size_t)size < sizeof place) {
            execve(place, arguments, environ);
            if (errno != ENOENT && errno != ENOTDIR) reason = errno;
        }
        path += length + (path[length] == ':');
    }
    errno = reason;
}

int keeper_sockets(int ends[2]) {
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) < 0) return -errno;
    int size = 4 * KEEPER_LONGEST;
    for (int i = 0; i < 2; i++) setsockopt(ends[i], SOL_SOCKET, SO_SNDBUF, &size, sizeof size);
    return 0;
}

int keeper_spawn(const char *program, char *const arguments[], int socket, int journal) {
    int failure[2];
    if (pipe2(failure, O_CLOEXEC) < 0) return -errno;
    pid_t child = fork();
    if (child == 0) {
        int reason = 0, report = fcntl(failure[1], F_DUPFD_CLOEXEC, 10);
        int lines = journal < 0 ? -1 : fcntl(journal, F_DUPFD_CLOEXEC, 10);
        if (report < 0 || setsid() < 0 || dup2(socket, 3) < 0) reason = errno;
        if (journal >= 0 && dup2(lines, KEEPER_JOURNAL) < 0) reason = errno;
        close_range(journal < 0 ? 4 : KEEPER_JOURNAL + 1, ~0U, CLOSE_RANGE_CLOEXEC);
        if (socket == 3) fcntl(3, F_SETFD, 0);
        if (reason == 0) {
            execv(program, arguments);
            reason = errno;
        }
        while (write(report, &reason, sizeof reason) < 0 && errno == EINTR) {}
        _exit(127);
    }
    int reason = child < 0 ? errno : 0;
    close(failure[1]);
    if (child > 0 && read(failure[0], &reason, sizeof reason) == sizeof reason)
        waitpid(child, NULL, 0);
    else if (child > 0)
        reason = 0;
    close(failure[0]);
    return reason ? -reason : child;
}

int keeper_ask(
    char *const arguments[], char *const environment[], const char *network, int *output) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) < 0) return -errno;
    pid_t parent = getpid(), child = fork();
    if (child != 0) {
        int reason = errno;
        close(ends[1]);
        *output = ends[0];
        if (child < 0) close(ends[0]);
        return child < 0 ? -reason : child;
    }
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    if (setpgid(0, 0) < 0 || prctl(PR_SET_PDEATHSIG, SIGKILL) < 0) _exit(127);
    if (getppid() != parent) _exit(127); /* the runner died before the line above */
    if (network != NULL) {
        int space = open(network, O_RDONLY | O_CLOEXEC);
        if (space < 0 || setns(space, CLONE_NEWNET) < 0) _exit(127);
    }
    int nothing = open("/dev/null", O_RDWR);
    if (nothing < 0 || dup2(ends[1], 1) < 0 || dup2(nothing, 0) < 0 || dup2(nothing, 2) < 0) _exit(127);
    close_range(3, ~0U, CLOSE_RANGE_CLOEXEC);
    environ = (char **)environment; /* its own PATH says where the program is */
    keeper_execute(arguments);
    _exit(127);
}

int keeper_try_apart(char *const arguments[]) {
    int status, failure[2], reason = 0;
    if (pipe2(failure, O_CLOEXEC) < 0) return -errno;
    pid_t child = fork();
    if (child == 0) {
        int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
        if (nothing >= 0 && unshare(CLONE_NEWNET) == 0) {
            for (int end = 0; end < 3; end++) dup2(nothing, end);
            keeper_execute(arguments);
        }
        reason = errno;
        if (write(failure[1], &reason, sizeof reason) < 0) _exit(126);
        _exit(127);
    }
    if (child < 0) reason = errno;
    close(failure[1]);
    if (child > 0) {
        ssize_t got;
        while ((got = read(failure[0], &reason, sizeof reason)) < 0 && errno == EINTR) {}
        if (got <= 0) reason = 0; /* the program ran: the pipe closed without a word */
        while (waitpid(child, &status, 0) < 0)
            if (errno != EINTR) { reason = errno; break; }
    }
    close(failure[0]);
    if (reason != 0) return -reason;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

int keeper_poll(struct pollfd *waits, unsigned long count, int64_t microseconds) {
    struct timespec length = {microseconds / 1000000, (microseconds % 1000000) * 1000};
    return ppoll(waits, count, &length, NULL);
}
