package io.auralis.stations;

import io.auralis.audio.AudioBlock;
import io.auralis.sequencing.ControlBlock;
import io.auralis.sequencing.Sequencer;
import io.auralis.synthesis.Run;
import io.auralis.synthesis.Synthesiser;
import java.util.ArrayList;
import java.util.List;

/**
 * The control blocks and audio blocks of one batch, lent to stations for as long as it takes.
 *
 * <p>A station would need 0.3 MB of its own. Many stations get a block each; a few get room for a
 * whole run, so that a station that wakes has its lead in two batches. The render thread's.
 */
final class RunBuffers {

  /** Stations that may have a whole run each. */
  static final int FEW = 4;

  private final List<Seat> single = new ArrayList<>();
  private final List<Seat> whole = new ArrayList<>();

  /** Room for one station's part of a batch. */
  static final class Seat {

    private final int room;
    private final ControlBlock controls;
    private final AudioBlock audio;
    private LiveStation station;
    private int blocks;

    private Seat(int room) {
      this.room = room;
      controls = Sequencer.newControlBlock(room);
      audio = new AudioBlock(room);
    }

    /** Has its station plan. */
    void plan() {
      blocks = 0;
      blocks = station.station().plan(controls, room);
    }

    /** Has its station take what was rendered. */
    void take() {
      station.station().take(audio, blocks);
    }

    /** Blocks that its station planned. */
    int blocks() {
      return blocks;
    }

    LiveStation station() {
      return station;
    }

    Run run() {
      return new Run(station.station().seam(), controls, audio);
    }

    ControlBlock controls() {
      return controls;
    }
  }

  /**
   * Seats for stations, one each, in their order. They are lent until the next call.
   *
   * @param stations of one batch
   */
  List<Seat> seat(List<LiveStation> stations) {
    boolean few = stations.size() <= FEW;
    List<Seat> seats = few ? whole : single;
    while (seats.size() < stations.size()) {
      seats.add(new Seat(few ? Synthesiser.MAX_BLOCKS_PER_RUN : 1));
    }
    for (int i = 0; i < stations.size(); i++) {
      seats.get(i).station = stations.get(i);
    }
    return seats.subList(0, stations.size());
  }

  /** Holds no station any longer. */
  void release() {
    single.forEach(seat -> seat.station = null);
    whole.forEach(seat -> seat.station = null);
  }
}
