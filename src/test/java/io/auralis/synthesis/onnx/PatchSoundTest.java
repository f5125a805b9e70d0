package io.auralis.synthesis.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.auralis.audio.AudioBlock;
import io.auralis.audio.AudioFormat;
import io.auralis.composition.Instrument;
import io.auralis.composition.Note;
import io.auralis.composition.Phrase;
import io.auralis.composition.PhraseEnding;
import io.auralis.model.ModelFiles;
import io.auralis.music.GenerationParameters;
import io.auralis.music.Key;
import io.auralis.music.Tempo;
import io.auralis.render.Spectrum;
import io.auralis.sequencing.ControlBlock;
import io.auralis.sequencing.Sequencer;
import io.auralis.sequencing.TestPatches;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the patches that ship sound like, measured. */
class PatchSoundTest {

  private static final int SIZE = 32_768;
  private static final double BIN_HZ = (double) AudioFormat.SAMPLE_RATE_HZ / SIZE;
  private static final int C7 = 96;
  private static final int A3 = 57;

  private final ControlBlock controls = Sequencer.newControlBlock(1);
  private final AudioBlock audio = new AudioBlock(1);
  private final OnnxSynthesiser synthesiser =
      new OnnxSynthesiser(SynthesisModel.load(ModelFiles.bundled()), 1, controls);

  @AfterEach
  void close() {
    synthesiser.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"PAD", "SUB", "LEAD", "BELL"})
  void theBrightestC7HasNoAliasAbove60DbBelowItsFundamental(Instrument instrument) {
    // When
    double[] power = Spectrum.power(render(instrument, C7, 1, 1), 4_410, SIZE);

    // Then
    double hertz = 440 * Math.pow(2, (C7 - 69) / 12.0);
    double fundamental = 0;
    double alias = 0;
    for (int bin = 20; bin < power.length; bin++) {
      double frequency = bin * BIN_HZ;
      double partial = Math.max(1, Math.rint(frequency / hertz));
      // Detuning, vibrato and envelope spread a partial by some hertz, more the higher it is.
      boolean ours = Math.abs(frequency - partial * hertz) < 60 + 14 * partial;
      if (!ours) {
        alias = Math.max(alias, power[bin]);
      } else if (partial == 1) {
        fundamental = Math.max(fundamental, power[bin]);
      }
    }
    double relative = 10 * Math.log10(alias / fundamental);
    assertThat(relative).isLessThan(-60);
  }

  @ParameterizedTest
  @EnumSource(names = {"PAD", "LEAD", "BELL"})
  void velocityAndBrightnessChangeTheTimbreNotOnlyTheLevel(Instrument instrument) {
    // When
    double soft = overtones(render(instrument, A3, 0.2, 0.3));
    double hard = overtones(render(instrument, A3, 0.9, 0.3));
    double bright = overtones(render(instrument, A3, 0.2, 0.9));

    // Then
    assertThat(hard).as("velocity").isGreaterThan(1.05 * soft);
    assertThat(bright).as("brightness").isGreaterThan(1.5 * soft);
  }

  /** Energy above the octave relative to what is below: the octave is part of the patch. */
  private static double overtones(float[] samples) {
    double[] power = Spectrum.power(samples, 4_410, SIZE);
    double hertz = 220;
    double fundamental = 0;
    double above = 0;
    for (int bin = 20; bin < power.length; bin++) {
      if (bin * BIN_HZ < 2.5 * hertz) {
        fundamental += power[bin];
      } else {
        above += power[bin];
      }
    }
    return above / fundamental;
  }

  /** A second and a half of the left channel from the onset of a long note. */
  private float[] render(Instrument instrument, int pitch, double velocity, double brightness) {
    Sequencer sequencer = new Sequencer(TestPatches.shipped());
    sequencer.schedule(
        new Phrase(
            0,
            new GenerationParameters(Key.A_MINOR, new Tempo(60), 1),
            Phrase.BARS,
            List.of(),
            List.of(
                new Note(
                    instrument, pitch, 0, 4L * Phrase.TICKS_PER_BEAT, velocity, 0, brightness)),
            PhraseEnding.none()),
        0);
    int blocks = 15;
    float[] left = new float[blocks * AudioFormat.BLOCK_FRAMES];
    for (int block = 0; block < blocks; block++) {
      sequencer.write(controls, (long) block * AudioFormat.BLOCK_FRAMES, 1);
      synthesiser.render(controls, audio);
      System.arraycopy(
          audio.samples(), 0, left, block * AudioFormat.BLOCK_FRAMES, AudioFormat.BLOCK_FRAMES);
    }
    return left;
  }
}
