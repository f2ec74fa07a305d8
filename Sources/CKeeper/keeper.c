#define _GNU_SOURCE
#include "keeper.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static pid_t servers[KEEPER_MOST];
/* Descriptors of network namespaces; 0: there is none of that number. They are nowhere else, so that the
 * kernel takes each away, with all links, queues and rules in it, when the keeper and who is in it are gone. */
static int networks[KEEPER_MOST_NETWORKS];
/* What was made and is undone in the end, for the journal. */
static unsigned mounts_made, networks_made, groups_removed;

/* By a clock that nobody sets. */
static int64_t microseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

/* Adds a line to the journal, in place of one that the runner died in. */
static void write_down(int journal, const char *line) {
    struct stat status;
    char last;
    size_t length = strlen(line);
    if (journal < 0 || fstat(journal, &status) < 0) return;
    off_t end = status.st_size;
    while (end > 0 && pread(journal, &last, 1, end - 1) == 1 && last != '\n') end--;
    if (end < status.st_size && ftruncate(journal, end) < 0) return;
    while (write(journal, line, length) < 0 && errno == EINTR) {}
    fsync(journal);
}

static void tell(int socket, uint32_t kind, uint32_t id, int32_t value) {
    struct keeper_message message = {kind, id, value, 0};
    while (send(socket, &message, sizeof message, MSG_NOSIGNAL) < 0 && errno == EINTR) {}
}

/* In the child: becomes the server, or says through the pipe why it cannot. */
static void become(
    char **texts, uint32_t count, uint32_t arguments, int32_t network, pid_t keeper, int failure) {
    char *argv[1024], *environment[1024];
    sigset_t none;
    uint32_t variables = count - 2 - arguments;
    if (arguments >= 1024 || variables >= 1024) { errno = E2BIG; goto failed; }
    for (uint32_t i = 0; i < arguments; i++) argv[i] = texts[2 + i];
    argv[arguments] = NULL;
    for (uint32_t i = 0; i < variables; i++) environment[i] = texts[2 + arguments + i];
    environment[variables] = NULL;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    if (setpgid(0, 0) < 0 || prctl(PR_SET_PDEATHSIG, SIGKILL) < 0) goto failed;
    if (getppid() != keeper) _exit(127); /* the keeper died before the line above */
    if (network != KEEPER_OWN_NETWORK && setns(networks[network], CLONE_NEWNET) < 0) goto failed;
    if (chdir(texts[0]) < 0) goto failed;
    int log = open(texts[1], O_WRONLY | O_CREAT | O_APPEND, 0644);
    int nothing = open("/dev/null", O_RDONLY);
    if (log < 0 || nothing < 0) goto failed;
    if (dup2(nothing, 0) < 0 || dup2(log, 1) < 0 || dup2(log, 2) < 0) goto failed;
    close_range(3, ~0U, CLOSE_RANGE_CLOEXEC);
    environ = environment; /* its own PATH says where the program is */
    execvp(argv[0], argv);
failed:;
    int reason = errno;
    while (write(failure, &reason, sizeof reason) < 0 && errno == EINTR) {}
    _exit(127);
}

static void start(int socket, struct keeper_message *head, char *bytes, size_t length) {
    static char *texts[4096];
    uint32_t count = 0;
    for (size_t place = 0; place < length && count < 4096;) {
        size_t size = strnlen(bytes + place, length - place);
        if (size == length - place) break;
        texts[count++] = bytes + place;
        place += size + 1;
    }
    int is_network = head->value == KEEPER_OWN_NETWORK
        || (head->value >= 0 && head->value < KEEPER_MOST_NETWORKS && networks[head->value] > 0);
    if (head->id >= KEEPER_MOST || head->arguments == 0 || count < head->arguments + 2 || !is_network) {
        tell(socket, KEEPER_FAILED, head->id, EINVAL);
        return;
    }
    int failure[2];
    if (pipe2(failure, O_CLOEXEC) < 0) { tell(socket, KEEPER_FAILED, head->id, errno); return; }
    pid_t keeper = getpid(), child = fork();
    if (child == 0) {
        become(texts, count, head->arguments, head->value, keeper, failure[1]);
    }
    int reason = child < 0 ? errno : 0;
    close(failure[1]);
    if (child > 0) {
        ssize_t got;
        while ((got = read(failure[0], &reason, sizeof reason)) < 0 && errno == EINTR) {}
        if (got <= 0) reason = 0; /* the program runs: the pipe closed without a word */
    }
    close(failure[0]);
    if (reason != 0) {
        if (child > 0) waitpid(child, NULL, 0);
        tell(socket, KEEPER_FAILED, head->id, reason);
        return;
    }
    servers[head->id] = child;
    tell(socket, KEEPER_STARTED, head->id, child);
}

