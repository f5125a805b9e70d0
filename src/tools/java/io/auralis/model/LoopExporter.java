package io.auralis.model;

import io.auralis.audio.AudioBlock;
import io.auralis.audio.AudioFormat;
import io.auralis.sequencing.ControlBlock;
import io.auralis.sequencing.ControlRate;
import io.auralis.sequencing.Sequencer;
import io.auralis.sequencing.VoiceColumn;
import io.auralis.synthesis.SampleLoop;
import io.auralis.synthesis.Synthesiser;
import io.auralis.synthesis.onnx.OnnxSynthesiser;
import io.auralis.synthesis.onnx.SynthesisModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Renders the loop that plays when no graph can run: twelve seconds of open fifths and octaves of
 * A, which fit most keys.
 *
 * <p>All pitches, beats and LFOs are whole numbers of cycles in the loop, so that its end leads to
 * its beginning; a crossfade of a second hides what rounding leaves.
 */
final class LoopExporter {

  private static final int SECONDS = 12;
  private static final int FRAMES = SECONDS * AudioFormat.SAMPLE_RATE_HZ;
  private static final int CROSSFADE_FRAMES = AudioFormat.SAMPLE_RATE_HZ;
  private static final int BLOCKS =
      (FRAMES + CROSSFADE_FRAMES + AudioFormat.BLOCK_FRAMES - 1) / AudioFormat.BLOCK_FRAMES;

  /** Half the length of the low-pass in front of the lower rate, in frames of the higher. */
  private static final int REACH = 24 * SampleLoop.FACTOR;

  /** Pass band as a share of the lower rate's half. */
  private static final double CUTOFF = 0.9;

  /** Hertz, gain, pan, drive and LFO cycles per loop of each voice. */
  private static final double[][] VOICES = {
    {110 - 1.0 / SECONDS, 0.10, -0.5, 0.7, 1},
    {110, 0.10, 0.5, 0.7, 1},
    {165, 0.07, 0.3, 0.6, 2},
    {220 - 1.0 / SECONDS, 0.07, -0.6, 0.6, 1},
    {220 + 1.0 / SECONDS, 0.07, 0.6, 0.6, 2},
    {330, 0.045, -0.3, 0.5, 3},
    {330 + 2.0 / SECONDS, 0.045, 0.4, 0.5, 2},
    {440, 0.03, 0, 0.5, 3},
    {660 + 1.0 / SECONDS, 0.012, -0.7, 0.4, 2},
  };

  private LoopExporter() {}

