package io.auralis.preset;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * All presets in the order in which people should see them, read from {@code presets.json}.
 *
 * <p>Immutable.
 */
public record PresetBook(List<Preset> presets) {

  private static final String FILE = "presets.json";

  /** Read once: settings, stations and clients ask for it again and again. */
  private static volatile PresetBook shipped;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonParser.Feature.ALLOW_COMMENTS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  public PresetBook {
    presets = List.copyOf(presets);
  }

  /**
   * The presets that ship.
   *
   * @throws IllegalArgumentException as {@link #parse} does
   */
  public static PresetBook bundled() {
    PresetBook known = shipped;
    if (known == null) {
      known = read();
      shipped = known;
    }
    return known;
  }

  /** The preset with an id, if there is one. */
  public Optional<Preset> find(String id) {
    return presets.stream().filter(preset -> preset.id().equals(id)).findFirst();
  }

  /** All ids, in the order in which people should see them. */
  public List<String> ids() {
    return presets.stream().map(Preset::id).toList();
  }

  private static PresetBook read() {
    try (InputStream in = PresetBook.class.getResourceAsStream("/" + FILE)) {
      if (in == null) {
        throw new IllegalArgumentException(
            FILE + " is missing from the application; build it again");
      }
      return parse(in.readAllBytes(), FILE);
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " cannot be read", e);
    }
  }

  /**
   * Reads presets.
   *
   * @param json the file's bytes: an array of objects
   * @param location what to call the file in messages
   * @throws IllegalArgumentException that names file, preset, field, value and what is allowed
   */
  public static PresetBook parse(byte[] json, String location) {
    JsonNode file;
    try {
      file = MAPPER.readTree(json);
    } catch (IOException e) {
      throw new IllegalArgumentException(location + " is not JSON: " + e.getMessage(), e);
    }
    if (!file.isArray() || file.isEmpty()) {
      throw new IllegalArgumentException(location + " must be an array of at least one preset");
    }
    List<Preset> presets = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (JsonNode entry : file) {
      String place = String.format(Locale.ROOT, "%s, preset %d", location, presets.size() + 1);
      Preset preset = new PresetReader(entry, place).read();
      if (!ids.add(preset.id())) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%s: id: \"%s\" is not allowed; it must be another than those before it",
                place,
                preset.id()));
      }
      presets.add(preset);
    }
    return new PresetBook(presets);
  }
}
