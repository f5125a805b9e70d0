package io.auralis.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.auralis.music.GenerationParameters;
import io.auralis.music.Key;
import io.auralis.music.Mode;
import io.auralis.music.Tempo;
import io.auralis.station.StationLoop;
import io.auralis.station.StationStatus;
import io.auralis.streaming.Broadcaster;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;

/** Control and status over REST. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
public class StationResource {

  private final StationLoop station;
  private final Broadcaster broadcaster;

  StationResource(StationLoop station, Broadcaster broadcaster) {
    this.station = station;
    this.broadcaster = broadcaster;
  }

  /** Changes the fields given; a new phrase carries them as soon as the station allows. */
  @POST
  @Path("/control")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Updated> control(String body) {
    return station
        .control(ControlChange.read(JsonInput.object(body)))
        .map(update -> new Updated("updated", Parameters.of(update.parameters())));
  }

  /** The parameters last asked for, and what is allowed. */
  @GET
  @Path("/control")
  public Controls controls() {
    GenerationParameters parameters = station.status().parameters();
    return new Controls(
        new Choice(parameters.key().displayName(), Key.names()),
        new Choice(parameters.soundingMode().displayName(), Mode.names()),
        new WholeRange(parameters.tempo().bpm(), Tempo.MIN_BPM, Tempo.MAX_BPM),
        new Range(
            parameters.intensity(),
            GenerationParameters.MIN_INTENSITY,
            GenerationParameters.MAX_INTENSITY));
  }

  /** What the station does. */
  @GET
  @Path("/status")
  public Status status() {
    StationStatus status = station.status();
    return new Status(
        status.parameters().key().displayName(),
        Messages.modeOf(status.parameters()),
        status.parameters().tempo().bpm(),
        status.parameters().intensity(),
        status.bufferMillis(),
        broadcaster.listeners(),
        status.renderMillis(),
        status.phrases());
  }

  /** Whether the station's loop runs. */
  @GET
  @Path("/health")
  public RestResponse<Health> health() {
    return station.alive()
        ? RestResponse.ok(new Health("healthy", "auralis"))
        : RestResponse.status(
            RestResponse.Status.SERVICE_UNAVAILABLE, new Health("unhealthy", "auralis"));
  }

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

  /** All controls. */
  public record Controls(Choice key, Choice mode, WholeRange bpm, Range intensity) {}

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
