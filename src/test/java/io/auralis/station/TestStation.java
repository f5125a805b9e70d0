package io.auralis.station;

import static org.assertj.core.api.Assertions.assertThat;

import io.auralis.audio.AudioFormat;
import io.auralis.audio.BlockEffect;
import io.auralis.composition.AmbientComposer;
import io.auralis.composition.CompositionException;
import io.auralis.composition.Phrase;
import io.auralis.composition.PhraseEnding;
import io.auralis.delivery.Broadcaster;
import io.auralis.delivery.RecordingTransport;
import io.auralis.ledger.MemoryLedger;
import io.auralis.music.GenerationParameters;
import io.auralis.music.Key;
import io.auralis.music.Tempo;
import io.auralis.sequencing.TestPatches;
import io.auralis.synthesis.Synthesiser;
import io.auralis.synthesis.Tiers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** A station whose clock, synthesiser and composer obey a test, and what it tells. */
final class TestStation {

  static final GenerationParameters DEFAULTS =
      new GenerationParameters(Key.A_MINOR, new Tempo(60), 0.5);

  private static final Duration CHUNK = Duration.ofMillis(100);
  private static final Duration LEAD = Duration.ofMillis(500);

  final FakeClock clock = new FakeClock();
  final FakeSynthesiser synthesiser = new FakeSynthesiser();
  final Broadcaster broadcaster =
      new Broadcaster(
          RecordingTransport.encoder(
              chunk -> chunk.index() + " " + Base64.getEncoder().encodeToString(chunk.pcm())),
          10);
  final List<GenerationUpdate> updates = new ArrayList<>();
  final List<String> problems = new ArrayList<>();
  final TickedStation station;
  boolean composerFails;
  Error composerFailsWith;

  TestStation() {
    this(ControlApply.BAR);
  }

  TestStation(ControlApply controlApply) {
    this(DEFAULTS, controlApply);
  }

  TestStation(GenerationParameters parameters, ControlApply controlApply) {
    station = on(synthesiser, broadcaster, BlockEffect.NONE, settings(parameters, controlApply));
  }

  static StationSettings settings(GenerationParameters parameters, ControlApply controlApply) {
    return new StationSettings(42, parameters, controlApply, LEAD);
  }

  /** Another station on the same clock that tells the same test. */
  TickedStation on(
      Synthesiser synth, Broadcaster to, BlockEffect effects, StationSettings settings) {
    return on(TickedStation.tiersOf(synth), to, effects, settings);
  }

  /** The same on tiers of its own. */
  TickedStation on(Tiers tiers, Broadcaster to, BlockEffect effects, StationSettings settings) {
    Station made =
        new Station(
            clock,
            this::compose,
            new MemoryLedger(2),
            TestPatches.shipped(),
            () -> effects,
            to,
            new Events(),
            settings);
    return new TickedStation(clock, made, tiers, to);
  }

  /** A new listener that takes everything. */
  RecordingTransport listen() {
    RecordingTransport listener = RecordingTransport.fast();
    broadcaster.join(listener).orElseThrow();
    return listener;
  }

  /** Ticks now and then once per chunk. */
  void run(int chunks) {
    run(station, chunks);
  }

  void run(TickedStation other, int chunks) {
    other.tick();
    for (int i = 0; i < chunks; i++) {
      clock.advance(CHUNK);
      other.tick();
    }
  }

  static List<Long> indices(RecordingTransport transport) {
    return transport.sent().stream()
        .map(message -> Long.parseLong(message.substring(0, message.indexOf(' '))))
        .toList();
  }

  static byte[] pcm(RecordingTransport transport, int position) {
    String message = transport.sent().get(position);
    byte[] pcm = Base64.getDecoder().decode(message.substring(message.indexOf(' ') + 1));
    assertThat(pcm).hasSize(AudioFormat.CHUNK_BYTES);
    return pcm;
  }

  static boolean silent(RecordingTransport transport, int position) {
    byte[] pcm = pcm(transport, position);
    return IntStream.range(0, pcm.length).allMatch(i -> pcm[i] == 0);
  }

  static List<Long> range(long from, long to) {
    return LongStream.range(from, to).boxed().toList();
  }

  static <T> T last(List<T> list) {
    return list.get(list.size() - 1);
  }

  private Phrase compose(
      long seed, long index, GenerationParameters parameters, PhraseEnding previous) {
    if (composerFailsWith != null) {
      throw composerFailsWith;
    }
    if (composerFails) {
      throw new CompositionException("no idea");
    }
    return new AmbientComposer().compose(seed, index, parameters, previous);
  }

  private final class Events implements StationEvents {
    @Override
    public void generationUpdated(GenerationUpdate update) {
      updates.add(update);
    }

    @Override
    public void problemOccurred(StationProblem problem, String message) {
      problems.add(problem + ": " + message);
    }
  }
}
