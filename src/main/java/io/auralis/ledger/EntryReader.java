package io.auralis.ledger;

import io.auralis.composition.ChordSpan;
import io.auralis.composition.Instrument;
import io.auralis.composition.MelodyMemory;
import io.auralis.composition.Note;
import io.auralis.composition.Phrase;
import io.auralis.composition.PhraseEnding;
import io.auralis.composition.PhraseEndingText;
import io.auralis.music.Chord;
import io.auralis.music.GenerationParameters;
import io.auralis.music.Key;
import io.auralis.music.Mode;
import io.auralis.music.RomanChord;
import io.auralis.music.Tempo;
import io.auralis.music.Tonality;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reads the sections of one entry. Used by one thread, once. */
final class EntryReader {

  /** More than all keys, modes, chords and instruments together. */
  private static final int MOST_NAMES = 1_024;

  private static final int MOST_VALUES = 3 * LedgerEntry.MOST_NOTES;

  /** The type has a limit of its own, which is lower. */
  private static final int MOST_MELODY_BARS = 4_096;

  /** Three names, two times, the number of pitches. */
  private static final int SMALLEST_CHORD = 6;

  /** Instrument, pitch, two times, three values. */
  private static final int SMALLEST_NOTE = 7;

  private final LedgerHeader header;
  private final Map<Section, ByteReader> sections = new EnumMap<>(Section.class);
  private String[] names;
  private double[] values;

  EntryReader(LedgerHeader header) {
    this.header = header;
  }

  /** The entry whose sections follow. */
  LedgerEntry read(ByteReader in) {
    split(in);
    names = readNames(section(Section.NAMES));
    values = readValues(section(Section.VALUES));
    Phrase phrase = readPhrase();
    LedgerEntry entry = readEntry(phrase, section(Section.COMPOSER));
    if (entry.lengthFrames() != header.lengthFrames()) {
      throw in.damaged(
          "the length is "
              + header.lengthFrames()
              + " frames in the header and "
              + entry.lengthFrames()
              + " in the phrase");
    }
    return entry;
  }

  /** Finds the sections of this version, in any order, and skips all others. */
  private void split(ByteReader in) {
    while (!in.isAtEnd()) {
      long tag = in.number();
      long length = in.number();
      Section known = Section.of(tag);
      String place = known == null ? "section " + tag : known.place();
      ByteReader content = in.part(length, place);
      if (known != null && sections.put(known, content) != null) {
        throw content.damaged("it is there twice");
      }
    }
  }

  private ByteReader section(Section section) {
    ByteReader content = sections.get(section);
    if (content == null) {
      throw LedgerException.damaged(section.place(), "it is missing");
    }
    return content;
  }

  private static String[] readNames(ByteReader in) {
    String[] names = new String[in.count(MOST_NAMES, 1, "names")];
    for (int i = 0; i < names.length; i++) {
      names[i] = in.text();
    }
    in.requireEnd();
    return names;
  }

