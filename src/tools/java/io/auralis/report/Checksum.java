package io.auralis.report;

import io.auralis.composition.Note;
import io.auralis.composition.Phrase;
import io.auralis.composition.PhraseEndingText;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** A number for all notes of some hours, to be compared between machines. */
final class Checksum {

  private static final int NOTE_BYTES = 2 * Integer.BYTES + 5 * Long.BYTES;

  private Checksum() {}

  /** Of a station's hours while its listeners turn everything. */
  static long of(long seed, double hours) {
    CRC32 sum = new CRC32();
    Station.tour(seed, hours, phrase -> add(sum, phrase));
    return sum.getValue();
  }

  private static void add(CRC32 sum, Phrase phrase) {
    ByteBuffer bytes = ByteBuffer.allocate(NOTE_BYTES);
    for (Note note : phrase.notes()) {
      bytes.clear();
      bytes.putInt(note.instrument().ordinal()).putInt(note.pitch());
      bytes.putLong(note.onsetTicks()).putLong(note.durationTicks());
      bytes.putDouble(note.velocity()).putDouble(note.pan()).putDouble(note.brightness());
      sum.update(bytes.array());
    }
    sum.update(PhraseEndingText.write(phrase.ending()).getBytes(StandardCharsets.US_ASCII));
  }
}
