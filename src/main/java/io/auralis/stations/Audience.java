package io.auralis.stations;

/** All that listen here, as the end of the service sees them. Thread-safe. */
public interface Audience {

  /** Listeners now, of all stations. */
  int listeners();

  /** The service is going away: a client that comes all the same is still served. */
  void drain();

  /** Admits nobody from here on. */
  void refuse();

  /**
   * Ends a share of the connections, evenly spread over all of them.
   *
   * @param share of all that listened at the beginning, 0 to 1; 1 ends all
   */
  void dismiss(double share);

  /** Ends all connections and admits nobody from here on. */
  void shutdown();
}
