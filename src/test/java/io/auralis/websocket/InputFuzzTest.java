package io.auralis.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.auralis.delivery.StreamFormat;
import io.auralis.wire.ControlChange;
import io.auralis.wire.InvalidControlException;
import io.auralis.wire.JsonInput;
import io.auralis.wire.Messages;
import java.util.EnumSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** Whatever a client sends is understood or refused in words; nothing else happens. */
class InputFuzzTest {

  private static final int LONGEST_ERROR = 2_000;

  @Property(tries = 25_000, shrinking = ShrinkingMode.BOUNDED)
  void anyTextIsAControlOrRefused(@ForAll String text) {
    assertUnderstoodOrRefused(text);
  }

  @Property(tries = 40_000)
  void anythingLikeAControlIsAControlOrRefused(@ForAll("controls") String text) {
    assertUnderstoodOrRefused(text);
  }

  @Property(tries = 10_000)
  void anyQueryIsARequestOrRefused(@ForAll("queries") String query) {
    try {
      assertThat(StreamRequest.read(query, EnumSet.allOf(StreamFormat.class))).isNotNull();
    } catch (InvalidControlException e) {
      assertThat(e.errors()).isNotEmpty();
    }
  }

  @Provide
  Arbitrary<String> controls() {
    Arbitrary<String> scalar =
        Arbitraries.oneOf(
            Arbitraries.integers().map(String::valueOf),
            Arbitraries.doubles().map(String::valueOf),
            Arbitraries.bigIntegers().map(String::valueOf),
            Arbitraries.of("NaN", "Infinity", "-0", "1e999", "null", "true", "{}", "[]", "\"\""),
            Arbitraries.of("\"A minor\"", "\"H minor\"", "70", "0.5", "\"control\"", "\"ping\""),
            Arbitraries.strings().ascii().ofMaxLength(80).map(s -> '"' + s + '"'));
    Arbitrary<String> nested =
        Arbitraries.lazyOf(
            () -> scalar,
            () -> scalar.list().ofMaxSize(4).map(l -> "[" + String.join(",", l) + "]"));
    Arbitrary<String> field =
        Combinators.combine(
                Arbitraries.of(
                    "type",
                    "key",
                    "bpm",
                    "intensity",
                    "timestamp",
                    "token",
                    "client_time",
                    "",
                    "x"),
                nested)
            .as((name, value) -> '"' + name + "\":" + value);
    Arbitrary<String> object =
        field.list().ofMaxSize(6).map(fields -> "{" + String.join(",", fields) + "}");
    // Some are cut short.
    return Combinators.combine(object, Arbitraries.integers().between(0, 400))
        .as((text, cut) -> cut < 50 ? text.substring(0, Math.min(cut, text.length())) : text);
  }

  @Provide
  Arbitrary<String> queries() {
    Arbitrary<String> value =
        Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(30),
            Arbitraries.of(
                "json", "pcm", "opus", "OPUS", "0", "-1", "99999999999999999999", "%zz"));
    return Combinators.combine(Arbitraries.of("format", "from", "f", ""), value)
        .as((name, text) -> name + "=" + text)
        .list()
        .ofMaxSize(4)
        .map(parts -> String.join("&", parts));
  }

  private static void assertUnderstoodOrRefused(String text) {
    try {
      assertThat(ControlChange.read(JsonInput.object(text))).isNotNull();
    } catch (InvalidControlException e) {
      assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(LONGEST_ERROR);
      assertThat(Messages.write(Messages.Error.of(e))).contains("INVALID_CONTROL");
    }
  }
}
