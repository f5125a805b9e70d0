package io.auralis.stations;

import static org.assertj.core.api.Assertions.assertThat;

import io.auralis.audio.AudioBlock;
import io.auralis.delivery.Admission;
import io.auralis.delivery.DisconnectReason;
import io.auralis.delivery.Listener;
import io.auralis.delivery.RecordingTransport;
import io.auralis.sequencing.ControlBlock;
import io.auralis.synthesis.SynthesisException;
import io.auralis.synthesis.Synthesiser;
import io.auralis.synthesis.Tier;
import io.auralis.synthesis.Tiers;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A service that fell silent is not ready, so no listener comes for whom it could recover. */
class IdleRecoveryTest {

  private boolean broken;

  @Test
  void aTierIsTriedAgainWithinSecondsThoughNobodyListens() {
    // Given
    TestStations all =
        new TestStations(
            new Tiers(
                List.of(
                    new Tier("graph", "the graph", Tier.Kind.SCORE, Graph::new), Tier.silence())));
    LiveStation main = all.stations.main();
    Listener listener = main.join(RecordingTransport.fast(), Admission.plain()).orElseThrow();
    all.run(20);
    broken = true;
    all.run(10);
    assertThat(all.groupEvents).containsExactly("graph -> silence");

    // When: the only listener leaves, and the graph works again long before the phrase ends
    main.broadcaster().leave(listener, DisconnectReason.LEFT);
    all.run(10);
    broken = false;
    all.run(60);

    // Then
    assertThat(all.groupEvents).containsExactly("graph -> silence", "silence -> graph");
    assertThat(main.status().phrases()).isLessThanOrEqualTo(2);
  }

  private final class Graph implements Synthesiser {
    @Override
    public void render(ControlBlock controls, AudioBlock audio) {
      if (broken) {
        throw new SynthesisException("broken", null);
      }
    }

    @Override
    public String description() {
      return "a pretended graph";
    }

    @Override
    public void close() {}
  }
}
