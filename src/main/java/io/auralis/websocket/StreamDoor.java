package io.auralis.websocket;

import io.auralis.access.AddressLimit;
import io.auralis.access.ControlGate;
import io.auralis.delivery.Attendance;
import io.auralis.delivery.Listener;
import io.auralis.delivery.RefusalReason;
import io.auralis.delivery.Transport;
import io.auralis.stations.LiveStation;
import io.auralis.stations.MadeStation;
import io.auralis.stations.StationRefusal;
import io.auralis.stations.StationRefusedException;
import io.auralis.stations.Stations;
import io.auralis.wire.DeniedControls;
import io.auralis.wire.ErrorReason;
import io.auralis.wire.InvalidControlException;
import io.auralis.wire.Messages;
import io.auralis.wire.StationInfo;
import io.auralis.wire.StationWish;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;

/**
 * Decides whether a client that has opened a WebSocket may listen, and to which station; makes the
 * station if it asks for its own. Thread-safe.
 */
@Singleton
class StreamDoor {

  private final Stations stations;
  private final StationWish wishes;
  private final AddressLimit addresses;
  private final ControlGate gate;
  private final StreamStatus status;

  StreamDoor(
      Stations stations,
      StationWish wishes,
      AddressLimit addresses,
      ControlGate gate,
      StreamStatus status) {
    this.stations = stations;
    this.wishes = wishes;
    this.addresses = addresses;
    this.gate = gate;
    this.status = status;
  }

  /**
   * Lets a client in.
   *
   * @param id of the connection, for the log
   * @param query of the URL; may be null
   * @param address whom limits count
   * @param crowded whether no connection is left for one more listener
   * @throws StreamRejection if it is not let in
   */
  StreamSession enter(
      String id, String query, String address, boolean crowded, Transport transport) {
    StreamRequest request = read(query);
    if (crowded) {
      refused(RefusalReason.FULL, "no file descriptors are left for listeners");
      throw overload(
          ErrorReason.of(RefusalReason.FULL),
          "No connections are left for listeners; try again later");
    }
    boolean own = request.station().equals(StreamRequest.NEW);
    Optional<LiveStation> known = own ? Optional.empty() : Optional.of(find(request.station()));
    if (!addresses.enter(address)) {
      refused(RefusalReason.ADDRESS, "all places of an address are taken");
      String message =
          String.format(Locale.ROOT, "An address may have %d sessions", addresses.limit());
      throw overload(ErrorReason.of(RefusalReason.ADDRESS), message);
    }
    try {
      return known.isPresent()
          ? join(id, address, request, known.get(), Optional.empty(), transport)
          : joinNew(id, address, request, transport);
    } catch (RuntimeException | Error e) {
      addresses.leave(address);
      throw e;
    }
  }

  /** A client that was let in has gone. */
  void leave(StreamSession session) {
    addresses.leave(session.address());
  }

  /** Makes a station, and tells its maker of it before anything else. */
  private StreamSession joinNew(
      String id, String address, StreamRequest request, Transport transport) {
    MadeStation made = make(request, address);
    try {
      String greeting = Messages.write(StationInfo.message(made));
      return join(id, address, request.anew(), made.station(), Optional.of(greeting), transport);
    } catch (RuntimeException | Error e) {
      stations.end(made.station().id());
      throw e;
    }
  }

  private StreamSession join(
      String id,
      String address,
      StreamRequest request,
      LiveStation station,
      Optional<String> greeting,
      Transport transport) {
    Optional<Listener> listener =
        station.join(transport, request.admission(status.notices(station, greeting)));
    if (listener.isEmpty()) {
      if (stations.isShutDown()) {
        throw StreamRejection.farewell();
      }
      if (station.hasEnded()) {
        throw unknown();
      }
      stations.main().log().refused("all places are taken");
      throw overload(
          ErrorReason.of(RefusalReason.FULL),
          String.format(
              Locale.ROOT, "All %d places are taken; try again later", attendance().places()));
    }
    return new StreamSession(id, address, station, listener.get(), status, gate);
  }

  private StreamRequest read(String query) {
    try {
      return StreamRequest.read(query, stations.main().broadcaster().formats());
    } catch (InvalidControlException e) {
      throw wrong(e);
    }
  }

  private LiveStation find(String id) {
    return stations.find(id).orElseThrow(this::unknown);
  }

  /** Making a station counts as a control of the address does. */
  private MadeStation make(StreamRequest request, String address) {
    gate.count(address)
        .ifPresent(
            denial -> {
              stations.main().log().refused(denial.reason().forLog());
              throw StreamRejection.of(
                  Messages.Error.of(DeniedControls.tooMany(denial)),
                  WebSocketTransport.TRY_AGAIN_LATER);
            });
    try {
      return stations.make(wishes.read(request.parameters()), address);
    } catch (InvalidControlException e) {
      throw wrong(new InvalidControlException(ErrorReason.REQUEST, e.errors()));
    } catch (StationRefusedException e) {
      throw e.reason() == StationRefusal.STATIONS_OFF
          ? StreamRejection.of(
              Messages.Error.of(ErrorReason.STATIONS_OFF, e.getMessage()),
              WebSocketTransport.POLICY_VIOLATION)
          : overload(ErrorReason.of(e.reason()), e.getMessage());
    }
  }

  private StreamRejection wrong(InvalidControlException e) {
    refused(RefusalReason.REQUEST, "the URL asks for what there is not");
    return StreamRejection.of(Messages.Error.of(e), WebSocketTransport.POLICY_VIOLATION);
  }

  private StreamRejection unknown() {
    refused(RefusalReason.REQUEST, "the URL asks for a station that is not there");
    return StreamRejection.unknown(
        Messages.Error.of(ErrorReason.STATION_NOT_FOUND, StationInfo.UNKNOWN));
  }

  /** Counts a client that is not let in, and tells the log why. */
  private void refused(RefusalReason reason, String forLog) {
    attendance().refuse(reason);
    stations.main().log().refused(forLog);
  }

  private static StreamRejection overload(ErrorReason reason, String message) {
    return StreamRejection.of(
        Messages.Error.of(reason, message), WebSocketTransport.TRY_AGAIN_LATER);
  }

  private Attendance attendance() {
    return stations.main().broadcaster().attendance();
  }
}
