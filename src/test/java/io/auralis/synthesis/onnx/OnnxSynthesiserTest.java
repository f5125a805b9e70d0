package io.auralis.synthesis.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.management.ThreadMXBean;
import io.auralis.audio.AudioBlock;
import io.auralis.audio.AudioFormat;
import io.auralis.composition.AmbientComposer;
import io.auralis.composition.Instrument;
import io.auralis.composition.Note;
import io.auralis.composition.Phrase;
import io.auralis.composition.PhraseEnding;
import io.auralis.model.ModelFiles;
import io.auralis.music.GenerationParameters;
import io.auralis.music.Key;
import io.auralis.music.Tempo;
import io.auralis.sequencing.ControlBlock;
import io.auralis.sequencing.Polyphony;
import io.auralis.sequencing.Sequencer;
import io.auralis.sequencing.TestPatches;
import io.auralis.synthesis.SynthesisException;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxSynthesiserTest {

  private static final int BLOCKS = 4;
  private static final GenerationParameters PARAMETERS =
      new GenerationParameters(Key.A_MINOR, new Tempo(70), 1);

  private final ControlBlock controls = Sequencer.newControlBlock(BLOCKS);
  private final AudioBlock audio = new AudioBlock(BLOCKS);
  private final Sequencer sequencer = new Sequencer(TestPatches.shipped());
  private final OnnxSynthesiser synthesiser = open(1);

  @AfterEach
  void close() {
    synthesiser.close();
  }

  @Test
  void aBlockHasTheSameBitsInAnyOrderAndThreadCount() {
    // Given: music in which voices come and go
    composeAPhrase();
    List<float[]> forwards = new ArrayList<>();
    for (int block = 0; block < 280; block++) {
      forwards.add(render(synthesiser, block, 1));
    }

    // When / Then
    try (OnnxSynthesiser other = open(2)) {
      for (int block = 279; block >= 0; block--) {
        assertThat(render(other, block, 1)).as("block %d", block).isEqualTo(forwards.get(block));
      }
    }
    assertThat(peak(forwards.get(40))).isBetween(0.05f, 0.97f);
  }

  @Test
  void blocksOfABatchHaveTheSameBitsAsSingleOnes() {
    // Given
    composeAPhrase();

    // When / Then
    for (int block = 0; block < 280; block += BLOCKS) {
      float[] together = render(synthesiser, block, BLOCKS);
      for (int i = 0; i < BLOCKS; i++) {
        int start = i * AudioBlock.BLOCK_SAMPLES;
        assertThat(Arrays.copyOfRange(together, start, start + AudioBlock.BLOCK_SAMPLES))
            .as("block %d", block + i)
            .isEqualTo(render(synthesiser, block + i, 1));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void blocksOfSeveralStationsHaveTheSameBitsAsOneStationAtATime(int threads) {
    // Given: eleven stations, from a silent one to a dense one, at different moments
    List<ControlBlock> stations = new ArrayList<>();
    List<AudioBlock> together = new ArrayList<>();
    List<AudioBlock> alone = new ArrayList<>();
    for (int station = 0; station < 11; station++) {
      Sequencer own = new Sequencer(TestPatches.shipped());
      GenerationParameters parameters =
          new GenerationParameters(Key.A_MINOR, new Tempo(60 + station), station / 10.0);
      if (station > 0) {
        own.schedule(new AmbientComposer().compose(station, 0, parameters, PhraseEnding.none()), 0);
      }
      ControlBlock run = Sequencer.newControlBlock(BLOCKS);
      own.write(run, (20L + 7 * station) * AudioFormat.BLOCK_FRAMES, 1 + station % BLOCKS);
      stations.add(run);
      together.add(new AudioBlock(BLOCKS));
      alone.add(new AudioBlock(BLOCKS));
    }

    // When
    try (OnnxSynthesiser crowd = open(threads)) {
      crowd.render(stations, together);
    }
    for (int station = 0; station < stations.size(); station++) {
      synthesiser.render(stations.get(station), alone.get(station));
    }

    // Then
    for (int station = 0; station < stations.size(); station++) {
      assertThat(together.get(station).samples())
          .as("station %d", station)
          .isEqualTo(alone.get(station).samples());
    }
    assertThat(peak(alone.get(10).samples())).isGreaterThan(0.05f);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void twoHundredBlocksOfMixedVoiceCountsHaveTheSameBitsAsEachAlone(int threads) {
    // Given: a dense moment, of which every station has as many voices as it likes
    composeAPhrase();
    List<ControlBlock> stations = new ArrayList<>();
    List<AudioBlock> together = new ArrayList<>();
    int blocks = 0;
    for (int station = 0; blocks < 200; station++) {
      int count = Math.min(200 - blocks, 1 + station % BLOCKS);
      ControlBlock run = Sequencer.newControlBlock(BLOCKS);
      writeSome(run, 4 * (1 + 7 * station % 16), (40L + 3 * station) % 200, count);
      stations.add(run);
      together.add(new AudioBlock(BLOCKS));
      blocks += count;
    }
    assertThat(stations.stream().map(run -> run.voices().voices()).distinct()).hasSize(16);

    // When
    try (OnnxSynthesiser crowd = open(threads)) {
      crowd.render(stations, together);
    }

    // Then
    for (int station = 0; station < stations.size(); station++) {
      AudioBlock alone = new AudioBlock(BLOCKS);
      synthesiser.render(stations.get(station), alone);
      assertThat(together.get(station).samples())
          .as("station %d", station)
          .isEqualTo(alone.samples());
    }
    assertThat(peak(together.get(0).samples())).isPositive();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aBatchThatFailsSaysWhyAndTheNextOneDoesNot(int threads) {
    // Given: one station of many asks for noise that does not exist
    composeAPhrase();
    List<ControlBlock> stations = new ArrayList<>();
    List<AudioBlock> audio = new ArrayList<>();
    for (int station = 0; station < 40; station++) {
      ControlBlock run = Sequencer.newControlBlock(1);
      sequencer.write(run, (40L + station) * AudioFormat.BLOCK_FRAMES, 1);
      stations.add(run);
      audio.add(new AudioBlock(1));
    }
    float[] expected = render(synthesiser, 79, 1);
    long row = stations.get(7).noiseRows()[0];
    stations.get(7).noiseRows()[0] = 1_000_000;

    try (OnnxSynthesiser crowd = open(threads)) {
      // When / Then
      assertThatThrownBy(() -> crowd.render(stations, audio))
          .isInstanceOf(SynthesisException.class)
          .hasMessageStartingWith("Synthesis on the CPU failed: ")
          .hasMessageContaining("1000000");
      stations.get(7).noiseRows()[0] = row;
      crowd.render(stations, audio);
      assertThat(audio.get(39).samples()).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aStationThatWasRenderedIsNotHeld(int threads) {
    composeAPhrase();
    try (OnnxSynthesiser crowd = open(threads)) {
      List<WeakReference<Object>> rendered = renderAndForget(crowd);
      await()
          .untilAsserted(
              () -> {
                System.gc();
                assertThat(rendered).allMatch(each -> each.get() == null);
              });
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MAX_VALUE, 2})
  void blocksJoinWithoutAClickAlsoWhereALimitFadesNotes(int held) {
    // Given
    composeAPhrase();

    // When
    double within = 0;
    double across = 0;
    float[] before = null;
    for (long block = 10; block < 200; block += BLOCKS) {
      if (block == 90) {
        sequencer.limit(new Polyphony(true, held), block * AudioFormat.BLOCK_FRAMES);
      }
      render(synthesiser, block, BLOCKS);
      for (int b = 0; b < BLOCKS; b++) {
        int start = AudioBlock.offset(b, 0);
        float[] now = Arrays.copyOfRange(audio.samples(), start, start + AudioFormat.BLOCK_FRAMES);
        if (before != null) {
          int last = before.length - 1;
          across = Math.max(across, curvature(before[last - 1], before[last], now[0]));
          across = Math.max(across, curvature(before[last], now[0], now[1]));
        }
        for (int i = 2; i < now.length; i++) {
          within = Math.max(within, curvature(now[i - 2], now[i - 1], now[i]));
        }
        before = now;
      }
    }

    // Then: the signal bends no more at a block's edge than inside
    assertThat(across).isLessThanOrEqualTo(within);
  }

  @Test
  void aCutChangesNothingBeforeItAndMakesNoClick() {
    // Given: a pad in the middle of its attack
    Note pad = note(Instrument.PAD, 57, 0.8);
    sequencer.schedule(phrase(pad), 0);
    float[] before = render(synthesiser, 5, 1);
    float[] uncut = render(synthesiser, 6, 1);

    // When
    sequencer.cutAt(7L * AudioFormat.BLOCK_FRAMES);
    float[] cut = render(synthesiser, 6, 1);
    float[] after = render(synthesiser, 7, 1);

    // Then
    assertThat(cut).isEqualTo(uncut);
    int last = AudioFormat.BLOCK_FRAMES - 1;
    assertThat(Math.abs(cut[0] - before[last])).isLessThan(0.01f);
    assertThat(Math.abs(after[0] - cut[last])).isLessThan(0.01f);
    assertThat(peak(after)).isPositive();
  }

  @Test
  void zerosAreSilence() {
    // Given
    controls.reset(BLOCKS, 4, 4);

    // When
    synthesiser.render(controls, audio);

    // Then
    assertThat(audio.samples()).containsOnly(0f);
  }

  @Test
  void theLimiterKeepsAnyChordBelowFullScale() {
    // Given: far more and louder than music ever is
    Note[] notes = new Note[28];
    for (int i = 0; i < notes.length; i++) {
      notes[i] = note(i % 2 == 0 ? Instrument.PAD : Instrument.LEAD, 40 + i, 1);
    }
    sequencer.schedule(phrase(notes), 0);

    // When
    float[] samples = render(synthesiser, 30, BLOCKS);

    // Then
    assertThat(peak(samples)).isBetween(0.8f, 0.97f);
  }

  @Test
  void everyInstrumentSoundsAndEndsAfterItsRelease() {
    for (Instrument instrument : Instrument.values()) {
      // Given
      Sequencer alone = new Sequencer(TestPatches.shipped());
      alone.schedule(phrase(note(instrument, 57, 0.6)), 0);

      // When
      float during = 0;
      for (int block = 0; block < 30; block++) {
        alone.write(controls, (long) block * AudioFormat.BLOCK_FRAMES, 1);
        synthesiser.render(controls, audio);
        during = Math.max(during, peak(audio.samples()));
      }
      alone.write(controls, 400L * AudioFormat.BLOCK_FRAMES, 1);
      synthesiser.render(controls, audio);

      // Then
      assertThat(during).as("%s sounds", instrument).isGreaterThan(0.003f);
      assertThat(peak(Arrays.copyOf(audio.samples(), AudioBlock.BLOCK_SAMPLES)))
          .as("%s ends", instrument)
          .isZero();
    }
  }

  @Test
  void noiseIsAFunctionOfItsPosition() {
    // Given
    sequencer.schedule(phrase(note(Instrument.SWELL, 60, 1)), 0);

    // When
    float[] once = render(synthesiser, 20, 1);
    float[] another = render(synthesiser, 21, 1);
    float[] again = render(synthesiser, 20, 1);

    // Then
    assertThat(again).isEqualTo(once);
    assertThat(another).isNotEqualTo(once);
  }

  @Test
  void aBlockCostsTheHeapLessThanFourKilobytes() {
    // Given: shapes that have been seen
    composeAPhrase();
    for (long block = 0; block < 280; block++) {
      sequencer.write(controls, block * AudioFormat.BLOCK_FRAMES, 1);
      synthesiser.render(controls, audio);
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    // When
    long before = threads.getCurrentThreadAllocatedBytes();
    for (long block = 0; block < 280; block++) {
      sequencer.write(controls, block * AudioFormat.BLOCK_FRAMES, 1);
      synthesiser.render(controls, audio);
    }
    long perBlock = (threads.getCurrentThreadAllocatedBytes() - before) / 280;

    // Then
    assertThat(perBlock).isLessThan(4_096);
  }

  @Test
  void aClosedSynthesiserSaysSo() {
    // Given
    synthesiser.close();
    synthesiser.close();
    controls.reset(1, 1, 1);

    // When / Then
    assertThatThrownBy(() -> synthesiser.render(controls, audio))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void aRunUnderWayIsNotDisturbedWhenItIsClosed() throws Exception {
    // Given: a run that has begun and waits
    composeAPhrase();
    float[] expected = render(synthesiser, 40, 1);
    OnnxSynthesiser closing = open(1);
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    sequencer.write(controls, 40L * AudioFormat.BLOCK_FRAMES, 1);
    List<ControlBlock> waits =
        new AbstractList<>() {
          @Override
          public ControlBlock get(int index) {
            return controls;
          }

          @Override
          public int size() {
            running.countDown();
            try {
              goOn.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
            return 1;
          }
        };
    CompletableFuture<Void> run =
        CompletableFuture.runAsync(() -> closing.render(waits, List.of(audio)));
    running.await();

    // When: closing does not wait for it, for it may never end
    closing.close();
    closing.close();
    assertThat(run).isNotDone();
    goOn.countDown();
    run.get(10, TimeUnit.SECONDS);

    // Then
    assertThat(Arrays.copyOf(audio.samples(), AudioBlock.BLOCK_SAMPLES)).isEqualTo(expected);
    assertThatThrownBy(() -> closing.render(controls, audio))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  /** Writes blocks with so many voices, as loud as they come. */
  private void writeSome(ControlBlock controls, int voices, long block, int blocks) {
    ControlBlock all = Sequencer.newControlBlock(blocks);
    sequencer.write(all, block * AudioFormat.BLOCK_FRAMES, blocks);
    controls.reset(blocks, voices, all.noise().voices());
    copy(all.voices(), controls.voices(), blocks);
    copy(all.noise(), controls.noise(), blocks);
    System.arraycopy(all.noiseRows(), 0, controls.noiseRows(), 0, all.noiseRows().length);
  }

  private static void copy(ControlBlock.Bank<?> from, ControlBlock.Bank<?> to, int blocks) {
    for (int voice = 0; voice < to.voices(); voice++) {
      for (int block = 0; block < blocks; block++) {
        System.arraycopy(
            from.values(),
            from.offset(block, voice % from.voices()),
            to.values(),
            to.offset(block, voice),
            from.columns());
      }
    }
  }

  /** Renders some stations of which nothing but weak references is left here. */
  private List<WeakReference<Object>> renderAndForget(OnnxSynthesiser crowd) {
    List<WeakReference<Object>> rendered = new ArrayList<>();
    List<ControlBlock> stations = new ArrayList<>();
    List<AudioBlock> samples = new ArrayList<>();
    for (int station = 0; station < 6; station++) {
      ControlBlock run = Sequencer.newControlBlock(BLOCKS);
      sequencer.write(run, (40L + station) * AudioFormat.BLOCK_FRAMES, BLOCKS);
      AudioBlock heard = new AudioBlock(BLOCKS);
      stations.add(run);
      samples.add(heard);
      rendered.add(new WeakReference<>(run));
      rendered.add(new WeakReference<>(heard));
    }
    crowd.render(stations, samples);
    return rendered;
  }

  private void composeAPhrase() {
    sequencer.schedule(new AmbientComposer().compose(2026, 0, PARAMETERS, PhraseEnding.none()), 0);
  }

  private float[] render(OnnxSynthesiser with, long block, int blocks) {
    sequencer.write(controls, block * AudioFormat.BLOCK_FRAMES, blocks);
    with.render(controls, audio);
    return Arrays.copyOf(audio.samples(), blocks * AudioBlock.BLOCK_SAMPLES);
  }

  private static OnnxSynthesiser open(int threads) {
    return new OnnxSynthesiser(
        SynthesisModel.load(ModelFiles.bundled()), threads, Sequencer.newControlBlock(BLOCKS));
  }

  private static double curvature(float a, float b, float c) {
    return Math.abs(a - 2.0 * b + c);
  }

  private static float peak(float[] samples) {
    float peak = 0;
    for (float sample : samples) {
      assertThat(sample).isFinite();
      peak = Math.max(peak, Math.abs(sample));
    }
    return peak;
  }

  private static Note note(Instrument instrument, int pitch, double velocity) {
    return new Note(instrument, pitch, 0, 4L * Phrase.TICKS_PER_BEAT, velocity, 0, 0.5);
  }

  private static Phrase phrase(Note... notes) {
    return new Phrase(0, PARAMETERS, Phrase.BARS, List.of(), List.of(notes), PhraseEnding.none());
  }
}
