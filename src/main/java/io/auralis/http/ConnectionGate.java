package io.auralis.http;

import io.netty.channel.Channel;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Decides how many connections there may be.
 *
 * <p>As many as file descriptors are left for, and no more than listeners may come plus {@value
 * #OTHERS} for everything else. Where there are too many, the one that has waited longest without a
 * whole request gives way to the new one: so a probe is answered however many others only pretend
 * to ask. Only where all are at work is the new one closed. WebSockets never give way, and leave
 * {@value #ROOM_FOR_PROBES} places to others.
 *
 * <p>Thread-safe: the accepting thread asks, event loops tell what their connections do.
 */
@Singleton
public class ConnectionGate {

  /** Connections besides those of listeners: pages, controls, probes, proxies. */
  static final int OTHERS = 1_024;

  /** Places that WebSockets leave. */
  static final int ROOM_FOR_PROBES = 8;

  /** Descriptors that connections leave for files, and for what is not counted yet. */
  private static final int RESERVE = 24;

  /** However few descriptors there are, somebody must be let in to say so. */
  private static final int LEAST = 2 * ROOM_FOR_PROBES;

  /**
   * Connections that may be between two threads: accepted and not watched yet, or closed and not
   * gone. Each has its descriptor. With more of them the others wait in the kernel, for some
   * milliseconds.
   */
  private static final int MAX_UNSETTLED = RESERVE / 2;

  private static final long PERIOD_MILLIS = 1_000;
  private static final long PAUSE_NANOS = Duration.ofMinutes(1).toNanos();
  private static final Logger LOG = Logger.getLogger(ConnectionGate.class);

  private final Descriptors descriptors;
  private final int cap;
  private final long maxBodyBytes;
  private final WaitingList waiting = new WaitingList();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger arriving = new AtomicInteger();
  private final AtomicInteger closing = new AtomicInteger();
  private final Set<Channel> paused = ConcurrentHashMap.newKeySet();
  private final Map<ConnectionEnd, LongAdder> ended = new ConcurrentHashMap<>();
  private final AtomicLong untold = new AtomicLong();
  private final AtomicLong quietUntil = new AtomicLong(System.nanoTime());
  private volatile int limit;
  private volatile long openDescriptors;
  private long timer = -1;

  @Inject
  ConnectionGate(
      @ConfigProperty(name = "auralis.max-clients") int maxClients,
      @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize maxBody) {
    this(Descriptors.ofProcess(), maxClients + OTHERS, maxBody.asLongValue());
  }

  ConnectionGate(Descriptors descriptors, int cap, long maxBodyBytes) {
    this.descriptors = descriptors;
    this.cap = cap;
    this.maxBodyBytes = maxBodyBytes;
    for (ConnectionEnd end : ConnectionEnd.values()) {
      ended.put(end, new LongAdder());
    }
    measure();
  }

  void start(@Observes StartupEvent event, Vertx vertx) {
    timer =
        vertx.setPeriodic(
            PERIOD_MILLIS,
            tick ->
                vertx.executeBlocking(
                    () -> {
                      measure();
                      return null;
                    }));
  }

  void stop(@Observes ShutdownEvent event, Vertx vertx) {
    vertx.cancelTimer(timer);
  }

  /** Whether there is room for one more WebSocket. */
  public boolean hasRoomForSession() {
    return waiting.sessions() < limit - ROOM_FOR_PROBES;
  }

  /** Whether there is room for one that is told that there is none: browsers hide other answers. */
  public boolean hasRoomForFarewell() {
    return waiting.sessions() < limit - ROOM_FOR_PROBES / 2;
  }

  /** Connections that are open. */
  public int open() {
    return open.get();
  }

  /** Connections that there may be now. */
  public int limit() {
    return limit;
  }

  /**
   * Lets a connection in and has it watched from the moment on that it is registered, or says no.
   */
  boolean admit(Channel connection) {
    if (open.get() >= limit && !makeRoom() && arriving.get() == 0) {
      count(ConnectionEnd.TURNED_AWAY);
      warn();
      return false;
    }
    open.incrementAndGet();
    arriving.incrementAndGet();
    ConnectionWatch watch = new ConnectionWatch(this, maxBodyBytes);
    connection.pipeline().addLast(watch);
    connection.closeFuture().addListener(closed -> watch.closed());
    return true;
  }

  /** Has this socket accept nothing while too many connections are between two threads. */
  void pauseIfBusy(Channel accepting) {
    if (unsettled() >= MAX_UNSETTLED) {
      // In this order another thread that resumes it does so after the pause.
      accepting.config().setAutoRead(false);
      paused.add(accepting);
      resumeIfCalm();
    }
  }

  /** A connection waits for something else now; null before the first time. */
  void moved(ConnectionWatch connection, Phase from, Phase to) {
    waiting.move(connection, from, to);
    if (from == null) {
      arriving.decrementAndGet();
      resumeIfCalm();
    }
  }

  /** A connection is closed. */
  void closed(ConnectionWatch connection, Phase from, boolean gaveWay) {
    waiting.leave(connection, from);
    if (from == null) {
      arriving.decrementAndGet();
    }
    if (gaveWay) {
      closing.decrementAndGet();
    } else {
      open.decrementAndGet();
    }
    resumeIfCalm();
  }

  void count(ConnectionEnd end) {
    ended.get(end).increment();
  }

  /** Connections that the service itself ended for this reason, since the start. */
  long ended(ConnectionEnd end) {
    return ended.get(end).sum();
  }

  /** Counts descriptors, which may take milliseconds, and computes what follows. */
  final void measure() {
    long max = descriptors.max();
    if (max == Long.MAX_VALUE || max <= 0) {
      limit = cap;
      return;
    }
    int connections = open.get() + closing.get();
    openDescriptors = descriptors.open();
    long others = Math.max(0, openDescriptors - connections);
    limit = (int) Math.max(LEAST, Math.min(cap, max - others - RESERVE));
    if (openDescriptors > max - RESERVE) {
      warn();
    }
  }

  private int unsettled() {
    return arriving.get() + closing.get();
  }

  private void resumeIfCalm() {
    if (!paused.isEmpty() && unsettled() < MAX_UNSETTLED) {
      for (Channel accepting : paused) {
        paused.remove(accepting);
        accepting.config().setAutoRead(true);
      }
    }
  }

  private boolean makeRoom() {
    Optional<ConnectionWatch> oldest = waiting.giveWay();
    if (oldest.isEmpty()) {
      return false;
    }
    open.decrementAndGet();
    closing.incrementAndGet();
    count(ConnectionEnd.GAVE_WAY);
    oldest.get().giveWay();
    warn();
    return true;
  }

  /** One line a minute at most. */
  private void warn() {
    untold.incrementAndGet();
    long now = System.nanoTime();
    long until = quietUntil.get();
    if (now - until >= 0 && quietUntil.compareAndSet(until, now + PAUSE_NANOS)) {
      LOG.warn(
          String.format(
              Locale.ROOT,
              "Connections run short: %d of %d are open, and %d of %d file descriptors (ulimit -n)."
                  + " Those that ask for nothing give way; %d times since the last such line",
              open.get(),
              limit,
              openDescriptors,
              descriptors.max(),
              untold.getAndSet(0)));
    }
  }
}
