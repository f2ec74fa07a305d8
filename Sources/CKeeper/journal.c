#define _GNU_SOURCE
#include "keeper.h"
#include "parts.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

int64_t keeper_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

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

void keeper_write_end(int journal, int64_t at, int64_t took, const struct keeper_undone *undone) {
    char line[512];
    size_t length = 0;
    struct { unsigned count; const char *one, *many; } done[] = {
        {undone->processes, " process", " processes"}, {undone->mounts, " mount", " mounts"},
        {undone->groups, " control group", " control groups"}, {undone->networks, " network", " networks"},
    };
    length += (size_t)snprintf(
        line, sizeof line, "{\"at\":%lld,\"what\":{\"note\":{\"_0\":\"%s; the keeper", (long long)at,
        undone->is_silent ? KEEPER_SILENT_RUNNER KEEPER_LEASE_WORDS : "the runner died");
    for (int i = 0, count = 0; i < 4; i++) {
        if (i > 0 && done[i].count == 0) continue;
        length += (size_t)snprintf(
            line + length, sizeof line - length, "%s%u%s",
            i == 0 ? " ended " : count++ == 0 ? " and undid " : ", ", done[i].count,
            done[i].count == 1 ? done[i].one : done[i].many);
    }
    snprintf(
        line + length, sizeof line - length, "; %s after %lld ms\"}}}\n",
        undone->is_left ? "their folder is left, which `fumble recover` removes; the rest was gone"
                        : "all was gone",
        (long long)took / 1000);
    write_down(journal, line);
}
