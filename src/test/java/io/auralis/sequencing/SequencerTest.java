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
    assertThat(secondsSinceOnset(0)).isCloseTo(0.5, within(1e-6));
    assertThat(secondsToRelease(0)).isCloseTo(2.5, within(1e-6));
    assertThat(controls.voices().get(0, 0, VoiceColumn.OMEGA))
        .isCloseTo((float) (2 * Math.PI * 220 / SECOND), within(1e-4f));
    assertThat(isSilent(0)).isFalse();
  }

  @Test
  void phasesContinueFromBlockToBlock() {
    // Given
    sequencer.schedule(phrase(note(Instrument.PAD, 61, 0, 8)), 0);

    // When
    sequencer.write(controls, 30L * BLOCK, 2);

    // Then: 49 steps lead from one block's phase to the next one's
    assertThat(phaseJump()).isCloseTo(0, within(1e-4));
  }

  @Test
  void phasesAreExactAfterDays() {
    // Given
    long days = 5L * 24 * 3_600 * SECOND;
    Phrase phrase = phrase(note(Instrument.PAD, 61, 0, 8));
    sequencer.schedule(phrase, 0);
    sequencer.write(controls, 10L * BLOCK, 1);
    float expected = controls.voices().get(0, 0, VoiceColumn.PHASE_STEP);
    Sequencer later = new Sequencer(TestPatches.shipped());
    later.schedule(phrase, days);

    // When
    later.write(controls, days + 10L * BLOCK, 2);

    // Then
    assertThat(controls.voices().get(0, 0, VoiceColumn.PHASE_STEP)).isEqualTo(expected);
    assertThat(phaseJump()).isCloseTo(0, within(1e-4));
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
    assertThat(secondsToRelease(0)).isCloseTo(0, within(1e-6));
    assertThat(secondsSinceOnset(0)).as("attack and decay go on").isCloseTo(4, within(1e-6));
    assertThat(isSilent(2)).isTrue();
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
    assertThat(isSilent(4)).isFalse();
    assertThat(isSilent(5)).isTrue();
    assertThat(IntStream.range(0, 5).mapToDouble(this::leanToTheLeft).boxed())
        .as("positions")
        .filteredOn(lean -> Math.abs(lean) > 1e-6)
        .hasSize(2)
        .satisfies(leans -> assertThat(leans.get(0)).isCloseTo(-leans.get(1), within(1e-6)));
    assertThat(controls.noise().get(0, 0, NoiseColumn.LEFT)).isPositive();
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
    double step = controls.noise().get(0, 0, NoiseColumn.ATTACK_STEP);
    double attack = controls.noise().get(0, 0, NoiseColumn.ATTACK);
    assertThat(attack / step * ControlRate.CONTROL_FRAME_SECONDS).isCloseTo(4, within(1e-6));
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
    assertThat(secondsToRelease(0)).isCloseTo(2, within(1e-6));

    // When
    sequencer.limit(new Polyphony(false, 1), 6L * SECOND);
    sequencer.write(controls, 6L * SECOND, 1);

    // Then: it ends here within 100 ms; both of its oscillators do
    assertThat(controls.startFrame()).isEqualTo(6L * SECOND);
    for (int slot = 0; slot < 2; slot++) {
      assertThat(secondsToRelease(slot)).isCloseTo(0, within(1e-6));
      assertThat(releaseSeconds(slot)).isCloseTo(0.1, within(1e-6));
    }
    assertThat(secondsToRelease(2)).isCloseTo(2, within(1e-6));
    sequencer.write(controls, 7L * SECOND + BLOCK, 1);
    assertThat(isSilent(2)).as("the later note").isFalse();
    assertThat(isSilent(3)).isTrue();
  }

  @Test
  void aNoteInItsAttackIsNotCut() {
    // Given
    sequencer.schedule(phrase(note(Instrument.PAD, 57, 0, 8), note(Instrument.PAD, 60, 0, 8)), 0);

    // When
    sequencer.limit(new Polyphony(true, 1), SECOND);
    sequencer.write(controls, SECOND, 1);

    // Then
    assertThat(secondsToRelease(0)).isCloseTo(7, within(1e-6));
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

  /** Where the attack's ramp stands, as time. */
  private double secondsSinceOnset(int slot) {
    return value(slot, VoiceColumn.ATTACK)
        / value(slot, VoiceColumn.ATTACK_STEP)
        * ControlRate.CONTROL_FRAME_SECONDS;
  }

  /** Where the release's ramp stands, as time. */
  private double secondsToRelease(int slot) {
    return (value(slot, VoiceColumn.RELEASE) - 1) * releaseSeconds(slot);
  }

  private double releaseSeconds(int slot) {
    return -ControlRate.CONTROL_FRAME_SECONDS / value(slot, VoiceColumn.RELEASE_STEP);
  }

  private boolean isSilent(int slot) {
    return value(slot, VoiceColumn.LEFT) == 0 && value(slot, VoiceColumn.RIGHT) == 0;
  }

  private double leanToTheLeft(int slot) {
    return value(slot, VoiceColumn.LEFT) - value(slot, VoiceColumn.RIGHT);
  }

  private double value(int slot, VoiceColumn column) {
    return controls.voices().get(0, slot, column);
  }

  /** How far the first voice's phase in the second block is from where the first one led to. */
  private double phaseJump() {
    double reached = value(0, VoiceColumn.PHASE) + 49 * value(0, VoiceColumn.PHASE_STEP);
    double jump = controls.voices().get(1, 0, VoiceColumn.PHASE) - reached;
    return Math.IEEEremainder(jump, 2 * Math.PI);
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
