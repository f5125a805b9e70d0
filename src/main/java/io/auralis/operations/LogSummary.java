package io.auralis.operations;

import io.auralis.limits.TaskGuard;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Tells once a minute how many lines were left out of the log because there were too many. */
@ApplicationScoped
class LogSummary {

  private static final Logger LOG = Logger.getLogger(LogSummary.class);
  private static final Duration PERIOD = Duration.ofMinutes(1);

  private final Vertx vertx;
  private final TaskGuard guard = new TaskGuard("The summary of the log", System::nanoTime);
  private long timer = -1;

  LogSummary(Vertx vertx) {
    this.vertx = vertx;
  }

  void start(@Observes StartupEvent event) {
    timer = vertx.setPeriodic(PERIOD.toMillis(), tick -> guard.run(this::tell));
  }

  void stop(@Observes ShutdownEvent event) {
    vertx.cancelTimer(timer);
  }

  void tell() {
    // The file is bounded alike; one of them may be off.
    ConsoleVolume.VOLUME.takeLeftOut(
        (kind, lines) ->
            LOG.warn(lines + " more lines (" + kind + ") were left out of the log: too many"));
    FileVolume.VOLUME.takeLeftOut((kind, lines) -> {});
  }
}
