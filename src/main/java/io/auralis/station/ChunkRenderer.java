package io.auralis.station;

import io.auralis.audio.AudioBlock;
import io.auralis.audio.AudioChunk;
import io.auralis.audio.AudioFormat;
import io.auralis.audio.BlockEffect;
import io.auralis.audio.ChunkRing;
import io.auralis.audio.PcmEncoder;
import io.auralis.limits.TaskGuard;
import io.auralis.sequencing.ControlBlock;
import io.auralis.sequencing.Sequencer;
import io.auralis.synthesis.SynthesisException;
import io.auralis.synthesis.SynthesisReport;
import io.auralis.synthesis.Synthesiser;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Turns what the sequencer holds into chunks in the station's ring, and keeps count of how long
 * that takes and how often it fails.
 *
 * <p>Owned by the render thread, with the sequencer, the control block and the audio block in it. A
 * run that fails without a tier to fall to is silent; nothing is thrown.
 */
final class ChunkRenderer {

  private static final Logger LOG = Logger.getLogger(ChunkRenderer.class);
  private static final int REHEARSALS = 5;
  private static final int ANY_BPM = 60;
  private static final double SMOOTHING = 0.1;

  private final StationClock clock;
  private final Sequencer sequencer;
  private final Synthesiser synthesiser;
  private final BlockEffect effects;
  private final ProblemReporter problems;
  private final ChunkRing ring;
  private final TaskGuard effectsGuard = new TaskGuard("The effects", System::nanoTime);
  private final ControlBlock controls = Sequencer.newControlBlock(Synthesiser.MAX_BLOCKS_PER_RUN);
  private final AudioBlock audio = new AudioBlock(Synthesiser.MAX_BLOCKS_PER_RUN);

  private double renderNanos;
  private double realTimeFactor;
  private long failures;

  ChunkRenderer(
      StationClock clock,
      Sequencer sequencer,
      Synthesiser synthesiser,
      BlockEffect effects,
      ProblemReporter problems,
      int ringCapacity) {
    this.clock = clock;
    this.sequencer = sequencer;
    this.synthesiser = synthesiser;
    this.effects = effects;
    this.problems = problems;
    this.ring = new ChunkRing(ringCapacity);
  }

  /**
   * Renders a moment and throws it away, so that the first listener does not wait for code that has
   * never run: the runtime's plans for new shapes, the JVM's compiler.
   *
   * @param chunk where the clock stands
   */
  void rehearse(long chunk) {
    try {
      for (int round = 0; round < REHEARSALS; round++) {
        for (int blocks = controls.maxBlocks(); blocks > 0; blocks--) {
          sequencer.write(
              controls,
              chunk * AudioFormat.BLOCK_FRAMES + (long) round * AudioFormat.SAMPLE_RATE_HZ,
              blocks);
          synthesiser.render(controls, audio);
          for (int block = 0; block < blocks; block++) {
            effects.process(audio, block, ANY_BPM);
            PcmEncoder.encode(audio, block);
          }
        }
      }
      effects.reset();
      // Nobody heard what failed here, and the synthesiser has logged it.
      synthesiser.takeFailure();
    } catch (RuntimeException | Error e) {
      LOG.warn("The synthesiser failed its rehearsal; it is tried again when somebody listens", e);
    }
  }

  /**
   * Chunks before {@code first} that {@link #approach} needs, so that the effects sound as if the
   * station had never slept.
   */
  int memoryChunks() {
    return effects.memoryBlocks();
  }

  /**
   * Has the effects begin with the chunk {@code first}, from silence, and takes them to {@code
   * end}.
   */
  void approach(long first, long end, int bpm) {
    effects.reset(first);
    try {
      for (long chunk = first; chunk < end; chunk += controls.maxBlocks()) {
        int blocks = (int) Math.min(controls.maxBlocks(), end - chunk);
        sequencer.write(controls, chunk * AudioFormat.BLOCK_FRAMES, blocks);
        synthesiser.render(controls, audio);
        for (int block = 0; block < blocks; block++) {
          effects.process(audio, block, bpm);
        }
      }
    } catch (RuntimeException | Error e) {
      LOG.warn("The effects begin from silence: synthesis failed on the way to the clock", e);
      effects.reset(end);
    }
  }

