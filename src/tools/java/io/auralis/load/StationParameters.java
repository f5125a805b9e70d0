package io.auralis.load;

import io.auralis.music.Key;
import io.auralis.music.Mode;
import java.util.Locale;
import java.util.Optional;

/**
 * What the n-th personal station plays. The list is fixed, so that two runs load two servers with
 * the same music.
 *
 * @param intensity between 0.25 and 0.75, so that many stations cost what half the scale costs
 * @param mode given for every third station only
 */
record StationParameters(
    Key key, Optional<Mode> mode, int bpm, double intensity, long seed, boolean effects) {

  private static final int SLOWEST_BPM = 44;

  /** A prime: with the number of keys, tempos repeat after 1,358 stations, seeds never. */
  private static final int TEMPOS = 97;

  private static final int TEMPO_STEP = 11;
  private static final int INTENSITIES = 11;
  private static final long FIRST_SEED = 1_000;

  static StationParameters of(int number, boolean effects) {
    Key[] keys = Key.values();
    Mode[] modes = Mode.values();
    return new StationParameters(
        keys[number % keys.length],
        number % 3 == 0 ? Optional.of(modes[number / 3 % modes.length]) : Optional.empty(),
        SLOWEST_BPM + number * TEMPO_STEP % TEMPOS,
        0.25 + number % INTENSITIES * 0.05,
        FIRST_SEED + number,
        effects);
  }

  /** The body of the request that makes the station. */
  String json() {
    return String.format(
        Locale.ROOT,
        "{\"key\":\"%s\",%s\"bpm\":%d,\"intensity\":%.2f,\"seed\":%d,\"effects\":%b}",
        key.displayName(),
        mode.map(it -> "\"mode\":\"" + it.displayName() + "\",").orElse(""),
        bpm,
        intensity,
        seed,
        effects);
  }
}
