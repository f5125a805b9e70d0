package io.auralis.operations;

import io.auralis.station.StationStatus;
import io.auralis.stations.GroupStatus;
import io.auralis.stations.KindTotals;
import io.auralis.stations.StationKind;
import io.auralis.stations.Stations;
import io.auralis.synthesis.SynthesisReport;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready means that the station main plays and the service does not drain. It is down before main's
 * first tick, when the render loop has stalled, when the service is going away, and when only
 * silence is left.
 *
 * <p>A full machine is ready. Readiness takes a pod out of its Service, for its own listeners' REST
 * calls and reconnects as well. Whether there is capacity is told by {@code auralis_listeners} and
 * {@code auralis_tick_load}, and to the client by close 1013 or status 503.
 */
@Readiness
@Singleton
class StationReadiness implements HealthCheck {

  private static final double PERCENT = 100;

  private final Stations stations;

  StationReadiness(Stations stations) {
    this.stations = stations;
  }

  @Override
  public HealthCheckResponse call() {
    StationStatus status = stations.main().status();
    GroupStatus group = stations.group().status();
    SynthesisReport synthesis = group.synthesis();
    Optional<String> obstacle = obstacle(status, synthesis);
    HealthCheckResponseBuilder answer =
        HealthCheckResponse.named("music")
            .status(obstacle.isEmpty())
            .withData("state", status.state().name())
            .withData("device", synthesis.description())
            .withData("tier", synthesis.tier())
            .withData("degraded", synthesis.degraded())
            .withData("last_failure", synthesis.lastFailure())
            .withData("tick_load_percent", Math.round(group.load() * PERCENT))
            .withData("load_step", group.sharedStep())
            .withData("personal_load_step", group.personalStep())
            .withData("lead_ms", Math.round(status.bufferMillis()))
            .withData("listeners", stations.listeners())
            .withData("max_listeners", stations.main().broadcaster().attendance().places());
    for (StationKind kind : StationKind.values()) {
      KindTotals totals = stations.totals(kind);
      answer
          .withData(kind.label() + "_playing", totals.playing())
          .withData(kind.label() + "_idle", totals.idle());
    }
    stations
        .main()
        .broadcaster()
        .sinceLastChunk()
        .ifPresent(age -> answer.withData("last_chunk_ms_ago", age.toMillis()));
    obstacle.ifPresent(reason -> answer.withData("reason", reason));
    return answer.build();
  }

  /** Why the service is not ready, or nothing if it is. */
  private Optional<String> obstacle(StationStatus status, SynthesisReport synthesis) {
    String reason = null;
    if (!status.started()) {
      reason = "The station is starting";
    } else if (!stations.group().alive()) {
      reason = "The render loop has stalled";
    } else if (stations.isDraining()) {
      reason = "The service is going away";
    } else if (!synthesis.audible()) {
      reason = "Nothing but silence is left: " + synthesis.lastFailure();
    }
    return Optional.ofNullable(reason);
  }
}
