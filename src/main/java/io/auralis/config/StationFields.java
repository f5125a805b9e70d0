package io.auralis.config;

import io.auralis.music.Tempo;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.Optional;

/**
 * The fields that configure one shared station, and what each allows. All may be left out.
 *
 * <p>A method's name is the field: {@code bpm()} of the station {@code deep-sleep} is {@code
 * auralis.stations.deep-sleep.bpm} and {@code AURALIS_STATIONS_DEEP_SLEEP_BPM}. Every field is one
 * word, so that the last underscore of a variable tells the station from the field. {@link
 * SharedStations} reads them.
 */
public interface StationFields {

  /** Code points of the longest title. */
  int LONGEST_TITLE = 60;

  /** What listeners see; by default the station's name. */
  @Size(max = LONGEST_TITLE)
  Optional<String> title();

  /** Preset to begin with. */
  @PresetName
  Optional<String> preset();

  /** Key to begin with; by default the preset's, else {@code AURALIS_DEFAULT_KEY}. */
  @KeyName
  Optional<String> key();

  /**
   * Mode to begin with; by default the preset's if {@code key} is not given, else the key's own.
   */
  @ModeName
  Optional<String> mode();

  /** Tempo to begin with; by default the preset's, else {@code AURALIS_DEFAULT_BPM}. */
  @Min(Tempo.MIN_BPM)
  @Max(Tempo.MAX_BPM)
  Optional<Integer> bpm();

  /** Intensity to begin with; by default the preset's, else {@code AURALIS_DEFAULT_INTENSITY}. */
  @DecimalMin("0.0")
  @DecimalMax("1.0")
  Optional<Double> intensity();

  /**
   * Seed of the music; by default made from {@code AURALIS_SEED} and the station's name, and random
   * if that is not set. {@code main} takes {@code AURALIS_SEED} itself.
   */
  Optional<Long> seed();

  /**
   * Whether the station has reverb, delay and limiter; by default {@code AURALIS_ENABLE_EFFECTS}.
   */
  Optional<Boolean> effects();

  /**
   * Which listeners may change what plays: every one, those with {@code AURALIS_CONTROL_TOKEN}, or
   * nobody. By default {@code token} if that is set, else {@code open}.
   */
  @OneOf({"open", "token", "locked"})
  Optional<String> control();
}
