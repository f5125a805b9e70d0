package io.auralis.synthesis;

import io.auralis.model.ModelException;
import java.util.function.Supplier;

/**
 * One way to make audio, of several that {@link Tiers} try in order.
 *
 * @param label short name for metrics, one of a few
 * @param name for people, as in "the ONNX graph on the CPU"
 * @param kind what it plays
 * @param opener opens it; throws a {@link ModelException} that names what is missing
 */
public record Tier(String label, String name, Kind kind, Supplier<? extends Synthesiser> opener) {

  /** What a tier plays. Two tiers that play the score sound the same. */
  public enum Kind {
    /** What the controls say. */
    SCORE,
    /** Music of its own. */
    SAMPLES,
    /** Nothing. */
    SILENCE
  }

  /** The tier below all others. */
  public static Tier silence() {
    return new Tier("silence", "silence", Kind.SILENCE, SilenceSynthesiser::new);
  }
}
