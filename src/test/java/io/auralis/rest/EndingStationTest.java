package io.auralis.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.auralis.access.ControlGate;
import io.auralis.access.ControlLimit;
import io.auralis.stations.MadeStation;
import io.auralis.stations.NeverStarted;
import io.auralis.stations.Stations;
import io.auralis.wire.Problem;
import io.auralis.wire.StreamOffer;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;
import org.junit.jupiter.api.Test;

/** A request whose station ends after it was found. */
class EndingStationTest {

  @Test
  void itsControlIsAnsweredAsIfTheStationHadNotBeenFound() {
    try (Stations stations = NeverStarted.stations()) {
      // Given
      MadeStation made = NeverStarted.make(stations);
      String authorization = "Bearer " + made.controlToken();
      StationAnswers answers =
          new StationAnswers(
              stations,
              new ControlGate(new ControlLimit(System::nanoTime)),
              new StreamOffer(List.of(), null));
      assertThat(answers.control(made.station(), "{\"bpm\":80}", authorization).params().bpm())
          .isEqualTo(80);

      // When
      stations.end(made.station().id());

      // Then
      Problem later = problem(() -> answers.find(made.station().id()));
      Problem now = problem(() -> answers.control(made.station(), "{\"bpm\":90}", authorization));
      assertThat(now).isEqualTo(later);
      assertThat(now.status()).isEqualTo(404);
      assertThat(now.reason().label()).isEqualTo("station_not_found");
    }
  }

  private static Problem problem(Runnable request) {
    RejectedException[] rejected = new RejectedException[1];
    assertThatExceptionOfType(RejectedException.class)
        .isThrownBy(request::run)
        .satisfies(e -> rejected[0] = e);
    RestResponse<Problem> answer = new ErrorMapper().rejected(rejected[0]);
    assertThat(answer.getStatus()).isEqualTo(answer.getEntity().status());
    return answer.getEntity();
  }
}