  /** A phrase begins in the chunks that are rendered next. */
  void phraseBoundary() {
    synthesiser.phraseBoundary();
  }

  /**
   * Has a synthesiser that lost something try to get it back while nobody listens: renders one
   * block and throws it away. Does nothing if all is well.
   */
  void recover(long chunk) {
    if (!synthesiser.report().degraded()) {
      return;
    }
    try {
      sequencer.write(controls, chunk * AudioFormat.BLOCK_FRAMES, 1);
      synthesiser.phraseBoundary();
      synthesiser.render(controls, audio);
      synthesiser.takeFailure();
    } catch (RuntimeException | Error e) {
      LOG.debug("Synthesis does not recover yet", e);
    }
  }

  /**
   * Puts the chunks {@code first} to {@code first + blocks - 1} into the ring.
   *
   * @param bpm the tempo, for the effects
   */
  void render(long first, int blocks, int bpm) {
    long start = first * AudioFormat.BLOCK_FRAMES;
    sequencer.write(controls, start, blocks);
    long began = clock.stopwatchNanos();
    try {
      synthesiser.render(controls, audio);
      synthesiser.takeFailure().ifPresent(survived -> count(survived, start));
    } catch (RuntimeException | Error e) {
      Arrays.fill(audio.samples(), 0f);
      if (count(e, start)) {
        LOG.error("Synthesis failed; the stream goes on with silence", e);
      }
    }
    if (!effectsGuard.run(() -> process(blocks, bpm))) {
      effectsGuard.run(() -> effects.reset(first + blocks));
    }
    measure(clock.stopwatchNanos() - began, blocks);
    encode(first, blocks);
  }

  /** Has the effects do less, or all again. */
  void relieve(boolean relieved) {
    effects.relieve(relieved);
  }

  /**
   * The chunk with this index, with its time as the wall clock goes now; null if it is not there
   * any more or not yet.
   */
  AudioChunk chunk(long index) {
    AudioChunk chunk = ring.get(index);
    return chunk == null ? null : chunk.at(micros(index));
  }

  /** Forgets what was rendered: a pause begins. */
  void clear() {
    ring.clear();
    effects.reset();
  }

  SynthesisReport synthesis() {
    return synthesiser.report();
  }

  /** Smoothed time to render a block; 0 before the first. */
  double renderMillis() {
    return renderNanos / 1e6;
  }

  /** Smoothed seconds of audio per second of rendering; 0 before the first. */
  double realTimeFactor() {
    return realTimeFactor;
  }

  /** Seconds of audio per second of work at the smoothed cost: quick to tell of overload. */
  double pace() {
    return renderNanos == 0 ? 0 : AudioFormat.BLOCK_MILLIS * 1e6 / renderNanos;
  }

  long failures() {
    return failures;
  }

  private void encode(long first, int blocks) {
    for (int block = 0; block < blocks; block++) {
      // The wall clock may yet be corrected: a chunk gets its time when it is taken.
      ring.put(new AudioChunk(first + block, 0, PcmEncoder.encode(audio, block)));
    }
  }

  private long micros(long index) {
    Instant time = clock.wallTime(index * AudioFormat.BLOCK_FRAMES);
    return TimeUnit.SECONDS.toMicros(time.getEpochSecond())
        + TimeUnit.NANOSECONDS.toMicros(time.getNano());
  }

  /** Counts a failure and tells listeners; true if they were told. */
  private boolean count(Throwable failure, long frame) {
    failures++;
    String message =
        failure instanceof SynthesisException ? failure.getMessage() : "Synthesis failed";
    return problems.report(StationProblem.SYNTHESIS_FAILED, message, frame);
  }

  private void process(int blocks, int bpm) {
    for (int block = 0; block < blocks; block++) {
      effects.process(audio, block, bpm);
    }
  }

  private void measure(long nanos, int blocks) {
    double perBlock = Math.max(1, (double) nanos / blocks);
    double factor = AudioFormat.BLOCK_MILLIS * 1e6 / perBlock;
    renderNanos = renderNanos == 0 ? perBlock : mix(renderNanos, perBlock);
    realTimeFactor = realTimeFactor == 0 ? factor : mix(realTimeFactor, factor);
  }

  private static double mix(double smoothed, double value) {
    return smoothed + SMOOTHING * (value - smoothed);
  }
}
