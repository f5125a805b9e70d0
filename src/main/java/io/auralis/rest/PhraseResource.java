package io.auralis.rest;

import io.auralis.score.MidiFile;
import io.auralis.score.Score;
import io.auralis.station.NowPlaying;
import io.auralis.station.StationLoop;
import io.auralis.wire.Problem;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What is heard now, as notes. Reads the station's snapshot and never waits for its thread. */
@Path("/api/v1/phrases")
public class PhraseResource {

  private static final String NO_STORE = "no-store";

  private final StationLoop station;

  PhraseResource(StationLoop station) {
    this.station = station;
  }

  /** The phrase that is heard now and the one behind it, for a piano roll. */
  @GET
  @Path("/current")
  @Operation(summary = "The phrase that is heard now and the one behind it, note by note")
  @Produces(MediaType.APPLICATION_JSON)
  public RestResponse<PhraseAnswer> current() {
    return ResponseBuilder.ok(PhraseAnswer.of(nowPlaying()))
        .header(HttpHeaders.CACHE_CONTROL, NO_STORE)
        .build();
  }

  /** The phrase that is heard now as a Standard MIDI File. */
  @GET
  @Path("/current.mid")
  @Operation(summary = "The phrase that is heard now as a Standard MIDI File")
  @Produces(MidiFile.MEDIA_TYPE)
  public RestResponse<byte[]> currentMidi() {
    Score score = nowPlaying().current().score();
    return ResponseBuilder.ok(MidiFile.write(score), MidiFile.MEDIA_TYPE)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"" + MidiFile.nameOf(score) + '"')
        .header(HttpHeaders.CACHE_CONTROL, NO_STORE)
        .build();
  }

  private NowPlaying nowPlaying() {
    return station.nowPlaying().orElseThrow(NothingPlayedException::new);
  }

  @ServerExceptionMapper
  RestResponse<Problem> nothingPlayed(NothingPlayedException e) {
    Response.Status status = Response.Status.NOT_FOUND;
    return ResponseBuilder.<Problem>create(status.getStatusCode())
        .entity(Problem.of(status.getStatusCode(), status.getReasonPhrase(), e.getMessage()))
        .header(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
        .header(HttpHeaders.RETRY_AFTER, 1)
        .header(HttpHeaders.CACHE_CONTROL, NO_STORE)
        .build();
  }

  /** The station has not begun. */
  static final class NothingPlayedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NothingPlayedException() {
      super("Nothing has played yet; try again in a second");
    }
  }
}