static void reap(int socket) {
    int status;
    pid_t child;
    while ((child = waitpid(-1, &status, WNOHANG)) > 0) {
        for (uint32_t id = 0; id < KEEPER_MOST; id++) {
            if (servers[id] != child) continue;
            killpg(child, SIGKILL); /* what it forked does not outlive it */
            servers[id] = 0;
            tell(socket, KEEPER_ENDED, id, status);
        }
    }
}

/* Kills whoever is a child now: the servers, and what they forked away, which came to the keeper. */
static void kill_children(void) {
    FILE *children = fopen("/proc/thread-self/children", "r");
    int child;
    if (children == NULL) return;
    while (fscanf(children, "%d", &child) == 1) kill(child, SIGKILL);
    fclose(children);
}

/* Returns how many ran of those that it had started. */
static unsigned end_all(void) {
    unsigned ended = 0;
    for (uint32_t id = 0; id < KEEPER_MOST; id++) {
        if (servers[id] <= 0) continue;
        killpg(servers[id], SIGKILL);
        ended++;
    }
    /* Each death may hand us another orphan; every round ends at least one, so the rounds end. */
    for (;;) {
        kill_children();
        if (waitpid(-1, NULL, 0) < 0 && errno == ECHILD) return ended;
    }
}

/* Mounts of its own, which nobody else sees, and which the kernel takes away with the last process in
 * them: nothing of them can be left behind. */
static int live_apart(void) {
    if (unshare(CLONE_NEWNS) < 0) return errno;
    return mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0 ? errno : 0;
}

static int mount_disk(const char *folder, int32_t mebibytes) {
    static int is_apart = 0;
    char options[64];
    int failure = is_apart ? 0 : live_apart();
    if (failure != 0) return failure;
    is_apart = 1;
    snprintf(options, sizeof options, "size=%dm,mode=755", mebibytes);
    if (mount("tmpfs", folder, "tmpfs", MS_NOSUID | MS_NODEV, options) < 0) return errno;
    mounts_made++;
    return 0;
}

/* Makes a namespace, and comes back. Returns its descriptor, or -errno. */
static int make_network(uint32_t id) {
    if (id >= KEEPER_MOST_NETWORKS || networks[id] > 0) return -EINVAL;
    int own = open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC), made = -1, failure = 0;
    if (own < 0) return -errno;
    if (unshare(CLONE_NEWNET) < 0) {
        failure = errno;
    } else {
        /* So that servers that listen on loopback can be reached by a rule from outside of it. */
        int local = open("/proc/sys/net/ipv4/conf/all/route_localnet", O_WRONLY | O_CLOEXEC);
        made = open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC);
        if (local < 0 || write(local, "1", 1) != 1 || made < 0) failure = errno;
        if (local >= 0) close(local);
        if (setns(own, CLONE_NEWNET) < 0) abort(); /* whoever is lost ends, and all with it */
    }
    close(own);
    if (failure != 0) {
        if (made >= 0) close(made);
        return -failure;
    }
    networks[id] = made;
    networks_made++;
    return made;
}

