package io.auralis.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.auralis.delivery.DropReason;
import io.auralis.delivery.RefusalReason;
import io.auralis.stations.StationRefusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Why there is an error, in one word for programs. */
class ErrorReasonTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @ParameterizedTest
  @EnumSource(value = RefusalReason.class, mode = EnumSource.Mode.EXCLUDE, names = "ENDED")
  void aRefusalHasTheWordOfItsMetric(RefusalReason refusal) {
    assertThat(ErrorReason.of(refusal).label()).isEqualTo(refusal.label());
  }

  @Test
  void aStationThatHasEndedIsNotThere() {
    assertThat(ErrorReason.of(RefusalReason.ENDED)).isEqualTo(ErrorReason.STATION_NOT_FOUND);
  }

  @ParameterizedTest
  @EnumSource(StationRefusal.class)
  void aStationThatIsNotMadeHasTheWordOfItsMetric(StationRefusal refusal) {
    assertThat(ErrorReason.of(refusal).label()).isEqualTo(refusal.label());
  }

  @ParameterizedTest
  @EnumSource(DropReason.class)
  void lostChunksHaveTheWordOfTheirMetric(DropReason drop) {
    assertThat(ErrorReason.of(drop).label()).isEqualTo(drop.label());
    assertThat(ErrorReason.of(drop).code()).isEqualTo(ErrorCode.BUFFER_OVERRUN);
  }

  @ParameterizedTest
  @EnumSource(ErrorCode.class)
  void everyCodeOfTheSpecificationHasAReason(ErrorCode code) {
    assertThat(ErrorReason.values()).extracting(ErrorReason::code).contains(code);
  }

  @ParameterizedTest
  @EnumSource(ErrorReason.class)
  void aReasonIsWrittenInLowerCaseBesideItsCode(ErrorReason reason) throws IOException {
    assumeThat(reason.code()).isNotNull();
    JsonNode error = MAPPER.readTree(Messages.write(Messages.Error.of(reason, "what happened")));
    assertThat(error.path("reason").asText()).isEqualTo(reason.label()).matches("[a-z]+(_[a-z]+)*");
    assertThat(error.path("code").asText()).isEqualTo(reason.code().name());
    assertThat(error.path("message").asText()).isEqualTo("what happened");
  }

  @ParameterizedTest
  @EnumSource(ErrorReason.class)
  void theProtocolExplainsIt(ErrorReason reason) throws IOException {
    List<String> document = Files.readAllLines(Path.of("docs/protocol.md"));
    assertThat(document).anyMatch(line -> line.contains("| `" + reason.label() + "` |"));
  }

  @ParameterizedTest
  @CsvSource({
    "400,bad_request",
    "401,token_required",
    "403,origin",
    "404,not_found",
    "405,method_not_allowed",
    "406,not_acceptable",
    "408,timeout",
    "413,too_large",
    "414,too_large",
    "415,unsupported_media_type",
    "418,bad_request",
    "426,upgrade_required",
    "429,too_many_controls",
    "431,too_large",
    "500,internal_error",
    "503,unavailable"
  })
  void aStatusOfHttpHasOne(int status, String reason) throws IOException {
    String problem = Messages.write(Problem.of(status, "Title", "what happened"));
    assertThat(MAPPER.readTree(problem).path("reason").asText()).isEqualTo(reason);
  }

  @Test
  void aBadControlSaysWhy() {
    assertThat(reasonOf("{\"bpm\":7}")).isEqualTo("invalid_value");
    assertThat(reasonOf("{}")).isEqualTo("nothing_to_change");
    for (String text : Arrays.asList("", "[]", "{\"bpm\":", "7", "null")) {
      assertThat(reasonOf(text)).as(text).isEqualTo("malformed");
    }
  }

  private static String reasonOf(String text) {
    try {
      return ControlChange.read(JsonInput.object(text)).toString();
    } catch (InvalidControlException e) {
      return e.reason().label();
    }
  }
}
