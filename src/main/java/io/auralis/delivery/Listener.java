package io.auralis.delivery;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;
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

  /** The listener has no position yet, because nothing was published. */
  private static final long UNPLACED = -1;

  private final Transport transport;
  private final Broadcaster broadcaster;
  private final Admission admission;
  private final CodecRing ring;
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
  private final Overrun overrun;

  Listener(
      Transport transport,
      Broadcaster broadcaster,
      Admission admission,
      CodecRing ring,
      Shard shard,
      double turn) {
    this.transport = transport;
    this.broadcaster = broadcaster;
    this.admission = admission;
    this.ring = ring;
    this.shard = shard;
    this.turn = turn;
    lastHeard = broadcaster.nanos();
    admitted = lastHeard;
    lastPing = lastHeard;
    admission.notices().greeting().ifPresent(messages::addLast);
    overrun = new Overrun(lastHeard);
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

  CodecRing ring() {
    return ring;
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
  void drain(long now) {
    if (ended.get() != null) {
      return;
    }
    ChunkWindow window = ring.window();
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
      DropReason reason = transport.idle() ? DropReason.LATE : DropReason.SLOW;
      counts().countDropped(reason, lost);
      overrun.lost(lost, reason, now);
    }
    // Nothing waits but the newest, and all before it has left: it caught up.
    if (window.end() - cursor <= 1 && transport.idle()) {
      overrun.caughtUp();
    }
    if (overrun.lastsFor(broadcaster.settings().longestOverrun(), now)) {
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
    overrun.notice(admission.notices(), now).ifPresent(messages::addFirst);
    int bytes = 0;
    while (!messages.isEmpty() && bytes < BATCH_BYTES) {
      String message = messages.removeFirst();
      transport.write(message);
      bytes += message.length();
    }
    int sent = 0;
    int audioBytes = 0;
    boolean failed = false;
    while (!failed
        && cursor != UNPLACED
        && cursor < window.end()
        && bytes + audioBytes < BATCH_BYTES) {
      FramedChunk message = message(window.get(cursor));
      failed = message == null;
      if (!failed) {
        cursor++;
        sent++;
        audioBytes += message.bytes();
        transport.write(message);
      }
    }
    transport.flush();
    count(sent, audioBytes);
    // A message that could not be made is made with the next chunk, not at once.
    if (!failed && hasWork(window)) {
      awaitIdle();
    }
  }

  /**
   * A chunk in this listener's format; null if it cannot be made now, say for want of memory, or if
   * the window has moved on.
   */
  private FramedChunk message(PacketChunk chunk) {
    try {
      return chunk.message(format(), packets -> broadcaster.shared().frame(format(), packets));
    } catch (RuntimeException | Error e) {
      broadcaster.guard().failed(e);
      counts().countEncodeFailure();
      return null;
    }
  }

  private DeliveryCounts counts() {
    return broadcaster.totals().counts(format());
  }

  private void count(int sent, int audioBytes) {
    if (sent == 0) {
      return;
    }
    counts().countSent(sent, audioBytes);
    if (!heardAudio) {
      heardAudio = true;
      broadcaster.shared().observer().firstAudio(format(), broadcaster.nanos() - admitted);
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
