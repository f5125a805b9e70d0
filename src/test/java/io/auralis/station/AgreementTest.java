package io.auralis.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.auralis.sequencing.PatchBook;
import io.auralis.sequencing.TestPatches;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Replicas of one station play one sequence, whatever the network does to their messages.
 *
 * <p>Each seed is another interleaving of starts, controls, delays, losses and doubled messages.
 * {@code ./mvnw test -Dtest=AgreementTest -Dauralis.interleavings=100000} tries more of them.
 */
class AgreementTest {

  private static final PatchBook PATCHES = TestPatches.shipped();
  private static final int TICK = SimulatedReplicas.TICK;

  /** Delays that the margin is made for. */
  private static final SimulatedNetwork.Behaviour GOOD =
      new SimulatedNetwork.Behaviour(TICK, 0, 0, 20, TICK / 2, 5L * TICK, 30L * TICK);

  /** Delays far beyond it. */
  private static final SimulatedNetwork.Behaviour BAD =
      new SimulatedNetwork.Behaviour(10 * TICK, 30, 20 * TICK, 20, TICK / 2, 5L * TICK, 30L * TICK);

  /** Enough to find each fault that was found with more. */
  private static final int INTERLEAVINGS = Integer.getInteger("auralis.interleavings", 1_000);

  private static final int TICKS = 150;

  /** Two phrases of two bars at 90 beats a minute, and the time to read of it. */
  private static final int TICKS_TO_AGREE = 120;

  @Test
  void withinTheMarginAllReplicasPlayOneSequence() {
    for (long seed = 0; seed < INTERLEAVINGS; seed++) {
      playWithinTheMargin(seed);
    }
  }

  private static void playWithinTheMargin(long seed) {
    // Given
    Random random = new Random(seed);
    SimulatedReplicas simulated = new SimulatedReplicas(seed, GOOD, PATCHES);
    simulated.start("1");

    // When
    for (int tick = 0; tick < TICKS; tick++) {
      // One that starts reads the ledger first.
      boolean more = simulated.replicas().size() < 3 && simulated.appended() > 0;
      if (more && random.nextInt(20) == 0) {
        simulated.start(random.nextBoolean() ? "1" : "2");
      }
      if (random.nextInt(25) == 0) {
        simulated.replicas().get(random.nextInt(simulated.replicas().size())).control();
      }
      simulated.tick();
    }

    // Then
    assertSame(simulated, 0);
  }

  @Test
  void whatTheNetworkDidToThemIsOverTwoPhrasesLater() {
    for (long seed = 0; seed < INTERLEAVINGS; seed++) {
      playBeyondTheMargin(seed);
    }
  }

  private static void playBeyondTheMargin(long seed) {
    // Given
    Random random = new Random(seed);
    SimulatedReplicas simulated = new SimulatedReplicas(seed, BAD, PATCHES);
    simulated.start("1");
    simulated.start("2");
    simulated.start("1");
    for (int tick = 0; tick < TICKS; tick++) {
      if (random.nextInt(25) == 0) {
        simulated.replicas().get(random.nextInt(simulated.replicas().size())).control();
      }
      simulated.tick();
    }

    // When
    simulated.heal();
    for (int tick = 0; tick < TICKS_TO_AGREE; tick++) {
      simulated.tick();
      simulated.heal();
    }
    long agreed = simulated.replicas().get(0).head();
    for (int tick = 0; tick < TICKS / 2; tick++) {
      simulated.tick();
      simulated.heal();
    }

    // Then
    assertSame(simulated, agreed);
  }

  private static void assertSame(SimulatedReplicas simulated, long from) {
    Map<Long, SimulatedReplicas.Played> first = simulated.replicas().get(0).played();
    for (SimulatedReplicas.Replica replica : simulated.replicas()) {
      assertThat(replica.faults()).isEmpty();
      replica
          .played()
          .forEach(
              (frame, music) -> {
                SimulatedReplicas.Played other = first.get(frame);
                if (frame >= from && other != null && !music.sameAs(other)) {
                  fail(
                      "seed %d, block %d: %s%nand %s%s",
                      simulated.seed(), frame / TICK, music, other, simulated.ledger());
                }
              });
    }
  }
}
