package io.auralis.record;

import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/**
 * Writes the figures on record again, from what this machine plays.
 *
 * <p>Right only where a change of the sound, of a message or of the graph is wanted; the commit
 * says which. No build runs it by itself, because its name does not end as those of tests do:
 *
 * <pre>./mvnw test -Dtest=RecordAnew</pre>
 */
class RecordAnew {

  @Test
  void writesWhatIsPlayedNow() throws InterruptedException, ExecutionException {
    Figures.ofNow().write();
  }
}
