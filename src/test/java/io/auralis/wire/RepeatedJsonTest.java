package io.auralis.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server sends back is JSON, and what it was sent. */
class RepeatedJsonTest {

  private static final JsonMapper EXACT =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e400",
        "-1e400",
        "1e-400",
        "1e999999999",
        "0.1",
        "0.10",
        "1.7976931348623157e309",
        "123456789012345678901234567890",
        "-123456789012345678901234567890.123456789",
        "-0.0",
        "0",
        "9007199254740993",
        "true",
        "null",
        "\"text\"",
        "\"\"",
        "\"\\ud800\"",
        "\"\\udc00x\\ud800\"",
        "\"\\ud83d\\ude00\"",
        "\"\u00e4\u20ac\"",
        "\"\\u0000\\u001f\\u007f\\\"\\\\\"",
        "{}",
        "[]",
        "{\"a\":[1e400,{\"\\ud800\":\"\\ud800\"}]}",
        "[[[[[[[[[[]]]]]]]]]]",
        "\"<script>\""
      })
  void aClientsTimeComesBackAsItWas(String time) throws Exception {
    assertThat(repeated(time)).isEqualTo(EXACT.readTree(time));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NaN",
        "Infinity",
        "-Infinity",
        "[NaN]",
        "{\"a\":{\"b\":[1,-Infinity]}}",
        "1e99999999999",
        "01",
        "+1",
        ".5",
        "0x10",
        "'text'",
        "\"\\x\"",
        "{\"a\":1,\"a\":2}",
        "{\"a\":{\"b\":1,\"b\":1}}",
        "undefined",
        "\"\u0001\""
      })
  void whatIsNoJsonIsAnError(String time) {
    assertThatThrownBy(() -> repeated(time)).isInstanceOf(InvalidControlException.class);
  }

  @Test
  void aFieldThatIsGivenTwiceIsAnErrorThatSaysSo() {
    assertThatThrownBy(() -> JsonInput.object("{\"type\":\"ping\",\n\"type\":\"control\"}"))
        .isInstanceOf(InvalidControlException.class)
        .hasMessageStartingWith("A field is given twice: line 2");
  }

  @Test
  void nestingAndDigitsHaveTheirLimits() throws Exception {
    String deep = "[".repeat(900) + "]".repeat(900);
    assertThat(repeated(deep)).isEqualTo(EXACT.readTree(deep));
    for (String tooMuch : List.of("[".repeat(2_000) + "]".repeat(2_000), "9".repeat(3_000))) {
      assertThatThrownBy(() -> repeated(tooMuch))
          .isInstanceOf(InvalidControlException.class)
          .hasMessageStartingWith("This is nested too deeply, or a number is too long");
    }
  }

  @Test
  void hugeNumbersAreRefusedAsControlsAtOnce() {
    for (String number : List.of("1e999999999", "-1e999999999", "1e-999999999", "70.00000001")) {
      assertThatThrownBy(() -> ControlChange.read(JsonInput.object("{\"bpm\":" + number + "}")))
          .isInstanceOf(InvalidControlException.class);
    }
    assertThat(ControlChange.read(JsonInput.object("{\"bpm\":70.0}")).tempo().bpm()).isEqualTo(70);
    assertThat(ControlChange.read(JsonInput.object("{\"bpm\":7e1}")).tempo().bpm()).isEqualTo(70);
    assertThat(ControlChange.read(JsonInput.object("{\"intensity\":1e-999999999}")).intensity())
        .isZero();
  }

  @Property
  void anyNumberComesBackAsItWas(@ForAll BigDecimal number) throws Exception {
    assertThat(repeated(number.toString()).decimalValue()).isEqualByComparingTo(number);
  }

  @Property
  void anyTextComesBackAsItWas(@ForAll("texts") String text) throws Exception {
    String json = EXACT.writeValueAsString(text);
    assertThat(repeated(json).textValue()).isEqualTo(text);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().all().ofMaxLength(50);
  }

  /** The value as a client gets it back, through UTF-8 as on the wire. */
  private static JsonNode repeated(String time) throws Exception {
    JsonNode message = JsonInput.object("{\"type\":\"ping\",\"client_time\":" + time + "}");
    String pong = Messages.write(Messages.Pong.to(JsonInput.repeatable(message, "client_time")));
    byte[] wire = pong.getBytes(StandardCharsets.UTF_8);
    return EXACT.readTree(new String(wire, StandardCharsets.UTF_8)).get("client_time");
  }
}
