package io.auralis.benchmark;

import io.auralis.audio.AudioBlock;
import io.auralis.audio.AudioFormat;
import io.auralis.composition.Instrument;
import io.auralis.composition.Note;
import io.auralis.composition.Phrase;
import io.auralis.composition.PhraseEnding;
import io.auralis.music.GenerationParameters;
import io.auralis.music.Key;
import io.auralis.music.Tempo;
import io.auralis.sequencing.ControlBlock;
import io.auralis.sequencing.PatchBook;
import io.auralis.sequencing.Sequencer;
import io.auralis.synthesis.ModelFiles;
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
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Real-time factor of the synthesis graph on one thread: seconds of audio per second of work.
 *
 * <p>All voices sound all the time, three quarters of them pads and basses, the rest leads, and one
 * noise swell. One operation is one second of audio, so operations per second are the factor.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class GraphBenchmark {

  private static final int BLOCKS_PER_SECOND = 1_000 / AudioFormat.BLOCK_MILLIS;

  /** Voices that sound together. */
  @Param({"16", "32"})
  int voices;

  /** Blocks of 100 ms in one run of the graph. */
  @Param({"1", "2", "5", "10"})
  int blocksPerRun;

  private OnnxSynthesiser synthesiser;
  private ControlBlock controls;
  private AudioBlock audio;

  /** Schedules one long chord and opens the synthesiser. */
  @Setup(Level.Trial)
  public void open() {
    List<Note> notes = new ArrayList<>();
    int lead = voices / 4;
    for (int voice = 0; voice < voices - 1; voice++) {
      Instrument instrument =
          voice < lead ? Instrument.LEAD : voice % 8 == 7 ? Instrument.SUB : Instrument.PAD;
      notes.add(new Note(instrument, 45 + voice, 0, 8L * Phrase.TICKS_PER_BAR, 0.5, 0, 0.4));
    }
    notes.add(new Note(Instrument.SWELL, 60, 0, 8L * Phrase.TICKS_PER_BAR, 0.5, 0, 0.4));
    Phrase phrase =
        new Phrase(
            0,
            new GenerationParameters(Key.A_MINOR, new Tempo(60), 1),
            Phrase.BARS,
            List.of(),
            notes,
            PhraseEnding.none());
    ModelFiles files = ModelFiles.bundled();
    Sequencer sequencer =
        new Sequencer(PatchBook.parse(files.read(PatchBook.FILE), files.locate(PatchBook.FILE)));
    sequencer.schedule(phrase, 0);
    controls = Sequencer.newControlBlock(blocksPerRun);
    audio = new AudioBlock(blocksPerRun);
    sequencer.write(controls, 10L * AudioFormat.SAMPLE_RATE_HZ, blocksPerRun);
    synthesiser = new OnnxSynthesiser(SynthesisModel.load(files), 1, controls);
  }

  /** Renders one second of audio. */
  @Benchmark
  public float realTimeFactor() {
    for (int block = 0; block < BLOCKS_PER_SECOND; block += blocksPerRun) {
      synthesiser.render(controls, audio);
    }
    return audio.samples()[0];
  }

  /** Releases native memory. */
  @TearDown(Level.Trial)
  public void close() {
    synthesiser.close();
  }
}
