package io.auralis.benchmark;

import io.auralis.audio.AudioBlock;
import io.auralis.audio.AudioFormat;
import io.auralis.audio.PcmEncoder;
import io.auralis.audio.codec.OpusChunkEncoder;
import io.auralis.audio.codec.PolyphaseResampler;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Real-time factor of what turns floats into samples on one thread: seconds of audio per second of
 * work.
 *
 * <p>One operation is one second of stereo noise.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class CodecBenchmark {

  private static final int BLOCKS_PER_SECOND = 1_000 / AudioFormat.BLOCK_MILLIS;

  private final AudioBlock audio = new AudioBlock(1);
  private final PolyphaseResampler left =
      new PolyphaseResampler(AudioFormat.SAMPLE_RATE_HZ, OpusChunkEncoder.SAMPLE_RATE_HZ);
  private final PolyphaseResampler right = left.forOtherChannel();
  private final float[] input = new float[AudioFormat.BLOCK_FRAMES];
  private final float[] output = new float[left.outputFrames(AudioFormat.BLOCK_FRAMES)];
  private final float[] otherOutput = new float[output.length];

  /** Makes the input. */
  @Setup
  public void fill() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < AudioBlock.BLOCK_SAMPLES; i++) {
      audio.samples()[i] = (float) random.nextDouble(-0.8, 0.8);
    }
    for (int i = 0; i < input.length; i++) {
      input[i] = (short) random.nextInt();
    }
  }

  /** Floats to int16. */
  @Benchmark
  public void pcm(Blackhole sink) {
    for (int block = 0; block < BLOCKS_PER_SECOND; block++) {
      sink.consume(PcmEncoder.encode(audio, 0));
    }
  }

  /** From 44.1 to 48 kHz, both channels. */
  @Benchmark
  public float resample() {
    for (int block = 0; block < BLOCKS_PER_SECOND; block++) {
      left.process(input, output, right, input, otherOutput);
    }
    return output[0] + otherOutput[0];
  }
}