int keeper_try_apart(char *const arguments[]) {
    int status, failure[2], reason = 0;
    if (pipe2(failure, O_CLOEXEC) < 0) return -errno;
    pid_t child = fork();
    if (child == 0) {
        int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
        if (nothing >= 0 && unshare(CLONE_NEWNET) == 0) {
            for (int end = 0; end < 3; end++) dup2(nothing, end);
            execvp(arguments[0], arguments);
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

int keeper_can_mount(void) {
    int status;
    pid_t child = fork();
    if (child < 0) return errno;
    if (child == 0) {
        int failure = live_apart();
        if (failure == 0 && mount("tmpfs", "/tmp", "tmpfs", 0, "size=1m") < 0) failure = errno;
        _exit(failure & 0xFF);
    }
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR) return errno;
    return WIFEXITED(status) ? WEXITSTATUS(status) : EPERM;
}

static int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *place) {
    (void)status, (void)kind, (void)place;
    if (remove(path) < 0 && errno == EBUSY && umount2(path, MNT_DETACH) == 0) remove(path);
    return 0;
}

/* Whether none of the control groups that a folder names is left; only empty ones can be removed. */
static int remove_groups(const char *folder) {
    char line[4096];
    int is_clean = 1;
    snprintf(line, sizeof line, "%s/cgroups", folder);
    FILE *list = fopen(line, "re");
    if (list == NULL) return 1;
    while (fgets(line, sizeof line, list) != NULL) {
        line[strcspn(line, "\n")] = 0;
        if (strstr(line, "/fumble-") == NULL) continue;
        if (rmdir(line) == 0)
            groups_removed++;
        else if (errno != ENOENT)
            is_clean = 0;
    }
    fclose(list);
    return is_clean;
}

int keeper_remove(const char *folder) {
    struct stat status;
    if (folder[0] != '/' || folder[1] == 0) return EINVAL;
    if (!remove_groups(folder)) return EBUSY;
    nftw(folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    return lstat(folder, &status) == 0 ? EBUSY : 0;
}

/* Ends all, and says so. */
static void end_of_runner(const char *folder, int journal, int64_t began) {
    char line[512];
    size_t length = 0;
    int64_t death = microseconds();
    unsigned ended = end_all();
    int is_left = keeper_remove(folder) != 0;
    struct { unsigned count; const char *one, *many; } done[] = {
        {ended, " process", " processes"}, {mounts_made, " mount", " mounts"},
        {groups_removed, " control group", " control groups"}, {networks_made, " network", " networks"},
    };
    length += (size_t)snprintf(
        line, sizeof line, "{\"at\":%lld,\"what\":{\"note\":{\"_0\":\"the runner died; the keeper",
        (long long)(began > 0 ? death - began : 0));
    for (int i = 0, undone = 0; i < 4; i++) {
        if (i > 0 && done[i].count == 0) continue;
        length += (size_t)snprintf(
            line + length, sizeof line - length, "%s%u%s",
            i == 0 ? " ended " : undone++ == 0 ? " and undid " : ", ", done[i].count,
            done[i].count == 1 ? done[i].one : done[i].many);
    }
    snprintf(
        line + length, sizeof line - length, "; %s after %lld ms\"}}}\n",
        is_left ? "their folder is left, which `fumble recover` removes; the rest was gone" : "all was gone",
        (long long)(microseconds() - death) / 1000);
    write_down(journal, line);
}

int keeper_main(int socket, const char *folder, int journal) {
    static char packet[KEEPER_LONGEST];
    int64_t began = 0;
    int is_dismissed = 0;
    sigset_t signals;
    struct stat threads;
    /* A folder has two links and one for each folder in it. */
    if (stat("/proc/self/task", &threads) < 0) return errno;
    if (threads.st_nlink != 3) return EDEADLK;
    sigfillset(&signals);
    if (sigprocmask(SIG_BLOCK, &signals, NULL) < 0) return errno;
    if (prctl(PR_SET_CHILD_SUBREAPER, 1) < 0) return errno;
    sigemptyset(&signals);
    sigaddset(&signals, SIGCHLD);
    int deaths = signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
    if (deaths < 0) return errno;
    struct pollfd waits[2] = {{socket, POLLIN, 0}, {deaths, POLLIN, 0}};
    for (;;) {
        if (poll(waits, 2, -1) < 0 && errno != EINTR) break;
        if (waits[1].revents) {
            struct signalfd_siginfo ignored;
            while (read(deaths, &ignored, sizeof ignored) > 0) {}
            reap(socket);
        }
        if (!waits[0].revents) continue;
        ssize_t length = recv(socket, packet, sizeof packet, 0);
        if (length < 0 && errno == EINTR) continue;
        if (length < (ssize_t)sizeof(struct keeper_message)) break; /* the runner is gone */
        struct keeper_message head;
        memcpy(&head, packet, sizeof head);
        if (head.kind == KEEPER_START)
            start(socket, &head, packet + sizeof head, (size_t)length - sizeof head);
        else if (head.kind == KEEPER_MOUNT) {
            packet[length < KEEPER_LONGEST ? length : KEEPER_LONGEST - 1] = 0;
            tell(socket, KEEPER_MOUNTED, head.id, mount_disk(packet + sizeof head, head.value));
        } else if (head.kind == KEEPER_NETWORK)
            tell(socket, KEEPER_NETWORKED, head.id, make_network(head.id));
        else if (head.kind == KEEPER_BEGIN)
            began = microseconds();
        else if (head.kind == KEEPER_DISMISS)
            is_dismissed = 1;
        else if (head.kind == KEEPER_SIGNAL && head.id < KEEPER_MOST && servers[head.id] > 0)
            killpg(servers[head.id], head.value);
    }
    if (!is_dismissed) {
        end_of_runner(folder, journal, began);
        return 0;
    }
    end_all();
    keeper_remove(folder);
    return 0;
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
    execvp(arguments[0], arguments);
    _exit(127);
}

int keeper_poll(struct pollfd *waits, unsigned long count, int64_t microseconds) {
    struct timespec length = {microseconds / 1000000, (microseconds % 1000000) * 1000};
    return ppoll(waits, count, &length, NULL);
}
