package io.auralis.ledger;

import io.auralis.composition.ChordSpan;
import io.auralis.composition.MelodyMemory;
import io.auralis.composition.Note;
import io.auralis.composition.Phrase;
import io.auralis.composition.PhraseEnding;
import io.auralis.composition.PhraseEndingText;
import io.auralis.music.GenerationParameters;
import io.auralis.music.Mode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the sections of one entry. Used by one thread, once. */
final class EntryWriter {

  private final LedgerEntry entry;

  /** Numbers in the order in which names and values are first met. */
  private final Map<String, Integer> names = new LinkedHashMap<>();

  /** By their bits: as numbers, 0.0 and -0.0 would be the same. */
  private final Map<Long, Integer> values = new LinkedHashMap<>();

  EntryWriter(LedgerEntry entry) {
    this.entry = entry;
  }

  void writeTo(ByteWriter out) {
    Phrase phrase = entry.phrase();
    ByteWriter composer = new ByteWriter().text(entry.composer()).text(entry.composerVersion());
    // These fill the tables of names and values, which go before them.
    ByteWriter parameters = parameters(phrase.parameters(), phrase.bars());
    ByteWriter chords = chords(phrase.chords());
    ByteWriter notes = notes(phrase.notes());
    out.section(Section.NAMES, nameTable())
        .section(Section.COMPOSER, composer)
        .section(Section.PARAMETERS, parameters)
        .section(Section.CHORDS, chords)
        .section(Section.VALUES, valueTable())
        .section(Section.NOTES, notes)
        .section(Section.ENDING, ending(phrase.ending()));
  }

  private ByteWriter parameters(GenerationParameters parameters, int bars) {
    return new ByteWriter()
        .number(name(parameters.key().displayName()))
        .number(parameters.mode().map(Mode::displayName).map(this::name).orElse(-1) + 1)
        .number(parameters.tempo().bpm())
        .real(parameters.intensity())
        .number(bars);
  }

  private ByteWriter chords(List<ChordSpan> chords) {
    ByteWriter out = new ByteWriter().number(chords.size());
    long free = 0;
    for (ChordSpan span : chords) {
      out.number(name(span.chord().key().displayName()))
          .number(name(span.chord().tonality().mode().displayName()))
          .number(name(span.chord().symbol()))
          .number(span.startTicks() - free)
          .number(span.durationTicks())
          .number(span.voicing().size());
      span.voicing().forEach(out::octet);
      free = span.endTicks();
    }
    return out;
  }

  private ByteWriter notes(List<Note> notes) {
    ByteWriter out = new ByteWriter().number(notes.size());
    long onset = 0;
    for (Note note : notes) {
      out.number(name(InstrumentNames.of(note.instrument())))
          .octet(note.pitch())
          .number(note.onsetTicks() - onset)
          .number(note.durationTicks())
          .number(value(note.velocity()))
          .number(value(note.pan()))
          .number(value(note.brightness()));
      onset = note.onsetTicks();
    }
    return out;
  }

  /** As hexadecimal text the melody's memory alone would be a kilobyte. */
  private static ByteWriter ending(PhraseEnding ending) {
    List<Integer> bars = ending.melody().bars();
    PhraseEnding rest = ending.withMelody(new MelodyMemory(List.of()));
    ByteWriter out = new ByteWriter().text(PhraseEndingText.write(rest)).number(bars.size());
    bars.forEach(out::octet);
    return out;
  }

  private ByteWriter nameTable() {
    ByteWriter out = new ByteWriter().number(names.size());
    names.keySet().forEach(out::text);
    return out;
  }

  private ByteWriter valueTable() {
    ByteWriter out = new ByteWriter().number(values.size());
    values.keySet().forEach(bits -> out.littleEndian(bits, Double.BYTES));
    return out;
  }

  private int name(String name) {
    return names.computeIfAbsent(name, absent -> names.size());
  }

  private int value(double value) {
    return values.computeIfAbsent(Double.doubleToRawLongBits(value), absent -> values.size());
  }
}
