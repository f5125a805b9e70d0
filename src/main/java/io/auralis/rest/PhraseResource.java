package io.auralis.rest;

import io.auralis.score.MidiFile;
import io.auralis.stations.Stations;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
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
  @Produces(MediaType.APPLICATION_JSON)
  public RestResponse<PhraseAnswer> current() {
    return StationAnswers.phrases(stations.main());
  }

  /** The phrase that is heard now as a Standard MIDI File. */
  @GET
  @Path("/current.mid")
  @Operation(summary = "The phrase that is heard now as a Standard MIDI File")
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
