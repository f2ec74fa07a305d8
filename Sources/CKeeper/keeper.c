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
/* Which of the servers are stand-ins, and the pipe through which these answer when the roll is called. */
static uint8_t is_stand_in[KEEPER_MOST];
static int answers[2] = {-1, -1};
/* Whether a program that ran beside stand-ins had left something running when it ended; since the roll was called. */
static int was_left, is_left;
/* So many milliseconds it may take until what such a program started ends with it. */
#define GRACE 500
/* What was made and is undone in the end, for the journal. */
static unsigned mounts_made, networks_made;

static void tell(int socket, uint32_t kind, uint32_t id, int32_t value) {
    struct keeper_message message = {kind, id, value, 0};
    while (send(socket, &message, sizeof message, MSG_NOSIGNAL) < 0 && errno == EINTR) {}
}

/* The control group of the run, and whether there is one. */
static char group[4096];
static int is_grouped;
static const char *run_folder = "";

/* In the child: whoever is killed cannot take back what libfaketime keeps by its number. */
static void note_clock(void) {
    char text[4096];
    snprintf(text, sizeof text, "%s/" KEEPER_CLOCKS, run_folder);
    int list = open(text, O_WRONLY | O_APPEND | O_CLOEXEC);
    if (list < 0) return; /* no clock can be set in this run */
    int size = snprintf(text, sizeof text, "%d\n", (int)getpid());
    if (write(list, text, (size_t)size) == size) keeper_forget_clock(getpid());
    close(list);
}

