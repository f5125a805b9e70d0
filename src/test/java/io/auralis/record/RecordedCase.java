package io.auralis.record;

import io.auralis.music.GenerationParameters;
import io.auralis.music.Key;
import io.auralis.music.Tempo;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One station of the record: 60 s from the station's epoch, with the service's defaults.
 *
 * @param seed decides the music
 * @param controlled whether the key, the tempo and the intensity are changed on the way
 * @param effects whether reverb and delay are on
 */
record RecordedCase(long seed, boolean controlled, boolean effects) {

  /** 60 s. */
  static final int CHUNKS = 600;

  static final GenerationParameters DEFAULTS =
      new GenerationParameters(Key.A_MINOR, new Tempo(70), 0.5);

  private static final GenerationParameters IN_D = DEFAULTS.withKey(Key.parse("D major"));
  private static final GenerationParameters FASTER = IN_D.withTempo(new Tempo(96));
  private static final GenerationParameters DENSER =
      new GenerationParameters(FASTER.key(), FASTER.tempo(), 0.9);

  /** By chunk: at 15, 30 and 45 s. */
  private static final Map<Integer, GenerationParameters> CONTROLS =
      Map.of(150, IN_D, 300, FASTER, 450, DENSER);

  private static final int SEEDS = 5;

  /** All that is on record. */
  static List<RecordedCase> all() {
    List<RecordedCase> all = new ArrayList<>();
    for (long seed = 1; seed <= SEEDS; seed++) {
      all.add(new RecordedCase(seed, false, false));
      all.add(new RecordedCase(seed, false, true));
      // A control changes the notes, and effects follow the tempo: dry would add nothing.
      all.add(new RecordedCase(seed, true, true));
    }
    return all;
  }

  /** The parameters that are set when the clock reads the first frame of a chunk, if any. */
  Optional<GenerationParameters> controlAt(int chunk) {
    return controlled ? Optional.ofNullable(CONTROLS.get(chunk)) : Optional.empty();
  }

  /**
   * What its listeners want: one each, from the start. Opus takes most of the time of the record.
   */
  List<String> formats() {
    return controlled ? List.of("json", "pcm") : List.of("json", "pcm", "opus");
  }

  /** The notes are the same with effects and without. */
  String notesKey() {
    return String.format(
        Locale.ROOT, "seed-%d.%s", seed, controlled ? "three-controls" : "no-control");
  }

  String key() {
    return notesKey() + (effects ? ".effects" : ".dry");
  }

  @Override
  public String toString() {
    return key();
  }
}
