package io.auralis.ledger;

import io.auralis.composition.AmbientComposer;
import io.auralis.composition.ChordSpan;
import io.auralis.composition.Composer;
import io.auralis.composition.Instrument;
import io.auralis.composition.MelodyMemory;
import io.auralis.composition.MotifMemory;
import io.auralis.composition.Note;
import io.auralis.composition.Phrase;
import io.auralis.composition.PhraseEnding;
import io.auralis.music.Chord;
import io.auralis.music.GenerationParameters;
import io.auralis.music.Key;
import io.auralis.music.Mode;
import io.auralis.music.RomanChord;
import io.auralis.music.Tempo;
import io.auralis.music.Tonality;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;

/** Entries for the tests: composed ones, ones with all that an entry may have, and tiny ones. */
final class LedgerEntries {

  static final String COMPOSER = "ambient";
  static final String VERSION = "1";

  private static final int MELODY_BARS = 504;

  private LedgerEntries() {}

  /** What a station plays that is left alone. */
  static List<LedgerEntry> composed(long seed, GenerationParameters parameters, int phrases) {
    Composer composer = new AmbientComposer();
    List<LedgerEntry> entries = new ArrayList<>();
    PhraseEnding ending = PhraseEnding.none();
    long start = 0;
    for (int index = 0; index < phrases; index++) {
      Phrase phrase = composer.compose(seed, index, parameters, ending);
      LedgerEntry entry = new LedgerEntry(0, start, phrase, COMPOSER, VERSION);
      entries.add(entry);
      ending = phrase.ending();
      start = entry.endFrame();
    }
    return entries;
  }

  static GenerationParameters parameters(Random random) {
    double[] intensities = {0, 1, random.nextDouble()};
    return new GenerationParameters(
        any(Key.values(), random),
        new Tempo(Tempo.MIN_BPM + random.nextInt(Tempo.MAX_BPM - Tempo.MIN_BPM + 1)),
        intensities[random.nextInt(intensities.length)],
        random.nextBoolean() ? Optional.empty() : Optional.of(any(Mode.values(), random)));
  }

  /** An entry that no composer makes, but that an entry may be. */
  static LedgerEntry arbitrary(Random random) {
    int bars = 1 + random.nextInt(Phrase.BARS);
    int end = bars * Phrase.TICKS_PER_BAR;
    List<ChordSpan> chords = new ArrayList<>();
    int free = 0;
    for (int i = random.nextInt(10); i > 0 && free < end - 1; i--) {
      int start = free + random.nextInt(Math.min(2, end - 1 - free));
      int duration = 1 + random.nextInt(end - start);
      chords.add(new ChordSpan(chord(random), start, duration, pitches(random)));
      free = start + duration;
    }
    List<Note> notes = new ArrayList<>();
    for (int i = random.nextInt(random.nextBoolean() ? 20 : 300); i > 0; i--) {
      // Few different times, so that notes come together, also at one pitch.
      int onset = random.nextBoolean() ? random.nextInt(end) : random.nextInt(3);
      notes.add(
          new Note(
              any(Instrument.values(), random),
              random.nextBoolean() ? random.nextInt(128) : 60,
              onset,
              1 + random.nextInt(end - onset),
              fraction(random, Double.MIN_VALUE),
              random.nextBoolean() ? -fraction(random, 0) : fraction(random, -0.0),
              fraction(random, 0)));
    }
    PhraseEnding ending =
        new PhraseEnding(
            random.nextBoolean() ? Optional.empty() : Optional.of(chord(random)),
            pitches(random),
            random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(128)),
            random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt()),
            new MotifMemory(random.nextInt(9), 9 + random.nextInt(1 << 30), random.nextInt(99)),
            new MelodyMemory(random.ints(random.nextInt(MELODY_BARS + 1), 0, 256).boxed().toList()),
            random.nextLong() >>> 1);
    long index = (random.nextLong() >>> 11) >>> random.nextInt(53);
    return new LedgerEntry(
        random.nextInt() >>> 1 >>> random.nextInt(31),
        (random.nextLong() >>> 11) >>> random.nextInt(53),
        new Phrase(index, parameters(random), bars, chords, notes, ending),
        name(random),
        name(random));
  }

  /** An entry with all that its limits allow. */
  static LedgerEntry largest() {
    Random random = new Random(1);
    List<ChordSpan> chords = new ArrayList<>();
    for (int i = 0; i < LedgerEntry.MOST_CHORDS; i++) {
      chords.add(new ChordSpan(chord(random), i * 480L, 480, full(LedgerEntry.MOST_PITCHES)));
    }
    List<Note> notes = new ArrayList<>();
    for (int i = 0; i < LedgerEntry.MOST_NOTES; i++) {
      notes.add(
          new Note(
              any(Instrument.values(), random),
              127,
              i,
              25_000,
              1 - random.nextDouble(),
              random.nextDouble(),
              random.nextDouble()));
    }
    PhraseEnding ending =
        new PhraseEnding(
            Optional.of(chord(random)),
            full(LedgerEntry.MOST_PITCHES),
            OptionalInt.of(Integer.MIN_VALUE),
            OptionalInt.of(Integer.MIN_VALUE),
            new MotifMemory(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE),
            new MelodyMemory(full(MELODY_BARS)),
            Long.MAX_VALUE);
    Phrase phrase =
        new Phrase(LedgerEntry.MOST, parameters(random), Phrase.BARS, chords, notes, ending);
    String name = "n".repeat(LedgerEntry.MOST_NAME_CHARACTERS);
    return new LedgerEntry(Integer.MAX_VALUE, LedgerEntry.MOST, phrase, name, name);
  }

  /** An entry of a few bytes; its composer tells whose it is. */
  static LedgerEntry tiny(long index, int revision, String composer) {
    return new LedgerEntry(
        revision,
        index * 1_000,
        new Phrase(index, quiet(), 1, List.of(), List.of(), none()),
        composer,
        VERSION);
  }

  static GenerationParameters quiet() {
    return new GenerationParameters(Key.A_MINOR, new Tempo(70), 0.5);
  }

  static PhraseEnding none() {
    return PhraseEnding.none();
  }

  private static Chord chord(Random random) {
    return new Chord(
        new Tonality(any(Key.values(), random), any(Mode.values(), random)),
        any(RomanChord.values(), random));
  }

  private static List<Integer> pitches(Random random) {
    return random.ints(random.nextInt(5), 0, 128).boxed().toList();
  }

  private static List<Integer> full(int count) {
    return IntStream.range(0, count).map(i -> 127).boxed().toList();
  }

  private static double fraction(Random random, double other) {
    double[] fractions = {other, 1, 0.5, Double.MIN_NORMAL, 1 - random.nextDouble()};
    return fractions[random.nextInt(fractions.length)];
  }

  private static String name(Random random) {
    return random
        .ints(1 + random.nextInt(LedgerEntry.MOST_NAME_CHARACTERS), ' ', '~' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static <T> T any(T[] values, Random random) {
    return values[random.nextInt(values.length)];
  }
}
