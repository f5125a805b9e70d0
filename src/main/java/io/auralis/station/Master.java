package io.auralis.station;

import io.auralis.audio.AudioBlock;
import io.auralis.audio.AudioChunk;
import io.auralis.audio.AudioFormat;
import io.auralis.audio.BlockEffect;
import io.auralis.audio.ChunkRing;
import io.auralis.limits.TaskGuard;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Turns rendered blocks into chunks: effects, limiter, int16. Keeps the newest in the station's
 * ring.
 *
 * <p>The effects are made when the station wakes and dropped when it falls idle: they hold a
 * megabyte. One thread at a time.
 */
final class Master {

  private static final Duration CHUNK = Duration.ofMillis(AudioFormat.BLOCK_MILLIS);

  private final StationClock clock;
  private final Supplier<? extends BlockEffect> effectsMaker;
  private final ChunkRing ring;
  private final TaskGuard effectsGuard = new TaskGuard("The effects", System::nanoTime);

  /** None while the station is idle. */
  private BlockEffect effects = BlockEffect.NONE;

  private boolean relieved;

  /**
   * @param effectsMaker makes effects whenever the station wakes
   * @param lead how far blocks are taken ahead of what is published, at most
   * @param historyChunks published chunks that listeners still read
   */
  Master(
      StationClock clock,
      Supplier<? extends BlockEffect> effectsMaker,
      Duration lead,
      int historyChunks) {
    this.clock = clock;
    this.effectsMaker = effectsMaker;
    // Unpublished are the lead and, while one is taken, one more.
    this.ring = new ChunkRing(historyChunks + (int) lead.dividedBy(CHUNK) + 2);
  }

  /**
   * Begins with a block, after a pause.
   *
   * @param block index of the first one that will be taken
   * @param inStep whether what moves with time stands where it would be, had it run since the first
   */
  void wake(long block, boolean inStep) {
    effects = effectsMaker.get();
    effects.relieve(relieved);
    if (inStep) {
      effects.reset(block);
    } else {
      effects.reset();
    }
  }

  /**
   * Takes a block that follows the one before.
   *
   * @param audio its effects are applied in place
   * @param block which block of {@code audio}
   * @param index the chunk's
   * @param bpm the tempo at the block, for the effects
   * @param heard false for a block that only brings the effects to where they would be
   */
  void take(AudioBlock audio, int block, long index, int bpm, boolean heard) {
    if (!effectsGuard.run(() -> effects.process(audio, block, bpm))) {
      effectsGuard.run(() -> effects.reset(index + 1));
    }
    if (heard) {
      // The wall clock may yet be corrected: a chunk gets its time when it is published.
      ring.put(index, audio, block);
    }
  }

  /** Has the effects do less, or all again. */
  void relieve(boolean less) {
    relieved = less;
    effects.relieve(less);
  }

  /**
   * The chunk with this index, with its time as the wall clock goes now; null if it is not there
   * any more or not yet.
   */
  AudioChunk chunk(long index) {
    AudioChunk chunk = ring.get(index);
    return chunk == null ? null : chunk.at(micros(index));
  }

  /** Forgets the chunks: those that were not published never will be. */
  void skip() {
    ring.clear();
  }

  /** Forgets everything: a pause begins. */
  void clear() {
    ring.clear();
    effects = BlockEffect.NONE;
  }

  private long micros(long index) {
    Instant time = clock.wallTime(index * AudioFormat.BLOCK_FRAMES);
    return TimeUnit.SECONDS.toMicros(time.getEpochSecond())
        + TimeUnit.NANOSECONDS.toMicros(time.getNano());
  }
}
