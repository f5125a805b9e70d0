package io.auralis.stations;

import static io.auralis.stations.TestStations.indices;
import static io.auralis.stations.TestStations.listen;
import static org.assertj.core.api.Assertions.assertThat;

import io.auralis.audio.AudioBlock;
import io.auralis.audio.BlockEffect;
import io.auralis.composition.AmbientComposer;
import io.auralis.composition.Composer;
import io.auralis.composition.Phrase;
import io.auralis.composition.PhraseEnding;
import io.auralis.delivery.RecordingTransport;
import io.auralis.music.GenerationParameters;
import io.auralis.music.Key;
import io.auralis.station.Control;
import io.auralis.station.StationStatus;
import io.auralis.synthesis.Tier;
import io.auralis.synthesis.Tiers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What many stations have to do with each other: nothing that is heard. */
class ManyStationsTest {

  private final PoisonableSynthesiser synthesiser = new PoisonableSynthesiser();
  private final Tiers tiers =
      new Tiers(
          List.of(
              new Tier("graph", "the graph", Tier.Kind.SCORE, () -> synthesiser), Tier.silence()));

  @Test
  void aStationPlaysTheSameAloneAndAmongOthers() {
    // Given
    TestStations alone = new TestStations(tiersOf());
    RecordingTransport undisturbed = listen(alone.make(7));
    alone.run(100);

    // When
    TestStations many = new TestStations(tiersOf());
    List<RecordingTransport> others = new ArrayList<>();
    RecordingTransport heard = listen(many.make(7));
    for (int seed = 1; seed < 7; seed++) {
      others.add(listen(many.make(seed)));
    }
    others.add(listen(many.stations.main()));
    many.run(100);

    // Then
    assertThat(heard.sent()).hasSizeGreaterThan(100).isEqualTo(undisturbed.sent());
    assertThat(others).allSatisfy(other -> assertThat(other.sent()).hasSameSizeAs(heard.sent()));
    assertThat(others).noneSatisfy(other -> assertThat(other.sent()).isEqualTo(heard.sent()));
  }

  @Test
  void aControlIsHeardInItsStationOnlyWithinABarAndTheLead() {
    // Given
    TestStations undisturbed = new TestStations(tiersOf());
    RecordingTransport before = listen(undisturbed.make(1));
    RecordingTransport beforeOther = listen(undisturbed.make(2));
    undisturbed.run(200);
    TestStations all = new TestStations(tiersOf());
    LiveStation station = all.make(1);
    RecordingTransport controlled = listen(station);
    RecordingTransport other = listen(all.make(2));
    all.run(100);

    // When
    station.control(
        new Control(parameters -> parameters.withKey(Key.D_MINOR), Optional.empty(), "test"));
    all.run(99);

    // Then: a bar of four beats at 60 bpm takes 40 chunks, the lead 5
    int first = 0;
    while (controlled.sent().get(first).equals(before.sent().get(first))) {
      first++;
    }
    assertThat(first).isBetween(100, 100 + 40 + 5 + 1);
    assertThat(other.sent()).isEqualTo(beforeOther.sent().subList(0, other.sent().size()));
  }

  @Test
  void aComposerThatThrowsForOneStationCostsTheOthersNothing() {
    // Given: the composer knows stations by their seed
    Composer composer =
        new Composer() {
          private final Composer works = new AmbientComposer();

          @Override
          public Phrase compose(
              long seed, long index, GenerationParameters parameters, PhraseEnding previous) {
            if (seed == 13 && index > 0) {
              throw new IllegalStateException("no idea");
            }
            return works.compose(seed, index, parameters, previous);
          }
        };
    TestStations all =
        new TestStations(tiers, composer, () -> BlockEffect.NONE, TestStations.settings(10, 0));
    RecordingTransport broken = listen(all.make(13));
    RecordingTransport well = listen(all.make(1));

    // When
    all.run(700);

    // Then
    assertGapless(well, 700);
    assertGapless(broken, 700);
    assertThat(all.news).isNotEmpty().allMatch(line -> line.startsWith("GENERATION_ERROR"));
  }

  @Test
  void effectsThatThrowForOneStationCostTheOthersNothing() {
    // Given: every second station has broken ones
    int[] made = new int[1];
    TestStations all =
        new TestStations(
            tiers,
            new AmbientComposer(),
            () -> made[0]++ % 2 == 0 ? BlockEffect.NONE : new BrokenEffect(),
            TestStations.settings(10, 0));
    List<RecordingTransport> listeners = new ArrayList<>();
    for (int seed = 1; seed <= 4; seed++) {
      listeners.add(listen(all.make(seed)));
    }

    // When
    all.run(50);

    // Then
    listeners.forEach(listener -> assertGapless(listener, 50));
  }

