package io.auralis.station;

import io.auralis.audio.AudioBlock;
import io.auralis.delivery.Broadcaster;
import io.auralis.music.GenerationParameters;
import io.auralis.sequencing.ControlBlock;
import io.auralis.sequencing.Sequencer;
import io.auralis.synthesis.Run;
import io.auralis.synthesis.SynthesisReport;
import io.auralis.synthesis.Synthesiser;
import io.auralis.synthesis.Tier;
import io.auralis.synthesis.Tiers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A station alone with its tiers: each tick has all steps that a render group takes. */
public final class TickedStation {

  private final StationClock clock;
  private final Station station;
  private final Tiers tiers;
  private final Broadcaster broadcaster;
  private final Consumer<ControlBlock> watcher;
  private final ControlBlock controls = Sequencer.newControlBlock(Synthesiser.MAX_BLOCKS_PER_RUN);
  private final AudioBlock audio = new AudioBlock(Synthesiser.MAX_BLOCKS_PER_RUN);

  TickedStation(StationClock clock, Station station, Tiers tiers, Broadcaster broadcaster) {
    this(clock, station, tiers, broadcaster, written -> {});
  }

  /**
   * @param watcher sees what goes into the synthesis, in order
   */
  TickedStation(
      StationClock clock,
      Station station,
      Tiers tiers,
      Broadcaster broadcaster,
      Consumer<ControlBlock> watcher) {
    this.clock = clock;
    this.station = station;
    this.tiers = tiers;
    this.broadcaster = broadcaster;
    this.watcher = watcher;
  }

  /** One tier that plays the score, and none to fall to. */
  static Tiers tiersOf(Synthesiser synthesiser) {
    return new Tiers(List.of(new Tier("graph", "the graph", Tier.Kind.SCORE, () -> synthesiser)));
  }

  void rehearse() {
    station.join();
    station.rehearse(tiers);
  }

  void tick() {
    station.begin(broadcaster.fanOut());
    boolean rendered = false;
    int blocks = station.plan(controls, Synthesiser.MAX_BLOCKS_PER_RUN);
    while (blocks > 0) {
      rendered = true;
      watcher.accept(controls);
      tiers.render(clock.frames(), List.of(new Run(station.seam(), controls, audio)));
      station.take(audio, blocks);
      blocks = station.plan(controls, Synthesiser.MAX_BLOCKS_PER_RUN);
    }
    if (!rendered && tiers.report().degraded()) {
      station.sample(controls);
      tiers.recover(clock.frames(), controls);
    }
    station.finish();
  }

  Duration untilNextTick() {
    return station.untilNextTick();
  }

  GenerationUpdate control(GenerationParameters parameters) {
    return station.control(parameters, Optional.empty());
  }

  GenerationUpdate control(GenerationParameters parameters, Optional<String> timestamp) {
    return station.control(parameters, timestamp);
  }

  GenerationUpdate current() {
    return station.current();
  }

  Optional<NowPlaying> nowPlaying() {
    return station.nowPlaying();
  }

  StationStatus status() {
    return station.status();
  }

  SynthesisReport synthesis() {
    return tiers.report();
  }
}
