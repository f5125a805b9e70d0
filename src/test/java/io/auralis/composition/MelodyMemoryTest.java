package io.auralis.composition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class MelodyMemoryTest {

  private static final List<Note> TUNE = tune(69, 72, 0, 71, 69, 0, 0, 67);
  private static final List<Note> OTHER = tune(60, 62, 64, 60, 62, 64, 60, 65);

  /** A note on the first beat of each bar; 0 is a rest. */
  private static List<Note> tune(int... pitches) {
    List<Note> notes = new ArrayList<>();
    for (int bar = 0; bar < pitches.length; bar++) {
      if (pitches[bar] > 0) {
        notes.add(note(pitches[bar], (long) bar * Phrase.TICKS_PER_BAR));
      }
    }
    return notes;
  }

  private static Note note(int pitch, long onset) {
    return new Note(Instrument.LEAD, pitch, onset, 960, 0.5, 0, 0.5);
  }

  @Test
  void fourBarsOfTheSameNotesRecur() {
    // Given
    MelodyMemory memory = MelodyMemory.NONE.with(TUNE).with(OTHER);

    // Then
    assertThat(memory.wouldRecur(TUNE)).isTrue();
    assertThat(memory.wouldRecur(tune(50, 51, 69, 72, 0, 71, 50, 51))).isTrue();
    assertThat(memory.wouldRecur(tune(50, 51, 69, 72, 0, 50, 50, 51))).isFalse();
  }

  @Test
  void aTouchOfHumanTimeIsTheSameMelody() {
    List<Note> late = TUNE.stream().map(n -> note(n.pitch(), n.onsetTicks() + 40)).toList();
    assertThat(MelodyMemory.NONE.with(TUNE).wouldRecur(late)).isTrue();
  }

  @Test
  void anEighthLaterIsAnother() {
    List<Note> later = TUNE.stream().map(n -> note(n.pitch(), n.onsetTicks() + 480)).toList();
    assertThat(MelodyMemory.NONE.with(TUNE).wouldRecur(later)).isFalse();
  }

  @Test
  void aWindowReachesOverTheStartOfThePhrase() {
    // Given: bars 7 and 8 of this phrase and bars 1 and 2 of the next make the beginning of TUNE
    MelodyMemory memory = MelodyMemory.NONE.with(TUNE).with(tune(60, 62, 64, 60, 62, 64, 69, 72));

    // Then
    assertThat(memory.wouldRecur(tune(0, 71, 50, 51, 52, 53, 54, 55))).isTrue();
    assertThat(memory.wouldRecur(tune(71, 0, 50, 51, 52, 53, 54, 55))).isFalse();
  }

  @Test
  void restsAndSingleBarsAreNoMelody() {
    MelodyMemory memory = MelodyMemory.NONE.with(tune(69, 0, 0, 0, 0, 0, 0, 0)).with(OTHER);
    assertThat(memory.wouldRecur(tune(69, 0, 0, 0, 0, 0, 0, 0))).isFalse();
  }

  @Test
  void tenMinutesAreRememberedAtAnyTempo() {
    // Given
    MelodyMemory memory = MelodyMemory.NONE.with(TUNE);

    // When: 62 phrases of eight bars are ten minutes at 200 beats a minute
    for (int i = 0; i < 62; i++) {
      memory = memory.with(List.of());
    }

    // Then
    assertThat(memory.wouldRecur(TUNE)).isTrue();
    assertThat(memory.with(List.of()).wouldRecur(TUNE)).isFalse();
    assertThat(memory.with(List.of()).bars()).hasSize(504);
  }

  @Test
  void aCutForgetsTheLastBars() {
    MelodyMemory memory = MelodyMemory.NONE.with(TUNE).without(5);
    assertThat(memory.bars()).isEqualTo(MelodyMemory.NONE.with(TUNE).bars().subList(0, 3));
    assertThat(memory.wouldRecur(TUNE)).isFalse();
    assertThat(MelodyMemory.NONE.without(3)).isEqualTo(MelodyMemory.NONE);
  }

  @Test
  void badMemoriesAreRejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MelodyMemory(List.of(1, 256)))
        .withMessage("Invalid melody memory: bar 256. Must be 0 to 255");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MelodyMemory(Collections.nCopies(505, 0)))
        .withMessage("Invalid melody memory: 505 bars. Must be at most 504");
  }
}
