/*
 * Listens to an Icecast on loopback as a crowd would and prints the CPU time that it takes:
 * icecast LISTENERS SECONDS PID. One source sends 1,400 bytes every 100 ms, the size of a block
 * that Icecast hands on; listeners read and throw away. See icecast.sh.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <time.h>
#include <unistd.h>

enum { PORT = 8600, BLOCK = 1400, CONNECTS_PER_SECOND = 1500, SETTLE_SECONDS = 8, EVENTS = 1024 };

static struct sockaddr_in server;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec / 1e9;
}

static void die(const char *what) {
  perror(what);
  exit(1);
}

static void *play(void *unused) {
  static const char hello[] =
      "SOURCE /s HTTP/1.0\r\nAuthorization: Basic c291cmNlOnM=\r\nContent-Type: audio/mpeg\r\n\r\n";
  char block[BLOCK];
  int source = socket(AF_INET, SOCK_STREAM, 0);
  if (connect(source, (void *)&server, sizeof server) || send(source, hello, sizeof hello - 1, 0) < 0)
    die("source");
  if (recv(source, block, sizeof block, 0) <= 0) die("source");
  memset(block, 0xff, sizeof block);
  for (double due = now();; due += 0.1) {
    double wait = due - now();
    if (wait > 0) usleep(wait * 1e6);
    if (send(source, block, sizeof block, MSG_NOSIGNAL) < 0) die("source");
  }
  return unused;
}

/* User and system time of a process in seconds: proc(5), fields 14 and 15 of stat. */
static double cpu(const char *pid) {
  char path[64], text[1024];
  unsigned long user, system;
  snprintf(path, sizeof path, "/proc/%s/stat", pid);
  FILE *file = fopen(path, "r");
  if (!file) die(path);
  text[fread(text, 1, sizeof text - 1, file)] = 0;
  fclose(file);
  sscanf(strrchr(text, ')') + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &system);
  return (double)(user + system) / sysconf(_SC_CLK_TCK);
}

int main(int count, char **arguments) {
  static const char request[] = "GET /s HTTP/1.0\r\n\r\n";
  static char bytes[65536];
  if (count != 4) {
    fprintf(stderr, "usage: icecast LISTENERS SECONDS PID\n");
    return 2;
  }
  int listeners = atoi(arguments[1]), seconds = atoi(arguments[2]), made = 0;
  double began = 0, cpuBefore = 0;
  long long reads = 0, received = 0;
  server = (struct sockaddr_in){AF_INET, htons(PORT), {htonl(INADDR_LOOPBACK)}};
  pthread_t source;
  pthread_create(&source, NULL, play, NULL);
  sleep(2);
  int poll = epoll_create1(0);
  double start = now();
  for (;;) {
    for (; made < listeners && made < (now() - start) * CONNECTS_PER_SECOND; made++) {
      int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
      if (fd < 0) die("a file for each listener, ulimit -n");
      connect(fd, (void *)&server, sizeof server);
      struct epoll_event event = {EPOLLOUT, {.fd = fd}};
      epoll_ctl(poll, EPOLL_CTL_ADD, fd, &event);
    }
    struct epoll_event events[EVENTS];
    int ready = epoll_wait(poll, events, EVENTS, 20);
    for (int i = 0; i < ready; i++) {
      int fd = events[i].data.fd;
      if (events[i].events & EPOLLOUT) {
        struct epoll_event event = {EPOLLIN, {.fd = fd}};
        send(fd, request, sizeof request - 1, MSG_NOSIGNAL);
        epoll_ctl(poll, EPOLL_CTL_MOD, fd, &event);
        continue;
      }
      ssize_t size = recv(fd, bytes, sizeof bytes, 0);
      if (size <= 0) die("Icecast ended a listener");
      received += size;
      reads++;
    }
    double t = now();
    if (!began && t - start > (double)listeners / CONNECTS_PER_SECOND + SETTLE_SECONDS) {
      began = t;
      cpuBefore = cpu(arguments[3]);
      reads = received = 0;
    } else if (began && t - began > seconds) {
      double each = (t - began) * listeners;
      printf("%d listeners: %.4f CPU-seconds per 1,000 listener-seconds, %.1f reads and %.0f bytes a second each\n",
             listeners, (cpu(arguments[3]) - cpuBefore) / each * 1000, reads / each, received / each);
      return 0;
    }
  }
}
