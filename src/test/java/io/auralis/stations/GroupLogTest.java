package io.auralis.stations;

import static org.assertj.core.api.Assertions.assertThat;

import io.auralis.limits.LogLines;
import io.auralis.synthesis.SynthesisReport;
import io.auralis.synthesis.SynthesisReport.TierReport;
import java.util.List;
import org.jboss.logging.MDC;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupLogTest {

  private final LogLines lines = LogLines.of(GroupLog.class);
  private final GroupLog log = new GroupLog();

  @AfterEach
  void forget() {
    lines.close();
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
    assertThat(lines.withFields())
        .extracting(ExtLogRecord::getMessage)
        .containsExactly(
            "Synthesis on cuda failed: the device is lost. The stream goes on with cpu",
            "The stream returns to cuda",
            "CRITICAL: nothing is left that makes music; listeners hear silence. out of memory");
    assertThat(lines.withFields())
        .extracting(line -> line.getLevel().getName())
        .containsExactly("WARN", "INFO", "ERROR");
    assertThat(lines.withFields().get(0).getMdcCopy())
        .containsEntry("event", "tier")
        .containsEntry("tier", "cpu")
        .containsEntry("tier_before", "cuda")
        .containsEntry("last_failure", "the device is lost");
  }

  private static SynthesisReport report(String tier, long falls, boolean audible, String failure) {
    return new SynthesisReport(
        tier,
        tier,
        falls > 0,
        audible,
        failure,
        List.of(new TierReport("cuda", tier, falls, 0, 0)));
  }
}
