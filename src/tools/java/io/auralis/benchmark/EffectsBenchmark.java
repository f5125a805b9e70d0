package io.auralis.benchmark;

import io.auralis.audio.AudioBlock;
import io.auralis.audio.AudioFormat;
import io.auralis.audio.effects.EffectChain;
import io.auralis.audio.effects.MasterLimiter;
import io.auralis.audio.effects.Reverb;
import io.auralis.audio.effects.TempoDelay;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Real-time factor of the effects on one thread: seconds of audio per second of work.
 *
 * <p>The input is noise loud enough to keep the limiter busy. One operation is one second of audio,
 * so operations per second are the factor.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class EffectsBenchmark {

  private static final int BLOCKS_PER_SECOND = 1_000 / AudioFormat.BLOCK_MILLIS;
  private static final int BPM = 70;

  private static final int STATIONS = 100;

  private final EffectChain chain = new EffectChain();
  private final EffectChain[] chains = new EffectChain[STATIONS];
  private final Reverb reverb = new Reverb();
  private final TempoDelay delay = new TempoDelay();
  private final MasterLimiter limiter = new MasterLimiter();
  private final AudioBlock audio = new AudioBlock(1);
  private final float[] noise = new float[AudioBlock.BLOCK_SAMPLES];
  private final float[][] input = new float[AudioFormat.CHANNELS][AudioFormat.BLOCK_FRAMES];
  private final float[][] output = new float[AudioFormat.CHANNELS][AudioFormat.BLOCK_FRAMES];

  /** Makes the input. */
  @Setup
  public void fill() {
    Arrays.setAll(chains, i -> new EffectChain());
    SplittableRandom random = new SplittableRandom(1);
    for (int sample = 0; sample < noise.length; sample++) {
      noise[sample] = (float) random.nextDouble(-0.8, 0.8);
    }
    for (int channel = 0; channel < AudioFormat.CHANNELS; channel++) {
      System.arraycopy(
          noise, AudioBlock.offset(0, channel), input[channel], 0, AudioFormat.BLOCK_FRAMES);
    }
  }

  /** All effects. */
  @Benchmark
  public float chain() {
    for (int block = 0; block < BLOCKS_PER_SECOND; block++) {
      System.arraycopy(noise, 0, audio.samples(), 0, noise.length);
      chain.process(audio, 0, BPM);
    }
    return audio.samples()[0];
  }

  /** All effects of a hundred stations in turn, so that what they remember is not in the cache. */
  @Benchmark
  @OperationsPerInvocation(STATIONS)
  public float stations() {
    for (int block = 0; block < BLOCKS_PER_SECOND; block++) {
      for (EffectChain one : chains) {
        System.arraycopy(noise, 0, audio.samples(), 0, noise.length);
        one.process(audio, 0, BPM);
      }
    }
    return audio.samples()[0];
  }

  /** The reverb alone. */
  @Benchmark
  public float reverb() {
    for (int block = 0; block < BLOCKS_PER_SECOND; block++) {
      reverb.process(input, output);
    }
    return output[0][0];
  }

  /** The echo alone. */
  @Benchmark
  public float delay() {
    for (int block = 0; block < BLOCKS_PER_SECOND; block++) {
      delay.process(input, output, BPM);
    }
    return output[0][0];
  }

  /** The limiter alone. */
  @Benchmark
  public float limiter() {
    for (int block = 0; block < BLOCKS_PER_SECOND; block++) {
      System.arraycopy(input[0], 0, output[0], 0, AudioFormat.BLOCK_FRAMES);
      System.arraycopy(input[1], 0, output[1], 0, AudioFormat.BLOCK_FRAMES);
      limiter.process(output);
    }
    return output[0][0];
  }
}
