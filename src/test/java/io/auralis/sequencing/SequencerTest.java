package io.auralis.sequencing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.auralis.audio.AudioFormat;
import io.auralis.composition.Instrument;
import io.auralis.composition.Note;
import io.auralis.composition.Phrase;
import io.auralis.composition.PhraseEnding;
import io.auralis.music.GenerationParameters;
import io.auralis.music.Key;
import io.auralis.music.Tempo;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SequencerTest {

  private static final int BLOCK = AudioFormat.BLOCK_FRAMES;
  private static final int SECOND = AudioFormat.SAMPLE_RATE_HZ;

  private final Sequencer sequencer = new Sequencer(TestPatches.shipped());
  private final ControlBlock controls = Sequencer.newControlBlock(4);

  @Test
  void aNoteStandsAtItsFrame() {
    // Given: at 60 bpm a beat is a second
    sequencer.schedule(phrase(note(Instrument.PAD, 57, 2, 3)), 1_000);

    // When: the block begins half a second after the onset
    sequencer.write(controls, 1_000 + 2 * SECOND + SECOND / 2, 1);

    // Then
    assertThat(controls.voices().get(0, 0, VoiceColumn.TIME)).isEqualTo(0.5f);
    assertThat(controls.voices().get(0, 0, VoiceColumn.GATE)).isEqualTo(3f);
    assertThat(controls.voices().get(0, 0, VoiceColumn.OMEGA))
        .isCloseTo((float) (2 * Math.PI * 220 / SECOND), within(1e-4f));
    assertThat(controls.voices().get(0, 0, VoiceColumn.GAIN)).isPositive();
  }

  @Test
  void phasesContinueFromBlockToBlock() {
    // Given
    sequencer.schedule(phrase(note(Instrument.PAD, 61, 0, 8)), 0);

    // When
    sequencer.write(controls, 30L * BLOCK, 2);

    // Then: 49 steps lead from one block's phase to the next one's
    double first = controls.voices().get(0, 0, VoiceColumn.PHASE);
    double step = controls.voices().get(0, 0, VoiceColumn.STEP);
    double next = controls.voices().get(1, 0, VoiceColumn.PHASE);
    double expected = first + 49 * step;
    assertThat(expected - Math.floor(expected)).isCloseTo(next, within(1e-5));
  }

  @Test
  void phasesAreExactAfterDays() {
    // Given
    long days = 5L * 24 * 3_600 * SECOND;
    Phrase phrase = phrase(note(Instrument.PAD, 61, 0, 8));
    sequencer.schedule(phrase, 0);
    sequencer.write(controls, 10L * BLOCK, 1);
    float expected = controls.voices().get(0, 0, VoiceColumn.STEP);
    Sequencer later = new Sequencer(TestPatches.shipped());
    later.schedule(phrase, days);

    // When
    later.write(controls, days + 10L * BLOCK, 2);

    // Then
    double first = controls.voices().get(0, 0, VoiceColumn.PHASE);
    double next = controls.voices().get(1, 0, VoiceColumn.PHASE);
    assertThat(controls.voices().get(0, 0, VoiceColumn.STEP)).isEqualTo(expected);
    double reached = first + 49 * expected;
    assertThat(reached - Math.floor(reached)).isCloseTo(next, within(1e-5));
  }

  @Test
  void aCutReleasesHeldNotesAndForgetsLaterOnes() {
    // Given
    sequencer.schedule(phrase(note(Instrument.PAD, 57, 0, 8), note(Instrument.PAD, 60, 4, 4)), 0);

    // When
    sequencer.cutAt(4L * SECOND);
    sequencer.write(controls, 4L * SECOND, 1);

    // Then: the held note ends at the cut, its release sounds; the later one is gone
    assertThat(sequencer.voices()).isEqualTo(1);
    assertThat(controls.voices().get(0, 0, VoiceColumn.RELEASE_AT)).isEqualTo(4f);
    assertThat(controls.voices().get(0, 0, VoiceColumn.GATE)).isEqualTo(8f);
    assertThat(controls.voices().get(0, 2, VoiceColumn.GAIN)).isZero();
  }

  @Test
  void voicesAreForgottenAfterTheirRelease() {
    // Given
    sequencer.schedule(phrase(note(Instrument.KICK, 36, 0, 1)), 0);

    // When / Then
    sequencer.forgetBefore(SECOND);
    assertThat(sequencer.voices()).isEqualTo(1);
    sequencer.forgetBefore(2L * SECOND);
    assertThat(sequencer.voices()).isZero();
  }

  @Test
  void aPadTakesTwoOscillatorsThatStandApartAndOthersOne() {
    // Given
    sequencer.schedule(
        phrase(
            note(Instrument.PAD, 57, 0, 4),
            note(Instrument.SUB, 33, 0, 4),
            note(Instrument.LEAD, 69, 0, 4),
            note(Instrument.KICK, 36, 0, 4),
            note(Instrument.SWELL, 60, 0, 4)),
        0);

    // When
    sequencer.write(controls, BLOCK, 1);

    // Then
    assertThat(controls.voices().get(0, 4, VoiceColumn.GAIN)).isPositive();
    assertThat(controls.voices().get(0, 5, VoiceColumn.GAIN)).isZero();
    assertThat(
            IntStream.range(0, 5)
                .mapToDouble(slot -> controls.voices().get(0, slot, VoiceColumn.PAN))
                .boxed())
        .as("positions")
        .filteredOn(pan -> pan != 0)
        .hasSize(2)
        .satisfies(pans -> assertThat(pans.get(0)).isEqualTo(-pans.get(1)));
    assertThat(controls.noise().get(0, 0, NoiseColumn.GAIN)).isPositive();
  }

  @Test
  void moreVoicesThanSlotsLeaveOutTheOldest() {
    // Given
    List<Note> notes = new ArrayList<>();
    for (int i = 0; i < Sequencer.NOISE_SLOTS + 2; i++) {
      notes.add(new Note(Instrument.SWELL, 60, i * Phrase.TICKS_PER_BEAT, 20_000, 0.5, 0, 0.5));
    }
    sequencer.schedule(phrase(notes.toArray(Note[]::new)), 0);

    // When
    sequencer.write(controls, 6L * SECOND, 1);

    // Then
    assertThat(controls.noise().voices()).isEqualTo(Sequencer.NOISE_SLOTS);
    assertThat(controls.noise().get(0, 0, NoiseColumn.TIME)).isEqualTo(4f);
  }

  @Test
  void aLimitFadesTheOldestHeldNoteAndLeavesOneOscillatorToLaterOnes() {
    // Given: two pads that are held for eight seconds, and one that comes later
    sequencer.schedule(
        phrase(
            note(Instrument.PAD, 57, 0, 8),
            note(Instrument.PAD, 60, 0, 8),
            note(Instrument.PAD, 64, 7, 8)),
        0);
    sequencer.write(controls, 6L * SECOND, 1);
    assertThat(controls.voices().get(0, 0, VoiceColumn.RELEASE_AT)).isEqualTo(8f);

    // When
    sequencer.limit(new Polyphony(false, 1), 6L * SECOND);
    sequencer.write(controls, 6L * SECOND, 1);

    // Then: it ends here within 100 ms; both of its oscillators do
    assertThat(controls.startFrame()).isEqualTo(6L * SECOND);
    for (int slot = 0; slot < 2; slot++) {
      assertThat(controls.voices().get(0, slot, VoiceColumn.RELEASE_AT)).isEqualTo(6f);
      assertThat(controls.voices().get(0, slot, VoiceColumn.RELEASE)).isEqualTo(0.1f);
    }
    assertThat(controls.voices().get(0, 2, VoiceColumn.RELEASE_AT)).isEqualTo(8f);
    sequencer.write(controls, 7L * SECOND + BLOCK, 1);
    assertThat(controls.voices().get(0, 2, VoiceColumn.GAIN)).as("the later note").isPositive();
    assertThat(controls.voices().get(0, 3, VoiceColumn.GAIN)).isZero();
  }

  @Test
  void aNoteInItsAttackIsNotCut() {
    // Given
    sequencer.schedule(phrase(note(Instrument.PAD, 57, 0, 8), note(Instrument.PAD, 60, 0, 8)), 0);

    // When
    sequencer.limit(new Polyphony(true, 1), SECOND);
    sequencer.write(controls, SECOND, 1);

    // Then
    assertThat(controls.voices().get(0, 0, VoiceColumn.RELEASE_AT)).isEqualTo(8f);
  }

  @Test
  void aControlBlockRefusesMoreThanItHolds() {
    assertThatThrownBy(() -> controls.reset(5, 4, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("5 blocks; allowed are 1 to 4");
    assertThatThrownBy(() -> controls.reset(1, 4, 99))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("99 voices");
  }

  private static Note note(Instrument instrument, int pitch, int beat, int beats) {
    return new Note(
        instrument,
        pitch,
        (long) beat * Phrase.TICKS_PER_BEAT,
        (long) beats * Phrase.TICKS_PER_BEAT,
        0.5,
        0,
        0.5);
  }

  private static Phrase phrase(Note... notes) {
    return new Phrase(
        0,
        new GenerationParameters(Key.A_MINOR, new Tempo(60), 0.5),
        Phrase.BARS,
        List.of(),
        List.of(notes),
        PhraseEnding.none());
  }
}
