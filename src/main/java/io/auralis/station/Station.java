package io.auralis.station;

import io.auralis.audio.AudioBlock;
import io.auralis.audio.AudioFormat;
import io.auralis.audio.BlockEffect;
import io.auralis.composition.Composer;
import io.auralis.delivery.Broadcaster;
import io.auralis.ledger.LedgerEntry;
import io.auralis.ledger.PhraseLedger;
import io.auralis.music.GenerationParameters;
import io.auralis.sequencing.ControlBlock;
import io.auralis.sequencing.PatchBook;
import io.auralis.sequencing.Polyphony;
import io.auralis.sequencing.Sequencer;
import io.auralis.synthesis.Seam;
import io.auralis.synthesis.Tiers;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One continuous stream of music. Others render it: in each tick the station plans what it needs
 * and takes the audio afterwards.
 *
 * <pre>
 *   begin:   publish what is due; wake, or fall idle
 *   plan:    write the controls of the next blocks of the lead      } as often as the
 *   take:    effects and PCM of their audio; publish what is late   } lead wants it
 *   finish:  tell which phrase begins; take a snapshot
 *
 *            first listener: render from a burst's length in the past
 *   IDLE  ------------------------------------------------------------>  PLAYING
 *   clock runs,  <---------------------------------------------------
 *   composes        last listener left
 * </pre>
 *
 * <p>Chunk k is due when the clock reads its first frame. It is rendered as soon as all of it lies
 * within the lead; a control therefore takes effect at the first beat, bar line or end of a phrase
 * behind the lead, as {@link ControlApply} says.
 *
 * <p>Threads: one at a time, and each sees what the one before did. Any thread may call {@link
 * #status()} and {@link #nowPlaying()}.
 */
public final class Station {

  /** What began earlier does not sound any more: a phrase at the slowest tempo, and a release. */
  private static final long LONGEST_NOTE_FRAMES = 60L * AudioFormat.SAMPLE_RATE_HZ;

  private final StationClock clock;
  private final Timeline timeline;
  private final Drafts drafts;
  private final Agreement agreement;
  private final Sequencer sequencer;
  private final Supplier<? extends BlockEffect> effects;
  private final Master master;
  private final Seam seam = new Seam();
  private final Broadcaster broadcaster;
  private final StationEvents events;
  private final Playhead playhead;
  private final Recall recall;
  private final PhraseNews news;
  private final ProblemReporter problems;
  private final Publisher publisher;

  private StationStatus.State state = StationStatus.State.IDLE;
  private long headStartFrames;
  private long accepted;
  private long synthesisFailures;
  private volatile StationStatus status;

  /**
   * A station that starts idle at its clock's epoch.
   *
   * @param ledger where its phrases are agreed on; its own, or one that replicas share
   * @param effects makes its effects whenever it wakes
   */
  public Station(
      StationClock clock,
      Composer composer,
      PhraseLedger ledger,
      PatchBook patches,
      Supplier<? extends BlockEffect> effects,
      Broadcaster broadcaster,
      StationEvents events,
      StationSettings settings) {
    this.clock = clock;
    this.effects = effects;
    this.sequencer = new Sequencer(patches);
    this.timeline = new Timeline(sequencer);
    this.drafts = new Drafts(composer, settings.seed(), settings.parameters());
    this.agreement = new Agreement(drafts, ledger, timeline, settings.controlApply());
    this.broadcaster = broadcaster;
    this.events = events;
    this.playhead = new Playhead(frames(settings.lead()));
    this.problems = new ProblemReporter(events);
    this.news = new PhraseNews(clock, timeline, agreement, drafts, events, problems);
    this.master =
        new Master(clock, effects, settings.lead(), broadcaster.settings().historyChunks());
    this.publisher = new Publisher(clock, master, broadcaster, problems, events);
    this.recall = Recall.of(settings, effects);
    takeStatus(0);
  }

  /** Goes to where the station would be, had it played since frame 0. Before anything else. */
  public void join() {
    long now = clock.frames();
    agreement.join(now, recall.frames() + LONGEST_NOTE_FRAMES);
    if (now > LONGEST_NOTE_FRAMES) {
      events.joined(
          now / AudioFormat.BLOCK_FRAMES,
          agreement.lastPhraseId(),
          Timeline.millis(clock.frames() - now));
    }
  }

  /**
   * Begins a tick: publishes what is due. Calling it more often than needed does no harm.
   *
   * @param headStart how much earlier than its time a chunk is published, because a large crowd
   *     takes that long to get it
   */
  public void begin(Duration headStart) {
    headStartFrames = Math.min(AudioFormat.BLOCK_FRAMES, frames(headStart));
    long now = clock.frames();
    agreement.follow(head(now));
    boolean deserted = broadcaster.pauseIfDeserted();
    if (deserted) {
      idle(now);
    } else {
      if (state == StationStatus.State.IDLE) {
        wake(now);
      }
      long due = due(now);
      if (publisher.skipBacklog(due)) {
        playhead.skipTo(due);
        master.skip();
      }
      publisher.publish(due);
    }
  }

  /**
   * Writes the controls of the next blocks that the lead wants.
   *
   * @param controls receives them
   * @param most blocks, at most
   * @return how many blocks; 0 if the lead is complete, and {@code controls} is then as it was
   */
  public int plan(ControlBlock controls, int most) {
    int blocks =
        state == StationStatus.State.PLAYING ? Math.min(most, playhead.missing(clock.frames())) : 0;
    if (blocks > 0) {
      long start = playhead.frame();
      long end = start + (long) blocks * AudioFormat.BLOCK_FRAMES;
      agreement.continueUntil(end);
      if (timeline.beginsWithin(start, end)) {
        seam.phraseBoundary();
      }
      sequencer.write(controls, start, blocks);
    }
    return blocks;
  }

  /** Takes the audio of what was planned last. */
  public void take(AudioBlock audio, int blocks) {
    long start = playhead.frame();
    seam.takeFailure().ifPresent(failure -> report(failure, start));
    for (int block = 0; block < blocks; block++) {
      // First, what is due: its place in the ring may be needed soon.
      publisher.publish(due(clock.frames()));
      long end = playhead.frame() + AudioFormat.BLOCK_FRAMES;
      int bpm = timeline.before(end).tempo().bpm();
      master.take(audio, block, playhead.next(), bpm, playhead.isHeard());
      playhead.advance();
    }
    publisher.publish(due(clock.frames()));
  }

  /** Ends a tick. */
  public void finish() {
    long now = clock.frames();
    sequencer.forgetBefore(now - recall.frames());
    news.tell(now);
    takeStatus(now);
  }

  /** How long until the next tick has something to do; above zero. */
  public Duration untilNextTick() {
    Duration wait =
        state == StationStatus.State.PLAYING
            ? clock.until(publisher.next() * AudioFormat.BLOCK_FRAMES - headStartFrames)
            : clock.until(timeline.nextStart());
    return wait.isZero() ? Duration.ofNanos(1) : wait;
  }

  /** How its audio continues when another tier renders it. */
  public Seam seam() {
    return seam;
  }

  /** Has everything run once that the first listener would otherwise wait for. */
  public void rehearse(Tiers tiers) {
    new Rehearsal(tiers, sequencer, effects.get()).run(clock.frames() / AudioFormat.BLOCK_FRAMES);
  }

  /** Writes a block of what sounds now, to try a device out with. */
  public void sample(ControlBlock controls) {
    long chunk = clock.frames() / AudioFormat.BLOCK_FRAMES;
    sequencer.write(controls, chunk * AudioFormat.BLOCK_FRAMES, 1);
  }

  /** Whether what is rendered now is heard, and no history. */
  public boolean isLive() {
    return state == StationStatus.State.PLAYING && publisher.isLive();
  }

  /** How much of the lead is rendered, 0 to 1. */
  public double leadShare() {
    return playhead.leadShare(clock.frames());
  }

  /** Plays less from the next block on, or all again. */
  public void limit(Polyphony polyphony, boolean dry) {
    sequencer.limit(polyphony, playhead.frame());
    master.relieve(dry);
  }

  /**
   * Has new parameters begin a phrase as soon as {@link ControlApply} allows. Last write wins.
   *
   * @param timestamp by which a client wants to know its own control again
   */
  public GenerationUpdate control(GenerationParameters parameters, Optional<String> timestamp) {
    long now = clock.frames();
    LedgerEntry carrier = agreement.change(parameters, head(now));
    accepted++;
    news.post();
    takeStatus(now);
    GenerationUpdate update =
        new GenerationUpdate(
            carrier.phrase().id(),
            parameters,
            Timeline.millis(carrier.startFrame() - now),
            timestamp);
    events.generationUpdated(update);
    return update;
  }

  /** What plays now. */
  public GenerationUpdate current() {
    return news.current();
  }

  /** The notes that are heard now, or nothing before the first tick; any thread. */
  public Optional<NowPlaying> nowPlaying() {
    return news.nowPlaying(status.state());
  }

  /** The newest snapshot; any thread. */
  public StationStatus status() {
    return status;
  }

  private void idle(long now) {
    if (state == StationStatus.State.PLAYING) {
      state = StationStatus.State.IDLE;
      master.clear();
      events.fellIdle();
    }
    agreement.continueUntil(now + 1);
  }

  private void wake(long now) {
    state = StationStatus.State.PLAYING;
    long due = now / AudioFormat.BLOCK_FRAMES;
    long first = recall.firstChunk(due, publisher.next());
    publisher.begin(first, due);
    playhead.begin(first, recall.memoryChunks());
    agreement.continueUntil(now + 1);
    master.wake(playhead.next(), recall.inStep());
    events.awoke(first);
  }

  /** First frame that is not rendered, and not over. */
  private long head(long now) {
    return state == StationStatus.State.PLAYING ? Math.max(playhead.frame(), now) : now;
  }

  private long due(long now) {
    return (now + headStartFrames) / AudioFormat.BLOCK_FRAMES;
  }

  private void report(Throwable failure, long frame) {
    synthesisFailures++;
    problems.report(StationProblem.SYNTHESIS_FAILED, failure.getMessage(), frame);
  }

  private static long frames(Duration time) {
    return time.toNanos() / 1_000 * AudioFormat.SAMPLE_RATE_HZ / 1_000_000;
  }

  private void takeStatus(long now) {
    boolean playing = state == StationStatus.State.PLAYING;
    status =
        new StationStatus(
            state,
            drafts.parameters(),
            playing ? Math.max(0, playhead.frame() - now) * 1000.0 / AudioFormat.SAMPLE_RATE_HZ : 0,
            publisher.next(),
            drafts.composed(),
            accepted,
            publisher.underruns(),
            synthesisFailures,
            drafts.failures());
  }
}
