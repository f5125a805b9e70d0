package io.auralis.composition;

import static io.auralis.composition.Compositions.forEvery;
import static io.auralis.composition.Compositions.notes;
import static io.auralis.composition.Compositions.parameters;
import static io.auralis.composition.Compositions.play;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.auralis.music.GenerationParameters;
import io.auralis.music.Key;
import io.auralis.music.Tempo;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class AmbientComposerTest {

  /** Phrases of forty stations at each intensity. */
  private static final NavigableMap<Double, List<Phrase>> PLAYED = new TreeMap<>();

  static {
    for (double intensity : new double[] {0, 0.15, 0.3, 0.5, 0.7, 0.85, 1}) {
      List<Phrase> phrases = new ArrayList<>();
      for (long seed = 0; seed < 40; seed++) {
        phrases.addAll(play(seed, parameters(intensity), 4));
      }
      PLAYED.put(intensity, phrases);
    }
  }

  private final Composer composer = new AmbientComposer();

  @Test
  void equalArgumentsGiveEqualPhrases() {
    assertThat(play(7, parameters(0.5), 6)).isEqualTo(play(7, parameters(0.5), 6));
  }

  @Test
  void manyThreadsComposeTheSame() {
    // Given
    Phrase alone = composer.compose(7, 3, parameters(0.7), PhraseEnding.none());

    // When
    List<Phrase> together =
        IntStream.range(0, 64)
            .parallel()
            .mapToObj(i -> composer.compose(7, 3, parameters(0.7), PhraseEnding.none()))
            .toList();

    // Then
    assertThat(together).allMatch(alone::equals);
  }

  @Test
  void anotherSeedOrIndexGivesOtherNotes() {
    // Given
    List<Note> notes = composer.compose(7, 3, parameters(0.5), PhraseEnding.none()).notes();

    // Then
    assertThat(composer.compose(8, 3, parameters(0.5), PhraseEnding.none()).notes())
        .isNotEqualTo(notes);
    assertThat(composer.compose(7, 4, parameters(0.5), PhraseEnding.none()).notes())
        .isNotEqualTo(notes);
  }

  @Test
  void noPhraseRepeatsAnotherOfItsStation() {
    // When
    List<Phrase> phrases = play(11, parameters(0.5), 200);

    // Then
    assertThat(phrases.stream().map(Phrase::notes).distinct().count()).isEqualTo(200);
  }

  /** Replicas on other machines rely on these very notes; a deliberate change updates the sums. */
  @Test
  void theNotesAreTheSameOnEveryMachine() {
    assertThat(checksum(play(1, parameters(0.5), 4))).isEqualTo(2683452899L);
    assertThat(checksum(play(-5, new GenerationParameters(Key.B_MAJOR, new Tempo(133), 1), 4)))
        .isEqualTo(555761165L);
  }

  @Test
  void extremeSeedsAndIndicesAreFine() {
    for (long seed : new long[] {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE}) {
      for (long index : new long[] {0, Integer.MAX_VALUE + 1L, Long.MAX_VALUE}) {
        Phrase phrase = composer.compose(seed, index, parameters(1), PhraseEnding.none());
        assertThat(phrase.index()).isEqualTo(index);
      }
    }
  }

  @Test
  void badArgumentsFailClearly() {
    assertThatExceptionOfType(CompositionException.class)
        .isThrownBy(() -> composer.compose(1, -1, parameters(1), PhraseEnding.none()))
        .withMessage("Cannot compose phrase -1")
        .withRootCauseInstanceOf(IllegalArgumentException.class);
    assertThatNullPointerException()
        .isThrownBy(() -> composer.compose(1, 0, null, PhraseEnding.none()));
    assertThatNullPointerException().isThrownBy(() -> composer.compose(1, 0, parameters(1), null));
  }

  @Test
  void everyPhraseIsEightBarsInOrderAndWithinItsBounds() {
    forEvery(
        phrase -> {
          assertThat(phrase.bars()).isEqualTo(8);
          assertThat(phrase.notes()).isNotEmpty();
          assertThat(phrase.notes())
              .isSortedAccordingTo((a, b) -> Long.compare(a.onsetTicks(), b.onsetTicks()));
          assertThat(phrase.notes()).allMatch(note -> note.endTicks() <= phrase.lengthTicks());
        });
  }

  @Test
  void everyPitchIsInTheScaleOrInTheChordThatSounds() {
    forEvery(
        phrase -> {
          Key key = phrase.parameters().key();
          for (Note note : phrase.notes()) {
            boolean inScale = key.pitchClasses().contains(note.pitch() % 12);
            boolean inAllChords =
                phrase.chords().stream()
                    .filter(span -> span.startTicks() < note.endTicks())
                    .filter(span -> span.endTicks() > note.onsetTicks())
                    .allMatch(span -> span.chord().pitchClasses().contains(note.pitch() % 12));
            assertThat(inScale || inAllChords).as("%s in %s", note, phrase.chords()).isTrue();
          }
        });
  }

  @Test
  void nothingThatIsHeldTogetherClashes() {
    forEvery(
        phrase -> {
          List<Note> held =
              phrase.notes().stream()
                  .filter(note -> note.instrument().compareTo(Instrument.SUB) <= 0)
                  .toList();
          for (int i = 0; i < held.size(); i++) {
            for (Note other : held.subList(i + 1, held.size())) {
              Note note = held.get(i);
              if (Compositions.overlap(note, other)) {
                assertThat(Math.abs(note.pitch() - other.pitch()) % 12)
                    .as("%s against %s", note, other)
                    .isNotEqualTo(1);
              }
            }
          }
        });
  }

  @Test
  void densityRegisterVelocityAndBrightnessFollowTheIntensity() {
    assertRises("lead notes", 0, phrase -> notes(phrase, Instrument.LEAD).size());
    assertRises("drum strokes", 0, phrase -> notes(phrase, Instrument.KICK).size());
    assertRises("swells", 0.1, phrase -> notes(phrase, Instrument.SWELL).size());
    assertRises("chords", 0, phrase -> -meanTicks(phrase));
    for (Instrument part : List.of(Instrument.PAD, Instrument.LEAD)) {
      assertRises(part + " pitch", 0.4, phrase -> mean(phrase, part, Note::pitch));
    }
    for (Instrument part : List.of(Instrument.PAD, Instrument.LEAD, Instrument.SUB)) {
      assertRises(part + " velocity", 0, phrase -> mean(phrase, part, Note::velocity));
      assertRises(part + " brightness", 0, phrase -> mean(phrase, part, Note::brightness));
    }
  }

  private static double meanTicks(Phrase phrase) {
    return phrase.chords().stream().mapToLong(ChordSpan::durationTicks).average().getAsDouble();
  }

  private static double mean(Phrase phrase, Instrument part, ToDoubleFunction<Note> value) {
    return notes(phrase, part).stream().mapToDouble(value).average().orElse(0);
  }

  /** Compares means over many phrases; the tolerance allows for what chance leaves over. */
  private static void assertRises(String what, double tolerance, ToDoubleFunction<Phrase> measure) {
    double before = Double.NEGATIVE_INFINITY;
    double first = Double.NaN;
    for (double intensity : PLAYED.keySet()) {
      double mean = PLAYED.get(intensity).stream().mapToDouble(measure).average().getAsDouble();
      assertThat(mean).as("%s at %s", what, intensity).isGreaterThanOrEqualTo(before - tolerance);
      first = Double.isNaN(first) ? mean : first;
      before = mean;
    }
    assertThat(before).as("%s at full intensity", what).isGreaterThan(first);
  }

  private static long checksum(List<Phrase> phrases) {
    CRC32 sum = new CRC32();
    for (Phrase phrase : phrases) {
      for (Note note : phrase.notes()) {
        // Bits, not text: how a double prints differs between Java versions.
        String line =
            note.instrument().name()
                + " "
                + note.pitch()
                + " "
                + note.onsetTicks()
                + " "
                + note.durationTicks()
                + " "
                + Double.doubleToLongBits(note.velocity())
                + " "
                + Double.doubleToLongBits(note.pan())
                + " "
                + Double.doubleToLongBits(note.brightness());
        sum.update(line.getBytes(StandardCharsets.UTF_8));
      }
    }
    return sum.getValue();
  }
}
