package io.auralis.stations;

import io.auralis.audio.BlockEffect;
import io.auralis.composition.Composer;
import io.auralis.delivery.Broadcaster;
import io.auralis.ledger.MemoryLedger;
import io.auralis.music.GenerationParameters;
import io.auralis.sequencing.PatchBook;
import io.auralis.station.GridClock;
import io.auralis.station.PendingControls;
import io.auralis.station.Station;
import io.auralis.station.StationClock;
import io.auralis.station.StationEvents;
import io.auralis.station.StationSettings;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Puts a station together from the parts that all stations share and those that are its own.
 * Thread-safe if its parts are.
 *
 * @param grid the clock of shared stations; those of personal ones follow its grid
 * @param composer composes for all
 * @param patches what instruments sound like
 * @param effects makes a station's effects
 * @param broadcasters makes the fan-out of a station of a kind
 * @param news makes what tells a station's listeners of it
 * @param settings for a station with its seed and parameters
 * @param nanoClock a clock that never jumps, in nanoseconds
 */
public record StationFactory(
    StationClock grid,
    Composer composer,
    PatchBook patches,
    Supplier<? extends BlockEffect> effects,
    Function<StationKind, Broadcaster> broadcasters,
    Function<Broadcaster, ? extends StationEvents> news,
    SettingsSource settings,
    LongSupplier nanoClock) {

  /** The phrase that sounds and the one behind it: nobody else reads the ledger of one process. */
  private static final int LEDGER_KEPT = 2;

  /** What a station is set to, by its kind, seed and parameters. */
  @FunctionalInterface
  public interface SettingsSource {
    StationSettings of(StationKind kind, long seed, GenerationParameters parameters);
  }

  /** A station that waits for its first tick. */
  LiveStation make(StationProfile profile, EventLog log, RenderGroup group) {
    boolean personal = profile.kind() == StationKind.PERSONAL;
    Broadcaster broadcaster = broadcasters.apply(profile.kind());
    Station station =
        new Station(
            personal ? new GridClock(grid) : grid,
            composer,
            new MemoryLedger(LEDGER_KEPT),
            patches,
            profile.effects() ? effects : () -> BlockEffect.NONE,
            broadcaster,
            new StationNews(news.apply(broadcaster), log, personal),
            settings.of(profile.kind(), profile.seed(), profile.parameters()));
    return new LiveStation(
        profile,
        station,
        broadcaster,
        log,
        new PendingControls(profile.parameters(), nanoClock),
        group);
  }
}
