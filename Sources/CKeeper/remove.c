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
            keeper_groups_removed++;
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
