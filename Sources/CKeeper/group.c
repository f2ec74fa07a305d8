#define _GNU_SOURCE
#include "parts.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Groups of a run are at most so deep: one of a server may hold one of a fumble that it started. */
#define DEEPEST 8

int keeper_group(const char *folder, char *group, size_t size) {
    char place[PATH_MAX];
    snprintf(place, sizeof place, "%s/group", folder);
    FILE *file = fopen(place, "re");
    if (file == NULL) return 0;
    if (fgets(group, (int)size, file) == NULL) group[0] = 0;
    fclose(file);
    group[strcspn(group, "\n")] = 0;
    return strstr(group, "/fumble-") != NULL;
}

int keeper_group_of(const char *group, uint32_t id) {
    char place[PATH_MAX];
    int size = snprintf(place, sizeof place, "%s/%u", group, id);
    if (mkdir(place, 0755) < 0 && errno != EEXIST) return -1;
    snprintf(place + size, sizeof place - (size_t)size, "/cgroup.procs");
    return open(place, O_WRONLY | O_CLOEXEC);
}

void keeper_signal_group(const char *group, int signal, pid_t spared) {
    char place[PATH_MAX];
    int member;
    if (signal == SIGKILL && spared == 0) {
        snprintf(place, sizeof place, "%s/cgroup.kill", group);
        int end = open(place, O_WRONLY | O_CLOEXEC);
        if (end >= 0) {
            ssize_t written = write(end, "1", 1);
            close(end);
            if (written == 1) return;
        }
    }
    snprintf(place, sizeof place, "%s/cgroup.procs", group);
    FILE *members = fopen(place, "re");
    if (members == NULL) return;
    while (fscanf(members, "%d", &member) == 1)
        if (member > 0 && member != spared && member != getpid()) kill(member, signal);
    fclose(members);
}

void keeper_signal_group_of(const char *group, uint32_t id, int signal) {
    char place[PATH_MAX];
    snprintf(place, sizeof place, "%s/%u", group, id);
    keeper_signal_group(place, signal, 0);
}

static int end_group(const char *group, pid_t spared, int depth) {
    char place[PATH_MAX];
    struct dirent *entry;
    keeper_signal_group(group, SIGKILL, spared);
    DIR *inner = depth < DEEPEST ? opendir(group) : NULL;
    while (inner != NULL && (entry = readdir(inner)) != NULL) {
        if (entry->d_type != DT_DIR || entry->d_name[0] == '.') continue;
        snprintf(place, sizeof place, "%s/%s", group, entry->d_name);
        end_group(place, spared, depth + 1);
    }
    if (inner != NULL) closedir(inner);
    return rmdir(group) == 0 || errno == ENOENT;
}

int keeper_end_group(const char *group, pid_t spared) { return end_group(group, spared, 0); }
