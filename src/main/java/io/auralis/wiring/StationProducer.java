package io.auralis.wiring;

import io.auralis.audio.AudioFormat;
import io.auralis.audio.BlockEffect;
import io.auralis.audio.effects.EffectChain;
import io.auralis.composition.AmbientComposer;
import io.auralis.composition.Composer;
import io.auralis.config.AuralisConfig;
import io.auralis.config.InvalidSettingException;
import io.auralis.delivery.Broadcaster;
import io.auralis.delivery.DeliveryFormats;
import io.auralis.delivery.DeliveryObserver;
import io.auralis.delivery.DeliverySettings;
import io.auralis.delivery.DeliveryTotals;
import io.auralis.delivery.Listener;
import io.auralis.delivery.Places;
import io.auralis.delivery.SharedDelivery;
import io.auralis.model.ModelException;
import io.auralis.model.ModelFiles;
import io.auralis.sequencing.PatchBook;
import io.auralis.station.ControlApply;
import io.auralis.station.MonotonicClock;
import io.auralis.station.ObservedSynthesiser;
import io.auralis.station.Station;
import io.auralis.station.StationEvents;
import io.auralis.station.StationLoop;
import io.auralis.station.StationSettings;
import io.auralis.station.SynthesisObserver;
import io.auralis.synthesis.Synthesiser;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jboss.logging.Logger;

/** Wires the station {@code main} from the configuration. */
@ApplicationScoped
class StationProducer {

  private static final Logger LOG = Logger.getLogger(StationProducer.class);

  @Produces
  @Singleton
  Places places(AuralisConfig config) {
    return new Places(config.maxClients());
  }

  @Produces
  @Singleton
  Broadcaster broadcaster(
      AuralisConfig config, DeliveryFormats formats, Places places, DeliveryObserver observer) {
    int historyChunks = historyChunks(config);
    return new Broadcaster(
        new SharedDelivery(
            formats, places, new DeliveryTotals(System::nanoTime), System::nanoTime, observer),
        DeliverySettings.withHistory(
            Math.max(Listener.QUEUE_CHUNKS, historyChunks), historyChunks));
  }

  @Produces
  @Singleton
  Composer composer() {
    return new AmbientComposer();
  }

  @Produces
  @Singleton
  StationLoop loop(
      AuralisConfig config,
      Composer composer,
      Synthesiser synthesiser,
      SynthesisObserver observer,
      Broadcaster broadcaster,
      StationEvents events) {
    long seed = config.seed().orElseGet(() -> new SecureRandom().nextLong());
    LOG.info(
        String.format(
            Locale.ROOT, "Station main plays seed %d; AURALIS_SEED=%d plays it again", seed, seed));
    config.stationEpoch().ifPresent(epoch -> announce(epoch, config.seed().isPresent()));
    Duration lead = Duration.ofMillis(config.leadMs());
    Station station =
        new Station(
            config.stationEpoch().map(MonotonicClock::new).orElseGet(MonotonicClock::new),
            composer,
            patches(ModelFiles.of(config.modelDir())),
            new ObservedSynthesiser(synthesiser, observer),
            config.enableEffects() ? new EffectChain() : BlockEffect.NONE,
            broadcaster,
            events,
            new StationSettings(
                seed,
                config.parameters(),
                ControlApply.parse(config.controlApply()),
                lead,
                ringChunks(config),
                recallChunks(config)));
    return new StationLoop(station, broadcaster, "main");
  }

  private static void announce(Instant epoch, boolean seeded) {
    LOG.info(
        String.format(
            Locale.ROOT,
            "Station main plays since %s, in step with all that have its seed and settings",
            epoch));
    if (!seeded) {
      LOG.warn(
          "AURALIS_STATION_EPOCH without AURALIS_SEED: each instance plays music of its own, and"
              + " chunks of the same index differ");
    }
  }

  /** Replicas have what their siblings have already sent. */
  private static int recallChunks(AuralisConfig config) {
    return config.stationEpoch().isPresent()
        ? Math.max(Broadcaster.BURST_CHUNKS + 1, historyChunks(config))
        : Broadcaster.BURST_CHUNKS;
  }

  /** What lies behind the lead: listeners that come back continue there. */
  private static int historyChunks(AuralisConfig config) {
    return ringChunks(config) - config.leadMs() / AudioFormat.BLOCK_MILLIS;
  }

  private static int ringChunks(AuralisConfig config) {
    return (int) Math.round(config.bufferCapacitySec() * 1000) / AudioFormat.BLOCK_MILLIS;
  }

  /** A directory without patches plays those that ship; one with wrong ones stops the start. */
  private static PatchBook patches(ModelFiles files) {
    ModelFiles source = files;
    byte[] json;
    try {
      json = source.read(PatchBook.FILE);
    } catch (ModelException e) {
      LOG.warn(String.format(Locale.ROOT, "%s. The patches that ship are played", e.getMessage()));
      source = ModelFiles.bundled();
      json = source.read(PatchBook.FILE);
    }
    try {
      return PatchBook.parse(json, source.locate(PatchBook.FILE));
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingException("AURALIS_MODEL_DIR: " + e.getMessage(), e);
    }
  }
}