  /** Writes the loop and its manifest beside the model that renders it. */
  static void export(Path directory) throws IOException {
    byte[] pcm = render(directory);
    Files.write(directory.resolve(SampleLoop.FILE), pcm);
    String manifest =
        String.format(
            Locale.ROOT,
            """
        {
          "file" : "%s",
          "bytes" : %d,
          "sha256" : "%s",
          "sample_rate_hz" : %d,
          "channels" : %d
        }
        """,
            SampleLoop.FILE,
            pcm.length,
            ModelFiles.sha256(pcm),
            AudioFormat.SAMPLE_RATE_HZ / SampleLoop.FACTOR,
            AudioFormat.CHANNELS);
    Files.write(
        directory.resolve(SampleLoop.MANIFEST_FILE), manifest.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] render(Path directory) {
    float[][] audio = new float[AudioFormat.CHANNELS][BLOCKS * AudioFormat.BLOCK_FRAMES];
    ControlBlock controls = Sequencer.newControlBlock(1);
    AudioBlock block = new AudioBlock(1);
    SynthesisModel model = SynthesisModel.load(ModelFiles.directory(directory));
    try (Synthesiser synthesiser = new OnnxSynthesiser(model, 1, controls)) {
      for (int index = 0; index < BLOCKS; index++) {
        write(controls, (double) index * AudioFormat.BLOCK_FRAMES / AudioFormat.SAMPLE_RATE_HZ);
        synthesiser.render(controls, block);
        for (int channel = 0; channel < audio.length; channel++) {
          System.arraycopy(
              block.samples(),
              AudioBlock.offset(0, channel),
              audio[channel],
              index * AudioFormat.BLOCK_FRAMES,
              AudioFormat.BLOCK_FRAMES);
        }
      }
    }
    float[][] low = {lower(close(audio[0])), lower(close(audio[1]))};
    ByteBuffer pcm =
        ByteBuffer.allocate(low[0].length * AudioFormat.CHANNELS * Short.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int frame = 0; frame < low[0].length; frame++) {
      for (float[] channel : low) {
        pcm.putShort((short) Math.round(channel[frame] * 32_767));
      }
    }
    return pcm.array();
  }

  /** Held voices in the middle of their notes. */
  private static void write(ControlBlock controls, double seconds) {
    controls.reset(1, VOICES.length, 1);
    ControlBlock.Bank<VoiceColumn> bank = controls.voices();
    for (int slot = 0; slot < VOICES.length; slot++) {
      double[] voice = VOICES[slot];
      double hertz = voice[0];
      double lfoHertz = voice[4] / SECONDS;
      double halfFrame = ControlRate.CONTROL_FRAME_SECONDS / 2;
      double angle = (voice[2] + 1) * Math.PI / 4;
      bank.set(0, slot, VoiceColumn.ATTACK, 1);
      bank.set(0, slot, VoiceColumn.DECAY, 1);
      bank.set(0, slot, VoiceColumn.RELEASE, 1);
      bank.set(0, slot, VoiceColumn.ALPHA, 1);
      bank.set(0, slot, VoiceColumn.LFO, Math.PI * fraction(lfoHertz * seconds + 0.29 * slot));
      bank.set(0, slot, VoiceColumn.LFO_STEP, 2 * Math.PI * lfoHertz * halfFrame);
      bank.set(0, slot, VoiceColumn.PHASE, turns(hertz * (seconds + halfFrame) + 0.37 * slot));
      bank.set(0, slot, VoiceColumn.PHASE_STEP, turns(2 * hertz * halfFrame));
      bank.set(0, slot, VoiceColumn.OMEGA, 2 * Math.PI * hertz / AudioFormat.SAMPLE_RATE_HZ);
      bank.set(0, slot, VoiceColumn.DRIVE, voice[3]);
      bank.set(0, slot, VoiceColumn.SKEW, 0.2);
      bank.set(0, slot, VoiceColumn.SWEEP, 0.3);
      bank.set(0, slot, VoiceColumn.LFO_DEPTH, 0.6);
      bank.set(0, slot, VoiceColumn.LEFT, voice[1] * StrictMath.cos(angle));
      bank.set(0, slot, VoiceColumn.RIGHT, voice[1] * StrictMath.sin(angle));
    }
  }

  /** The loop, its first second faded in over what followed its end. */
  private static float[] close(float[] audio) {
    float[] loop = new float[FRAMES];
    System.arraycopy(audio, 0, loop, 0, FRAMES);
    for (int frame = 0; frame < CROSSFADE_FRAMES; frame++) {
      float share = (float) (0.5 - 0.5 * StrictMath.cos(Math.PI * frame / CROSSFADE_FRAMES));
      loop[frame] = audio[FRAMES + frame] + share * (audio[frame] - audio[FRAMES + frame]);
    }
    return loop;
  }

  /** Every fourth frame behind a windowed-sinc low-pass, around the loop's end. */
  private static float[] lower(float[] loop) {
    double[] taps = new double[2 * REACH + 1];
    double sum = 0;
    for (int tap = 0; tap < taps.length; tap++) {
      double x = (tap - REACH) * CUTOFF / SampleLoop.FACTOR;
      double sinc = x == 0 ? 1 : StrictMath.sin(Math.PI * x) / (Math.PI * x);
      taps[tap] = sinc * (0.5 + 0.5 * StrictMath.cos(Math.PI * (tap - REACH) / REACH));
      sum += taps[tap];
    }
    float[] low = new float[loop.length / SampleLoop.FACTOR];
    for (int frame = 0; frame < low.length; frame++) {
      double value = 0;
      for (int tap = 0; tap < taps.length; tap++) {
        int source = Math.floorMod(frame * SampleLoop.FACTOR + tap - REACH, loop.length);
        value += taps[tap] * loop[source];
      }
      low[frame] = (float) (value / sum);
    }
    return low;
  }

  private static double turns(double cycles) {
    return 2 * Math.PI * fraction(cycles);
  }

  private static double fraction(double cycles) {
    return cycles - Math.floor(cycles);
  }
}
