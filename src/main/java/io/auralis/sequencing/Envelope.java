package io.auralis.sequencing;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * An ADSR envelope's shape; see the graph's {@code Adsr} module for the formula.
 *
 * @param attack seconds
 * @param decay seconds
 * @param sustain level from 0 to 1
 * @param release seconds
 * @param alpha exponent of the ramps; 1 is linear
 */
public record Envelope(
    @JsonProperty(value = "attack_s", required = true) double attack,
    @JsonProperty(value = "decay_s", required = true) double decay,
    @JsonProperty(value = "sustain", required = true) double sustain,
    @JsonProperty(value = "release_s", required = true) double release,
    @JsonProperty(value = "alpha", required = true) double alpha) {

  public Envelope {
    Range.check("attack_s", attack, 0, 30);
    Range.check("decay_s", decay, 0, 30);
    Range.check("sustain", sustain, 0, 1);
    Range.check("release_s", release, 0.01, 30);
    Range.check("alpha", alpha, 0.1, 10);
  }
}
