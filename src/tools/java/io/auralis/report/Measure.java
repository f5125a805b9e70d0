package io.auralis.report;

import io.auralis.composition.Phrase;
import java.util.List;

/** Looks at the phrases of stations, one station after another, and says what it has seen. */
interface Measure {

  /** A new station begins. */
  void station();

  /** The station's next phrase. */
  void add(Phrase phrase);

  List<Measurement> results();
}
