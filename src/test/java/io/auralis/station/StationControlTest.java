package io.auralis.station;

import static io.auralis.station.TestStation.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.auralis.audio.AudioFormat;
import io.auralis.audio.BlockEffect;
import io.auralis.config.AuralisConfig;
import io.auralis.config.OneOf;
import io.auralis.delivery.RecordingTransport;
import io.auralis.model.ModelFiles;
import io.auralis.music.GenerationParameters;
import io.auralis.music.Key;
import io.auralis.music.Tempo;
import io.auralis.sequencing.ControlBlock;
import io.auralis.sequencing.Sequencer;
import io.auralis.synthesis.Synthesiser;
import io.auralis.synthesis.onnx.OnnxSynthesiser;
import io.auralis.synthesis.onnx.SynthesisModel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** When a control takes effect, and what is told. */
class StationControlTest {

  private static final long MILLISECOND = AudioFormat.SAMPLE_RATE_HZ / 1000;

  private final TestStation main = new TestStation();

  @Test
  void aControlBeginsAtTheFirstBarLineBehindTheLead() {
    // Given: 60 bpm, so a bar is 4 s; the lead ends at 5.5 s
    main.listen();
    main.run(50);
    GenerationParameters changed = DEFAULTS.withKey(Key.C_MINOR);

    // When
    GenerationUpdate update = main.station.control(changed);

    // Then
    assertThat(update.parameters()).isEqualTo(changed);
    assertThat(update.phraseId()).isEqualTo("phrase_1");
    assertThat(update.nextPhraseInMillis()).isEqualTo(3_000);
    assertThat(last(main.updates)).isEqualTo(update);
    assertThat(main.station.current().phraseId()).isEqualTo("phrase_0");
    assertThat(main.station.current().nextPhraseInMillis()).isEqualTo(3_000);

    main.run(30);
    assertThat(last(main.updates).phraseId()).isEqualTo("phrase_1");
    assertThat(last(main.updates).parameters()).isEqualTo(changed);
    assertThat(last(main.updates).nextPhraseInMillis()).isEqualTo(32_000);
  }

  @Test
  void theLastOfSeveralControlsWins() {
    // Given
    main.listen();
    main.run(10);

    // When
    main.station.control(DEFAULTS.withKey(Key.C_MINOR));
    GenerationUpdate update = main.station.control(DEFAULTS.withKey(Key.D_MINOR));
    main.run(40);

    // Then
    assertThat(update.nextPhraseInMillis()).isEqualTo(3_000);
    assertThat(last(main.updates).parameters().key()).isEqualTo(Key.D_MINOR);
    assertThat(last(main.updates).phraseId()).isEqualTo("phrase_1");
  }

  @Test
  void aControlTakesEffectOnAnIdleStationToo() {
    // Given
    main.run(10);

    // When
    main.station.control(DEFAULTS.withTempo(new Tempo(120)));
    main.run(40);

    // Then
    assertThat(last(main.updates).parameters().tempo().bpm()).isEqualTo(120);
  }

  @Test
  void aControlBeginsAtTheFirstBeatBehindTheLead() {
    // Given: 60 bpm, so a beat is 1 s; the lead ends at 5.5 s
    TestStation beats = new TestStation(ControlApply.BEAT);
    beats.listen();
    beats.run(50);

    // When
    GenerationUpdate update = beats.station.control(DEFAULTS.withKey(Key.C_MINOR));

    // Then
    assertThat(update.nextPhraseInMillis()).isEqualTo(1_000);
    assertThat(last(beats.updates)).isEqualTo(update);
    beats.run(9);
    assertThat(beats.station.current().phraseId()).isEqualTo("phrase_0");
    beats.run(1);
    assertThat(last(beats.updates).phraseId()).isEqualTo("phrase_1");
    assertThat(last(beats.updates).parameters().key()).isEqualTo(Key.C_MINOR);
    assertThat(last(beats.updates).nextPhraseInMillis()).isEqualTo(32_000);
  }

  @Test
  void theLastOfSeveralControlsWinsAtABeatToo() {
    // Given
    TestStation beats = new TestStation(ControlApply.BEAT);
    beats.listen();
    beats.run(10);

    // When: the second comes when the first can no longer be forestalled
    GenerationUpdate first = beats.station.control(DEFAULTS.withKey(Key.C_MINOR));
    beats.run(4);
    GenerationUpdate second = beats.station.control(DEFAULTS.withKey(Key.D_MINOR));
    beats.run(6);

    // Then
    assertThat(first.nextPhraseInMillis()).isEqualTo(1_000);
    assertThat(second.nextPhraseInMillis()).isEqualTo(600);
    assertThat(second.phraseId()).isEqualTo(first.phraseId());
    assertThat(last(beats.updates).parameters().key()).isEqualTo(Key.D_MINOR);
    assertThat(last(beats.updates).phraseId()).isEqualTo("phrase_1");
  }

  @Test
  void aControlWaitsForTheEndOfThePhrase() {
    // Given: 60 bpm, so a phrase is 32 s
    TestStation phrases = new TestStation(ControlApply.PHRASE);
    phrases.listen();
    phrases.run(50);

    // When
    GenerationUpdate update = phrases.station.control(DEFAULTS.withKey(Key.C_MINOR));
    phrases.station.control(DEFAULTS.withKey(Key.D_MINOR));

    // Then
    assertThat(update.phraseId()).isEqualTo("phrase_1");
    assertThat(update.nextPhraseInMillis()).isEqualTo(27_000);
    phrases.run(269);
    assertThat(phrases.station.current().phraseId()).isEqualTo("phrase_0");
    phrases.run(1);
    assertThat(last(phrases.updates).phraseId()).isEqualTo("phrase_1");
    assertThat(last(phrases.updates).parameters().key()).isEqualTo(Key.D_MINOR);
  }

