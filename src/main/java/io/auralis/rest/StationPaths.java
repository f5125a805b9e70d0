package io.auralis.rest;

import io.auralis.rest.StationResource.Controls;
import io.auralis.rest.StationResource.Status;
import io.auralis.rest.StationResource.Updated;
import io.auralis.score.MidiFile;
import io.auralis.stations.LiveStation;
import io.auralis.stations.StationKind;
import io.auralis.stations.Stations;
import io.auralis.wire.Problem;
import io.auralis.wire.StationInfo;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * What there is below the id of a station, shared or personal.
 *
 * <p>{@link StationsResource} inherits it, so that all paths of stations are one resource.
 */
@Produces(MediaType.APPLICATION_JSON)
public abstract class StationPaths {

  final Stations stations;
  private final StationAnswers answers;

  StationPaths(Stations stations, StationAnswers answers) {
    this.stations = stations;
    this.answers = answers;
  }

  /** What it is. */
  @GET
  @Path("/{id}")
  @Operation(summary = "One station")
  @APIResponse(
      responseCode = "200",
      description = "The station; of a personal one neither token nor seed",
      content = @Content(schema = @Schema(implementation = StationInfo.class)))
  @Described.UnknownStation
  @NonBlocking
  public StationInfo one(@PathParam("id") String id) {
    return StationInfo.of(answers.find(id), stations.linger());
  }

  /** Ends a station of one's own. */
  @DELETE
  @Path("/{id}")
  @Operation(
      summary = "Ends a station of one's own",
      description = "Needs its control token in an Authorization header.")
  @APIResponse(responseCode = "204", description = "It has ended; its listeners are told")
  @Described.WrongToken
  @Described.UnknownStation
  @APIResponse(
      responseCode = "405",
      description = "The station is shared",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  @Described.TooMany
  @NonBlocking
  public void end(
      @PathParam("id") String id, @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization) {
    LiveStation station = answers.find(id);
    if (station.kind() == StationKind.SHARED) {
      throw new NotAllowedException(
          "A shared station cannot be ended",
          Response.status(Response.Status.METHOD_NOT_ALLOWED)
              .header(HttpHeaders.ALLOW, "GET, HEAD")
              .build());
    }
    answers.authorise(station, authorization);
    if (!stations.end(id)) {
      throw StationAnswers.unknown();
    }
  }

  /** Changes the fields given. */
  @POST
  @Path("/{id}/control")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Changes the parameters that are given; the others keep their values",
      description =
          "A station of one's own needs its maker's control token in an Authorization header, and"
              + " a shared one the server's, as the station's control says.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = StationResource.Control.class)))
  @APIResponse(
      responseCode = "200",
      description = "The parameters as they are now asked for",
      content = @Content(schema = @Schema(implementation = Updated.class)))
  @Described.WrongField
  @Described.WrongToken
  @Described.Locked
  @Described.UnknownStation
  @Described.TooMany
  @NonBlocking
  public Updated control(
      @PathParam("id") String id,
      String body,
      @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization) {
    return answers.control(answers.find(id), body, authorization);
  }

  /** The parameters last asked for, and what is allowed. */
  @GET
  @Path("/{id}/control")
  @Operation(summary = "The parameters last asked for, and what is allowed")
  @APIResponse(
      responseCode = "200",
      description = "Values and what is allowed",
      content = @Content(schema = @Schema(implementation = Controls.class)))
  @Described.UnknownStation
  @NonBlocking
  public Controls controls(@PathParam("id") String id) {
    return answers.controls(answers.find(id));
  }

  /** What the station does. */
  @GET
  @Path("/{id}/status")
  @Operation(summary = "What the station does")
  @APIResponse(
      responseCode = "200",
      description = "What it does",
      content = @Content(schema = @Schema(implementation = Status.class)))
  @Described.UnknownStation
  @NonBlocking
  public Status status(@PathParam("id") String id) {
    return answers.status(answers.find(id));
  }

  /** The phrase that is heard now and the one behind it. */
  @GET
  @Path("/{id}/phrases/current")
  @Operation(summary = "The phrase that is heard now and the one behind it, note by note")
  @APIResponse(
      responseCode = "200",
      description = "The notes",
      content = @Content(schema = @Schema(implementation = PhraseAnswer.class)))
  @Described.NothingHeard
  public RestResponse<PhraseAnswer> phrases(@PathParam("id") String id) {
    return StationAnswers.phrases(answers.find(id));
  }

  /** The phrase that is heard now as a Standard MIDI File. */
  @GET
  @Path("/{id}/phrases/current.mid")
  @Operation(summary = "The phrase that is heard now as a Standard MIDI File")
  @APIResponse(
      responseCode = "200",
      description = "The file",
      content = @Content(mediaType = MidiFile.MEDIA_TYPE))
  @Described.NothingHeard
  @Produces(MidiFile.MEDIA_TYPE)
  public RestResponse<byte[]> midi(@PathParam("id") String id) {
    return StationAnswers.midi(answers.find(id));
  }
}
