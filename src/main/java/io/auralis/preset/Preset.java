package io.auralis.preset;

import io.auralis.music.GenerationParameters;
import java.util.List;

/**
 * Settings that go well together.
 *
 * @param id what programs call it: lower-case letters, digits and hyphens
 * @param name what people call it
 * @param description one sentence
 * @param parameters key, tempo and intensity
 * @param mode the scale on the key's root, one of {@link #MODES}
 */
public record Preset(
    String id, String name, String description, GenerationParameters parameters, String mode) {

  /** The modes that a preset may name. */
  public static final List<String> MODES =
      List.of("aeolian", "dorian", "phrygian", "major", "lydian");
}
