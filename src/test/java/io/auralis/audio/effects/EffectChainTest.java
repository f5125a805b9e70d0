package io.auralis.audio.effects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.auralis.audio.AudioBlock;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;

class EffectChainTest {

  private static final int BPM = 70;

  @Test
  void theSameInputGivesTheSameOutputAfterReset() {
    // Given a chain with a past
    EffectChain chain = new EffectChain();
    float[][] noise = Signals.noise(30, 1, 6);
    float[][] first = Signals.through(of(chain), noise);

    // When
    chain.reset();
    float[][] second = Signals.through(of(chain), noise);

    // Then
    assertThat(second).isDeepEqualTo(first);
  }

  @Test
  void blocksJoinWithoutASeam() {
    // Given
    float[][] tone = Signals.sine(60, 220, 0.4);

    // When
    float[][] wet = Signals.through(of(new EffectChain()), tone);

    // Then it bends no more where blocks meet than anywhere else
    for (float[] channel : wet) {
      double inside = 0;
      double seams = 0;
      for (int frame = 20 * Signals.BLOCK; frame < channel.length - 2; frame++) {
        double bend = Math.abs(channel[frame] - 2.0 * channel[frame + 1] + channel[frame + 2]);
        int place = (frame + 2) % Signals.BLOCK;
        if (place < 2) {
          seams = Math.max(seams, bend);
        } else {
          inside = Math.max(inside, bend);
        }
      }
      assertThat(seams).isLessThanOrEqualTo(1.02 * inside);
      assertThat(inside).isLessThan(2 * Math.pow(2 * Math.PI * 220 / Signals.RATE, 2) * 0.4);
    }
  }

  @Test
  void relievedItFadesToTheDrySignalAndBackWithoutASeam() {
    // Given: a tone that the chain knows well
    EffectChain chain = new EffectChain();
    float[][] tone = Signals.sine(120, 220, 0.4);
    Signals.through(of(chain), tone);

    // When
    chain.relieve(true);
    float[][] out = Signals.through(of(chain), tone);
    chain.relieve(false);
    float[][] back = Signals.through(of(chain), tone);

    // Then: what is left is the tone, late by the limiter
    int late = EffectChain.LATENCY_FRAMES;
    for (int frame = 30 * Signals.BLOCK; frame < out[0].length; frame++) {
      assertThat(out[0][frame]).isCloseTo(tone[0][frame - late], within(1e-4f));
    }
    double wetDifference = 0;
    for (int frame = 90 * Signals.BLOCK; frame < back[0].length; frame++) {
      wetDifference = Math.max(wetDifference, Math.abs(back[0][frame] - tone[0][frame - late]));
    }
    assertThat(wetDifference).as("the reverb is there again").isGreaterThan(0.02);
    // And: it bends no more than tone and tail do
    double most = 2 * Math.pow(2 * Math.PI * 220 / Signals.RATE, 2) * 0.4;
    for (float[] channel : new float[][] {out[0], out[1], back[0], back[1]}) {
      for (int frame = 2; frame < channel.length - 2; frame++) {
        double bend = Math.abs(channel[frame] - 2.0 * channel[frame + 1] + channel[frame + 2]);
        assertThat(bend).isLessThan(most);
      }
    }
  }

  @Test
  void quietMusicStaysAboutAsLoud() {
    // Given a noise far below the ceiling
    float[][] noise = Signals.noise(200, 0.2, 7);

    // When
    float[][] wet = Signals.through(of(new EffectChain()), noise);

    // Then
    int from = 100 * Signals.BLOCK;
    double change =
        Signals.rms(wet[0], from, wet[0].length) / Signals.rms(noise[0], from, noise[0].length);
    assertThat(20 * Math.log10(change)).isBetween(0.05, 1.5);
  }

  @Test
  void theDrySoundComesOutLateByTheLatency() {
    // Given a click at an even place of the second block
    float[][] signal = Signals.silence(4);
    signal[0][Signals.BLOCK + 100] = 0.5f;

    // When
    float[][] wet = Signals.through(of(new EffectChain()), signal);

    // Then
    int place = Signals.BLOCK + 100 + EffectChain.LATENCY_FRAMES;
    assertThat(wet[0][place]).isEqualTo(0.5f);
    assertThat(Signals.peak(wet[0], 0, place)).isLessThan(1e-9);
  }

  @Test
  void aBadBlockDoesNotStay() {
    // Given samples that are no numbers or far too large
    float[][] signal = Signals.noise(150, 0.5, 8);
    for (int frame = 0; frame < Signals.BLOCK; frame++) {
      signal[0][frame] = frame % 2 == 0 ? Float.NaN : Float.MAX_VALUE;
      signal[1][frame] = Float.NEGATIVE_INFINITY;
    }

    // When
    float[][] wet = Signals.through(of(new EffectChain(3)), signal);

    // Then every sample that comes out is in range, and the level is soon as ever
    for (float[] channel : wet) {
      assertThat(Signals.peak(channel, 0, channel.length)).isLessThan(MasterLimiter.CEILING);
      assertThat(Signals.rms(channel, 100 * Signals.BLOCK, channel.length)).isBetween(0.2, 0.4);
    }
  }

