package io.auralis.station;

import io.auralis.audio.AudioFormat;
import io.auralis.audio.BlockEffect;
import io.auralis.composition.Composer;
import io.auralis.delivery.Broadcaster;
import io.auralis.music.GenerationParameters;
import io.auralis.sequencing.PatchBook;
import io.auralis.sequencing.Sequencer;
import io.auralis.synthesis.Synthesiser;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
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
 * <p>Chunk k is due when the clock reads its first frame. It is rendered as soon as all of it lies
 * within the {@code lead}; a control therefore takes effect at the first beat, bar line or end of a
 * phrase behind the lead, as {@link ControlApply} says.
 *
 * <p>Threads: everything but {@link #status()} and {@link #nowPlaying()} belongs to the render
 * thread.
 */
public final class Station {

  private static final Logger LOG = Logger.getLogger(Station.class);

  /** What began earlier does not sound any more: a phrase at the slowest tempo, and a release. */
  private static final long LONGEST_NOTE_FRAMES = 60L * AudioFormat.SAMPLE_RATE_HZ;

  private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

  private static final Duration IDLE_TICK = Duration.ofSeconds(1);

  /** A tick renders no longer, however much history there is to make: controls have their turn. */
  private static final long LONGEST_RENDER_NANOS = NANOS_PER_SECOND;

  private final StationClock clock;
  private final Timeline timeline;
  private final Sequencer sequencer;
  private final ChunkRenderer renderer;
  private final Broadcaster broadcaster;
  private final StationEvents events;
  private final long leadFrames;
  private final int recallChunks;
  private final int memoryChunks;
  private final PhraseBoard board;
  private final LoadGovernor governor;
  private final ProblemReporter problems;
  private final Publisher publisher;
  private final boolean inStep;

  private StationStatus.State state = StationStatus.State.IDLE;
  private long nextToRender;
  private long accepted;
  private volatile StationStatus status;

  /** A station that starts idle at its clock's epoch. */
  public Station(
      StationClock clock,
      Composer composer,
      PatchBook patches,
      Synthesiser synthesiser,
      BlockEffect effects,
      Broadcaster broadcaster,
      StationEvents events,
      StationSettings settings) {
    this.clock = clock;
    this.sequencer = new Sequencer(patches);
    this.timeline = new Timeline(composer, sequencer, settings);
    this.board = new PhraseBoard(clock);
    this.governor = new LoadGovernor(effects != BlockEffect.NONE);
    this.broadcaster = broadcaster;
    this.events = events;
    this.leadFrames = settings.lead().toMillis() * AudioFormat.SAMPLE_RATE_HZ / 1000;
    this.problems = new ProblemReporter(events);
    this.renderer =
        new ChunkRenderer(
            clock, sequencer, synthesiser, effects, problems, settings.ringCapacity());
    this.publisher = new Publisher(clock, renderer, broadcaster, problems);
    this.recallChunks = settings.recallChunks();
    this.inStep = settings.inStep();
    this.memoryChunks = inStep ? renderer.memoryChunks() : 0;
    takeStatus(0);
  }

  /** Has everything run once that the first listener would otherwise wait for. */
  void rehearse() {
    long now = clock.frames();
    timeline.join(now, keptFrames() + LONGEST_NOTE_FRAMES);
    if (now > LONGEST_NOTE_FRAMES) {
      LOG.info(
          String.format(
              Locale.ROOT,
              "The station joins at chunk %d, in %s; it took %d ms to get there",
              now / AudioFormat.BLOCK_FRAMES,
              timeline.lastPhraseId(),
              Timeline.millis(clock.frames() - now)));
    }
    renderer.rehearse(now / AudioFormat.BLOCK_FRAMES);
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
    // Before the news of them: who hears it may ask for the notes at once.
    board.post(timeline.fromCurrent());
    announceBeginnings(now);
    reportCompositionFailure(now);
    takeStatus(now);
  }

  /** How long until the next tick has something to do; above zero. */
  Duration untilNextTick() {
    Duration wait =
        state == StationStatus.State.PLAYING
            ? clock.until(publisher.next() * AudioFormat.BLOCK_FRAMES - headStartFrames())
            : shorter(IDLE_TICK, clock.until(timeline.end()));
    return wait.isZero() ? Duration.ofNanos(1) : wait;
  }

  /** Has new parameters begin a phrase as soon as {@link ControlApply} allows. Last write wins. */
  GenerationUpdate control(GenerationParameters parameters) {
    return control(parameters, Optional.empty());
  }

  /** The same for a client that wants to know its own control again by its timestamp. */
  GenerationUpdate control(GenerationParameters parameters, Optional<String> timestamp) {
    long now = clock.frames();
    long head = state == StationStatus.State.PLAYING ? renderedUntil() : now;
    long begins = timeline.change(parameters, Math.max(head, now));
    accepted++;
    board.post(timeline.fromCurrent());
    takeStatus(now);
    GenerationUpdate update =
        new GenerationUpdate(
            timeline.nextPhraseId(), parameters, Timeline.millis(begins - now), timestamp);
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

  /** The notes that are heard now, or nothing before the first tick; any thread. */
  public Optional<NowPlaying> nowPlaying() {
    return board.read(status.state());
  }

  /** The newest snapshot; any thread. */
  public StationStatus status() {
    return status;
  }

  private void idle(long now) {
    if (state == StationStatus.State.PLAYING) {
      state = StationStatus.State.IDLE;
      renderer.clear();
      LOG.info("Nobody listens: the station keeps composing and renders nothing");
    }
    timeline.composeUntil(now + 1);
    renderer.recover(now / AudioFormat.BLOCK_FRAMES);
    forget(now);
  }

  private void wake(long now) {
    state = StationStatus.State.PLAYING;
    long due = now / AudioFormat.BLOCK_FRAMES;
    // What was published stays as it is: a chunk never goes out twice. In step it may be recalled
    // for those who listened elsewhere: it is the same again.
    long earliest = inStep ? 0 : publisher.next();
    nextToRender = Math.max(earliest, due - recallChunks + 1);
    publisher.begin(nextToRender, due);
    if (memoryChunks > 0) {
      timeline.composeUntil(now + 1);
      renderer.approach(
          Math.max(0, nextToRender - memoryChunks), nextToRender, timeline.tempo().bpm());
    }
    LOG.info("A listener came: the station plays from chunk " + nextToRender);
  }

  private void play(long now) {
    long due = (now + headStartFrames()) / AudioFormat.BLOCK_FRAMES;
    if (publisher.skipBacklog(due)) {
      nextToRender = Math.max(nextToRender, due);
    }
    publisher.publish(due);
    long last = (now + leadFrames) / AudioFormat.BLOCK_FRAMES - 1;
    long began = clock.stopwatchNanos();
    while (nextToRender <= last && clock.stopwatchNanos() - began < LONGEST_RENDER_NANOS) {
      render((int) Math.min(Synthesiser.MAX_BLOCKS_PER_RUN, last - nextToRender + 1));
      publisher.publish(due);
    }
    if (publisher.isLive()) {
      govern();
    }
    forget(now);
  }

  /** A large crowd takes its time: the last of them shall have the chunk when it is due. */
  private long headStartFrames() {
    return Math.min(
        AudioFormat.BLOCK_FRAMES,
        broadcaster.fanOut().toNanos() * AudioFormat.SAMPLE_RATE_HZ / NANOS_PER_SECOND);
  }

  /** Plays less when rendering gets slow, and more when it is fast again. */
  private void govern() {
    long now = clock.frames();
    double leadShare = Math.max(0, renderedUntil() - now) / (double) leadFrames;
    if (governor.observe(now, renderer.pace(), leadShare)) {
      sequencer.limit(governor.polyphony(), renderedUntil());
      renderer.relieve(governor.dry());
      LOG.info(
          String.format(
              Locale.ROOT,
              "Load step %d of %d: rendering is %.1fx real time",
              governor.step(),
              governor.mostShed(),
              renderer.pace()));
    }
  }

  private void render(int blocks) {
    long end = (nextToRender + blocks) * AudioFormat.BLOCK_FRAMES;
    timeline.composeUntil(end);
    if (timeline.beginsWithin(renderedUntil(), end)) {
      renderer.phraseBoundary();
    }
    renderer.render(nextToRender, blocks, timeline.tempo().bpm());
    nextToRender += blocks;
  }

  /** Tells which phrases begin to sound. */
  private void announceBeginnings(long now) {
    Timeline.Placed beginning;
    while ((beginning = timeline.beginning(now)) != null) {
      events.generationUpdated(updateOf(beginning, now));
    }
  }

  private void reportCompositionFailure(long now) {
    Throwable failure = timeline.takeFailure();
    if (failure != null
        && problems.report(
            StationProblem.GENERATION_ERROR,
            "Composition failed; the previous settings play on",
            now)) {
      LOG.error("Composition failed; the previous phrase plays again", failure);
    }
  }

  private static GenerationUpdate updateOf(Timeline.Placed placed, long now) {
    return new GenerationUpdate(
        placed.phrase().id(),
        placed.phrase().parameters(),
        Timeline.millis(Math.max(0, placed.endFrame() - now)));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** Keeps what is needed again when the station wakes. */
  private void forget(long now) {
    sequencer.forgetBefore(now - keptFrames());
  }

  private long keptFrames() {
    return (long) (recallChunks + memoryChunks) * AudioFormat.BLOCK_FRAMES;
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
            renderer.synthesis(),
            playing ? Math.max(0, renderedUntil() - now) * 1000.0 / AudioFormat.SAMPLE_RATE_HZ : 0,
            renderer.renderMillis(),
            renderer.realTimeFactor(),
            new StationStatus.Load(governor.step(), governor.shed(), governor.restored()),
            publisher.next(),
            timeline.composed(),
            accepted,
            publisher.underruns(),
            renderer.failures(),
            timeline.failures());
  }
}