  @Test
  void aBeatAfterAPhraseThatWasCutInsideABarIsStillABeat() {
    // Given: a phrase of six beats, so the next one starts in the middle of what was a bar
    TestStation beats = new TestStation(ControlApply.BEAT);
    beats.listen();
    beats.run(50);
    beats.station.control(DEFAULTS.withIntensity(0.75));
    beats.run(25);

    // When: 1.5 s into the new phrase
    GenerationUpdate update = beats.station.control(DEFAULTS.withTempo(new Tempo(120)));

    // Then
    assertThat(update.phraseId()).isEqualTo("phrase_2");
    assertThat(update.nextPhraseInMillis()).isEqualTo(500);
    beats.run(5);
    assertThat(last(beats.updates).phraseId()).isEqualTo("phrase_2");
    assertThat(last(beats.updates).nextPhraseInMillis()).isEqualTo(16_000);
  }

  @Test
  void atABeatAControlIsToldAtOnceAndPlaysWithin1400MillisecondsAt70Bpm() {
    // Given
    GenerationParameters calm = new GenerationParameters(Key.A_MINOR, new Tempo(70), 0.5);
    for (int moment = 0; moment < 900; moment += 10) {
      TestStation beats = new TestStation(calm, ControlApply.BEAT);
      beats.listen();
      beats.run(20);
      beats.clock.advance(Duration.ofMillis(moment / 100 * 100));
      beats.station.tick();
      beats.clock.advance(Duration.ofMillis(moment % 100));

      // When
      GenerationUpdate update = beats.station.control(calm.withKey(Key.C_MINOR));

      // Then
      assertThat(update.nextPhraseInMillis()).as("at %d ms", moment).isBetween(400L, 1_400L);
      assertThat(last(beats.updates)).isEqualTo(update);
      beats.clock.advance(Duration.ofMillis(update.nextPhraseInMillis() + 1));
      beats.station.tick();
      assertThat(last(beats.updates).phraseId()).isEqualTo(update.phraseId());
      assertThat(last(beats.updates).nextPhraseInMillis()).isGreaterThan(27_000);
    }
  }

  @Test
  void atABeatAControlIsHeardWhereItWasToldAndTheNotesThatSoundRingOut() {
    // Given: two stations that play the same music with the real graph
    GenerationParameters calm = new GenerationParameters(Key.A_MINOR, new Tempo(70), 0.5);
    TestStation left = new TestStation();
    TestStation right = new TestStation();
    ControlBlock shape = Sequencer.newControlBlock(Synthesiser.MAX_BLOCKS_PER_RUN);
    SynthesisModel model = SynthesisModel.load(ModelFiles.bundled());
    try (Synthesiser one = new OnnxSynthesiser(model, 1, shape);
        Synthesiser two = new OnnxSynthesiser(model, 1, shape)) {
      StationSettings settings = settings(calm, ControlApply.BEAT);
      TickedStation undisturbed = left.on(one, left.broadcaster, BlockEffect.NONE, settings);
      TickedStation controlled = right.on(two, right.broadcaster, BlockEffect.NONE, settings);
      RecordingTransport was = left.listen();
      RecordingTransport is = right.listen();
      left.run(undisturbed, 60);
      right.run(controlled, 30);

      // When
      long asked = right.clock.frames();
      GenerationUpdate update =
          controlled.control(new GenerationParameters(Key.C_MAJOR, new Tempo(70), 1));
      right.run(controlled, 30);

      // Then: nothing changes before the beat, and not much later either
      long beat = asked + update.nextPhraseInMillis() * AudioFormat.SAMPLE_RATE_HZ / 1000;
      long heard = firstDifference(was, is);
      assertThat(heard).isBetween(beat - 2 * MILLISECOND, beat + 50 * MILLISECOND);
      assertThat(heard - asked).isLessThan(1_400 * MILLISECOND);
      assertThat(largestStep(is, beat - 5 * MILLISECOND, beat + 5 * MILLISECOND))
          .isBetween(1e-4, 1.5 * largestStep(was, beat - 5 * MILLISECOND, beat + 5 * MILLISECOND));
    }
  }

  @Test
  void everyWordOfTheSettingIsUnderstood() throws Exception {
    OneOf words = AuralisConfig.class.getMethod("controlApply").getAnnotation(OneOf.class);

    assertThat(words.value()).extracting(ControlApply::parse).contains(ControlApply.values());
  }

  private static long firstDifference(RecordingTransport one, RecordingTransport other) {
    for (int chunk = 0; chunk < one.sent().size(); chunk++) {
      int sample = Arrays.mismatch(pcm(one, chunk), pcm(other, chunk));
      if (sample >= 0) {
        return indices(one).get(chunk) * AudioFormat.BLOCK_FRAMES
            + sample / (AudioFormat.CHANNELS * Short.BYTES);
      }
    }
    throw new AssertionError("Nothing changed");
  }

  /** The largest step of the left channel between two frames, as a share of full scale. */
  private static double largestStep(RecordingTransport transport, long from, long to) {
    int largest = 0;
    for (long frame = from; frame < to; frame++) {
      largest = Math.max(largest, Math.abs(left(transport, frame) - left(transport, frame - 1)));
    }
    return largest / 32_768.0;
  }

  private static int left(RecordingTransport transport, long frame) {
    int chunk = (int) (frame / AudioFormat.BLOCK_FRAMES);
    int offset = (int) (frame % AudioFormat.BLOCK_FRAMES) * AudioFormat.CHANNELS * Short.BYTES;
    return ByteBuffer.wrap(pcm(transport, chunk)).order(ByteOrder.LITTLE_ENDIAN).getShort(offset);
  }
}
