package io.auralis.wire;

import com.fasterxml.jackson.annotation.JsonValue;
import io.auralis.delivery.DropReason;
import io.auralis.delivery.RefusalReason;
import io.auralis.stations.StationRefusal;
import java.util.Locale;

/**
 * Why there is an error, for programs: the field {@code reason} of every error message and of every
 * problem of the REST API. A program should decide by this and show the message to people.
 *
 * <p>A reason belongs to one error code of the protocol, or to none where only REST knows it. Where
 * a metric counts the same thing, the reason is the metric's label.
 */
public enum ErrorReason {
  /** All places are taken. */
  FULL(ErrorCode.SERVER_OVERLOAD),
  /** All places of the client's address are taken. */
  ADDRESS(ErrorCode.SERVER_OVERLOAD),
  /** The server is going away. */
  SHUTDOWN(ErrorCode.SERVER_OVERLOAD),
  /** The machine has no time left for one more station. */
  CAPACITY(ErrorCode.SERVER_OVERLOAD),
  /** There are as many stations as may be. */
  STATIONS_FULL(ErrorCode.SERVER_OVERLOAD),
  /** The server offers no stations of one's own. */
  STATIONS_OFF(ErrorCode.INVALID_CONTROL),
  /** The stream's URL asks for something that is not there, say a format. */
  REQUEST(ErrorCode.INVALID_CONTROL),

  /** The listener lost chunks because its connection took too little. */
  SLOW(ErrorCode.BUFFER_OVERRUN),
  /** The listener lost chunks because the server was too late. */
  LATE(ErrorCode.BUFFER_OVERRUN),

  /** The synthesiser failed; something else took its place. */
  SYNTHESIS_FAILED(ErrorCode.SYNTHESIS_FAILED),
  /** Audio is late for everybody. */
  BUFFER_UNDERRUN(ErrorCode.BUFFER_UNDERRUN),
  /** Composition failed; the previous settings play on. */
  GENERATION_ERROR(ErrorCode.GENERATION_ERROR),

  /** A message or body is no JSON object. */
  MALFORMED(ErrorCode.INVALID_CONTROL),
  /** A field has a value that is not allowed; {@code errors} names it. */
  INVALID_VALUE(ErrorCode.INVALID_CONTROL),
  /** A control changes nothing. */
  NOTHING_TO_CHANGE(ErrorCode.INVALID_CONTROL),
  /** The control token is missing, or it is another one. */
  TOKEN_REQUIRED(ErrorCode.INVALID_CONTROL),
  /** Nobody may control the station. */
  LOCKED(ErrorCode.INVALID_CONTROL),
  /** There is no station with this id; it may have ended. */
  STATION_NOT_FOUND(ErrorCode.INVALID_CONTROL),
  /** More controls than a client may send. */
  TOO_MANY_CONTROLS(ErrorCode.INVALID_CONTROL),

  /** Pages of this origin may not use the service. */
  ORIGIN(null),
  /** There is nothing at this path. */
  NOT_FOUND(null),
  /** Nothing has played yet. */
  NOTHING_PLAYED(null),
  /** The path does not know the method. */
  METHOD_NOT_ALLOWED(null),
  /** The path has nothing of the media types that the client accepts. */
  NOT_ACCEPTABLE(null),
  /** The body is of a media type that the path does not take. */
  UNSUPPORTED_MEDIA_TYPE(null),
  /** The body, the URL or the headers are too long. */
  TOO_LARGE(null),
  /** The path is a WebSocket. */
  UPGRADE_REQUIRED(null),
  /** The client took too long to send its request. */
  TIMEOUT(null),
  /** The request is wrong in another way. */
  BAD_REQUEST(null),
  /** The service cannot answer now. */
  UNAVAILABLE(null),
  /** The service failed. */
  INTERNAL_ERROR(null);

  private static final int FIRST_SERVER_ERROR = 500;

  private final ErrorCode code;

  ErrorReason(ErrorCode code) {
    this.code = code;
  }

  /** The protocol's error code, or null. */
  ErrorCode code() {
    return code;
  }

  /** The word on the wire. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The reason for which a listener was not let in; a station that has ended is not there. */
  public static ErrorReason of(RefusalReason refusal) {
    return refusal == RefusalReason.ENDED ? STATION_NOT_FOUND : valueOf(refusal.name());
  }

  public static ErrorReason of(DropReason drop) {
    return valueOf(drop.name());
  }

  /** The reason for which a station was not made. */
  public static ErrorReason of(StationRefusal refusal) {
    return valueOf(refusal.name());
  }

  /** The reason that an HTTP status stands for where nothing more is known. */
  static ErrorReason ofStatus(int status) {
    return switch (status) {
      case 401 -> TOKEN_REQUIRED;
      case 403 -> ORIGIN;
      case 404 -> NOT_FOUND;
      case 405 -> METHOD_NOT_ALLOWED;
      case 406 -> NOT_ACCEPTABLE;
      case 408 -> TIMEOUT;
      case 413, 414, 431 -> TOO_LARGE;
      case 415 -> UNSUPPORTED_MEDIA_TYPE;
      case 426 -> UPGRADE_REQUIRED;
      case 429 -> TOO_MANY_CONTROLS;
      case 503 -> UNAVAILABLE;
      default -> status < FIRST_SERVER_ERROR ? BAD_REQUEST : INTERNAL_ERROR;
    };
  }
}
