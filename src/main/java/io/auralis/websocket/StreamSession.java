package io.auralis.websocket;

import com.fasterxml.jackson.databind.JsonNode;
import io.auralis.access.ControlAllowance;
import io.auralis.access.ControlGate;
import io.auralis.access.Denial;
import io.auralis.delivery.Listener;
import io.auralis.station.Control;
import io.auralis.stations.LiveStation;
import io.auralis.wire.ControlChange;
import io.auralis.wire.DeniedControls;
import io.auralis.wire.ErrorReason;
import io.auralis.wire.InvalidControlException;
import io.auralis.wire.JsonInput;
import io.auralis.wire.Messages;
import io.auralis.wire.StationInfo;
import java.util.List;
import java.util.Optional;

/** One listener's dialogue with its station. Called on its connection's thread. */
final class StreamSession {

  private final String id;
  private final String address;
  private final LiveStation station;
  private final Listener listener;
  private final StreamStatus status;
  private final ControlGate gate;
  private final ControlAllowance allowance = new ControlAllowance();

  /**
   * @param id of the connection, for the log
   * @param address whom limits count
   * @param status tells what the station does
   */
  StreamSession(
      String id,
      String address,
      LiveStation station,
      Listener listener,
      StreamStatus status,
      ControlGate gate) {
    this.id = id;
    this.address = address;
    this.station = station;
    this.listener = listener;
    this.status = status;
    this.gate = gate;
  }

  LiveStation station() {
    return station;
  }

  Listener listener() {
    return listener;
  }

  String address() {
    return address;
  }

  /** Queues a message. */
  void tell(Object message) {
    listener.tell(Messages.write(message));
  }

  /** Answers a message; one that is wrong is answered with an error. */
  void receive(String text) {
    try {
      answer(JsonInput.object(text));
    } catch (InvalidControlException e) {
      tell(Messages.Error.of(e));
    }
  }

  private void answer(JsonNode message) {
    switch (message.path("type").asText()) {
      case "control" -> control(message);
      case "ping" -> tell(Messages.Pong.to(JsonInput.repeatable(message, "client_time")));
      case "status_request" -> tell(status.of(station, null));
      default ->
          throw new InvalidControlException(
              List.of(
                  ControlChange.refuse(
                      "type", message.get("type"), "one of control, ping, status_request")));
    }
  }

  private void control(JsonNode message) {
    JsonNode token = message.get("token");
    String shown = token == null || token.isNull() ? null : token.asText();
    gate.count(address, allowance, System.nanoTime()).ifPresent(denial -> deny(denial, shown));
    gate.check(station.controlRule(), shown).ifPresent(denial -> deny(denial, shown));
    ControlChange change = ControlChange.read(message);
    // The update reaches this listener with all the others.
    Control control =
        new Control(
            change,
            Optional.ofNullable(change.timestamp()),
            id,
            update -> tell(Messages.Generation.of(update)));
    if (station.control(control).isEmpty()) {
      throw new InvalidControlException(ErrorReason.STATION_NOT_FOUND, StationInfo.UNKNOWN);
    }
  }

  private void deny(Denial denial, String shown) {
    station.log().refused(denial.reason().forLog());
    throw DeniedControls.of(denial, station.controlRule(), shown != null);
  }
}
