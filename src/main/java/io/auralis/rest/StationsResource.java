package io.auralis.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.auralis.http.Clients;
import io.auralis.stations.MadeStation;
import io.auralis.stations.Stations;
import io.auralis.wire.JsonInput;
import io.auralis.wire.Problem;
import io.auralis.wire.StationInfo;
import io.auralis.wire.StationWish;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** The stations: which there are, and one of one's own. {@link StationPaths} has each. */
@Tag(name = "Stations", description = "Shared stations, and stations of one's own")
@Path("/api/v1/stations")
@Produces(MediaType.APPLICATION_JSON)
public class StationsResource extends StationPaths {

  /** With parameters or without. */
  private static final Pattern JSON = Pattern.compile("(?i)\\s*application/json\\s*(;.*)?");

  private final StationWish wishes;
  private final Clients clients;

  StationsResource(Stations stations, StationAnswers answers, StationWish wishes, Clients clients) {
    super(stations, answers);
    this.wishes = wishes;
    this.clients = clients;
  }

  /** The shared stations. Personal ones are known to those who have their link. */
  @GET
  @Operation(summary = "The shared stations, and whether one may make one's own")
  @NonBlocking
  public AllStations all() {
    return new AllStations(
        stations.shared().stream()
            .map(station -> StationInfo.of(station, stations.linger()))
            .toList(),
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
      description = "The station, with its control token and its seed",
      headers =
          @Header(
              name = "Location",
              description = "The path of the station",
              schema = @Schema(type = SchemaType.STRING)),
      content = @Content(schema = @Schema(implementation = StationInfo.class)))
  @Described.WrongField
  @APIResponse(
      responseCode = "415",
      description = "The body is of another type than application/json",
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
  @Described.TooMany
  @APIResponse(
      responseCode = "503",
      description =
          "There may be no more stations: capacity, stations_full, address or shutdown."
              + " Retry-After says how long to wait",
      headers =
          @Header(
              name = "Retry-After",
              description = "Seconds to wait",
              schema = @Schema(type = SchemaType.INTEGER)),
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  @NonBlocking
  public RestResponse<StationInfo> make(
      String body,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) String mediaType,
      @Context HttpServerRequest request) {
    MadeStation made = stations.make(wishes.read(wish(body, mediaType)), clients.address(request));
    StationInfo info = StationInfo.of(made);
    // A path: behind a proxy the server does not know its own address.
    return ResponseBuilder.create(RestResponse.Status.CREATED, info)
        .header(HttpHeaders.LOCATION, info.links().self())
        .header(HttpHeaders.CACHE_CONTROL, StationAnswers.NO_STORE)
        .build();
  }

  /** Without a body the type of the body does not matter. */
  private static JsonNode wish(String body, String mediaType) {
    if (body == null || body.isBlank()) {
      return JsonInput.object("{}");
    }
    if (mediaType != null && !JSON.matcher(mediaType).matches()) {
      throw new NotSupportedException("The body must be " + MediaType.APPLICATION_JSON);
    }
    return JsonInput.object(body);
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
      @Schema(description = "The id of a preset; other fields change it", examples = "deep")
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
