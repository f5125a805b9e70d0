package io.auralis.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.auralis.music.GenerationParameters;
import io.auralis.stations.Stations;
import io.auralis.wire.Messages;
import io.auralis.wire.Problem;
import io.auralis.wire.StreamOffer;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Control and status over REST. */
@Tag(name = "Station", description = "What plays, and how to change it")
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
public class StationResource {

  private final Stations stations;
  private final StationAnswers answers;

  StationResource(Stations stations, StationAnswers answers) {
    this.stations = stations;
    this.answers = answers;
  }

  /** Changes the fields given; a new phrase carries them as soon as the station allows. */
  @POST
  @Path("/control")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Changes the parameters that are given; the others keep their values",
      description = "Where the server has a control token, an Authorization header must show it.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = Control.class)))
  @APIResponse(
      responseCode = "200",
      description = "The parameters as they are now asked for",
      content = @Content(schema = @Schema(implementation = Updated.class)))
  @Described.WrongField
  @Described.WrongToken
  @Described.Locked
  @APIResponse(
      responseCode = "429",
      description =
          "Too many controls from one address: 40 at once and 20 a second are taken, over REST and"
              + " WebSocket together. Retry-After says how many seconds to wait",
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
  public Updated control(
      String body, @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization) {
    return answers.control(stations.main(), body, authorization);
  }

  /** The parameters last asked for, what is allowed, and how the stream can be had. */
  @GET
  @Path("/control")
  @Operation(
      summary = "The parameters last asked for, what is allowed, and how the stream can be had")
  public Controls controls() {
    return answers.controls(stations.main());
  }

  /** What the station does. */
  @GET
  @Path("/status")
  @Operation(summary = "What the station does")
  public Status status() {
    return answers.status(stations.main());
  }

  /** Whether the station's loop runs. */
  @GET
  @Path("/health")
  @Operation(summary = "Whether the station's loop runs")
  @APIResponse(
      responseCode = "200",
      description = "It runs",
      content = @Content(schema = @Schema(implementation = Health.class)))
  @APIResponse(
      responseCode = "503",
      description = "It has stalled",
      content = @Content(schema = @Schema(implementation = Health.class)))
  public RestResponse<Health> health() {
    return stations.group().alive()
        ? RestResponse.ok(new Health("healthy", "auralis"))
        : RestResponse.status(
            RestResponse.Status.SERVICE_UNAVAILABLE, new Health("unhealthy", "auralis"));
  }

  /** A control; fields that are not given keep their values. */
  public record Control(
      @Schema(description = "A key by its name", examples = "A minor") String key,
      @Schema(description = "A mode by its name; null for the key's own", examples = "dorian")
          String mode,
      @Schema(minimum = "40", maximum = "200") Integer bpm,
      @Schema(minimum = "0", maximum = "1") Double intensity,
      @Schema(description = "Repeated in the update that listeners get", maxLength = 64)
          String timestamp) {}

  /** Answer to a control. */
  public record Updated(String status, Parameters params) {}

  /** Parameters on the wire. */
  public record Parameters(
      String key,
      @JsonInclude(JsonInclude.Include.NON_NULL) String mode,
      int bpm,
      double intensity) {

    static Parameters of(GenerationParameters parameters) {
      return new Parameters(
          parameters.key().displayName(),
          Messages.modeOf(parameters),
          parameters.tempo().bpm(),
          parameters.intensity());
    }
  }

  /** All controls, and how the stream can be had. */
  public record Controls(
      Choice key, Choice mode, WholeRange bpm, Range intensity, StreamOffer stream) {}

  /** A control with named values. */
  public record Choice(String value, List<String> allowed) {}

  /** A control with a range of whole numbers. */
  public record WholeRange(int value, int min, int max) {}

  /** A control with a range. */
  public record Range(double value, double min, double max) {}

  /** Answer to a status request. */
  public record Status(
      @JsonProperty("current_key") String currentKey,
      @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("current_mode") String currentMode,
      @JsonProperty("current_bpm") int currentBpm,
      @JsonProperty("current_intensity") double currentIntensity,
      @JsonProperty("buffer_depth_ms") double bufferDepthMs,
      @JsonProperty("active_clients") int activeClients,
      @JsonProperty("synthesis_latency_ms") double synthesisLatencyMs,
      @JsonProperty("phrases_generated") long phrasesGenerated) {}

  /** Answer to a health request. */
  public record Health(String status, String service) {}
}
