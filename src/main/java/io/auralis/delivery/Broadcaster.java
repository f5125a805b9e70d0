package io.auralis.delivery;

import io.auralis.audio.AudioChunk;
import io.auralis.limits.TaskGuard;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Fans a station's chunks out to its listeners: encodes each once per format that somebody listens
 * to, keeps the newest in a ring, and has each connection's thread send to its own listeners.
 *
 * <p>A new listener gets a burst of the newest chunks at once, then every chunk that is published;
 * one that comes back continues where it was as long as the ring holds it.
 *
 * <p>Thread-safe: the render thread publishes, connection threads join and leave. No method blocks
 * on a connection.
 */
public final class Broadcaster {

  /** Chunks that a new listener gets at once; below the queue's size, or the burst would drop. */
  public static final int BURST_CHUNKS = Listener.QUEUE_CHUNKS - 1;

  /** Its multiples, modulo 1, are spread evenly however many there are. */
  private static final double GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2;

  /** Over all stations: the first listeners of many stations shall not end in the same moment. */
  private static final AtomicLong JOINED = new AtomicLong();

  private final DeliverySettings settings;
  private final LongSupplier nanoClock;
  private final Map<StreamFormat, FormatStream> streams;
  private final Map<Executor, Shard> shards = new ConcurrentHashMap<>();
  private final Attendance attendance;
  private final DeliveryObserver observer;
  private final TaskGuard guard;
  private volatile boolean draining;
  private volatile boolean closed;
  private volatile OptionalLong lastPublishNanos = OptionalLong.empty();

  /** The newest chunks as they are, for the first listener of a format; render thread only. */
  private final Deque<AudioChunk> history = new ArrayDeque<>();

  private int chunksForNobody;

  /** A fan-out of JSON that ends as soon as nobody listens. */
  public Broadcaster(ChunkEncoder encoder, int maxListeners) {
    this(Map.of(StreamFormat.JSON, encoder), DeliverySettings.of(maxListeners), () -> 0);
  }

  /** A fan-out that tells nobody how long things take. */
  public Broadcaster(
      Map<StreamFormat, ChunkEncoder> encoders, DeliverySettings settings, LongSupplier nanoClock) {
    this(encoders, settings, nanoClock, DeliveryObserver.NONE);
  }

  /**
   * A fan-out of the formats that have an encoder.
   *
   * @param nanoClock a clock that never jumps, in nanoseconds
   * @param observer is told how long things take
   */
  public Broadcaster(
      Map<StreamFormat, ChunkEncoder> encoders,
      DeliverySettings settings,
      LongSupplier nanoClock,
      DeliveryObserver observer) {
    this.settings = settings;
    this.nanoClock = nanoClock;
    this.observer = observer;
    guard = new TaskGuard("Delivery to a listener", nanoClock);
    attendance = new Attendance(settings.maxListeners());
    Map<StreamFormat, FormatStream> byFormat = new EnumMap<>(StreamFormat.class);
    encoders.forEach(
        (format, encoder) ->
            byFormat.put(format, new FormatStream(format, encoder, settings, nanoClock, observer)));
    streams = Collections.unmodifiableMap(byFormat);
  }

  /** Adds a listener that is new and wants JSON. */
  public Optional<Listener> join(Transport transport) {
    return join(transport, Admission.plain());
  }

  /**
   * Adds a listener.
   *
   * @return the listener, or nothing if there are as many as allowed or the server is going away
   * @throws IllegalArgumentException if the format has no encoder
   */
  public Optional<Listener> join(Transport transport, Admission admission) {
    FormatStream stream = streams.get(admission.format());
    if (stream == null) {
      throw new IllegalArgumentException(admission.format() + " is not among " + formats());
    }
    if (closed || !attendance.enter()) {
      attendance.refuse(closed ? RefusalReason.SHUTDOWN : RefusalReason.FULL);
      return Optional.empty();
    }
    Shard shard;
    Listener listener;
    try {
      shard = shards.computeIfAbsent(transport.executor(), executor -> new Shard(executor, this));
      double turn = JOINED.getAndIncrement() * GOLDEN_RATIO % 1;
      listener = new Listener(transport, this, admission, stream, shard, turn);
    } catch (RuntimeException | Error e) {
      attendance.withdraw();
      throw e;
    }
    stream.join();
    shard.execute(
        () -> {
          shard.add(listener);
          if (closed) {
            disconnect(listener, DisconnectReason.SHUTDOWN);
          } else {
            shard.drain(listener);
          }
        });
    return Optional.of(listener);
  }

  /** Removes a listener; doing so again does nothing. */
  public void leave(Listener listener, DisconnectReason reason) {
    if (listener.close(reason)) {
      attendance.leave(reason);
      listener.stream().leave();
      listener.shard().execute(() -> listener.shard().remove(listener));
    }
  }

