#ifndef FUMBLE_HOLES_H
#define FUMBLE_HOLES_H

#include <stdint.h>

/* Gives a part of a file back to the disk; the file keeps its length, and whoever writes it goes on.
   Returns 0, or -1 where the file system cannot do it. */
int keeper_punch(int file, int64_t from, int64_t length);

#endif
