package io.auralis.rest;

import io.auralis.score.MidiFile;
import io.auralis.score.Score;
import io.auralis.station.NowPlaying;
import io.auralis.stations.LiveStation;
import io.auralis.stations.Stations;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** What is heard now, as notes. Reads the station's snapshot and never waits for its thread. */
@Path("/api/v1/phrases")
public class PhraseResource {

  private static final String NO_STORE = "no-store";

  private final Stations stations;

  PhraseResource(Stations stations) {
    this.stations = stations;
  }

  /** The phrase that is heard now and the one behind it, for a piano roll. */
  @GET
  @Path("/current")
  @Operation(summary = "The phrase that is heard now and the one behind it, note by note")
  @Produces(MediaType.APPLICATION_JSON)
  public RestResponse<PhraseAnswer> current() {
    return json(stations.main());
  }

  /** The phrases of a station. */
  static RestResponse<PhraseAnswer> json(LiveStation station) {
    return ResponseBuilder.ok(PhraseAnswer.of(nowPlaying(station)))
        .header(HttpHeaders.CACHE_CONTROL, NO_STORE)
        .build();
  }

  /** The phrase that is heard now as a Standard MIDI File. */
  @GET
  @Path("/current.mid")
  @Operation(summary = "The phrase that is heard now as a Standard MIDI File")
  @Produces(MidiFile.MEDIA_TYPE)
  public RestResponse<byte[]> currentMidi() {
    return midi(stations.main());
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
    return station.nowPlaying().orElseThrow(NothingPlayedException::new);
  }

  /** The station has not begun. */
  static final class NothingPlayedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NothingPlayedException() {
      super("Nothing has played yet; try again in a second");
    }
  }
}
