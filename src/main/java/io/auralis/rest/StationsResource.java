package io.auralis.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.auralis.http.Clients;
import io.auralis.rest.StationResource.Controls;
import io.auralis.rest.StationResource.Status;
import io.auralis.rest.StationResource.Updated;
import io.auralis.score.MidiFile;
import io.auralis.stations.LiveStation;
import io.auralis.stations.MadeStation;
import io.auralis.stations.StationKind;
import io.auralis.stations.Stations;
import io.auralis.wire.ErrorReason;
import io.auralis.wire.JsonInput;
import io.auralis.wire.Problem;
import io.auralis.wire.StationInfo;
import io.auralis.wire.StationWish;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** The stations: which there are, one of one's own, and each by its id. */
@Tag(name = "Stations", description = "Shared stations, and stations of one's own")
@Path("/api/v1/stations")
@Produces(MediaType.APPLICATION_JSON)
public class StationsResource {

  private static final String NO_STORE = "no-store";

  private final Stations stations;
  private final StationAnswers answers;
  private final StationWish wishes;
  private final Clients clients;

  StationsResource(Stations stations, StationAnswers answers, StationWish wishes, Clients clients) {
    this.stations = stations;
    this.answers = answers;
    this.wishes = wishes;
    this.clients = clients;
  }

  /** The shared stations. Personal ones are known to those who have their link. */
  @GET
  @Operation(summary = "The shared stations, and whether one may make one's own")
  @NonBlocking
  public AllStations all() {
    return new AllStations(
        stations.shared().stream().map(station -> StationInfo.of(station, null)).toList(),
        new PersonalOffer(stations.offersPersonal(), stations.linger().toSeconds()));
  }

  /** Makes a station of one's own. */
  @POST
  @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
  @Operation(
      summary = "Makes a station of one's own",
      description =
          "The link of the answer is the invitation: anybody who has it may listen. Only the"
              + " control token, which is told once, lets its holder control and end the station."
              + " It ends by itself when nobody has listened for linger_sec.")
  @RequestBody(
      description = "What it is to be; all fields may be left out",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = Wish.class)))
  @APIResponse(
      responseCode = "201",
      description = "The station, with its control token",
      content = @Content(schema = @Schema(implementation = StationInfo.class)))
  @APIResponse(
      responseCode = "400",
      description = "A field is wrong; the answer names it and what is allowed",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  @APIResponse(
      responseCode = "403",
      description = "The server offers no stations of one's own: stations_off",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  @APIResponse(
      responseCode = "429",
      description = "Too many requests of one address; Retry-After says how long to wait",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  @APIResponse(
      responseCode = "503",
      description =
          "There may be no more stations: capacity, stations_full, address or shutdown."
              + " Retry-After says how long to wait",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  @NonBlocking
  public RestResponse<StationInfo> make(String body, @Context HttpServerRequest request) {
    String json = body == null || body.isBlank() ? "{}" : body;
    MadeStation made = stations.make(wishes.read(JsonInput.object(json)), clients.address(request));
    StationInfo info = StationInfo.of(made);
    return ResponseBuilder.create(RestResponse.Status.CREATED, info)
        .location(URI.create(info.links().self()))
        .header(HttpHeaders.CACHE_CONTROL, NO_STORE)
        .build();
  }

  /** One station. */
  @GET
  @Path("/{id}")
  @Operation(summary = "One station")
  @NonBlocking
  public StationInfo one(@PathParam("id") String id) {
    LiveStation station = answers.find(id);
    return StationInfo.of(
        station, station.kind() == StationKind.PERSONAL ? stations.linger().toSeconds() : null);
  }

  /** Ends a station of one's own. */
  @DELETE
  @Path("/{id}")
  @Operation(
      summary = "Ends a station of one's own",
      description = "Needs its control token in an Authorization header.")
  @APIResponse(responseCode = "204", description = "It has ended; its listeners are told")
  @NonBlocking
  public void end(
      @PathParam("id") String id, @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization) {
    LiveStation station = answers.find(id);
    if (station.kind() == StationKind.SHARED) {
      throw new RejectedException(
          Response.Status.METHOD_NOT_ALLOWED.getStatusCode(),
          ErrorReason.METHOD_NOT_ALLOWED,
          "A shared station cannot be ended");
    }
    answers.authorise(station, authorization);
    stations.end(id);
  }

  /** Changes the fields given. */
  @POST
  @Path("/{id}/control")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Changes the parameters that are given; the others keep their values")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = StationResource.Control.class)))
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
  @NonBlocking
  public Controls controls(@PathParam("id") String id) {
    return answers.controls(answers.find(id));
  }

  /** What the station does. */
  @GET
  @Path("/{id}/status")
  @Operation(summary = "What the station does")
  @NonBlocking
  public Status status(@PathParam("id") String id) {
    return answers.status(answers.find(id));
  }

  /** The phrase that is heard now and the one behind it. */
  @GET
  @Path("/{id}/phrases/current")
  @Operation(summary = "The phrase that is heard now and the one behind it, note by note")
  public RestResponse<PhraseAnswer> phrases(@PathParam("id") String id) {
    return PhraseResource.json(answers.find(id));
  }

  /** The phrase that is heard now as a Standard MIDI File. */
  @GET
  @Path("/{id}/phrases/current.mid")
  @Operation(summary = "The phrase that is heard now as a Standard MIDI File")
  @Produces(MidiFile.MEDIA_TYPE)
  public RestResponse<byte[]> midi(@PathParam("id") String id) {
    return PhraseResource.midi(answers.find(id));
  }

  /**
   * The shared stations, and whether listeners may make their own.
   *
   * @param stations main first
   */
  public record AllStations(List<StationInfo> stations, PersonalOffer personal) {}

  /**
   * Whether listeners may make stations.
   *
   * @param lingerSec how long one stays while nobody listens
   */
  public record PersonalOffer(boolean offered, @JsonProperty("linger_sec") long lingerSec) {}

  /** What a station is to be. */
  public record Wish(
      @Schema(description = "The id of a preset; other fields change it", examples = "deep-calm")
          String preset,
      @Schema(description = "A key by its name", examples = "A minor") String key,
      @Schema(description = "A mode by its name; null for the key's own", examples = "dorian")
          String mode,
      @Schema(minimum = "40", maximum = "200") Integer bpm,
      @Schema(minimum = "0", maximum = "1") Double intensity,
      @Schema(description = "Reverb, delay and limiter") Boolean effects,
      @Schema(description = "Decides the music; 64 bits, as a number or as digits in a text")
          Long seed) {}
}
