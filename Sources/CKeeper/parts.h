#ifndef FUMBLE_KEEPER_PARTS_H
#define FUMBLE_KEEPER_PARTS_H

#include <stdint.h>

/* What the files of the keeper share with each other. */

/* Becomes a program that is looked for along PATH; on failure errno says why. Unlike execvp it hands a file
 * that is no program to no shell. */
void keeper_execute(char *const arguments[]);

/* In microseconds, by a clock that nobody sets. */
int64_t keeper_now(void);

/* Control groups that `keeper_remove` has removed. */
extern unsigned keeper_groups_removed;

/* What was undone when the runner had died, and whether the folder of the run is left. */
struct keeper_undone {
    unsigned processes, mounts, groups, networks;
    int is_left;
};

/* Adds a line to the journal, in place of one that the runner died in. Times are in microseconds; a journal
 * that is negative is none. */
void keeper_write_end(int journal, int64_t at, int64_t took, const struct keeper_undone *undone);

#endif
