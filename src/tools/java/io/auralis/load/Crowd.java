package io.auralis.load;

import java.util.Map;
import java.util.TreeMap;

/** What all listeners of a run saw together. One thread. */
final class Crowd {

  final Lateness lateness = new Lateness();

  /** From one chunk of a listener to the next, beyond the 100 ms that a chunk lasts. */
  final Lateness delay = new Lateness();

  final Lateness firstAudio = new Lateness();
  long connected;
  long openings;
  long failed;
  long closedByServer;
  long chunks;
  long bytes;
  long gaps;
  long doubled;
  long listenersWithGaps;
  long listenersWithRepeats;

  /** Chunks that one listener missed, at most. */
  long mostMissed;

  long malformed;

  /** Counts the measurements, so that each listener knows when a new one began. */
  long measurement;

  final Map<String, Long> endings = new TreeMap<>();
  final Map<String, Long> errors = new TreeMap<>();

  /** Forgets what was counted, but not who is connected: the measurement begins. */
  void begin() {
    lateness.clear();
    delay.clear();
    chunks = 0;
    bytes = 0;
    gaps = 0;
    doubled = 0;
    listenersWithGaps = 0;
    listenersWithRepeats = 0;
    mostMissed = 0;
    measurement++;
  }

  /** Forgets who came and how they went, too: others come now. */
  void expect() {
    firstAudio.clear();
    failed = 0;
    closedByServer = 0;
    malformed = 0;
    endings.clear();
    errors.clear();
  }
}
