package io.auralis.delivery;

import io.auralis.audio.AudioChunk;
import io.auralis.limits.TaskGuard;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * Fans a station's chunks out to its listeners: encodes each once per codec that somebody listens
 * to, keeps the newest in a ring, and has each connection's thread send to its own listeners.
 *
 * <p>A new listener gets a burst of the newest chunks at once, then every chunk that is published;
 * one that comes back continues where it was as long as the ring holds it.
 *
 * <p>Thread-safe. Chunks come one after the other, from any thread, and each thread finds what the
 * one before it left. Broadcasters share no lock, so that many threads may publish, each for a
 * station of its own. No method blocks on a connection.
 */
public final class Broadcaster {

  /** Chunks that a new listener gets at once; below the queue's size, or the burst would drop. */
  public static final int BURST_CHUNKS = Listener.QUEUE_CHUNKS - 1;

  private final SharedDelivery shared;
  private final DeliverySettings settings;
  private final Attendance attendance;
  private final PublishedChunks chunks;
  private final Shards shards = new Shards(this);

  /** Why nobody is admitted any more; null while listeners are. */
  private volatile DisconnectReason closed;

  /** A fan-out with places of its own that ends the stream as soon as nobody listens. */
  public Broadcaster(DeliveryFormats formats, int places) {
    this(formats, places, DeliverySettings.queueOnly(), () -> 0);
  }

  /** A fan-out with places of its own that tells nobody how long things take. */
  public Broadcaster(
      DeliveryFormats formats, int places, DeliverySettings settings, LongSupplier nanoClock) {
    this(
        new SharedDelivery(
            formats,
            new Places(places),
            new DeliveryTotals(nanoClock),
            nanoClock,
            DeliveryObserver.NONE),
        settings);
  }

  /** A fan-out that shares places and totals with others. */
  public Broadcaster(SharedDelivery shared, DeliverySettings settings) {
    this.shared = shared;
    this.settings = settings;
    attendance = new Attendance(shared.places(), shared.totals());
    chunks = new PublishedChunks(shared, settings, attendance);
  }

  /** Adds a listener that is new and wants JSON. */
  public Optional<Listener> join(Transport transport) {
    return join(transport, Admission.plain());
  }

  /**
   * Adds a listener.
   *
   * @return the listener, or nothing if there are as many as allowed, or the station has ended, or
   *     the server is going away
   * @throws IllegalArgumentException if the format is not offered
   */
  public Optional<Listener> join(Transport transport, Admission admission) {
    if (!formats().contains(admission.format())) {
      throw new IllegalArgumentException(admission.format() + " is not among " + formats());
    }
    DisconnectReason over = closed;
    if (over != null || !shared.places().enter()) {
      attendance.refuse(over == null ? RefusalReason.FULL : RefusalReason.after(over));
      return Optional.empty();
    }
    CodecRing ring = chunks.ring(admission.format());
    Listener listener;
    try {
      Executor thread = transport.executor();
      double turn = shared.places().turn();
      listener = new Listener(transport, this, admission, ring, shards.enter(thread), turn);
    } catch (RuntimeException | Error e) {
      shared.places().leave();
      throw e;
    }
    attendance.join(listener.format());
    ring.join();
    Shard shard = listener.shard();
    shard.execute(
        () -> {
          shard.add(listener);
          DisconnectReason end = closed;
          if (end != null) {
            disconnect(listener, end);
          } else {
            shard.drain(listener);
          }
        });
    return Optional.of(listener);
  }

  /** Removes a listener; doing so again does nothing. */
  public void leave(Listener listener, DisconnectReason reason) {
    remove(listener, reason);
  }

  /** Removes a listener; false if that was done before. */
  private boolean remove(Listener listener, DisconnectReason reason) {
    if (!listener.close(reason)) {
      return false;
    }
    attendance.leave(listener.format(), reason);
    listener.ring().leave();
    Shard shard = listener.shard();
    shards.leave(shard);
    shard.execute(() -> shard.remove(listener));
    return true;
  }

  /**
   * Takes a chunk into the history that nobody is to be woken for: a station that starts to play
   * recalls what a listener may have missed that comes from elsewhere. Before what is published.
   */
  public void recall(AudioChunk chunk) {
    chunks.recall(chunk);
  }

  /** Encodes a chunk once per codec that is listened to and has everybody take it. */
  public void publish(AudioChunk chunk) {
    chunks.add(chunk);
    shards.wake();
  }

  /**
   * How long it takes lately until the last listener has a chunk that was published. Who wants all
   * of them to have it in time publishes it so much earlier.
   */
  public Duration fanOut() {
    return Duration.ofNanos(shards.longestRoundNanos());
  }

  /** Queues a message for everybody. */
  public void announce(String message) {
    shards.forEach(listener -> listener.queue(message));
    shards.wake();
  }

  /**
   * Forgets what was published if nobody listens, nor did lately: what is published next follows a
   * pause. The thread that publishes.
   *
   * @return whether nobody listens
   */
  public boolean pauseIfDeserted() {
    return chunks.pauseIfDeserted();
  }

  /** Admits nobody from here on; listeners go on listening until {@link #dismiss}. */
  public void refuse() {
    if (closed == null) {
      closed = DisconnectReason.SHUTDOWN;
    }
  }

  /**
   * Ends a share of the connections, evenly spread over all of them: of two listeners one has gone
   * at a half.
   *
   * @param share of all that listened at the beginning, those included that went before; 1 ends all
   */
  public void dismiss(double share) {
    shards.forEach(
        listener -> {
          if (listener.turn() < share) {
            disconnect(listener, DisconnectReason.SHUTDOWN);
          }
        });
  }

  /**
   * Ends the station's stream for good: ends all connections, admits nobody, lets go of all that
   * was published, and ignores what still is. Any thread; doing so again does nothing more.
   *
   * @param reason what listeners and the totals are told
   */
  public void end(DisconnectReason reason) {
    closed = reason;
    chunks.end();
    shards.forEach(listener -> disconnect(listener, reason));
  }

  /** Formats that can be listened to. */
  public Set<StreamFormat> formats() {
    return shared.formats().offered();
  }

  /** The listeners; counts those that are turned away, too. */
  public Attendance attendance() {
    return attendance;
  }

  /** What all broadcasters of this one's kind delivered. */
  public DeliveryTotals totals() {
    return shared.totals();
  }

  /** Listeners now. */
  public int listeners() {
    return attendance.present();
  }

  /** Time since a chunk was published; nothing before the first. */
  public Optional<Duration> sinceLastChunk() {
    return chunks.sinceLast();
  }

  SharedDelivery shared() {
    return shared;
  }

  TaskGuard guard() {
    return shared.totals().guard();
  }

  /** How much is kept for listeners that come back, and how long they may be slow or silent. */
  public DeliverySettings settings() {
    return settings;
  }

  long nanos() {
    return shared.nanoClock().getAsLong();
  }

  /** Ends a connection, unless it has ended; on its thread. */
  void disconnect(Listener listener, DisconnectReason reason) {
    if (remove(listener, reason)) {
      listener.transport().close(reason);
    }
  }
}
