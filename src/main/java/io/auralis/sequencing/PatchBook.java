package io.auralis.sequencing;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.auralis.composition.Instrument;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * The patch of each instrument, read from a file that people write: {@code models/patches.json}.
 *
 * <p>Immutable.
 */
public final class PatchBook {

  /** Name of the file beside the model. */
  public static final String FILE = "patches.json";

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonParser.Feature.ALLOW_COMMENTS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final Map<Instrument, Patch> patches;

  private PatchBook(Map<Instrument, Patch> patches) {
    this.patches = patches;
  }

  /**
   * Reads the patches of all instruments.
   *
   * @param json the file's bytes
   * @param location what to call the file in messages
   * @throws IllegalArgumentException that names file, patch and field
   */
  public static PatchBook parse(byte[] json, String location) {
    JsonNode file;
    try {
      file = MAPPER.readTree(json);
    } catch (IOException e) {
      throw new IllegalArgumentException(location + " is not JSON: " + e.getMessage(), e);
    }
    Map<Instrument, Patch> patches = new EnumMap<>(Instrument.class);
    for (Instrument instrument : Instrument.values()) {
      String name = instrument.name().toLowerCase(Locale.ROOT);
      JsonNode patch = file.get(name);
      if (patch == null) {
        throw new IllegalArgumentException(
            String.format(Locale.ROOT, "%s has no patch for the instrument %s", location, name));
      }
      try {
        patches.put(instrument, MAPPER.treeToValue(patch, kindOf(instrument)));
      } catch (JacksonException e) {
        throw new IllegalArgumentException(
            String.format(Locale.ROOT, "%s, patch %s: %s", location, name, reason(e)), e);
      }
    }
    return new PatchBook(patches);
  }

  Patch of(Instrument instrument) {
    return patches.get(instrument);
  }

  private static Class<? extends Patch> kindOf(Instrument instrument) {
    return switch (instrument) {
      case SWELL, BREATH -> NoisePatch.class;
      case PAD, SUB, LEAD, KICK, BELL -> TonePatch.class;
    };
  }

  private static String reason(JacksonException e) {
    return e.getCause() instanceof IllegalArgumentException range
        ? range.getMessage()
        : e.getOriginalMessage();
  }
}
