#ifndef FUMBLE_KEEPER_H
#define FUMBLE_KEEPER_H

#include <stdint.h>

/* The keeper: a process of one thread that is the parent of every server of a run.
 *
 * It is what leaves nothing behind. The kernel kills each server when the keeper dies, however it dies
 * (PR_SET_PDEATHSIG, which is only sure where the parent has one thread), and what servers forked away is in their
 * control group, where there is one, and killed by whoever removes the folder; and when the runner dies its
 * end of the socket closes, and the keeper kills every server, whatever they forked away, removes the
 * folder of the run, and writes what it did to the run's journal. A runner that says nothing for KEEPER_LEASE is
 * taken for dead. */

/* Messages are single packets of a SOCK_SEQPACKET socket: a head, and for a start its texts. */
struct keeper_message {
    uint32_t kind;
    uint32_t id;
    int32_t value;
    uint32_t arguments; /* start: so many texts are arguments, the rest are variables */
};

enum {
    KEEPER_START = 1,  /* to the keeper: folder, log, arguments, variables, each ended by a NUL; value is the
                          number of a network, or KEEPER_OWN_NETWORK */
    KEEPER_SIGNAL = 2, /* to the keeper: value is the signal, for the server's whole process group; KILL, STOP and
                          CONT reach all of its control group */
    KEEPER_STARTED = 3, /* from the keeper: value is the process's number */
    KEEPER_FAILED = 4,  /* from the keeper: value is errno of what kept it from starting */
    KEEPER_ENDED = 5,   /* from the keeper: value is the status that waitpid gave */
    KEEPER_MOUNT = 6,   /* to the keeper: a folder; value is the size of the disk it gets, in MiB */
    KEEPER_MOUNTED = 7, /* from the keeper: value is errno of what kept it from that, or 0 */
    KEEPER_NETWORK = 8, /* to the keeper: makes a network namespace, of that number */
    KEEPER_NETWORKED = 9, /* from the keeper: value is the keeper's descriptor of it, or -errno */
    KEEPER_STAND_IN = 10, /* to the keeper: starts a process that does nothing but wait, in a server's place; value
                             is the signal that its program ends on, whatever else it is used for */
    KEEPER_CALL_ROLL = 11, /* to the keeper: ends what ended programs left running and stand-ins that are stopped,
                              and waits until each of the others has answered or ended */
    KEEPER_ROLL_CALLED = 12, /* from the keeper: whoever is not told to have ended before this is there; value is 1 the
                                first time that a program had left something running when it ended */
    KEEPER_BEGIN = 13, /* to the keeper: the time of the journal begins now */
    KEEPER_DISMISS = 14, /* to the keeper: the runner closes the socket next, and did not die */
    KEEPER_THERE = 15, /* to the keeper: the runner is there; it answers the same */
};

/* Where the keeper finds the journal of the run. */
#define KEEPER_JOURNAL 4

/* The network that the keeper itself is in. */
#define KEEPER_OWN_NETWORK (-1)

/* The signal by which the roll is called: of those that mean nothing to anybody. */
#define KEEPER_ROLL (SIGRTMIN + 7)

/* The longest message, in bytes. */
#define KEEPER_LONGEST 131072
/* The most servers that one keeper keeps. */
#define KEEPER_MOST 4096
/* The most networks that one keeper keeps. */
#define KEEPER_MOST_NETWORKS 1024

/* Keeps servers until the runner's end of the socket closes, then ends them all and removes the folder.
 * `journal` is a descriptor of the run's lines, to be read and appended to; -1: there is none. If the runner
 * died one line is added. Returns 0, or errno of what the keeper itself could not do. */
int keeper_main(int socket, const char *folder, int journal);

/* Kills whoever is in the control groups that a folder's files `group` and `cgroups` name, but not the process that
 * is spared (0: there is none), and removes the groups and the folder with all that is in it. Returns 0, or EBUSY if
 * some of it is still there, or EPERM if it is another user's. */
int keeper_remove(const char *folder, int spared);

/* The file of a folder in which each process whose clock can be set writes its number, if the file is there. */
#define KEEPER_CLOCKS "clocks"

/* The keeper ends all if the runner says nothing for so many milliseconds, and the runner kills a keeper that does. A
 * runner says that it is there every KEEPER_BEAT. */
#define KEEPER_LEASE 10000
#define KEEPER_LEASE_WORDS "10 s"
/* How the keeper's note on one begins. */
#define KEEPER_SILENT_RUNNER "the runner said nothing for "
#define KEEPER_BEAT 1000

/* What a stand-in does, in a process of its own, which has all signals blocked: waits until a signal ends it. Those
 * by which programs are told other things (HUP, USR1, USR2) do not, unless it is the one that ends its program.
 * To KEEPER_ROLL it answers with its number: a signal that was sent before has ended it by then. */
_Noreturn void keeper_stand_in(uint32_t id, int32_t stop, int answers, int keeper);

/* Makes the pair of sockets: ends[0] is closed when a program is started, ends[1] is inherited. */
int keeper_sockets(int ends[2]);

/* Starts the keeper: the program with the arguments, which end with NULL, in a session of its own. It finds
 * the socket as descriptor 3 and the journal as KEEPER_JOURNAL; -1: it gets none. Returns its process's
 * number, or -errno. */
int keeper_spawn(const char *program, char *const arguments[], int socket, int journal);

/* Whether a process of this user may have disks of its own. Returns 0, or errno of what keeps it. */
int keeper_can_mount(void);
/* Runs a program, silently, in a network namespace that is gone afterwards. Returns the status that it
 * exited with, or -errno if there can be no such namespace or no such program. */
int keeper_try_apart(char *const arguments[]);
/* Starts a program that is asked something: the arguments and the variables end with NULL, what it prints
 * can be read from `output`, but not what it prints as errors, and it has a process group of its own. The
 * kernel kills it when the calling thread ends. `network` is a path of the network namespace that it is in,
 * or NULL. Returns its process's number, or -errno. */
int keeper_ask(
    char *const arguments[], char *const environment[], const char *network, int *output);

struct pollfd;

/* Waits as poll does, with microseconds: Glibc's Swift module lacks ppoll. */
int keeper_poll(struct pollfd *waits, unsigned long count, int64_t microseconds);

#endif
