package io.auralis.stations;

import static org.assertj.core.api.Assertions.assertThat;

import io.auralis.synthesis.SynthesisReport;
import io.auralis.synthesis.SynthesisReport.TierReport;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logging.MDC;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GroupLogTest {

  private final List<ExtLogRecord> lines = new CopyOnWriteArrayList<>();
  private final GroupLog log = new GroupLog();
  private final Logger logger = Logger.getLogger(GroupLog.class.getName());
  private final ExtHandler handler =
      new ExtHandler() {
        @Override
        protected void doPublish(ExtLogRecord line) {
          line.copyAll();
          lines.add(line);
        }
      };

  @BeforeEach
  void listen() {
    logger.addHandler(handler);
  }

  @AfterEach
  void forget() {
    logger.removeHandler(handler);
    MDC.clear();
  }

  @Test
  void aChangeOfTheTierIsToldWithItsCause() {
    SynthesisReport cuda = report("cuda", 0, true, "");
    SynthesisReport cpu = report("cpu", 1, true, "the device is lost");
    SynthesisReport silence = report("silence", 2, false, "out of memory");

    // When
    log.tierChanged(cuda, cpu);
    log.tierChanged(cpu, report("cuda", 1, true, "the device is lost"));
    log.tierChanged(cpu, silence);

    // Then
    assertThat(lines)
        .extracting(ExtLogRecord::getMessage)
        .containsExactly(
            "Synthesis on cuda failed: the device is lost. The stream goes on with cpu",
            "The stream returns to cuda",
            "CRITICAL: nothing is left that makes music; listeners hear silence. out of memory");
    assertThat(lines)
        .extracting(line -> line.getLevel().getName())
        .containsExactly("WARN", "INFO", "ERROR");
    assertThat(lines.get(0).getMdcCopy())
        .containsEntry("event", "tier")
        .containsEntry("tier", "cpu")
        .containsEntry("tier_before", "cuda")
        .containsEntry("last_failure", "the device is lost");
  }

  private static SynthesisReport report(String tier, long falls, boolean audible, String failure) {
    return new SynthesisReport(
        tier, tier, falls > 0, audible, failure, List.of(new TierReport("cuda", tier, falls, 0)));
  }
}
