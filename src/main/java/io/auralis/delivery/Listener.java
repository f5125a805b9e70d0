package io.auralis.delivery;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One listener's place in the stream: a cursor that may lag five chunks behind the newest, then
 * jumps, and the jump is counted.
 *
 * <p>Something is written only when all that was written before has left the process, so a slow
 * connection costs one batch of memory and delays nobody. Messages other than audio go first and
 * have a bounded queue of their own.
 *
 * <p>Threads: {@link #tell}, {@link #heard} and {@link #dropped} are for all; the rest belongs to
 * the connection's thread.
 */
public final class Listener {

  /** Chunks that wait for a slow connection before the oldest is dropped. */
  public static final int QUEUE_CHUNKS = 5;

  /** Messages that wait before the oldest is dropped: answers to a client that does not read. */
  static final int QUEUE_MESSAGES = 16;

  /** What is written in one go; what a connection that stalls then holds in this process. */
  static final int BATCH_BYTES = 65_536;

  private static final long NOTICE_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** The listener has no position yet, because nothing was published. */
  private static final long UNPLACED = -1;

  private final Transport transport;
  private final Broadcaster broadcaster;
  private final Admission admission;
  private final FormatStream stream;
  private final Shard shard;
  private final double turn;
  private final AtomicReference<DisconnectReason> ended = new AtomicReference<>();
  private final Deque<String> messages = new ArrayDeque<>(2);
  private volatile long dropped;
  private volatile long lastHeard;

  /** Where it stands in its shard; below 0 if it does not. */
  private int place = -1;

  private long cursor = UNPLACED;

  /** Before this position it may lag further: it came back and catches up. */
  private long catchUpUntil;

  private final long admitted;
  private boolean heardAudio;
  private long lastPing;
  private boolean waitsForIdle;
  private boolean overruns;
  private long overrunSince;
  private long untold;
  private DropReason dropReason;
  private long lastNotice;

  Listener(
      Transport transport,
      Broadcaster broadcaster,
      Admission admission,
      FormatStream stream,
      Shard shard,
      double turn) {
    this.transport = transport;
    this.broadcaster = broadcaster;
    this.admission = admission;
    this.stream = stream;
    this.shard = shard;
    this.turn = turn;
    lastHeard = broadcaster.nanos();
    admitted = lastHeard;
    lastPing = lastHeard;
    lastNotice = lastHeard - NOTICE_NANOS;
    admission.notices().greeting().ifPresent(messages::addLast);
  }

  /** Queues a message that is not audio. */
  public void tell(String message) {
    shard.execute(
        () -> {
          queue(message);
          shard.drain(this);
        });
  }

  /** Queues a message for the next drain. */
  void queue(String message) {
    if (messages.size() == QUEUE_MESSAGES) {
      messages.removeFirst();
    }
    messages.addLast(message);
  }

  /** Something came from this listener: it lives. */
  public void heard() {
    lastHeard = broadcaster.nanos();
  }

  /** Chunks dropped because the connection was slow. */
  public long dropped() {
    return dropped;
  }

  /** The format that it listens to. */
  public StreamFormat format() {
    return admission.format();
  }

  /** Why it ended; nothing while it lives. */
  public Optional<DisconnectReason> ended() {
    return Optional.ofNullable(ended.get());
  }

  /** Nothing is sent from here on. True the first time. */
  boolean close(DisconnectReason reason) {
    return ended.compareAndSet(null, reason);
  }

  Transport transport() {
    return transport;
  }

  FormatStream stream() {
    return stream;
  }

  Shard shard() {
    return shard;
  }

  /** When it has to go if all go one after the other: 0 for first, below 1 for last. */
  double turn() {
    return turn;
  }

  int place() {
    return place;
  }

  void place(int newPlace) {
    place = newPlace;
  }

  /** Takes what is new, or what waits, if the connection can. */
  void drain(ChunkWindow window, long now) {
    if (ended.get() != null) {
      return;
    }
    try {
      placeIn(window);
      dropWhatIsTooOld(window, now);
      send(window, now);
      keepAlive(now);
    } catch (IllegalStateException e) {
      broadcaster.disconnect(this, DisconnectReason.SEND_FAILED);
    }
  }

  private void placeIn(ChunkWindow window) {
    if (cursor != UNPLACED || window.isEmpty()) {
      return;
    }
    OptionalLong wanted =
        admission.from().isPresent()
            ? window.positionOf(admission.from().getAsLong())
            : OptionalLong.empty();
    cursor = wanted.orElse(Math.max(window.first(), window.end() - Broadcaster.BURST_CHUNKS));
    catchUpUntil = window.end();
    if (admission.from().isPresent()) {
      admission.notices().placed(wanted.isPresent()).ifPresent(messages::addFirst);
    }
  }

  private void dropWhatIsTooOld(ChunkWindow window, long now) {
    if (cursor == UNPLACED || window.isEmpty()) {
      return;
    }
    // A connection that could take everything is not slow; what is late then is this thread.
    boolean mayLag = cursor < catchUpUntil || transport.idle();
    long oldest = mayLag ? window.first() : Math.max(window.first(), window.end() - QUEUE_CHUNKS);
    if (cursor < oldest) {
      long lost = oldest - cursor;
      cursor = oldest;
      dropped += lost;
      untold += lost;
      dropReason = transport.idle() ? DropReason.LATE : DropReason.SLOW;
      stream.counts().countDropped(dropReason, lost);
      if (!overruns) {
        overruns = true;
        overrunSince = now;
      }
    }
    // Nothing waits but the newest, and all before it has left: it caught up.
    if (overruns && window.end() - cursor <= 1 && transport.idle()) {
      overruns = false;
    }
    if (overruns && now - overrunSince >= broadcaster.settings().longestOverrun().toNanos()) {
      broadcaster.disconnect(this, DisconnectReason.TOO_SLOW);
    }
  }

  private void send(ChunkWindow window, long now) {
    if (ended.get() != null || !hasWork(window)) {
      return;
    }
    if (!transport.idle()) {
      awaitIdle();
      return;
    }
    if (untold > 0 && now - lastNotice >= NOTICE_NANOS) {
      long lost = untold;
      untold = 0;
      lastNotice = now;
      admission.notices().overran(lost, dropReason).ifPresent(messages::addFirst);
    }
    int bytes = 0;
    while (!messages.isEmpty() && bytes < BATCH_BYTES) {
      String message = messages.removeFirst();
      transport.write(message);
      bytes += message.length();
    }
    int sent = 0;
    int audioBytes = 0;
    while (cursor != UNPLACED && cursor < window.end() && bytes + audioBytes < BATCH_BYTES) {
      EncodedChunk chunk = window.get(cursor++);
      transport.write(chunk);
      audioBytes += chunk.bytes();
      sent++;
    }
    transport.flush();
    count(sent, audioBytes);
    if (hasWork(window)) {
      awaitIdle();
    }
  }

  private void count(int sent, int audioBytes) {
    if (sent == 0) {
      return;
    }
    stream.counts().countSent(sent, audioBytes);
    if (!heardAudio) {
      heardAudio = true;
      broadcaster.observer().firstAudio(format(), broadcaster.nanos() - admitted);
    }
  }

  private boolean hasWork(ChunkWindow window) {
    // Who asked to continue hears first whether it does.
    boolean mayTalk = cursor != UNPLACED || admission.from().isEmpty();
    return mayTalk && !messages.isEmpty()
        || cursor != UNPLACED && !window.isEmpty() && cursor < window.end();
  }

  private void awaitIdle() {
    if (!waitsForIdle) {
      waitsForIdle = true;
      transport.whenIdle(
          () -> {
            waitsForIdle = false;
            shard.drain(this);
          });
    }
  }

  private void keepAlive(long now) {
    if (ended.get() != null) {
      return;
    }
    if (now - lastHeard >= broadcaster.settings().longestSilence().toNanos()) {
      broadcaster.disconnect(this, DisconnectReason.SILENT);
    } else if (now - lastPing >= broadcaster.settings().pingInterval().toNanos()) {
      lastPing = now;
      transport.ping();
    }
  }
}