/* In the child: becomes the server, or says through the pipe why it cannot. */
static void become(
    char **texts, uint32_t count, uint32_t arguments, int32_t network, pid_t keeper, int failure, int members) {
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
    if (members >= 0 && write(members, "0", 1) != 1) goto failed;
    if (network != KEEPER_OWN_NETWORK && setns(networks[network], CLONE_NEWNET) < 0) goto failed;
    if (chdir(texts[0]) < 0) goto failed;
    int log = open(texts[1], O_WRONLY | O_CREAT | O_APPEND, 0644);
    int nothing = open("/dev/null", O_RDONLY);
    if (log < 0 || nothing < 0) goto failed;
    if (dup2(nothing, 0) < 0 || dup2(log, 1) < 0 || dup2(log, 2) < 0) goto failed;
    close_range(3, ~0U, CLOSE_RANGE_CLOEXEC);
    environ = environment; /* its own PATH says where the program is */
    note_clock(); /* and forget that of another who had this number: libfaketime would trip over it */
    keeper_execute(argv);
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
    int failure[2], members = is_grouped ? keeper_group_of(group, head->id) : -1;
    if ((is_grouped && members < 0) || pipe2(failure, O_CLOEXEC) < 0) {
        tell(socket, KEEPER_FAILED, head->id, errno);
        if (members >= 0) close(members);
        return;
    }
    pid_t keeper = getpid(), child = fork();
    if (child == 0) {
        become(texts, count, head->arguments, head->value, keeper, failure[1], members);
    }
    int reason = child < 0 ? errno : 0;
    if (members >= 0) close(members);
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

/* A child that is no server: forked away by a program that has ended. 0: there is none. */
static pid_t stray(void) {
    FILE *children = fopen("/proc/thread-self/children", "r");
    int child, found = 0;
    if (children == NULL) return 0;
    while (found == 0 && fscanf(children, "%d", &child) == 1) {
        found = child;
        for (uint32_t id = 0; id < KEEPER_MOST && found != 0; id++)
            if (servers[id] == child) found = 0;
    }
    fclose(children);
    return found;
}

/* Known of one line it is not waited for again: the next may come at once. */
static void look_for_strays(void) {
    static const struct timespec moment = {.tv_nsec = 1000000};
    pid_t child;
    for (int rounds = 0; !was_left && (child = stray()) > 0; rounds++) {
        if (rounds == GRACE) was_left = is_left = 1;
        if (waitpid(child, NULL, WNOHANG) == 0) nanosleep(&moment, NULL);
    }
}

static void reap(int socket) {
    int status;
    siginfo_t death;
    for (;;) {
        death.si_pid = 0;
        if (waitid(P_ALL, 0, &death, WEXITED | WNOHANG | WNOWAIT) < 0 || death.si_pid == 0) return;
        pid_t child = death.si_pid;
        uint32_t id = 0;
        while (id < KEEPER_MOST && servers[id] != child) id++;
        if (id < KEEPER_MOST) {
            if (answers[0] >= 0 && !is_stand_in[id]) look_for_strays();
            killpg(child, SIGKILL); /* what it forked does not outlive it; its number is its own until it is waited for */
            if (is_grouped && !is_stand_in[id]) keeper_signal_group_of(group, id, SIGKILL);
            keeper_forget_clock(child);
        }
        if (waitpid(child, &status, 0) < 0 || id == KEEPER_MOST) continue;
        servers[id] = 0;
        is_stand_in[id] = 0;
        tell(socket, KEEPER_ENDED, id, status);
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

static void stand_in(int socket, struct keeper_message *head) {
    int is_free = head->id < KEEPER_MOST && servers[head->id] == 0;
    if (!is_free || (answers[0] < 0 && pipe2(answers, O_CLOEXEC | O_NONBLOCK) < 0)) {
        tell(socket, KEEPER_FAILED, head->id, is_free ? errno : EINVAL);
        return;
    }
    pid_t keeper = getpid(), child = fork();
    if (child == 0) keeper_stand_in(head->id, head->value, answers[1], keeper);
    if (child < 0) { tell(socket, KEEPER_FAILED, head->id, errno); return; }
    setpgid(child, child); /* before anybody is told of it */
    servers[head->id] = child;
    is_stand_in[head->id] = 1;
    tell(socket, KEEPER_STARTED, head->id, child);
}

/* Whether a process is stopped, or will be as soon as it runs: whoever asks it anything waits for ever. */
static int is_stopped(pid_t process) {
    static const int stops[] = {SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU};
    char place[64], line[256], state = 0;
    unsigned long long pending = 0;
    snprintf(place, sizeof place, "/proc/%d/status", (int)process);
    FILE *file = fopen(place, "re");
    if (file == NULL) return 0;
    while (fgets(line, sizeof line, file) != NULL) {
        sscanf(line, "State: %c", &state);
        sscanf(line, "ShdPnd: %llx", &pending);
    }
    fclose(file);
    for (unsigned kind = 0; kind < sizeof stops / sizeof *stops; kind++)
        if (pending >> (stops[kind] - 1) & 1) return 1;
    return state == 'T';
}

static void call_roll(int socket, int deaths) {
    static uint8_t is_awaited[KEEPER_MOST];
    struct signalfd_siginfo ignored;
    uint32_t heard;
    /* Its children come to us when it dies, so that none is left in the end. */
    for (pid_t child; reap(socket), (child = stray()) > 0;) {
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
    }
    for (uint32_t id = 0; id < KEEPER_MOST; id++) {
        is_awaited[id] = is_stand_in[id];
        if (!is_stand_in[id]) continue;
        /* Who is stopped serves nobody. One that stops between the first look's two lines is seen by the second. */
        int is_away = is_stopped(servers[id]) || is_stopped(servers[id]);
        kill(servers[id], SIGCONT); /* one that is stopped only now is there, and must answer */
        kill(servers[id], is_away ? SIGKILL : KEEPER_ROLL);
    }
    for (;;) {
        int left = 0;
        for (uint32_t id = 0; id < KEEPER_MOST; id++) left += is_awaited[id] && is_stand_in[id];
        if (left == 0) break;
        struct pollfd waits[3] = {{answers[0], POLLIN, 0}, {deaths, POLLIN, 0}, {socket, POLLRDHUP, 0}};
        if (poll(waits, 3, -1) < 0 && errno != EINTR) return;
        if (waits[2].revents) return; /* the runner is gone */
        while (read(deaths, &ignored, sizeof ignored) > 0) {}
        reap(socket);
        while (read(answers[0], &heard, sizeof heard) == sizeof heard)
            if (heard < KEEPER_MOST) is_awaited[heard] = 0;
    }
    tell(socket, KEEPER_ROLL_CALLED, 0, is_left);
    is_left = 0;
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
        pid_t child = waitpid(-1, NULL, 0);
        if (child > 0) keeper_forget_clock(child);
        if (child < 0 && errno == ECHILD) return ended;
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

/* The kernel may be at ending the last of those who are in control groups: waits for it, at most a second. */
static int remove_all(const char *folder, pid_t spared) {
    int failure = 0;
    for (int tries = 0; tries < 200; tries++) {
        failure = keeper_remove(folder, spared);
        if (failure != EBUSY) break;
        poll(NULL, 0, 5);
    }
    return failure;
}

/* Ends all, and says so. */
static void end_of_runner(const char *folder, int journal, int64_t began, int is_silent, pid_t spared) {
    int64_t death = keeper_now();
    struct keeper_undone undone = {
        .processes = end_all(), .mounts = mounts_made, .networks = networks_made, .is_silent = is_silent};
    undone.is_left = remove_all(folder, spared) != 0;
    undone.groups = keeper_groups_removed;
    keeper_write_end(journal, began > 0 ? death - began : 0, keeper_now() - death, &undone);
}

int keeper_main(int socket, const char *folder, int journal) {
    static char packet[KEEPER_LONGEST];
    int64_t began = 0, heard = keeper_now();
    int is_dismissed = 0, is_silent = 0;
    pid_t runner = getppid();
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
    run_folder = folder;
    is_grouped = keeper_group(folder, group, sizeof group);
    struct pollfd waits[2] = {{socket, POLLIN, 0}, {deaths, POLLIN, 0}};
    for (;;) {
        int64_t left = KEEPER_LEASE - (keeper_now() - heard) / 1000;
        int count = poll(waits, 2, left > 0 ? (int)left : 0);
        if (count < 0 && errno != EINTR) break;
        if (count == 0) {
            /* If the whole machine stood still, the runner says now that it is there. */
            if (poll(waits, 1, 2 * KEEPER_BEAT) != 0) { heard = keeper_now(); continue; }
            is_silent = 1;
            break;
        }
        if (waits[1].revents) {
            struct signalfd_siginfo ignored;
            while (read(deaths, &ignored, sizeof ignored) > 0) {}
            reap(socket);
        }
        if (!waits[0].revents) continue;
        ssize_t length = recv(socket, packet, sizeof packet, 0);
        if (length < 0 && errno == EINTR) continue;
        if (length < (ssize_t)sizeof(struct keeper_message)) break; /* the runner is gone */
        heard = keeper_now();
        struct keeper_message head;
        memcpy(&head, packet, sizeof head);
        if (head.kind == KEEPER_START)
            start(socket, &head, packet + sizeof head, (size_t)length - sizeof head);
        else if (head.kind == KEEPER_MOUNT) {
            packet[length < KEEPER_LONGEST ? length : KEEPER_LONGEST - 1] = 0;
            tell(socket, KEEPER_MOUNTED, head.id, mount_disk(packet + sizeof head, head.value));
        } else if (head.kind == KEEPER_STAND_IN)
            stand_in(socket, &head);
        else if (head.kind == KEEPER_CALL_ROLL)
            call_roll(socket, deaths);
        else if (head.kind == KEEPER_NETWORK)
            tell(socket, KEEPER_NETWORKED, head.id, make_network(head.id));
        else if (head.kind == KEEPER_BEGIN)
            began = keeper_now();
        else if (head.kind == KEEPER_DISMISS)
            is_dismissed = 1;
        else if (head.kind == KEEPER_THERE)
            tell(socket, KEEPER_THERE, 0, 0);
        else if (head.kind == KEEPER_SIGNAL && head.id < KEEPER_MOST && servers[head.id] > 0) {
            int reaches_all = head.value == SIGKILL || head.value == SIGSTOP || head.value == SIGCONT;
            killpg(servers[head.id], head.value);
            if (reaches_all && is_grouped && !is_stand_in[head.id])
                keeper_signal_group_of(group, head.id, head.value);
        }
    }
    if (!is_dismissed) {
        /* A silent one lives, and may go on one day: what it started is ended, and it is not. */
        end_of_runner(folder, journal, began, is_silent, is_silent ? runner : 0);
        return 0;
    }
    end_all();
    remove_all(folder, runner);
    return 0;
}
