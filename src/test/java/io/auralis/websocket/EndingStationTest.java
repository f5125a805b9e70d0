package io.auralis.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.auralis.access.ControlGate;
import io.auralis.access.ControlLimit;
import io.auralis.delivery.Admission;
import io.auralis.delivery.Listener;
import io.auralis.delivery.RecordingTransport;
import io.auralis.stations.MadeStation;
import io.auralis.stations.NeverStarted;
import io.auralis.stations.Stations;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** A session whose station has ended, before its connection is closed for it. */
class EndingStationTest {

  @Test
  void aControlThatComesNowIsToldThatThereIsNoSuchStation() throws Exception {
    try (Stations stations = NeverStarted.stations()) {
      // Given: what the render thread has for the connection waits
      MadeStation made = NeverStarted.make(stations);
      Thread here = Thread.currentThread();
      Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
      RecordingTransport connection =
          RecordingTransport.fastOn(
              task -> {
                if (Thread.currentThread() == here) {
                  task.run();
                } else {
                  waiting.add(task);
                }
              });
      Listener listener = made.station().join(connection, Admission.plain()).orElseThrow();
      StreamSession session =
          new StreamSession(
              "a1",
              "192.0.2.1",
              made.station(),
              listener,
              new StreamStatus(stations.group()),
              new ControlGate(new ControlLimit(System::nanoTime)));
      String control =
          "{\"type\":\"control\",\"bpm\":80,\"token\":\"" + made.controlToken() + "\"}";
      session.receive(control);

      // When
      stations.end(made.station().id());
      session.receive(control);

      // Then
      JsonNode error = new ObjectMapper().readTree(connection.sent().get(0));
      assertThat(error.path("type").asText()).isEqualTo("error");
      assertThat(error.path("code").asText()).isEqualTo("INVALID_CONTROL");
      assertThat(error.path("reason").asText()).isEqualTo("station_not_found");
      assertThat(error.path("message").asText())
          .isEqualTo("There is no station with this id; it may have ended");
      assertThat(made.station().status().controls()).isOne();
    }
  }
}
