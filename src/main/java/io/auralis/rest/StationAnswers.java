package io.auralis.rest;

import io.auralis.access.ControlGate;
import io.auralis.access.Denial;
import io.auralis.music.GenerationParameters;
import io.auralis.music.Key;
import io.auralis.music.Mode;
import io.auralis.music.Tempo;
import io.auralis.rest.StationResource.Choice;
import io.auralis.rest.StationResource.Controls;
import io.auralis.rest.StationResource.Parameters;
import io.auralis.rest.StationResource.Range;
import io.auralis.rest.StationResource.Status;
import io.auralis.rest.StationResource.Updated;
import io.auralis.rest.StationResource.WholeRange;
import io.auralis.score.MidiFile;
import io.auralis.score.Score;
import io.auralis.station.Control;
import io.auralis.station.NowPlaying;
import io.auralis.station.StationStatus;
import io.auralis.stations.LiveStation;
import io.auralis.stations.Stations;
import io.auralis.wire.ControlChange;
import io.auralis.wire.DeniedControls;
import io.auralis.wire.ErrorReason;
import io.auralis.wire.JsonInput;
import io.auralis.wire.Messages;
import io.auralis.wire.StationInfo;
import io.auralis.wire.StreamOffer;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** What REST answers about a station, whichever path leads to it. Thread-safe. */
@Singleton
class StationAnswers {

  /** Of answers that are another one the next moment, or for one client only. */
  static final String NO_STORE = "no-store";

  private final Stations stations;
  private final ControlGate gate;
  private final StreamOffer stream;

  StationAnswers(Stations stations, ControlGate gate, StreamOffer stream) {
    this.stations = stations;
    this.gate = gate;
    this.stream = stream;
  }

  /**
   * The station with an id.
   *
   * @throws RejectedException if there is none
   */
  LiveStation find(String id) {
    return stations.find(id).orElseThrow(StationAnswers::unknown);
  }

  /** What a client is told that asks for a station that is not here. */
  static RejectedException unknown() {
    return new RejectedException(
        Response.Status.NOT_FOUND.getStatusCode(),
        ErrorReason.STATION_NOT_FOUND,
        StationInfo.UNKNOWN);
  }

  /**
   * Lets only those pass that may change a station.
   *
   * @param authorization the header's value, or null
   */
  void authorise(LiveStation station, String authorization) {
    Optional<Denial> denial = gate.checkHeader(station.controlRule(), authorization);
    if (denial.isPresent()) {
      station.log().refused(denial.get().reason().forLog());
      if (denial.get().reason() == Denial.Reason.LOCKED) {
        throw new RejectedException(
            Response.Status.FORBIDDEN.getStatusCode(), ErrorReason.LOCKED, DeniedControls.LOCKED);
      }
      throw new NotAuthorizedException(
          "This needs "
              + DeniedControls.tokenOf(station.controlRule())
              + ": Authorization: Bearer ...",
          "Bearer");
    }
  }

  Updated control(LiveStation station, String body, String authorization) {
    authorise(station, authorization);
    ControlChange change = ControlChange.read(JsonInput.object(body));
    GenerationParameters asked =
        station
            .control(new Control(change, Optional.ofNullable(change.timestamp()), "rest"))
            .orElseThrow(StationAnswers::unknown);
    return new Updated("updated", Parameters.of(asked));
  }

  Controls controls(LiveStation station) {
    GenerationParameters parameters = station.status().parameters();
    return new Controls(
        new Choice(parameters.key().displayName(), Key.names()),
        new Choice(parameters.soundingMode().displayName(), Mode.names()),
        new WholeRange(parameters.tempo().bpm(), Tempo.MIN_BPM, Tempo.MAX_BPM),
        new Range(
            parameters.intensity(),
            GenerationParameters.MIN_INTENSITY,
            GenerationParameters.MAX_INTENSITY),
        stream);
  }

  Status status(LiveStation station) {
    StationStatus status = station.status();
    return new Status(
        status.parameters().key().displayName(),
        Messages.modeOf(status.parameters()),
        status.parameters().tempo().bpm(),
        status.parameters().intensity(),
        status.bufferMillis(),
        station.broadcaster().listeners(),
        stations.group().status().blockMillis(),
        status.phrases());
  }

  /** The phrases of a station. */
  static RestResponse<PhraseAnswer> phrases(LiveStation station) {
    return ResponseBuilder.ok(PhraseAnswer.of(nowPlaying(station)))
        .header(HttpHeaders.CACHE_CONTROL, NO_STORE)
        .build();
  }

  /** The phrase of a station as a file. */
  static RestResponse<byte[]> midi(LiveStation station) {
    Score score = nowPlaying(station).current().score();
    return ResponseBuilder.ok(MidiFile.write(score), MidiFile.MEDIA_TYPE)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"" + MidiFile.nameOf(score) + '"')
        .header(HttpHeaders.CACHE_CONTROL, NO_STORE)
        .build();
  }

  private static NowPlaying nowPlaying(LiveStation station) {
    return station.nowPlaying().orElseThrow(PhraseResource.NothingPlayedException::new);
  }
}
