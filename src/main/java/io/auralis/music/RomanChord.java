package io.auralis.music;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A chord relative to a key: which scale degree it stands on and which quality it has. Holds the
 * symbols that the product specification fixes and those that the other modes need besides. A
 * symbol counts degrees of the scale that sounds, so {@code II} is B flat major in A phrygian.
 */
public enum RomanChord {
  MINOR_I("i", 1, ChordQuality.MINOR),
  MINOR_II("ii", 2, ChordQuality.MINOR),
  MAJOR_III("III", 3, ChordQuality.MAJOR),
  MINOR_IV("iv", 4, ChordQuality.MINOR),
  MINOR_V("v", 5, ChordQuality.MINOR),
  MAJOR_V("V", 5, ChordQuality.MAJOR),
  MAJOR_VI("VI", 6, ChordQuality.MAJOR),
  MAJOR_VII("VII", 7, ChordQuality.MAJOR),
  MINOR_SEVENTH_I("i7", 1, ChordQuality.MINOR_SEVENTH),
  MINOR_MAJOR_SEVENTH_I("imaj7", 1, ChordQuality.MINOR_MAJOR_SEVENTH),
  MAJOR_NINTH_VI("VI9", 6, ChordQuality.MAJOR_NINTH),
  MAJOR_I("I", 1, ChordQuality.MAJOR),
  MINOR_III("iii", 3, ChordQuality.MINOR),
  MAJOR_IV("IV", 4, ChordQuality.MAJOR),
  MINOR_VI("vi", 6, ChordQuality.MINOR),
  MAJOR_II("II", 2, ChordQuality.MAJOR),
  MINOR_VII("vii", 7, ChordQuality.MINOR);

  private final String symbol;
  private final int degree;
  private final ChordQuality quality;

  RomanChord(String symbol, int degree, ChordQuality quality) {
    this.symbol = symbol;
    this.degree = degree;
    this.quality = quality;
  }

  /** The Roman numeral, for example "iv" or "VI9". */
  public String symbol() {
    return symbol;
  }

  /** The scale degree of the root, 1 to 7. */
  public int degree() {
    return degree;
  }

  public ChordQuality quality() {
    return quality;
  }

  /**
   * The chord with this symbol; case matters.
   *
   * @throws IllegalArgumentException if there is none; the message lists the symbols
   */
  public static RomanChord parse(String symbol) {
    for (RomanChord chord : values()) {
      if (chord.symbol.equals(symbol)) {
        return chord;
      }
    }
    throw new IllegalArgumentException(
        "Invalid chord symbol: "
            + symbol
            + ". Must be one of: "
            + Arrays.stream(values()).map(RomanChord::symbol).collect(Collectors.joining(", ")));
  }
}
