#define _GNU_SOURCE
#include "keeper.h"
#include "parts.h"

#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

unsigned keeper_groups_removed;

void keeper_forget_clock(pid_t pid) {
    char place[64];
    snprintf(place, sizeof place, "/dev/shm/faketime_shm_%d", (int)pid);
    unlink(place);
    snprintf(place, sizeof place, "/dev/shm/sem.faketime_sem_%d", (int)pid);
    unlink(place);
}

/* Of every process that a folder names, one a line. */
static void forget_clocks(const char *folder) {
    char place[4096];
    int pid;
    snprintf(place, sizeof place, "%s/" KEEPER_CLOCKS, folder);
    FILE *list = fopen(place, "re");
    if (list == NULL) return;
    while (fscanf(list, "%d", &pid) == 1) keeper_forget_clock(pid);
    fclose(list);
}

static int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *place) {
    (void)status, (void)kind, (void)place;
    if (remove(path) < 0 && errno == EBUSY && umount2(path, MNT_DETACH) == 0) remove(path);
    return 0;
}

/* Ends whoever is in the control groups that a folder names, and says whether none of them is left. */
static int remove_groups(const char *folder, pid_t spared) {
    char line[4096];
    int is_clean = 1;
    if (keeper_group(folder, line, sizeof line)) is_clean = keeper_end_group(line, spared);
    snprintf(line, sizeof line, "%s/cgroups", folder);
    FILE *list = fopen(line, "re");
    if (list == NULL) return is_clean;
    while (fgets(line, sizeof line, list) != NULL) {
        line[strcspn(line, "\n")] = 0;
        if (strstr(line, "/fumble-") == NULL) continue;
        int was_there = access(line, F_OK) == 0;
        if (!keeper_end_group(line, 0))
            is_clean = 0;
        else if (was_there)
            keeper_groups_removed++;
    }
    fclose(list);
    return is_clean;
}

int keeper_remove(const char *folder, int spared) {
    struct stat status;
    if (folder[0] != '/' || folder[1] == 0) return EINVAL;
    /* Somebody else's may name whatever they like. */
    if (lstat(folder, &status) == 0 && status.st_uid != geteuid()) return EPERM;
    if (!remove_groups(folder, spared)) return EBUSY;
    forget_clocks(folder);
    nftw(folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    return lstat(folder, &status) == 0 ? EBUSY : 0;
}
