package io.auralis.sequencing;

/**
 * An ADSR envelope's shape; see the graph's {@code Adsr} module for the formula.
 *
 * @param attack seconds, at least 0
 * @param decay seconds, at least 0
 * @param sustain level from 0 to 1
 * @param release seconds, above 0
 * @param alpha exponent of the ramps, above 0; 1 is linear
 */
public record Envelope(double attack, double decay, double sustain, double release, double alpha) {

  public Envelope {
    if (!(attack >= 0 && decay >= 0 && sustain >= 0 && sustain <= 1 && release > 0 && alpha > 0)) {
      throw new IllegalArgumentException(
          "attack and decay must be at least 0, sustain 0 to 1, release and alpha above 0: "
              + "%s, %s, %s, %s, %s".formatted(attack, decay, sustain, release, alpha));
    }
  }
}
