package io.auralis.record;

import io.auralis.sequencing.ControlBlock;
import io.auralis.station.RecordedStations;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one station made in 60 s.
 *
 * @param controlBlocks checksum of what the sequencer wrote; the same on every machine
 * @param messages by format, the checksum of all messages that carry audio
 */
record Recording(String controlBlocks, Map<String, String> messages) {

  /** Plays a case on a station that is alone. */
  static Recording of(RecordedCase alone) {
    return sideBySide(Map.of(alone, alone.formats())).get(alone);
  }

  /**
   * Plays any number of cases side by side, on one clock and one synthesiser.
   *
   * @param formats of the listeners that each has, one at least
   */
  static Map<RecordedCase, Recording> sideBySide(Map<RecordedCase, List<String>> formats) {
    Map<RecordedCase, RecordedStations.Running> running = new LinkedHashMap<>();
    Map<RecordedCase, Output> outputs = new LinkedHashMap<>();
    try (RecordedStations stations = new RecordedStations()) {
      formats.forEach(
          (each, listeners) -> {
            Output output = new Output();
            outputs.put(each, output);
            running.put(
                each,
                stations.add(
                    each.seed(), RecordedCase.DEFAULTS, each.effects(), listeners, output));
          });
      for (int chunk = 0; chunk < RecordedCase.CHUNKS; chunk++) {
        int due = chunk;
        running.forEach((each, station) -> each.controlAt(due).ifPresent(station::control));
        stations.tick();
      }
    }
    Map<RecordedCase, Recording> recordings = new LinkedHashMap<>();
    outputs.forEach((each, output) -> recordings.put(each, output.recording(formats.get(each))));
    return recordings;
  }

  private static final class Output implements StationOutput {

    private final ControlBlockSum controlBlocks = new ControlBlockSum();
    private final Map<String, Sha256> messages = new TreeMap<>();
    private final Map<String, Integer> counts = new TreeMap<>();

    @Override
    public void controlsWritten(ControlBlock controls) {
      controlBlocks.add(controls);
    }

    @Override
    public void messageSent(String format, byte[] frame) {
      messages.computeIfAbsent(format, unused -> new Sha256()).add(frame);
      counts.merge(format, 1, Integer::sum);
    }

    private Recording recording(List<String> formats) {
      Map<String, String> sums = new TreeMap<>();
      for (String format : formats) {
        int count = counts.getOrDefault(format, 0);
        if (count != RecordedCase.CHUNKS) {
          throw new IllegalStateException(
              String.format(
                  Locale.ROOT,
                  "%d messages with %s; expected are %d",
                  count,
                  format,
                  RecordedCase.CHUNKS));
        }
        sums.put(format, messages.get(format).hex());
      }
      return new Recording(controlBlocks.hex(RecordedCase.CHUNKS), sums);
    }
  }
}
