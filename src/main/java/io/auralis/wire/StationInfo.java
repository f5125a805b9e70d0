package io.auralis.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.auralis.music.GenerationParameters;
import io.auralis.stations.LiveStation;
import io.auralis.stations.MadeStation;
import io.auralis.stations.StationKind;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;

/**
 * A station as clients see it. What only its maker may know is there only in the answer to the one
 * that made it.
 *
 * @param type {@code station} in a message of the stream, left out over REST
 * @param id what paths call it
 * @param kind shared or personal
 * @param title for people
 * @param key that was asked for last
 * @param mode left out where it is the key's own
 * @param bpm that was asked for last
 * @param intensity that was asked for last
 * @param effects whether it has reverb, delay and limiter
 * @param control who may control it: open, token, locked or maker
 * @param listeners now
 * @param seed digits of its seed; for its maker
 * @param controlToken lets its holder control and end it; for its maker
 * @param lingerSec how long it stays while nobody listens; of personal stations
 * @param links where it is found
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StationInfo(
    String type,
    String id,
    String kind,
    String title,
    String key,
    String mode,
    int bpm,
    double intensity,
    boolean effects,
    String control,
    int listeners,
    String seed,
    @JsonProperty("control_token") String controlToken,
    @JsonProperty("linger_sec") Long lingerSec,
    Links links) {

  /** What a client is told that asks for a station that is not here. */
  public static final String UNKNOWN = "There is no station with this id; it may have ended";

  /**
   * What everybody may know.
   *
   * @param linger how long a personal station stays while nobody listens
   */
  public static StationInfo of(LiveStation station, Duration linger) {
    boolean personal = station.kind() == StationKind.PERSONAL;
    return of(null, station, null, null, personal ? linger.toSeconds() : null);
  }

  /** What the maker is told, once. */
  public static StationInfo of(MadeStation made) {
    return of(null, made);
  }

  /** The same as a message of the stream. */
  public static StationInfo message(MadeStation made) {
    return of("station", made);
  }

  private static StationInfo of(String type, MadeStation made) {
    return of(
        type,
        made.station(),
        Long.toString(made.station().profile().seed()),
        made.controlToken(),
        made.linger().toSeconds());
  }

  private static StationInfo of(
      String type, LiveStation station, String seed, String token, Long lingerSec) {
    GenerationParameters parameters = station.status().parameters();
    return new StationInfo(
        type,
        station.id(),
        station.kind().label(),
        station.profile().title(),
        parameters.key().displayName(),
        Messages.modeOf(parameters),
        parameters.tempo().bpm(),
        parameters.intensity(),
        station.profile().effects(),
        station.controlRule().mode().label(),
        station.broadcaster().listeners(),
        seed,
        token,
        lingerSec,
        Links.of(station.id()));
  }

  /**
   * Paths of a station.
   *
   * @param page for people
   * @param stream the WebSocket
   */
  @RegisterForReflection
  public record Links(
      String self,
      String page,
      String stream,
      String control,
      String status,
      String phrases,
      String midi) {

    static Links of(String id) {
      String self = "/api/v1/stations/" + id;
      return new Links(
          self,
          "/?station=" + id,
          "/ws/stream?station=" + id,
          self + "/control",
          self + "/status",
          self + "/phrases/current",
          self + "/phrases/current.mid");
    }
  }
}
