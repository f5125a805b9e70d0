package io.auralis.benchmark;

import io.auralis.audio.AudioBlock;
import io.auralis.audio.AudioFormat;
import io.auralis.audio.effects.EffectChain;
import io.auralis.model.ModelFiles;
import io.auralis.sequencing.ControlBlock;
import io.auralis.sequencing.Sequencer;
import io.auralis.synthesis.onnx.OnnxSynthesiser;
import io.auralis.synthesis.onnx.SynthesisModel;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Real-time factor of synthesis: seconds of audio per second of work.
 *
 * <p>All voices of an {@link Ensemble} sound all the time. One operation is one second of audio, so
 * operations per second are the factor, and bytes allocated per operation are those of ten blocks.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class GraphBenchmark {

  private static final int BLOCKS_PER_SECOND = 1_000 / AudioFormat.BLOCK_MILLIS;
  private static final int BPM = 60;

  /** Notes that sound together. */
  @Param({"16", "32"})
  int voices;

  /** Threads that render; a run of the graph belongs to one. */
  @Param({"1", "2"})
  int threads;

  /** Blocks of 100 ms that are asked for at once: 1 as a station that keeps its lead, or ten. */
  @Param({"1", "10"})
  int blocks;

  /** Without effects, or with all of them. */
  @Param({"dry", "wet"})
  String sound;

  private final EffectChain effects = new EffectChain();
  private OnnxSynthesiser synthesiser;
  private ControlBlock controls;
  private AudioBlock audio;

  /** Schedules one long chord and opens the synthesiser. */
  @Setup(Level.Trial)
  public void open() {
    Sequencer sequencer = Ensemble.of(voices);
    controls = Sequencer.newControlBlock(blocks);
    audio = new AudioBlock(blocks);
    sequencer.write(controls, 10L * AudioFormat.SAMPLE_RATE_HZ, blocks);
    synthesiser = new OnnxSynthesiser(SynthesisModel.load(ModelFiles.bundled()), threads, controls);
  }

  /** Renders one second of audio. */
  @Benchmark
  public float realTimeFactor() {
    for (int block = 0; block < BLOCKS_PER_SECOND; block += blocks) {
      synthesiser.render(controls, audio);
      for (int i = 0; i < blocks && sound.equals("wet"); i++) {
        effects.process(audio, i, BPM);
      }
    }
    return audio.samples()[0];
  }

  /** Releases native memory. */
  @TearDown(Level.Trial)
  public void close() {
    synthesiser.close();
  }
}
