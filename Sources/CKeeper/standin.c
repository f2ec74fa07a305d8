#define _GNU_SOURCE
#include "keeper.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

_Noreturn void keeper_stand_in(uint32_t id, int32_t stop, int answers, int keeper) {
    static const int other[] = {SIGHUP, SIGUSR1, SIGUSR2};
    sigset_t roll;
    if (setpgid(0, 0) < 0 || prctl(PR_SET_PDEATHSIG, SIGKILL) < 0) _exit(127);
    if (getppid() != keeper) _exit(127); /* the keeper died before the line above */
    int nothing = open("/dev/null", O_RDWR);
    if (nothing < 0) _exit(127);
    for (int end = 0; end < 3; end++)
        if (dup2(nothing, end) < 0) _exit(127);
    /* The keeper's socket least of all: the runner must hear it close. */
    if (answers != 3 && dup2(answers, 3) < 0) _exit(127);
    close_range(4, ~0U, 0);
    for (int signal = 1; signal < NSIG; signal++) sigaction(signal, &(struct sigaction){.sa_handler = SIG_DFL}, NULL);
    for (unsigned place = 0; place < sizeof other / sizeof *other; place++)
        if (other[place] != stop) sigaction(other[place], &(struct sigaction){.sa_handler = SIG_IGN}, NULL);
    sigemptyset(&roll);
    sigaddset(&roll, KEEPER_ROLL);
    sigprocmask(SIG_SETMASK, &roll, NULL);
    for (;;) {
        if (sigwaitinfo(&roll, NULL) != KEEPER_ROLL) continue;
        if (write(3, &id, sizeof id) != sizeof id) _exit(127);
    }
}
