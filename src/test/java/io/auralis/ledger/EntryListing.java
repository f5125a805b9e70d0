package io.auralis.ledger;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** An entry's bytes with what they mean, read by code of its own that follows docs/ledger.md. */
final class EntryListing {

  private static final int LINE_BYTES = 12;
  private static final int NOTE_NUMBERS = 7;

  private final byte[] bytes;
  private final int[] at = {0};
  private final List<String> names = new ArrayList<>();
  private final List<Double> values = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();
  private int listed;

  private EntryListing(byte[] bytes) {
    this.bytes = bytes;
  }

  static List<String> of(byte[] bytes) {
    EntryListing listing = new EntryListing(bytes);
    listing.listHeader();
    while (listing.at[0] < bytes.length - EntryBytes.CHECKSUM_BYTES) {
      listing.listSection();
    }
    listing.at[0] = bytes.length;
    listing.list("checksum");
    return listing.lines;
  }

  private void listHeader() {
    at[0] = 2;
    list("the letters AL");
    list("version " + number());
    list("index " + number());
    list("revision " + number());
    list("start frame " + number());
    list("length in frames " + number());
  }

  private void listSection() {
    long tag = number();
    long length = number();
    String[] titles = {
      "", "names", "composer", "parameters", "chords", "values", "notes", "ending"
    };
    list("section " + tag + ", " + titles[(int) tag] + ": " + length + " bytes");
    switch ((int) tag) {
      case 1 -> listNames();
      case 2 -> {
        list("composer " + text());
        list("version " + text());
      }
      case 3 -> listParameters();
      case 4 -> listChords();
      case 5 -> listValues();
      case 6 -> listNotes();
      default -> listEnding();
    }
  }

  private void listNames() {
    long count = count("names");
    for (int i = 0; i < count; i++) {
      names.add(text());
      list("name " + i + ": " + names.get(i));
    }
  }

  private void listParameters() {
    list("key " + name());
    long mode = number();
    list("mode " + (mode == 0 ? "of the key" : names.get((int) mode - 1)));
    list("bpm " + number());
    list("intensity " + real());
    list("bars " + number());
  }

  private void listChords() {
    long count = count("chords");
    for (int i = 0; i < count; i++) {
      list("key " + name());
      list("mode " + name());
      list("symbol " + name());
      list("ticks since the end of the chord before: " + number());
      list("duration in ticks " + number());
      int pitches = (int) number();
      at[0] += pitches;
      list(
          pitches
              + " pitches: "
              + Arrays.toString(Arrays.copyOfRange(bytes, at[0] - pitches, at[0])));
    }
  }

  private void listValues() {
    long count = count("values");
    for (int i = 0; i < count; i++) {
      values.add(real());
      list("value " + i + ": " + values.get(i));
    }
  }

  private void listNotes() {
    long count = count("notes");
    for (int i = 0; i < count; i++) {
      String instrument = name();
      long[] numbers = new long[NOTE_NUMBERS];
      for (int n = 1; n < NOTE_NUMBERS; n++) {
        // The pitch is one byte below 128, which is the same as a number.
        numbers[n] = number();
      }
      list(
          String.format(
              Locale.ROOT,
              "%s, pitch %d, %d ticks later, for %d ticks, velocity %s, pan %s, brightness %s",
              instrument,
              numbers[1],
              numbers[2],
              numbers[3],
              values.get((int) numbers[4]),
              values.get((int) numbers[5]),
              values.get((int) numbers[6])));
    }
  }

  private void listEnding() {
    list(text());
    int bars = (int) count("bars of melody");
    at[0] += bars;
    list("the bars, the oldest first");
  }

  private long count(String what) {
    long count = number();
    list(count + " " + what);
    return count;
  }

  private long number() {
    return EntryBytes.number(bytes, at);
  }

  private String name() {
    return names.get((int) number());
  }

  private String text() {
    int length = (int) number();
    at[0] += length;
    return new String(bytes, at[0] - length, length, StandardCharsets.US_ASCII);
  }

  private double real() {
    long bits = 0;
    for (int i = 0; i < Double.BYTES; i++) {
      bits |= (bytes[at[0]++] & 0xffL) << 8 * i;
    }
    return Double.longBitsToDouble(bits);
  }

  /** Lists the bytes since the last line, the meaning beside their beginning. */
  private void list(String meaning) {
    String shown = meaning;
    while (listed < at[0]) {
      int end = Math.min(at[0], listed + LINE_BYTES);
      String hex = HexFormat.ofDelimiter(" ").formatHex(bytes, listed, end);
      lines.add(shown.isEmpty() ? hex : String.format(Locale.ROOT, "%-35s  %s", hex, shown));
      listed = end;
      shown = "";
    }
  }
}
