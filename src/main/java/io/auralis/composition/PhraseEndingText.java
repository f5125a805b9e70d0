package io.auralis.composition;

import io.auralis.music.Chord;
import io.auralis.music.Key;
import io.auralis.music.Mode;
import io.auralis.music.RomanChord;
import io.auralis.music.Tonality;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * A {@link PhraseEnding} as one line of ASCII: a version and its seven fields with bars between
 * them, for example {@code 1|A minor,aeolian,VI|53,57,60,64|41|72|2,4,16|00a3|164571424}. An absent
 * value is an empty field. Half a kilobyte at 70 beats a minute, most of it the melody's memory.
 */
public final class PhraseEndingText {

  private static final String VERSION = "1";
  private static final int FIELDS = 8;

  private PhraseEndingText() {}

  /** The line for an ending. */
  public static String write(PhraseEnding ending) {
    HexFormat hex = HexFormat.of();
    return String.join(
        "|",
        VERSION,
        ending.chord().map(PhraseEndingText::chord).orElse(""),
        ending.voicing().stream().map(String::valueOf).collect(Collectors.joining(",")),
        optional(ending.bass()),
        optional(ending.melodyPitch()),
        ending.motifs().current() + "," + ending.motifs().newest() + "," + ending.motifs().bars(),
        ending.melody().bars().stream()
            .map(bar -> hex.toHexDigits(bar.byteValue()))
            .collect(Collectors.joining()),
        String.valueOf(ending.elapsedMicros()));
  }

  /**
   * The ending that a line was written from.
   *
   * @throws IllegalArgumentException if it is no such line; the message names what is wrong
   */
  public static PhraseEnding read(String line) {
    String[] fields = line.split("\\|", -1);
    if (fields.length != FIELDS || !fields[0].equals(VERSION)) {
      throw new IllegalArgumentException(
          "Invalid phrase ending: "
              + line
              + ". Must have version "
              + VERSION
              + " and "
              + FIELDS
              + " fields");
    }
    try {
      return new PhraseEnding(
          fields[1].isEmpty() ? Optional.empty() : Optional.of(readChord(fields[1])),
          readInts(fields[2]),
          readOptional(fields[3]),
          readOptional(fields[4]),
          readMotifs(readInts(fields[5])),
          readMelody(fields[6]),
          Long.parseLong(fields[7]));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Invalid phrase ending: " + line + ". " + e.getMessage(), e);
    }
  }

  private static String chord(Chord chord) {
    return String.join(
        ",",
        chord.key().displayName(),
        chord.tonality().mode().displayName(),
        chord.roman().symbol());
  }

  private static Chord readChord(String text) {
    String[] parts = text.split(",", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("Invalid chord: " + text + ". Must be key,mode,symbol");
    }
    return new Chord(
        new Tonality(Key.parse(parts[0]), Mode.parse(parts[1])), RomanChord.parse(parts[2]));
  }

  private static MotifMemory readMotifs(List<Integer> numbers) {
    if (numbers.size() != 3) {
      throw new IllegalArgumentException("Invalid motif memory: " + numbers + ". Must be three");
    }
    return new MotifMemory(numbers.get(0), numbers.get(1), numbers.get(2));
  }

  private static MelodyMemory readMelody(String hex) {
    List<Integer> bars = new ArrayList<>();
    for (byte bar : HexFormat.of().parseHex(hex)) {
      bars.add(Byte.toUnsignedInt(bar));
    }
    return new MelodyMemory(bars);
  }

  private static List<Integer> readInts(String text) {
    List<Integer> numbers = new ArrayList<>();
    if (!text.isEmpty()) {
      for (String number : text.split(",", -1)) {
        numbers.add(Integer.parseInt(number));
      }
    }
    return numbers;
  }

  private static String optional(OptionalInt value) {
    return value.isPresent() ? String.valueOf(value.getAsInt()) : "";
  }

  private static OptionalInt readOptional(String text) {
    return text.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text));
  }
}
