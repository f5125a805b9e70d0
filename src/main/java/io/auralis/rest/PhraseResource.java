package io.auralis.rest;

import io.auralis.score.MidiFile;
import io.auralis.stations.Stations;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;

/** What is heard now, as notes. Reads the station's snapshot and never waits for its thread. */
@Path("/api/v1/phrases")
public class PhraseResource {

  private final Stations stations;

  PhraseResource(Stations stations) {
    this.stations = stations;
  }

  /** The phrase that is heard now and the one behind it, for a piano roll. */
  @GET
  @Path("/current")
  @Operation(summary = "The phrase that is heard now and the one behind it, note by note")
  @APIResponse(
      responseCode = "200",
      description = "The notes",
      content = @Content(schema = @Schema(implementation = PhraseAnswer.class)))
  @Described.NothingPlayed
  @Produces(MediaType.APPLICATION_JSON)
  public RestResponse<PhraseAnswer> current() {
    return StationAnswers.phrases(stations.main());
  }

  /** The phrase that is heard now as a Standard MIDI File. */
  @GET
  @Path("/current.mid")
  @Operation(summary = "The phrase that is heard now as a Standard MIDI File")
  @APIResponse(
      responseCode = "200",
      description = "The file",
      content = @Content(mediaType = MidiFile.MEDIA_TYPE))
  @Described.NothingPlayed
  @Produces(MidiFile.MEDIA_TYPE)
  public RestResponse<byte[]> currentMidi() {
    return StationAnswers.midi(stations.main());
  }

  /** The station has not begun. */
  static final class NothingPlayedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NothingPlayedException() {
      super("Nothing has played yet; try again in a second");
    }
  }
}
