package io.auralis.access;

import java.util.List;

/** The headers of a request. */
@FunctionalInterface
public interface Headers {

  /** All values under this name in their order; none is an empty list. */
  List<String> all(String name);
}
