#ifndef FUMBLE_KEEPER_PARTS_H
#define FUMBLE_KEEPER_PARTS_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* What the files of the keeper share with each other. */

/* Becomes a program that is looked for along PATH; on failure errno says why. Unlike execvp it hands a file
 * that is no program to no shell. */
void keeper_execute(char *const arguments[]);

/* In microseconds, by a clock that nobody sets. */
int64_t keeper_now(void);

/* Control groups that `keeper_remove` has removed. */
extern unsigned keeper_groups_removed;

/* The control group of a run, which a folder names in its file `group`: in it are a group for each server, by its
 * number, and `runner`, in which whatever the runner starts is. Returns whether there is one. */
int keeper_group(const char *folder, char *group, size_t size);

/* Makes the group of a server if there is none. Returns a descriptor through which a process enters it by writing 0,
 * or -1 with errno. */
int keeper_group_of(const char *group, uint32_t id);

/* Signals whoever is in a group, but not who is spared (0: nobody is) nor the caller. */
void keeper_signal_group(const char *group, int signal, pid_t spared);
void keeper_signal_group_of(const char *group, uint32_t id, int signal);

/* Kills whoever is in a group or in one of its own, but not who is spared, and removes the groups. Returns whether
 * none is left; the kernel may need a moment. */
int keeper_end_group(const char *group, pid_t spared);

/* Removes the memory that libfaketime shares between a process and its children, which one that is killed leaves
 * behind; there is none but where clocks can be set. */
void keeper_forget_clock(pid_t pid);

/* What was undone when the runner had died, or said nothing for so long; and whether the folder of the run is
 * left. */
struct keeper_undone {
    unsigned processes, mounts, groups, networks;
    int is_left, is_silent;
};

/* Adds a line to the journal, in place of one that the runner died in. Times are in microseconds; a journal
 * that is negative is none. */
void keeper_write_end(int journal, int64_t at, int64_t took, const struct keeper_undone *undone);

#endif