  /**
   * Takes a chunk into the history that nobody is to be woken for: a station that starts to play
   * recalls what a listener may have missed that comes from elsewhere. Before what is published.
   */
  public void recall(AudioChunk chunk) {
    streams.values().forEach(stream -> stream.recall(chunk));
    remember(chunk);
  }

  /** Encodes a chunk once per format that is listened to and has everybody take it. */
  public void publish(AudioChunk chunk) {
    chunksForNobody = attendance.present() > 0 ? 0 : chunksForNobody + 1;
    streams.values().forEach(stream -> stream.publish(chunk, history));
    remember(chunk);
    shards.values().forEach(Shard::wake);
  }

  private void remember(AudioChunk chunk) {
    lastPublishNanos = OptionalLong.of(nanos());
    if (history.size() == settings.historyChunks()) {
      history.removeFirst();
    }
    history.addLast(chunk);
  }

  /**
   * How long it takes lately until the last listener has a chunk that was published. Who wants all
   * of them to have it in time publishes it so much earlier.
   */
  public Duration fanOut() {
    return Duration.ofNanos(shards.values().stream().mapToLong(Shard::roundNanos).max().orElse(0));
  }

  /** Queues a message for everybody. */
  public void announce(String message) {
    for (Shard shard : shards.values()) {
      shard.forEach(listener -> listener.queue(message));
      shard.wake();
    }
  }

  /**
   * Forgets what was published if nobody listens, nor did lately: what is published next follows a
   * pause. Render thread.
   *
   * @return whether nobody listens
   */
  public boolean pauseIfDeserted() {
    boolean lingers = !history.isEmpty() && chunksForNobody < settings.lingerChunks();
    if (attendance.present() > 0 || lingers) {
      return false;
    }
    history.clear();
    streams.values().forEach(FormatStream::sleepIfDeserted);
    return true;
  }

  /** Calls for no more listeners: who comes all the same is still served. */
  public void drain() {
    draining = true;
  }

  /** Admits nobody from here on; who listens goes on listening until {@link #dismiss}. */
  public void refuse() {
    drain();
    closed = true;
  }

  /**
   * Ends a share of the connections, evenly spread over all of them: of two listeners one has gone
   * at a half.
   *
   * @param share of all that listened at the beginning, those included that went before; 1 ends all
   */
  public void dismiss(double share) {
    shards
        .values()
        .forEach(
            shard ->
                shard.forEach(
                    listener -> {
                      if (listener.turn() < share) {
                        disconnect(listener, DisconnectReason.SHUTDOWN);
                      }
                    }));
  }

  /** Ends all connections and admits nobody from here on. */
  public void shutdown() {
    refuse();
    dismiss(1);
  }

  /** Formats that can be listened to. */
  public Set<StreamFormat> formats() {
    return streams.keySet();
  }

  /** Who listens, who was turned away, and why listeners left. */
  public Attendance attendance() {
    return attendance;
  }

  /** Listeners now. */
  public int listeners() {
    return attendance.present();
  }

  /** Listeners of a format. */
  public int listeners(StreamFormat format) {
    return streams.containsKey(format) ? streams.get(format).listeners() : 0;
  }

  /**
   * What became of a format's chunks.
   *
   * @throws IllegalArgumentException if the format has no encoder
   */
  public DeliveryCounts counts(StreamFormat format) {
    FormatStream stream = streams.get(format);
    if (stream == null) {
      throw new IllegalArgumentException(format + " is not among " + formats());
    }
    return stream.counts();
  }

  /** Chunks encoded as a format, since the start. */
  public long chunksEncoded(StreamFormat format) {
    return streams.containsKey(format) ? counts(format).encoded() : 0;
  }

  /** Time since a chunk was published; nothing before the first. */
  public Optional<Duration> sinceLastChunk() {
    OptionalLong last = lastPublishNanos;
    return last.isPresent()
        ? Optional.of(Duration.ofNanos(nanos() - last.getAsLong()))
        : Optional.empty();
  }

  /** Whether nobody is admitted any more, because the service ends. */
  public boolean isShutDown() {
    return closed;
  }

  /**
   * Whether the service is going away. Listeners that come meanwhile are still served for a while.
   */
  public boolean isDraining() {
    return draining;
  }

  /** Chunks handed to connections, since the start. */
  public long chunksSent() {
    return streams.values().stream().mapToLong(stream -> stream.counts().sent()).sum();
  }

  /** Chunks that slow listeners lost, since the start. */
  public long chunksDropped() {
    return streams.values().stream().mapToLong(stream -> stream.counts().dropped()).sum();
  }

  /** Tasks on connections' threads that threw, since the start. */
  public long taskFailures() {
    return guard.failures();
  }

  TaskGuard guard() {
    return guard;
  }

  DeliverySettings settings() {
    return settings;
  }

  long nanos() {
    return nanoClock.getAsLong();
  }

  DeliveryObserver observer() {
    return observer;
  }

  /** Ends a connection; on its thread. */
  void disconnect(Listener listener, DisconnectReason reason) {
    leave(listener, reason);
    listener.transport().close(reason);
  }
}
