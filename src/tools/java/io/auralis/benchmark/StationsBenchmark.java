package io.auralis.benchmark;

import io.auralis.audio.AudioBlock;
import io.auralis.audio.AudioFormat;
import io.auralis.model.ModelFiles;
import io.auralis.sequencing.ControlBlock;
import io.auralis.sequencing.Sequencer;
import io.auralis.synthesis.onnx.OnnxSynthesiser;
import io.auralis.synthesis.onnx.SynthesisModel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Many stations that share a synthesiser: one block of each goes through together.
 *
 * <p>One operation is one second of one station's audio, so operations per second are the stations
 * that the machine could keep up with.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 4, time = 3)
@Fork(1)
public class StationsBenchmark {

  private static final int VOICES = 16;

  /** Blocks of an invocation; each number of stations divides it. */
  private static final int BLOCKS = 1_600;

  private static final int SECONDS = BLOCKS * AudioFormat.BLOCK_MILLIS / 1_000;

  /** Stations whose blocks go through together. */
  @Param({"1", "4", "8", "16", "64", "400"})
  int stations;

  /**
   * What they play: each an {@link Ensemble} of 16 notes, or each music of its own, from sparse to
   * dense, at a moment of its own.
   */
  @Param({"even", "mixed"})
  String music;

  /** Threads that render. */
  @Param({"1", "2"})
  int threads;

  private final List<ControlBlock> controls = new ArrayList<>();
  private final List<AudioBlock> audio = new ArrayList<>();
  private OnnxSynthesiser synthesiser;

  /** Writes a block of each station. */
  @Setup(Level.Trial)
  public void open() {
    boolean mixed = music.equals("mixed");
    Sequencer even = Ensemble.of(VOICES);
    for (int station = 0; station < stations; station++) {
      Sequencer sequencer = mixed ? Ensemble.composed(station, station % 11 / 10.0) : even;
      long at = 50L + (mixed ? 37L * station : station) % 100;
      ControlBlock block = Sequencer.newControlBlock(1);
      sequencer.write(block, at * AudioFormat.BLOCK_FRAMES, 1);
      controls.add(block);
      audio.add(new AudioBlock(1));
    }
    synthesiser =
        new OnnxSynthesiser(SynthesisModel.load(ModelFiles.bundled()), threads, controls.get(0));
  }

  /** Renders 160 seconds of station audio. */
  @Benchmark
  @OperationsPerInvocation(SECONDS)
  public float stations() {
    for (int round = 0; round < BLOCKS / stations; round++) {
      synthesiser.render(controls, audio);
    }
    return audio.get(0).samples()[0];
  }

  /** Releases native memory. */
  @TearDown(Level.Trial)
  public void close() {
    synthesiser.close();
  }
}