  private static double[] readValues(ByteReader in) {
    double[] values = new double[in.count(MOST_VALUES, Double.BYTES, "values")];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.real();
    }
    in.requireEnd();
    return values;
  }

  private Phrase readPhrase() {
    ByteReader in = section(Section.PARAMETERS);
    GenerationParameters parameters = readParameters(in);
    int bars = in.number(Phrase.BARS, "the number of bars");
    in.requireEnd();
    List<ChordSpan> chords = readChords(section(Section.CHORDS));
    List<Note> notes = readNotes(section(Section.NOTES));
    PhraseEnding ending = readEnding(section(Section.ENDING));
    return checked(
        "phrase", () -> new Phrase(header.index(), parameters, bars, chords, notes, ending));
  }

  private LedgerEntry readEntry(Phrase phrase, ByteReader in) {
    String composer = in.text();
    String version = in.text();
    in.requireEnd();
    return checked(
        "entry",
        () -> new LedgerEntry(header.revision(), header.startFrame(), phrase, composer, version));
  }

  private GenerationParameters readParameters(ByteReader in) {
    Key key = known(in, Key::parse);
    int modeNumber = in.reference(names.length + 1, "mode");
    Optional<Mode> mode =
        modeNumber == 0
            ? Optional.empty()
            : Optional.of(known(names[modeNumber - 1], in, Mode::parse));
    int bpm = in.number(Integer.MAX_VALUE, "the tempo");
    double intensity = in.real();
    return checked(
        in.place(), () -> new GenerationParameters(key, new Tempo(bpm), intensity, mode));
  }

  private List<ChordSpan> readChords(ByteReader in) {
    int count = in.count(LedgerEntry.MOST_CHORDS, SMALLEST_CHORD, "chords");
    List<ChordSpan> chords = new ArrayList<>(count);
    long free = 0;
    for (int i = 0; i < count; i++) {
      Key key = known(in, Key::parse);
      Mode mode = known(in, Mode::parse);
      Chord chord = new Chord(new Tonality(key, mode), known(in, RomanChord::parse));
      long start = free + ticks(in);
      long duration = ticks(in);
      List<Integer> voicing = readOctets(in, LedgerEntry.MOST_PITCHES, "pitches");
      chords.add(checked(in.place(), () -> new ChordSpan(chord, start, duration, voicing)));
      free = start + duration;
    }
    in.requireEnd();
    return chords;
  }

  private static List<Integer> readOctets(ByteReader in, int most, String what) {
    int count = in.count(most, 1, what);
    List<Integer> octets = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      octets.add(in.octet());
    }
    return octets;
  }

  /** The notes, without those of instruments that this version does not know. */
  private List<Note> readNotes(ByteReader in) {
    int count = in.count(LedgerEntry.MOST_NOTES, SMALLEST_NOTE, "notes");
    List<Note> notes = new ArrayList<>(count);
    long last = 0;
    for (int i = 0; i < count; i++) {
      Optional<Instrument> instrument = InstrumentNames.find(name(in));
      int pitch = in.octet();
      long onset = last + ticks(in);
      long duration = ticks(in);
      double velocity = value(in);
      double pan = value(in);
      double brightness = value(in);
      if (instrument.isPresent()) {
        notes.add(
            checked(
                in.place(),
                () ->
                    new Note(instrument.get(), pitch, onset, duration, velocity, pan, brightness)));
      }
      last = onset;
    }
    in.requireEnd();
    return notes;
  }

  private static PhraseEnding readEnding(ByteReader in) {
    String text = in.text();
    PhraseEnding rest = checked(in.place(), () -> PhraseEndingText.read(text));
    if (!rest.melody().bars().isEmpty()) {
      throw in.damaged("the melody's memory is in the text and behind it");
    }
    List<Integer> bars = readOctets(in, MOST_MELODY_BARS, "bars of melody");
    in.requireEnd();
    return checked(in.place(), () -> rest.withMelody(new MelodyMemory(bars)));
  }

  /** Ticks from one thing to another: none reaches beyond the longest phrase. */
  private static int ticks(ByteReader in) {
    return in.number(Phrase.BARS * Phrase.TICKS_PER_BAR, "a time in ticks");
  }

  private double value(ByteReader in) {
    return values[in.reference(values.length, "value")];
  }

  private String name(ByteReader in) {
    return names[in.reference(names.length, "name")];
  }

  private <T> T known(ByteReader in, Function<String, T> parse) {
    return known(name(in), in, parse);
  }

  /** What a name means; a newer version may have more of them. */
  private static <T> T known(String name, ByteReader in, Function<String, T> parse) {
    try {
      return parse.apply(name);
    } catch (IllegalArgumentException e) {
      throw new LedgerException(
          LedgerException.Reason.NEWER,
          "Ledger entry of a newer version: " + in.place() + ": " + Ascii.excerpt(e.getMessage()),
          e);
    }
  }

  /** What the bytes describe, if its type allows it. */
  private static <T> T checked(String place, Supplier<T> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException e) {
      throw new LedgerException(
          LedgerException.Reason.DAMAGED,
          "Damaged ledger entry: " + place + ": " + Ascii.excerpt(e.getMessage()),
          e);
    }
  }
}