  @Test
  void aRunThatFailsForOneStationCostsTheOthersNothing() {
    // Given
    TestStations undisturbed = new TestStations(tiersOf());
    List<RecordingTransport> before = new ArrayList<>();
    for (int seed = 1; seed <= 5; seed++) {
      before.add(listen(undisturbed.make(seed)));
    }
    undisturbed.run(78);
    TestStations all = new TestStations(tiers);
    List<RecordingTransport> listeners = new ArrayList<>();
    for (int seed = 1; seed <= 5; seed++) {
      listeners.add(listen(all.make(seed)));
    }
    all.run(30);

    // When: the third one's blocks fail
    synthesiser.poison = 2;
    all.run(20);
    synthesiser.poison = -1;
    all.run(28);

    // Then
    for (int i = 0; i < listeners.size(); i++) {
      assertGapless(listeners.get(i), 78);
      if (i != 2) {
        assertThat(listeners.get(i).sent()).isEqualTo(before.get(i).sent());
      }
    }
    assertThat(all.news).allMatch(line -> line.startsWith("SYNTHESIS_FAILED")).hasSize(1);
    assertThat(tiers.report().tier()).isEqualTo("graph");
  }

  @Test
  void aStationThatNobodyListensToRendersNothingAndKeepsItsClock() {
    // Given
    TestStations all = new TestStations(tiers);
    LiveStation station = all.make(1);
    int rehearsed = synthesiser.blocks;
    all.run(50);
    assertThat(synthesiser.blocks).isEqualTo(rehearsed);
    assertThat(station.status().state()).isEqualTo(StationStatus.State.IDLE);

    // When
    RecordingTransport listener = listen(station);
    all.run(10);

    // Then: a burst up to the clock, then chunk by chunk
    assertThat(indices(listener).get(0)).isBetween(45L, 51L);
    assertThat(station.status().state()).isEqualTo(StationStatus.State.PLAYING);
  }

  @Test
  void sharedStationsPlayOnWhereTheMachineCannotCarryThePersonalOnes() {
    // Given: a block takes 30 ms, so three stations are all that fit into a tick
    TestStations all = new TestStations(tiers);
    RecordingTransport shared = listen(all.stations.main());
    List<LiveStation> personal = new ArrayList<>();
    for (int seed = 1; seed <= 9; seed++) {
      personal.add(all.make(seed));
    }
    all.run(10);
    personal.forEach(TestStations::listen);
    all.run(1);

    // When
    synthesiser.work = () -> all.clock.work(Duration.ofMillis(30));
    all.run(300);

    // Then
    assertThat(all.stations.main().status().underruns()).isZero();
    assertGapless(shared, 310);
    assertThat(all.group.status().personalStep()).isEqualTo(LoadGovernor.MOST);
    assertThat(all.group.status().sharedStep()).isZero();
    assertThat(all.groupEvents.get(0)).isEqualTo("1/0");
  }

  @Test
  void sharedStationsPlayOnWhereTheMachineCannotEncodeForThePersonalOnes() {
    // Given: a hundred personal stations, of which each chunk takes a millisecond to encode
    TestStations all =
        new TestStations(
            tiersOf(),
            new AmbientComposer(),
            () -> BlockEffect.NONE,
            TestStations.settings(100, 0));
    RecordingTransport shared = listen(all.stations.main());
    List<LiveStation> personal = new ArrayList<>();
    for (int seed = 1; seed <= 100; seed++) {
      personal.add(all.make(seed));
    }
    personal.forEach(TestStations::listen);
    all.run(10);

    // When
    all.encoding = () -> all.clock.advance(Duration.ofMillis(1));
    all.run(100);

    // Then
    assertThat(all.stations.main().status().underruns()).isZero();
    List<Long> heard = indices(shared);
    assertThat(heard)
        .hasSizeGreaterThan(100)
        .isEqualTo(LongStream.range(heard.get(0), heard.get(0) + heard.size()).boxed().toList());
    assertThat(all.group.status().sharedStep()).isZero();
  }

  private static Tiers tiersOf() {
    return new Tiers(
        List.of(
            new Tier("graph", "the graph", Tier.Kind.SCORE, PoisonableSynthesiser::new),
            Tier.silence()));
  }

  private static void assertGapless(RecordingTransport listener, long chunks) {
    List<Long> indices = indices(listener);
    long first = indices.get(0);
    assertThat(indices)
        .containsExactlyElementsOf(
            LongStream.range(first, first + indices.size()).boxed().toList());
    assertThat(indices.size()).isGreaterThanOrEqualTo((int) chunks);
  }

  private static final class BrokenEffect implements BlockEffect {
    @Override
    public void process(AudioBlock audio, int block, int bpm) {
      throw new IllegalStateException("broken");
    }

    @Override
    public void relieve(boolean relieved) {}

    @Override
    public void reset() {}
  }
}
