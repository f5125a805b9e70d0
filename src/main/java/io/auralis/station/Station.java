package io.auralis.station;

import io.auralis.audio.AudioBlock;
import io.auralis.audio.AudioChunk;
import io.auralis.audio.AudioFormat;
import io.auralis.audio.ChunkRing;
import io.auralis.audio.PcmEncoder;
import io.auralis.composition.Composer;
import io.auralis.music.GenerationParameters;
import io.auralis.sequencing.ControlBlock;
import io.auralis.sequencing.PatchBook;
import io.auralis.sequencing.Sequencer;
import io.auralis.streaming.Broadcaster;
import io.auralis.synthesis.SynthesisException;
import io.auralis.synthesis.Synthesiser;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * One continuous stream of music.
 *
 * <pre>
 *            first listener: render from a burst's length in the past
 *   IDLE  ------------------------------------------------------------>  PLAYING
 *   clock runs,  <---------------------------------------------------  each tick: publish what
 *   composes        last listener left                                  is due, render the lead
 * </pre>
 *
 * <p>Chunk k is due when the clock reads its first frame. It is rendered {@code lead} earlier; a
 * control therefore takes effect at the first bar line behind the lead.
 *
 * <p>Threads: everything but {@link #status()} belongs to the render thread. The control block and
 * the audio block are owned by it, too.
 */
public final class Station {

  private static final Logger LOG = Logger.getLogger(Station.class);

  /** A station that fell this far behind, say in a suspended machine, goes on at the clock. */
  private static final long MAX_BACKLOG_CHUNKS = 100;

  /** A chunk published this much after its time is an underrun. */
  private static final long LATE_FRAMES = AudioFormat.BLOCK_FRAMES;

  private static final int REHEARSALS = 5;
  private static final Duration IDLE_TICK = Duration.ofSeconds(1);
  private static final long PROBLEM_INTERVAL_FRAMES = AudioFormat.SAMPLE_RATE_HZ;
  private static final double SMOOTHING = 0.1;

  private final StationClock clock;
  private final Timeline timeline;
  private final Sequencer sequencer;
  private final Synthesiser synthesiser;
  private final Broadcaster broadcaster;
  private final StationEvents events;
  private final long leadFrames;
  private final ChunkRing ring;
  private final ControlBlock controls = Sequencer.newControlBlock(Synthesiser.MAX_BLOCKS_PER_RUN);
  private final AudioBlock audio = new AudioBlock(Synthesiser.MAX_BLOCKS_PER_RUN);
  private final long[] lastReported = new long[StationProblem.values().length];

  private StationStatus.State state = StationStatus.State.IDLE;
  private long nextToPublish;
  private long nextToRender;
  private long punctualFrom;
  private double renderNanos;
  private double realTimeFactor;
  private long accepted;
  private long underruns;
  private long synthesisFailures;
  private volatile StationStatus status;

  /**
   * A station that starts idle at its clock's epoch.
   *
   * @param seed decides the music
   * @param parameters to begin with
   * @param lead how far rendering runs ahead of the clock
   * @param ringCapacity chunks to keep, lead included
   */
  public Station(
      StationClock clock,
      Composer composer,
      PatchBook patches,
      Synthesiser synthesiser,
      Broadcaster broadcaster,
      StationEvents events,
      long seed,
      GenerationParameters parameters,
      Duration lead,
      int ringCapacity) {
    this.clock = clock;
    this.sequencer = new Sequencer(patches);
    this.timeline = new Timeline(composer, sequencer, seed, parameters);
    this.synthesiser = synthesiser;
    this.broadcaster = broadcaster;
    this.events = events;
    this.leadFrames = lead.toMillis() * AudioFormat.SAMPLE_RATE_HZ / 1000;
    this.ring = new ChunkRing(ringCapacity);
    Arrays.fill(lastReported, -PROBLEM_INTERVAL_FRAMES);
    takeStatus(0);
  }

  /**
   * Renders a moment and throws it away, so that the first listener does not wait for code that has
   * never run: the runtime's plans for new shapes, the JVM's compiler.
   */
  void rehearse() {
    timeline.composeUntil(1);
    try {
      for (int round = 0; round < REHEARSALS; round++) {
        for (int blocks = controls.maxBlocks(); blocks > 0; blocks--) {
          sequencer.write(controls, (long) round * AudioFormat.SAMPLE_RATE_HZ, blocks);
          synthesiser.render(controls, audio);
          PcmEncoder.encode(audio, 0);
        }
      }
    } catch (RuntimeException e) {
      LOG.warn("The synthesiser failed its rehearsal; it is tried again when somebody listens", e);
    }
  }

  /** Does what is due now. Calling it more often than needed does no harm. */
  void tick() {
    long now = clock.frames();
    boolean deserted = broadcaster.pauseIfDeserted();
    if (deserted) {
      idle(now);
    } else {
      if (state == StationStatus.State.IDLE) {
        wake(now);
      }
      play(now);
    }
    announceBeginnings(now);
    reportCompositionFailure(now);
    takeStatus(now);
  }

  /** How long until the next tick has something to do; above zero. */
  Duration untilNextTick() {
    Duration wait =
        state == StationStatus.State.PLAYING
            ? clock.until(nextToPublish * AudioFormat.BLOCK_FRAMES)
            : IDLE_TICK;
    return wait.isZero() ? Duration.ofNanos(1) : wait;
  }

  /** Has new parameters begin at the next bar line that is not rendered yet. Last write wins. */
  GenerationUpdate control(GenerationParameters parameters) {
    long now = clock.frames();
    long head = state == StationStatus.State.PLAYING ? renderedUntil() : now;
    long begins = timeline.change(parameters, Math.max(head, now));
    accepted++;
    takeStatus(now);
    GenerationUpdate update =
        new GenerationUpdate(timeline.nextPhraseId(), parameters, Timeline.millis(begins - now));
    events.generationUpdated(update);
    return update;
  }

  /** What plays now. */
  GenerationUpdate current() {
    long now = clock.frames();
    Timeline.Placed current = timeline.current();
    return current == null
        ? new GenerationUpdate(timeline.nextPhraseId(), timeline.parameters(), 0)
        : updateOf(current, now);
  }

  /** The newest snapshot; any thread. */
  public StationStatus status() {
    return status;
  }

  private void idle(long now) {
    if (state == StationStatus.State.PLAYING) {
      state = StationStatus.State.IDLE;
      ring.clear();
      LOG.info("Nobody listens: the station keeps composing and renders nothing");
    }
    timeline.composeUntil(now + 1);
    forget(now);
  }

  private void wake(long now) {
    state = StationStatus.State.PLAYING;
    long due = now / AudioFormat.BLOCK_FRAMES;
    // What was published stays as it is: a chunk never goes out twice.
    nextToPublish = Math.max(nextToPublish, due - Broadcaster.BURST_CHUNKS + 1);
    nextToRender = nextToPublish;
    punctualFrom = due + 1;
    LOG.infof("A listener came: the station plays from chunk %d", nextToPublish);
  }

  private void play(long now) {
    long due = now / AudioFormat.BLOCK_FRAMES;
    if (due - nextToPublish > MAX_BACKLOG_CHUNKS) {
      LOG.warnf("The station fell %d chunks behind and goes on at its clock", due - nextToPublish);
      nextToPublish = due;
      nextToRender = Math.max(nextToRender, due);
      punctualFrom = due + 1;
    }
    publishDue(due);
    long last = (now + leadFrames) / AudioFormat.BLOCK_FRAMES;
    while (nextToRender <= last) {
      render((int) Math.min(Synthesiser.MAX_BLOCKS_PER_RUN, last - nextToRender + 1));
      publishDue(due);
    }
    forget(now);
  }

  private void publishDue(long due) {
    for (; nextToPublish <= due; nextToPublish++) {
      AudioChunk chunk = ring.get(nextToPublish);
      if (chunk == null) {
        return;
      }
      long late = clock.frames() - nextToPublish * AudioFormat.BLOCK_FRAMES;
      if (late > LATE_FRAMES && nextToPublish >= punctualFrom) {
        underruns++;
        report(
            StationProblem.BUFFER_UNDERRUN,
            "Audio is %d ms late".formatted(Timeline.millis(late)),
            clock.frames());
      }
      broadcaster.publish(chunk);
    }
  }

  private void render(int blocks) {
    long start = nextToRender * AudioFormat.BLOCK_FRAMES;
    timeline.composeUntil(start + (long) blocks * AudioFormat.BLOCK_FRAMES);
    sequencer.write(controls, start, blocks);
    long began = System.nanoTime();
    try {
      synthesiser.render(controls, audio);
      measure(System.nanoTime() - began, blocks);
    } catch (RuntimeException e) {
      synthesisFailures++;
      Arrays.fill(audio.samples(), 0f);
      String message = e instanceof SynthesisException ? e.getMessage() : "Synthesis failed";
      if (report(StationProblem.SYNTHESIS_FAILED, message, start)) {
        LOG.error("Synthesis failed; the stream goes on with silence", e);
      }
    }
    for (int block = 0; block < blocks; block++, nextToRender++) {
      Instant time = clock.wallTime(nextToRender * AudioFormat.BLOCK_FRAMES);
      long micros =
          TimeUnit.SECONDS.toMicros(time.getEpochSecond())
              + TimeUnit.NANOSECONDS.toMicros(time.getNano());
      ring.put(new AudioChunk(nextToRender, micros, PcmEncoder.encode(audio, block)));
    }
  }

  /** Tells which phrases begin to sound. */
  private void announceBeginnings(long now) {
    Timeline.Placed beginning;
    while ((beginning = timeline.beginning(now)) != null) {
      events.generationUpdated(updateOf(beginning, now));
    }
  }

  private void reportCompositionFailure(long now) {
    RuntimeException failure = timeline.takeFailure();
    if (failure != null
        && report(
            StationProblem.GENERATION_ERROR,
            "Composition failed; the previous settings play on",
            now)) {
      LOG.error("Composition failed; the previous phrase plays again", failure);
    }
  }

  /** Reports at most one problem of a kind per second of station time; true if it was reported. */
  private boolean report(StationProblem problem, String message, long frame) {
    if (frame - lastReported[problem.ordinal()] < PROBLEM_INTERVAL_FRAMES) {
      return false;
    }
    lastReported[problem.ordinal()] = frame;
    events.problemOccurred(problem, message);
    return true;
  }

  private void measure(long nanos, int blocks) {
    double perBlock = (double) nanos / blocks;
    double factor = AudioFormat.BLOCK_MILLIS * 1e6 / perBlock;
    renderNanos = renderNanos == 0 ? perBlock : mix(renderNanos, perBlock);
    realTimeFactor = realTimeFactor == 0 ? factor : mix(realTimeFactor, factor);
  }

  private static double mix(double smoothed, double value) {
    return smoothed + SMOOTHING * (value - smoothed);
  }

  private static GenerationUpdate updateOf(Timeline.Placed placed, long now) {
    return new GenerationUpdate(
        placed.phrase().id(),
        placed.phrase().parameters(),
        Timeline.millis(Math.max(0, placed.endFrame() - now)));
  }

  /** Keeps what a new listener's burst may need again. */
  private void forget(long now) {
    sequencer.forgetBefore(now - (long) Broadcaster.BURST_CHUNKS * AudioFormat.BLOCK_FRAMES);
  }

  private long renderedUntil() {
    return nextToRender * AudioFormat.BLOCK_FRAMES;
  }

  private void takeStatus(long now) {
    boolean playing = state == StationStatus.State.PLAYING;
    status =
        new StationStatus(
            state,
            timeline.parameters(),
            synthesiser.description(),
            playing ? Math.max(0, renderedUntil() - now) * 1000.0 / AudioFormat.SAMPLE_RATE_HZ : 0,
            renderNanos / 1e6,
            realTimeFactor,
            nextToPublish,
            timeline.composed(),
            accepted,
            underruns,
            synthesisFailures,
            timeline.failures());
  }
}
