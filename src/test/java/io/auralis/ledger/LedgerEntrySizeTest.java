package io.auralis.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.auralis.music.GenerationParameters;
import io.auralis.music.Key;
import io.auralis.music.Tempo;
import io.auralis.preset.PresetBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * How many bytes an entry has. The figures in docs/ledger.md come from here: the test leaves them
 * in target/ledger-sizes.md.
 */
class LedgerEntrySizeTest {

  private static final int MOST_BYTES = 2_816;
  private static final int SEEDS = 2;

  /** Until the melody's memory is full, 504 bars, and as long again. */
  private static final int PHRASES = 126;

  @Test
  void anEntryIsSmall() throws IOException {
    // Given
    Map<String, GenerationParameters> music = new LinkedHashMap<>();
    PresetBook.bundled()
        .presets()
        .forEach(preset -> music.put("preset `" + preset.id() + "`", preset.parameters()));
    for (int bpm : new int[] {40, 70, 200}) {
      for (double intensity : new double[] {0, 0.5, 1}) {
        music.put(
            bpm + " bpm, intensity " + intensity,
            new GenerationParameters(Key.A_MINOR, new Tempo(bpm), intensity));
      }
    }

    // When
    List<String> table = new ArrayList<>();
    List<Integer> all = new ArrayList<>();
    music.forEach(
        (name, parameters) -> {
          List<Integer> sizes = sizes(parameters);
          table.add(row(name, sizes));
          all.addAll(sizes);
        });
    table.add(row("all", all.stream().sorted().toList()));
    Files.write(Path.of("target/ledger-sizes.md"), table);

    // Then
    assertThat(all).allSatisfy(size -> assertThat(size).isBetween(300, MOST_BYTES));
  }

  private static List<Integer> sizes(GenerationParameters parameters) {
    List<Integer> sizes = new ArrayList<>();
    for (int seed = 1; seed <= SEEDS; seed++) {
      LedgerEntries.composed(seed, parameters, PHRASES)
          .forEach(entry -> sizes.add(LedgerEntryCodec.write(entry).length));
    }
    return sizes.stream().sorted().toList();
  }

  private static String row(String name, List<Integer> sorted) {
    return String.format(
        Locale.ROOT,
        "| %s | %,d | %,d | %,d | %,d |",
        name,
        sorted.get(0),
        sorted.get(sorted.size() / 2),
        sorted.get(sorted.size() * 99 / 100),
        sorted.get(sorted.size() - 1));
  }
}
