package io.auralis.lifecycle;

import io.auralis.limits.TaskGuard;
import io.auralis.limits.WatchedTask;
import io.auralis.tls.InvalidCertificateException;
import io.auralis.tls.ServerCertificate;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.tls.CertificateUpdatedEvent;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Has the server show a new certificate soon after its files have changed; connections that are
 * open go on with the old one.
 *
 * <p>The TLS registry could reload by itself, but takes whatever it finds: a certificate that is
 * already new beside a key that is still old would end every handshake. Here the files are
 * exchanged only once they belong together; until then the old ones serve on, with one warning.
 *
 * <p>While Vert.x exchanges them, for some milliseconds, it resets who connects; so nothing is
 * exchanged that did not change.
 */
@ApplicationScoped
public class CertificateRenewal implements WatchedTask {

  private static final Logger LOG = Logger.getLogger(CertificateRenewal.class);
  private static final Duration PERIOD = Duration.ofSeconds(5);

  private final boolean enabled;
  private final Optional<String> certificatePath;
  private final Optional<String> keyPath;
  private final Optional<String> name;
  private final TlsConfigurationRegistry registry;
  private final Event<CertificateUpdatedEvent> updates;
  private final Vertx vertx;
  private final TaskGuard guard = new TaskGuard("Looking for a new certificate", System::nanoTime);
  private long timer = -1;

  /** What the server shows; null before the start. One thread at a time reads and writes it. */
  private volatile ServerCertificate served;

  private volatile String lastProblem = "";

  CertificateRenewal(
      @ConfigProperty(name = "auralis.enable-ssl") boolean enabled,
      @ConfigProperty(name = "auralis.ssl-cert-path") Optional<String> certificatePath,
      @ConfigProperty(name = "auralis.ssl-key-path") Optional<String> keyPath,
      @ConfigProperty(name = "quarkus.http.tls-configuration-name") Optional<String> name,
      TlsConfigurationRegistry registry,
      Event<CertificateUpdatedEvent> updates,
      Vertx vertx) {
    this.enabled = enabled;
    this.certificatePath = certificatePath;
    this.keyPath = keyPath;
    this.name = name;
    this.registry = registry;
    this.updates = updates;
    this.vertx = vertx;
  }

  void start(@Observes StartupEvent event) {
    if (!enabled) {
      return;
    }
    served = read();
    tell("Serves HTTPS only");
    timer = vertx.setPeriodic(PERIOD.toMillis(), tick -> vertx.executeBlocking(this::look));
  }

  void stop(@Observes ShutdownEvent event) {
    vertx.cancelTimer(timer);
  }

  /** Renews, whatever goes wrong with it; false if something did that nobody foresaw. */
  boolean look() {
    return guard.run(this::renew);
  }

  /** Shows what lies in the files now, if it is new and good. */
  synchronized void renew() {
    try {
      ServerCertificate found = read();
      lastProblem = "";
      if (found.isSameAs(served)) {
        return;
      }
      TlsConfiguration tls = registry.get(name.orElseThrow()).orElseThrow();
      if (tls.reload()) {
        updates.fire(new CertificateUpdatedEvent(name.get(), tls));
        served = found;
        tell("The certificate was exchanged");
      }
    } catch (InvalidCertificateException e) {
      // The same problem once, not every five seconds.
      if (!lastProblem.equals(e.getMessage())) {
        lastProblem = e.getMessage();
        LOG.warn(
            String.format(Locale.ROOT, "%s. The certificate from before serves on", lastProblem));
      }
    }
  }

  @Override
  public String task() {
    return "certificate";
  }

  @Override
  public long taskFailures() {
    return guard.failures();
  }

  private ServerCertificate read() {
    return ServerCertificate.read(certificatePath.orElseThrow(), keyPath.orElseThrow());
  }

  private void tell(String what) {
    Instant end = served.validUntil();
    String text = String.format(Locale.ROOT, "%s: %s, valid until %s", what, served.subject(), end);
    if (end.isBefore(Instant.now())) {
      LOG.warn(String.format(Locale.ROOT, "%s, which is over", text));
    } else {
      LOG.info(text);
    }
  }
}
