package io.auralis.wiring;

import io.auralis.access.ControlRule;
import io.auralis.audio.effects.EffectChain;
import io.auralis.composition.AmbientComposer;
import io.auralis.composition.Composer;
import io.auralis.config.AuralisConfig;
import io.auralis.config.InvalidSettingException;
import io.auralis.config.PersonalStationSettings;
import io.auralis.config.SharedStation;
import io.auralis.config.SharedStations;
import io.auralis.delivery.Broadcaster;
import io.auralis.model.ModelException;
import io.auralis.model.ModelFiles;
import io.auralis.preset.PresetBook;
import io.auralis.sequencing.PatchBook;
import io.auralis.station.ControlApply;
import io.auralis.station.MonotonicClock;
import io.auralis.station.StationClock;
import io.auralis.station.StationSettings;
import io.auralis.stations.GroupEvents;
import io.auralis.stations.GroupLog;
import io.auralis.stations.RenderGroup;
import io.auralis.stations.StationFactory;
import io.auralis.stations.StationKind;
import io.auralis.stations.StationProfile;
import io.auralis.stations.Stations;
import io.auralis.synthesis.Tiers;
import io.auralis.websocket.ListenerNews;
import io.auralis.wire.StationWish;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Wires the stations from the configuration. */
@ApplicationScoped
class StationsProducer {

  private static final Logger LOG = Logger.getLogger(StationsProducer.class);

  @Produces
  @Singleton
  Composer composer() {
    return new AmbientComposer();
  }

  @Produces
  @Singleton
  StationClock grid(AuralisConfig config) {
    return config.stationEpoch().map(MonotonicClock::new).orElseGet(MonotonicClock::new);
  }

  @Produces
  @Singleton
  RenderGroup group(AuralisConfig config, StationClock grid, Tiers tiers, GroupEvents meters) {
    return new RenderGroup(
        grid,
        tiers,
        SynthesisProducer.renderThreads(config),
        System::nanoTime,
        new GroupLog().and(meters));
  }

  @Produces
  @Singleton
  Stations stations(
      AuralisConfig config,
      Config sources,
      Composer composer,
      StationClock grid,
      RenderGroup group,
      DeliveryProducer.Broadcasters broadcasters) {
    StationTimes times = StationTimes.of(config);
    ControlApply controlApply = ControlApply.parse(config.controlApply());
    StationFactory factory =
        new StationFactory(
            grid,
            composer,
            patches(ModelFiles.of(config.modelDir())),
            EffectChain::new,
            broadcasters,
            ListenerNews::new,
            (kind, seed, parameters) ->
                new StationSettings(
                    seed,
                    parameters,
                    controlApply,
                    times.lead(),
                    kind == StationKind.SHARED ? times.recallChunks() : Broadcaster.BURST_CHUNKS),
            System::nanoTime);
    List<StationProfile> shared =
        SharedStations.of(sources, config).stream()
            .map(station -> profile(station, config))
            .toList();
    config.stationEpoch().ifPresent(epoch -> announce(epoch, config.seed().isPresent()));
    PersonalStationSettings personal = config.personalStations();
    return new Stations(
        factory,
        group,
        shared,
        new Stations.PersonalSettings(
            personal.linger(),
            personal.max(),
            personal.maxPerAddress(),
            personal.loadPercent(),
            config.enableEffects()),
        System::nanoTime);
  }

  @Produces
  @Singleton
  StationWish wishes(AuralisConfig config) {
    return new StationWish(PresetBook.bundled(), config.parameters());
  }

  private static StationProfile profile(SharedStation station, AuralisConfig config) {
    long seed = station.seed().orElseGet(() -> new SecureRandom().nextLong());
    String again =
        station.name().equals(Stations.MAIN) ? "; AURALIS_SEED=" + seed + " plays it again" : "";
    LOG.info(String.format(Locale.ROOT, "Station %s plays seed %d%s", station.name(), seed, again));
    ControlRule rule =
        switch (station.control()) {
          case OPEN -> ControlRule.open();
          case LOCKED -> ControlRule.locked();
          case TOKEN -> ControlRule.token(config.controlToken().orElseThrow());
        };
    return new StationProfile(
        station.name(),
        StationKind.SHARED,
        station.title(),
        seed,
        station.parameters(),
        station.effects(),
        rule);
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