  @Test
  void silenceFollows() {
    // Given
    EffectChain chain = new EffectChain(3);
    Signals.through(of(chain), Signals.noise(20, 1, 9));

    // When
    float[][] wet = Signals.through(of(chain), Signals.silence(200));

    // Then
    for (float[] channel : wet) {
      assertThat(Signals.peak(channel, 190 * Signals.BLOCK, channel.length)).isLessThan(1e-6);
    }
  }

  @Test
  @EnabledOnOs(
      architectures = {"amd64", "x86_64"},
      disabledReason = "sines may end otherwise")
  void notABitHasChanged() {
    // Given noise, soft and loud, through all that a chain does: tempos, fades, silence
    EffectChain chain = new EffectChain();
    AudioBlock audio = new AudioBlock(1);
    SplittableRandom random = new SplittableRandom(11);
    int[] tempos = {70, 70, 70, 40, 120, 120, 200, 55};
    CRC32 checksum = new CRC32();
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * AudioBlock.BLOCK_SAMPLES);

    // When
    for (int block = 0; block < 160; block++) {
      double loudest = block % 40 < 20 ? 0.2 : 0.9;
      for (int i = 0; i < AudioBlock.BLOCK_SAMPLES; i++) {
        audio.samples()[i] = (float) random.nextDouble(-loudest, loudest);
      }
      if (block == 80 || block == 110) {
        chain.relieve(block == 80);
      }
      chain.process(audio, 0, tempos[block / 5 % tempos.length]);
      bytes.asFloatBuffer().put(audio.samples());
      checksum.update(bytes.array());
    }

    // Then it is what the chain gave before it was made faster
    assertThat(Long.toHexString(checksum.getValue())).isEqualTo("ffbd073d");
  }

  @Test
  void chainsThatShareAThreadDoNotHearEachOther() throws Exception {
    // Given
    float[][] noise = Signals.noise(40, 1, 12);
    float[][] alone = Signals.through(of(new EffectChain()), noise);

    // When another one takes turns with it, and its thread changes in the middle
    Signals.Effect one = of(new EffectChain());
    Signals.Effect other = of(new EffectChain(3));
    float[][] loud = Signals.noise(1, 4, 13);
    ExecutorService second = Executors.newSingleThreadExecutor();
    try {
      float[][] beside =
          Signals.through(
              (block, index) -> {
                Runnable both =
                    () -> {
                      other.process(new float[][] {loud[0].clone(), loud[1].clone()}, index);
                      one.process(block, index);
                    };
                if (index < 20) {
                  both.run();
                } else {
                  join(second.submit(both));
                }
              },
              noise);

      // Then
      assertThat(beside).isDeepEqualTo(alone);
    } finally {
      second.shutdownNow();
    }
  }

  @Test
  void itTakesMemoryForWhatItRemembersOnly() {
    // Given a thread that has run effects
    AudioBlock audio = new AudioBlock(1);
    new EffectChain().process(audio, 0, BPM);
    EffectChain[] chain = new EffectChain[1];

    // Then
    assertThat(allocated(() -> chain[0] = new EffectChain())).as("new").isLessThan(20_000);
    assertThat(allocated(() -> chain[0].process(audio, 0, BPM)))
        .as("first block")
        .isBetween(300_000L, 690_000L);
    assertThat(allocated(() -> chain[0].process(audio, 0, BPM))).as("block").isLessThan(1_000);
    chain[0].relieve(true);
    for (int block = 0; block < 30; block++) {
      chain[0].process(audio, 0, BPM);
    }
    chain[0].relieve(false);
    assertThat(allocated(() -> chain[0].process(audio, 0, BPM)))
        .as("a chain that was bypassed had given its lines back")
        .isGreaterThan(300_000);
    chain[0].reset();
    assertThat(allocated(() -> chain[0].process(audio, 0, BPM)))
        .as("a chain that was reset had given its lines back")
        .isGreaterThan(300_000);
  }

  private static long allocated(Runnable work) {
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    work.run();
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  private static void join(Future<?> work) {
    try {
      work.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aWrongTempoIsRefused() {
    EffectChain chain = new EffectChain();
    AudioBlock audio = new AudioBlock(1);
    assertThatThrownBy(() -> chain.process(audio, 0, 0)).hasMessageContaining("40 to 200");
  }

  private static Signals.Effect of(EffectChain chain) {
    AudioBlock audio = new AudioBlock(2);
    return (block, index) -> {
      int slot = index % 2;
      for (int channel = 0; channel < 2; channel++) {
        System.arraycopy(
            block[channel], 0, audio.samples(), AudioBlock.offset(slot, channel), Signals.BLOCK);
      }
      chain.process(audio, slot, BPM);
      for (int channel = 0; channel < 2; channel++) {
        System.arraycopy(
            audio.samples(), AudioBlock.offset(slot, channel), block[channel], 0, Signals.BLOCK);
      }
    };
  }
}
