package io.auralis.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Seeds 1 to 5 play the bytes that are on record, dry and with effects, in every format.
 *
 * <p>The notes are the same on every machine, so their figures are compared on every machine. The
 * audio depends on the last bits of floating-point functions; where {@link MachineProbe} finds that
 * these differ from the machine of the record, its figures are not compared, and the test says so.
 */
class RecordedBytesTest {

  private static final Figures RECORD = Figures.onRecord();

  private static Figures machine;
  private static RecordingSession session;

  @BeforeAll
  static void play() {
    machine = Figures.ofThisMachine();
    session = new RecordingSession();
  }

  @AfterAll
  static void stop() {
    session.close();
  }

  static List<RecordedCase> cases() {
    return RecordedCase.all();
  }

  @Test
  void theRecordIsOfTheGraphAndTheRuntimeThatPlay() {
    for (String name : List.of(Figures.MODEL, Figures.RUNTIME)) {
      assertThat(machine.get(name)).as("%s; see RecordAnew", name).isEqualTo(RECORD.get(name));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theSequencerWritesTheControlBlocksOnRecord(RecordedCase each) throws Exception {
    assertThat(session.get(each).controlBlocks())
        .isEqualTo(RECORD.get(Figures.controlBlocks(each)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void listenersGetTheBytesOnRecord(RecordedCase each) throws Exception {
    // Given
    Map<String, String> recorded = new TreeMap<>();
    for (String format : each.formats()) {
      if (comparable(each, format)) {
        recorded.put(format, RECORD.get(Figures.messages(each, format)));
      }
    }

    // When
    Map<String, String> played = new TreeMap<>(session.get(each).messages());

    // Then
    played.keySet().retainAll(recorded.keySet());
    assertThat(played).isEqualTo(recorded);
    List<String> left = new ArrayList<>(each.formats());
    left.removeAll(recorded.keySet());
    assumeTrue(
        left.isEmpty(),
        () ->
            String.format(
                Locale.ROOT,
                "%s of %s not compared with the record, because this processor or this Java rounds"
                    + " otherwise: %s differs. The control blocks are compared",
                left,
                each,
                differences()));
  }

  @Test
  void otherStationsBesideChangeNoByte() throws Exception {
    // Given
    Map<RecordedCase, List<String>> formats = new LinkedHashMap<>();
    formats.put(new RecordedCase(2, false, false), List.of("pcm"));
    formats.put(new RecordedCase(1, false, true), List.of("json", "pcm", "opus"));
    formats.put(new RecordedCase(3, true, true), List.of("json"));

    // When
    Map<RecordedCase, Recording> together = Recording.sideBySide(formats);

    // Then
    for (RecordedCase each : formats.keySet()) {
      Recording alone = session.get(each);
      assertThat(together.get(each).controlBlocks()).isEqualTo(alone.controlBlocks());
      assertThat(together.get(each).messages()).as("%s", each).hasSameSizeAs(formats.get(each));
      assertThat(alone.messages())
          .as("%s", each)
          .containsAllEntriesOf(together.get(each).messages());
    }
  }

  /** Dry PCM comes from the graph alone; the effects and Opus use Java's functions besides. */
  private static boolean comparable(RecordedCase each, String format) {
    boolean usesMath = each.effects() || format.equals("opus");
    return same(Figures.GRAPH_PROBE) && (!usesMath || same(Figures.MATH_PROBE));
  }

  private static boolean same(String name) {
    return RECORD.get(name).equals(machine.get(name));
  }

  private static List<String> differences() {
    return List.of(Figures.GRAPH_PROBE, Figures.MATH_PROBE).stream()
        .filter(name -> !same(name))
        .toList();
  }
}
