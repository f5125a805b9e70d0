package io.auralis.load;

/** What {@code --help} prints. */
final class LoadUsage {

  static final String TEXT =
      """
      Loads a server that runs already. Options are --name=value; times are in seconds.

      A crowd on the station main:
        --listeners=100         listeners that read
        --format=opus           json, pcm or opus
        --stuck=0               listeners that never read
        --churn=0               listeners a second that come and go
        --ramp=2000             connections a second while the crowd comes
        --seconds=30            how long to measure
        --idle=5                how long to watch the server before anybody comes
        --host=127.0.0.1 --port=8000

      Personal stations, all different, each with listeners of its own:
        --stations=N            one step: N stations
        --table=1,10,50         several steps on one server, and a Markdown table at the end
        --until-it-breaks       goes on from there, a quarter more stations each time, until chunks
                                are missed, the 99th percentile of lateness exceeds 100 ms, or
                                stations are refused (from 10 stations if no step is named)
        --listeners-per-station=1  with 0 nobody listens: what do idle stations cost? Each must live
                                longer than the run (AURALIS_STATION_LINGER_SEC)
        --format=pcm            json, pcm or opus
        --effects=false         whether the stations have effects
        --ramp-seconds=10       over how long the stations of a step are made
        --warm-up-seconds=10    what a step plays before it is measured
        --seconds=60            how long to measure a step
        --idle=5                how long to watch the server before there are stations
        --warm-up-stations=50   stations that play first for three times the warm-up, so that the
                                server's compilers are done (0 with --stations)
        --pid=PID               the server's process on this machine: CPU time and resident memory
                                are its own, and the heap is measured after a collection
        --host=127.0.0.1 --port=8000

      Half an hour of coming and going:
        --soak                  with --listeners, --seconds, --stay, --sample, --warmup, --pid,
                                --out, --host and --port (docs/performance.md)

      Exit code 0 if it measured, 1 if it could not, 2 if an option is wrong.
      """;

  private LoadUsage() {}
}
