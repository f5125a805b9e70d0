package io.auralis.benchmark;

import io.auralis.audio.AudioBlock;
import io.auralis.audio.AudioFormat;
import io.auralis.composition.AmbientComposer;
import io.auralis.composition.Phrase;
import io.auralis.composition.PhraseEnding;
import io.auralis.model.ModelFiles;
import io.auralis.music.GenerationParameters;
import io.auralis.music.Key;
import io.auralis.music.Tempo;
import io.auralis.sequencing.ControlBlock;
import io.auralis.sequencing.PatchBook;
import io.auralis.sequencing.Sequencer;
import io.auralis.synthesis.Synthesiser;
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
 * Time to compose and to render an 8-bar phrase at 70 bpm, 27.4 s of audio, on one thread.
 *
 * <p>The music is what the composer writes; run it with {@code -prof gc} for the allocation.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 3, time = 5)
@Fork(1)
public class PhraseBenchmark {

  private static final int PHRASES = 8;

  /** Sparse, as by default, or full. */
  @Param({"0.5", "1.0"})
  double intensity;

  private final AmbientComposer composer = new AmbientComposer();
  private final Phrase[] phrases = new Phrase[PHRASES];
  private GenerationParameters parameters;
  private Synthesiser synthesiser;
  private Sequencer sequencer;
  private ControlBlock controls;
  private AudioBlock audio;
  private int next;
  private long phraseFrames;

  /** Composes what is played and opens the synthesiser. */
  @Setup(Level.Trial)
  public void open() {
    parameters = new GenerationParameters(Key.A_MINOR, new Tempo(70), intensity);
    PhraseEnding ending = PhraseEnding.none();
    for (int i = 0; i < PHRASES; i++) {
      phrases[i] = composer.compose(7, i, parameters, ending);
      ending = phrases[i].ending();
    }
    phraseFrames = Sequencer.barFrames(parameters.tempo(), Phrase.BARS);
    ModelFiles files = ModelFiles.bundled();
    sequencer =
        new Sequencer(PatchBook.parse(files.read(PatchBook.FILE), files.locate(PatchBook.FILE)));
    controls = Sequencer.newControlBlock(Synthesiser.MAX_BLOCKS_PER_RUN);
    audio = new AudioBlock(Synthesiser.MAX_BLOCKS_PER_RUN);
    synthesiser = new OnnxSynthesiser(SynthesisModel.load(files), 1, controls);
  }

  /** Composes the next phrase. */
  @Benchmark
  public Phrase compose() {
    next = (next + 1) % PHRASES;
    return composer.compose(7, next, parameters, phrases[next].ending());
  }

  /** Sequences and renders a phrase into float blocks. */
  @Benchmark
  public float render() {
    next = (next + 1) % PHRASES;
    sequencer.cutAt(Long.MIN_VALUE);
    sequencer.schedule(phrases[next], 0);
    int blocks = controls.maxBlocks();
    long run = (long) blocks * AudioFormat.BLOCK_FRAMES;
    for (long start = 0; start < phraseFrames; start += run) {
      sequencer.write(controls, start, blocks);
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
