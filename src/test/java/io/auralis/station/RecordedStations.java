package io.auralis.station;

import io.auralis.audio.AudioFormat;
import io.auralis.audio.BlockEffect;
import io.auralis.audio.effects.EffectChain;
import io.auralis.composition.AmbientComposer;
import io.auralis.delivery.Admission;
import io.auralis.delivery.Broadcaster;
import io.auralis.delivery.DeliverySettings;
import io.auralis.delivery.DisconnectReason;
import io.auralis.delivery.FramedChunk;
import io.auralis.delivery.Listener;
import io.auralis.delivery.Notices;
import io.auralis.delivery.StreamFormat;
import io.auralis.delivery.Transport;
import io.auralis.ledger.MemoryLedger;
import io.auralis.model.ModelFiles;
import io.auralis.music.GenerationParameters;
import io.auralis.record.StationOutput;
import io.auralis.sequencing.PatchBook;
import io.auralis.sequencing.Sequencer;
import io.auralis.sequencing.TestPatches;
import io.auralis.synthesis.Synthesiser;
import io.auralis.synthesis.Tiers;
import io.auralis.synthesis.onnx.OnnxSynthesiser;
import io.auralis.synthesis.onnx.SynthesisModel;
import io.auralis.websocket.AudioMessages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Executor;

/**
 * Stations side by side on one clock and one synthesiser, put together as the service does it, for
 * the record of bytes in {@code io.auralis.record}.
 *
 * <p>This is the only class of the record that knows how a station is made and run, with {@link
 * AudioMessages} for what is private to its package. Code that moves is followed here; the record's
 * figures stay as they are.
 *
 * <p>One thread. {@link #close} releases native memory.
 */
public final class RecordedStations implements AutoCloseable {

  private static final Duration CHUNK = Duration.ofMillis(AudioFormat.BLOCK_MILLIS);
  private static final Duration LEAD = Duration.ofMillis(500);
  static final int HISTORY_CHUNKS = 15;
  private static final int MAX_LISTENERS = 10;
  private static final int OPUS_BITS_PER_SECOND = 96_000;
  private static final Executor THIS_THREAD = Runnable::run;

  private final FakeClock clock = new FakeClock();
  private final PatchBook patches = TestPatches.shipped();
  private final Tiers tiers =
      TickedStation.tiersOf(
          new OnnxSynthesiser(
              SynthesisModel.load(ModelFiles.bundled()),
              1,
              Sequencer.newControlBlock(Synthesiser.MAX_BLOCKS_PER_RUN)));
  private final List<Running> stations = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private boolean stalled;

  /** One of the stations. */
  public static final class Running {

    private final TickedStation station;
    private final Broadcaster broadcaster;

    private Running(TickedStation station, Broadcaster broadcaster) {
      this.station = station;
      this.broadcaster = broadcaster;
    }

    /** Changes the parameters, as a listener's control does. */
    public void control(GenerationParameters parameters) {
      station.control(parameters);
    }

    /** Adds a listener; with an index it is one that comes back. */
    public Listener listen(String format, OptionalLong from, StationOutput output) {
      return broadcaster
          .join(
              new Connection(format, output),
              new Admission(StreamFormat.of(format).orElseThrow(), from, Notices.NONE))
          .orElseThrow();
    }

    /** A listener leaves. */
    public void leave(Listener listener) {
      broadcaster.leave(listener, DisconnectReason.LEFT);
    }
  }

  /**
   * Adds a station that plays from the next {@link #tick} on.
   *
   * @param formats a listener of each is there from the start; none for a station without listeners
   * @param output receives what the station makes
   */
  public Running add(
      long seed,
      GenerationParameters parameters,
      boolean effects,
      List<String> formats,
      StationOutput output) {
    Broadcaster broadcaster =
        new Broadcaster(
            AudioMessages.formats(OPUS_BITS_PER_SECOND),
            MAX_LISTENERS,
            DeliverySettings.withHistory(HISTORY_CHUNKS, 0),
            () -> 0);
    Station made =
        new Station(
            clock,
            new AmbientComposer(),
            new MemoryLedger(2),
            patches,
            effects ? EffectChain::new : () -> BlockEffect.NONE,
            broadcaster,
            new Events(),
            new StationSettings(seed, parameters, ControlApply.BAR, LEAD));
    TickedStation station =
        new TickedStation(clock, made, tiers, broadcaster, output::controlsWritten);
    Running running = new Running(station, broadcaster);
    for (String format : formats) {
      running.listen(format, OptionalLong.empty(), output);
    }
    stations.add(running);
    return running;
  }

  /** The machine stands still for a while; from here on stations may have problems. */
  void stall(Duration time) {
    clock.advance(time);
    stalled = true;
  }

  /**
   * Has all stations do what is due now, then moves the clock on by a chunk.
   *
   * @throws IllegalStateException if a station told its listeners of a problem
   */
  public void tick() {
    stations.forEach(running -> running.station.tick());
    clock.advance(CHUNK);
    if (!stalled && !problems.isEmpty()) {
      throw new IllegalStateException("A station had problems: " + problems);
    }
  }

  @Override
  public void close() {
    for (Running running : stations) {
      running.broadcaster.refuse();
      running.broadcaster.dismiss(1);
      // Finds nobody listening, and lets go of the messages that it kept.
      running.station.tick();
    }
    tiers.close();
  }

  /** A listener that takes everything at once. */
  private record Connection(String format, StationOutput output) implements Transport {

    @Override
    public Executor executor() {
      return THIS_THREAD;
    }

    @Override
    public boolean idle() {
      return true;
    }

    @Override
    public void write(FramedChunk chunk) {
      output.messageSent(format, AudioMessages.frame(chunk));
    }

    @Override
    public void write(String message) {
      // No audio.
    }

    @Override
    public void flush() {}

    @Override
    public void whenIdle(Runnable task) {
      task.run();
    }

    @Override
    public void ping() {}

    @Override
    public void close(DisconnectReason reason) {}
  }

  private final class Events implements StationEvents {

    @Override
    public void generationUpdated(GenerationUpdate update) {}

    @Override
    public void problemOccurred(StationProblem problem, String message) {
      problems.add(problem + ": " + message);
    }
  }
}
