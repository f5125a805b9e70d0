package io.auralis.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auralis.music.GenerationParameters;
import io.auralis.music.Key;
import io.auralis.music.Mode;
import io.auralis.music.Tempo;
import io.auralis.preset.PresetBook;
import io.auralis.stations.StationRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client may ask its own station to be, in a body and in the query of a URL. */
class StationWishTest {

  private static final GenerationParameters DEFAULTS =
      new GenerationParameters(Key.A_MINOR, new Tempo(70), 0.5);

  private final StationWish wishes = new StationWish(PresetBook.bundled(), DEFAULTS);

  @Test
  void withoutAWishTheDefaultsPlay() {
    StationRequest request = body("{}");
    assertThat(request.parameters()).isEqualTo(DEFAULTS);
    assertThat(request.effects()).isEmpty();
    assertThat(request.seed()).isEmpty();
    assertThat(query("?station=new&format=pcm")).isEqualTo(request);
  }

  @Test
  void otherFieldsAreIgnored() {
    assertThat(body("{\"title\":7,\"timestamp\":7,\"station\":null}")).isEqualTo(body("{}"));
    assertThat(query("?station=new&title=x&timestamp=&type=")).isEqualTo(body("{}"));
  }

  @Test
  void fieldsChangeWhatAPresetSets() {
    GenerationParameters bright = preset("bright");

    StationRequest same = body("{\"preset\":\"bright\"}");
    assertThat(same.parameters()).isEqualTo(bright);

    StationRequest changed = body("{\"preset\":\"bright\",\"bpm\":55,\"intensity\":0}");
    assertThat(changed.parameters()).isEqualTo(bright.withTempo(new Tempo(55)).withIntensity(0));

    // As with a control, a key without a mode has its own.
    StationRequest key = body("{\"preset\":\"bright\",\"key\":\"D minor\"}");
    assertThat(key.parameters().key()).isEqualTo(Key.D_MINOR);
    assertThat(key.parameters().mode()).isEmpty();
    assertThat(body("{\"key\":\"D minor\",\"mode\":\"dorian\"}").parameters().mode())
        .contains(Mode.DORIAN);
    assertThat(body("{\"mode\":null}").parameters()).isEqualTo(DEFAULTS);
  }

  @Test
  void aQuerySaysTheSameAsABody() {
    StationRequest fromBody =
        body(
            "{\"preset\":\"deep\",\"key\":\"G minor\",\"mode\":\"dorian\",\"bpm\":66,"
                + "\"intensity\":0.25,\"effects\":true,\"seed\":-9223372036854775808}");
    StationRequest fromQuery =
        query(
            "?station=new&preset=deep&key=G%20minor&mode=dorian&bpm=66&intensity=0.25"
                + "&effects=true&seed=-9223372036854775808");
    assertThat(fromQuery).isEqualTo(fromBody);
    assertThat(fromQuery.seed()).hasValue(Long.MIN_VALUE);
    assertThat(fromQuery.effects()).contains(true);
    assertThat(query("?key=G+minor&bpm=6.6e1").parameters().key()).isEqualTo(Key.G_MINOR);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, 9_007_199_254_740_993L, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 53})
  void aSeedHasSixtyFourBitsAsANumberAndAsDigits(long seed) {
    assertThat(body("{\"seed\":" + seed + "}").seed()).hasValue(seed);
    assertThat(body("{\"seed\":\"" + seed + "\"}").seed()).hasValue(seed);
    assertThat(query("?seed=" + seed).seed()).hasValue(seed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          preset    | "none"               | one of focus, meditation, sleep, bright, deep
          preset    | "Deep"               | one of focus, meditation, sleep, bright, deep
          preset    | null                 | one of focus, meditation, sleep, bright, deep
          preset    | 7                    | one of focus, meditation, sleep, bright, deep
          key       | "H minor"            | one of A minor
          key       | null                 | one of A minor
          mode      | "locrian"            | one of aeolian
          bpm       | 39                   | a whole number from 40 to 200
          bpm       | "70"                 | a whole number from 40 to 200
          bpm       | null                 | a whole number from 40 to 200
          intensity | 1.01                 | a number from 0.0 to 1.0
          intensity | NaN                  | a number from 0.0 to 1.0
          intensity | -Infinity            | a number from 0.0 to 1.0
          effects   | "true"               | true or false
          effects   | 1                    | true or false
          effects   | null                 | true or false
          seed      | 1.5                  | a whole number from -9223372036854775808 to 9223372036854775807
          seed      | 9223372036854775808  | a whole number from -9223372036854775808 to 9223372036854775807
          seed      | "9223372036854775808" | a whole number from -9223372036854775808 to 9223372036854775807
          seed      | 1e999999             | a whole number from -9223372036854775808 to 9223372036854775807
          seed      | "1e3"                | a whole number from -9223372036854775808 to 9223372036854775807
          seed      | "\\u0661"            | a whole number from -9223372036854775808 to 9223372036854775807
          seed      | ""                   | a whole number from -9223372036854775808 to 9223372036854775807
          seed      | null                 | a whole number from -9223372036854775808 to 9223372036854775807
          seed      | NaN                  | a whole number from -9223372036854775808 to 9223372036854775807
          """)
  void aWrongFieldIsNamedWithWhatIsAllowed(String field, String value, String allowed) {
    assertThatThrownBy(() -> body("{\"" + field + "\":" + value + "}"))
        .asInstanceOf(InstanceOfAssertFactories.type(InvalidControlException.class))
        .satisfies(
            e -> {
              assertThat(e.reason()).isEqualTo(ErrorReason.INVALID_VALUE);
              assertThat(e.errors()).hasSize(1);
              assertThat(e.errors().get(0).field()).isEqualTo(field);
              assertThat(e.errors().get(0).allowed()).startsWith(allowed);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bpm=",
        "bpm=x",
        "bpm=1e999999999",
        "bpm=-1e-999999999",
        "bpm=NaN",
        "intensity=",
        "mode=",
        "key=",
        "preset=",
        "effects=1",
        "effects=",
        "effects=TRUE",
        "seed=",
        "seed=%2B5",
        "seed=0x5"
      })
  void aWrongParameterIsNamedToo(String parameter) {
    String field = parameter.substring(0, parameter.indexOf('='));
    assertThatThrownBy(() -> query("?station=new&" + parameter))
        .asInstanceOf(InstanceOfAssertFactories.type(InvalidControlException.class))
        .satisfies(
            e ->
                assertThat(e.errors())
                    .extracting(Messages.FieldError::field)
                    .containsExactly(field));
  }

  @Test
  void allThatIsWrongIsNamedAtOnce() {
    assertThatThrownBy(() -> body("{\"preset\":1,\"key\":1,\"bpm\":1,\"effects\":1,\"seed\":1.5}"))
        .asInstanceOf(InstanceOfAssertFactories.type(InvalidControlException.class))
        .satisfies(
            e ->
                assertThat(e.errors())
                    .extracting(Messages.FieldError::field)
                    .isEqualTo(List.of("preset", "key", "bpm", "effects", "seed")));
  }

  private StationRequest body(String json) {
    return wishes.read(JsonInput.object(json));
  }

  private StationRequest query(String query) {
    return wishes.read(new QueryStringDecoder(query).parameters());
  }

  private static GenerationParameters preset(String id) {
    return PresetBook.bundled().presets().stream()
        .filter(preset -> preset.id().equals(id))
        .findFirst()
        .orElseThrow()
        .parameters();
  }
}
