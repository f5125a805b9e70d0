package io.auralis.delivery;

import io.auralis.audio.AudioChunk;
import io.auralis.audio.codec.Codec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A connection that keeps what is sent; it takes all at once, or one batch when told. */
public final class RecordingTransport implements Transport {

  /** Runs tasks at once, one after the other: the thread of all these connections. */
  private static final Executor THREAD =
      task -> {
        synchronized (RecordingTransport.class) {
          task.run();
        }
      };

  private final Executor thread;
  private final boolean immediate;
  private final List<String> sent = new CopyOnWriteArrayList<>();
  private final List<DisconnectReason> closed = new CopyOnWriteArrayList<>();
  private final List<Runnable> whenIdle = new ArrayList<>();
  private boolean busy;
  private boolean broken;
  private Error failsWith;
  private int pings;

  private RecordingTransport(Executor thread, boolean immediate) {
    this.thread = thread;
    this.immediate = immediate;
  }

  /** Takes every message at once. */
  public static RecordingTransport fast() {
    return new RecordingTransport(THREAD, true);
  }

  /** The same on a thread of its own. */
  public static RecordingTransport fastOn(Executor thread) {
    return new RecordingTransport(thread, true);
  }

  /** Takes what is written together, then nothing until {@link #complete}. */
  public static RecordingTransport slow() {
    return new RecordingTransport(THREAD, false);
  }

  /** JSON of text: what a codec makes of a chunk is its message. */
  public static DeliveryFormats encoder(Function<AudioChunk, String> text) {
    return new DeliveryFormats(
        Map.of(Codec.PCM, () -> chunk -> packets(text.apply(chunk))),
        Map.of(StreamFormat.JSON, framing("", new AtomicInteger())));
  }

  /** A text as the only packet of a chunk. */
  static List<byte[]> packets(String text) {
    return List.of(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Makes messages of the packets that {@link #packets} made.
   *
   * @param prefix stands before each
   * @param alive counts the messages that somebody holds
   */
  static Framing framing(String prefix, AtomicInteger alive) {
    return chunk -> {
      alive.incrementAndGet();
      String text = new String(chunk.packets().get(0), StandardCharsets.UTF_8);
      return new TextChunk(prefix + text, alive, new AtomicInteger(1));
    };
  }

  @Override
  public Executor executor() {
    return thread;
  }

  @Override
  public boolean idle() {
    if (failsWith != null) {
      throw failsWith;
    }
    if (broken) {
      throw new IllegalStateException("broken pipe");
    }
    return !busy;
  }

  @Override
  public void write(FramedChunk chunk) {
    write(((TextChunk) chunk).text());
    chunk.release();
  }

  @Override
  public void write(String message) {
    sent.add(message);
  }

  @Override
  public void flush() {
    busy = !immediate;
  }

  @Override
  public void whenIdle(Runnable task) {
    if (immediate) {
      task.run();
    } else {
      whenIdle.add(task);
    }
  }

  @Override
  public void ping() {
    pings++;
  }

  @Override
  public void close(DisconnectReason reason) {
    closed.add(reason);
  }

  /** Completes what was written. */
  public void complete() {
    THREAD.execute(
        () -> {
          busy = false;
          List<Runnable> tasks = List.copyOf(whenIdle);
          whenIdle.clear();
          tasks.forEach(Runnable::run);
        });
  }

  /** Breaks the connection. */
  public void fail() {
    broken = true;
  }

  /** Has the connection fail in a way that nobody foresaw. */
  public void failWith(Error failure) {
    failsWith = failure;
  }

  public List<String> sent() {
    return sent;
  }

  public List<DisconnectReason> closed() {
    return closed;
  }

  public int pings() {
    return pings;
  }

  private record TextChunk(String text, AtomicInteger alive, AtomicInteger holders)
      implements FramedChunk {

    @Override
    public int bytes() {
      return text.length();
    }

    @Override
    public void retain() {
      if (holders.getAndIncrement() <= 0) {
        throw new IllegalStateException(text + " was freed");
      }
    }

    @Override
    public void release() {
      int left = holders.decrementAndGet();
      if (left < 0) {
        throw new IllegalStateException(text + " was freed");
      }
      if (left == 0) {
        alive.decrementAndGet();
      }
    }
  }
}
