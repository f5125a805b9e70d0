package io.auralis.operations;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.netty.util.internal.PlatformDependent;
import io.quarkus.websockets.next.OpenConnections;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What the process takes from the machine, beyond what Micrometer's own binders tell. What only
 * Linux tells is there on Linux only.
 */
@Singleton
class ProcessMeters implements MeterBinder {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final double BYTES_PER_KIB = 1024;

  private final OpenConnections connections;
  private final Path status;

  @Inject
  ProcessMeters(OpenConnections connections) {
    this(connections, STATUS);
  }

  ProcessMeters(OpenConnections connections, Path status) {
    this.connections = connections;
    this.status = status;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("auralis.sessions", connections, open -> open.stream().count())
        .description("WebSocket sessions open, those of listeners and those about to be refused")
        .register(registry);
    gauge(
        registry,
        "auralis.direct.memory",
        "bytes",
        "Memory outside the heap in buffers: the network layer's and the tensors",
        ProcessMeters::directMemory);
    if (Files.isReadable(status)) {
      gauge(
          registry,
          "process.resident.memory",
          "bytes",
          "Memory of the process that lies in RAM, native libraries included",
          () -> status("VmRSS") * BYTES_PER_KIB);
      gauge(
          registry,
          "process.threads",
          "threads",
          "Threads of the process, native ones included",
          () -> status("Threads"));
    }
  }

  private void gauge(
      MeterRegistry registry, String name, String unit, String text, Supplier<Number> value) {
    Gauge.builder(name, value).baseUnit(unit).description(text).register(registry);
  }

  /** Buffers with a cleaner are in the JVM's account, those without in Netty's. */
  private static double directMemory() {
    long cleaned =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter(pool -> pool.getName().equals("direct"))
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum();
    return cleaned + Math.max(0, PlatformDependent.usedDirectMemory());
  }

  /** A number from the kernel's account of this process; NaN if it is not told. */
  private double status(String field) {
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith(field + ":"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(Double.NaN);
    } catch (IOException e) {
      return Double.NaN;
    }
  }
}
