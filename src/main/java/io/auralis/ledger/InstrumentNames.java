package io.auralis.ledger;

import io.auralis.composition.Instrument;
import java.util.Locale;
import java.util.Optional;

/** What entries call the instruments, for example "pad". */
final class InstrumentNames {

  private InstrumentNames() {}

  static String of(Instrument instrument) {
    return instrument.name().toLowerCase(Locale.ROOT);
  }

  /** The instrument with this name; empty if this version does not have it. */
  static Optional<Instrument> find(String name) {
    for (Instrument instrument : Instrument.values()) {
      if (of(instrument).equals(name)) {
        return Optional.of(instrument);
      }
    }
    return Optional.empty();
  }
}
