package io.auralis.station;

import io.auralis.audio.AudioFormat;
import io.auralis.composition.Composer;
import io.auralis.composition.Instrument;
import io.auralis.composition.Note;
import io.auralis.composition.Phrase;
import io.auralis.composition.PhraseEnding;
import io.auralis.ledger.LedgerEntry;
import io.auralis.ledger.PhraseLedger;
import io.auralis.music.GenerationParameters;
import io.auralis.music.Tempo;
import io.auralis.sequencing.PatchBook;
import io.auralis.sequencing.Sequencer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Replicas of one station, the ledger that they share, and the network between them, in simulated
 * time: what a replica sends and reads comes late, twice, or after it was lost and sent again.
 */
final class SimulatedReplicas {

  static final int TICK = AudioFormat.BLOCK_FRAMES;
  private static final int LEAD_FRAMES = 5 * TICK;
  private static final int SHORT_PHRASE_BARS = 2;
  private static final Tempo[] TEMPI = {new Tempo(90), new Tempo(110), new Tempo(120)};

  private final long seed;
  private final Random random;
  private final SimulatedNetwork.Behaviour behaviour;
  private final SimulatedNetwork network;
  private final PatchBook patches;

  /** What was appended, in order. */
  private final List<LedgerEntry> log = new ArrayList<>();

  private final List<Replica> replicas = new ArrayList<>();

  SimulatedReplicas(long seed, SimulatedNetwork.Behaviour behaviour, PatchBook patches) {
    this.seed = seed;
    random = new Random(seed);
    this.behaviour = behaviour;
    network = new SimulatedNetwork(behaviour, random);
    this.patches = patches;
  }

  long seed() {
    return seed;
  }

  /** Starts a replica; it finds in the ledger what has reached it. */
  Replica start(String composerVersion) {
    Replica replica = new Replica(composerVersion);
    replicas.add(replica);
    return replica;
  }

  /** Has all replicas render a block. */
  void tick() {
    for (Replica replica : replicas) {
      network.runUntil(network.now() + replica.clockOffset);
      replica.tick();
    }
    network.advance(TICK);
  }

  /** Has all that is under way arrive. */
  void heal() {
    network.heal();
  }

  List<Replica> replicas() {
    return replicas;
  }

  int appended() {
    return log.size();
  }

  /** The ledger, for people. */
  String ledger() {
    StringBuilder text = new StringBuilder();
    for (LedgerEntry entry : log) {
      text.append(
          String.format(
              Locale.ROOT,
              "%n%d-%d at block %.1f by %s, %s bpm",
              entry.index(),
              entry.revision(),
              (double) entry.startFrame() / TICK,
              entry.composerVersion(),
              entry.phrase().parameters().tempo().bpm()));
    }
    return text.toString();
  }

  /** An entry has reached the ledger: the first one for a place is appended. */
  private void append(LedgerEntry entry) {
    LedgerEntry last = log.isEmpty() ? null : log.get(log.size() - 1);
    boolean next =
        last == null
            || entry.index() == last.index() + 1 && entry.revision() == 0
            || entry.index() == last.index() && entry.revision() == last.revision() + 1;
    if (next) {
      log.add(entry);
      int length = log.size();
      replicas.forEach(replica -> network.send(() -> replica.reads(length), network.now()));
    }
  }

  /** What plays at the beginning and at the end of a block. */
  record Played(LedgerEntry first, LedgerEntry last) {

    /** Whether it sounds the same, whoever composed it. */
    boolean sameAs(Played other) {
      return same(first, other.first) && same(last, other.last);
    }

    private static boolean same(LedgerEntry one, LedgerEntry other) {
      return one == other
          || one.startFrame() == other.startFrame() && one.phrase().equals(other.phrase());
    }
  }

  /** One process. */
  final class Replica implements PhraseLedger {

    private final Drafts drafts;
    private final Timeline timeline;
    private final Agreement agreement;
    private final long clockOffset = random.nextInt(behaviour.clocksApart() + 1);
    private final Map<Long, LedgerEntry> known = new HashMap<>();
    private final Map<Long, Played> played = new HashMap<>();
    private final List<String> faults = new ArrayList<>();
    private int read;
    private long lastArrives;
    private long head;
    private LedgerEntry control;

    private Replica(String composerVersion) {
      reads(log.size());
      Sequencer sequencer = new Sequencer(patches);
      timeline = new Timeline(sequencer);
      drafts =
          new Drafts(new Counting(composerVersion), 1, TestStation.DEFAULTS.withTempo(TEMPI[0]));
      agreement = new Agreement(drafts, this, timeline, ControlApply.BAR);
      head = network.now() + LEAD_FRAMES;
      agreement.join(network.now(), 0);
    }

    /** Wishes for another tempo; what loses against another entry is wished for again. */
    void control() {
      GenerationParameters wish =
          drafts.parameters().withTempo(TEMPI[random.nextInt(TEMPI.length)]);
      control = agreement.change(wish, head + behaviour.margin());
    }

    /** What plays in each block, by the frame that it begins with. */
    Map<Long, Played> played() {
      return played;
    }

    /** Holes and overlaps. */
    List<String> faults() {
      return faults;
    }

    /** How much of the ledger it has read. */
    int read() {
      return read;
    }

    long head() {
      return head;
    }

    @Override
    public CompletionStage<LedgerEntry> propose(LedgerEntry entry) {
      // One connection: what is sent first arrives first.
      lastArrives = network.send(() -> append(entry), lastArrives);
      return new CompletableFuture<>();
    }

    @Override
    public Optional<LedgerEntry> at(long index) {
      return Optional.ofNullable(known.get(index));
    }

    @Override
    public Optional<LedgerEntry> newest() {
      return read == 0 ? Optional.empty() : Optional.of(log.get(read - 1));
    }

    private void reads(int length) {
      while (read < length) {
        LedgerEntry entry = log.get(read++);
        known.put(entry.index(), entry);
      }
    }

    private void tick() {
      agreement.follow(head);
      if (control != null) {
        LedgerEntry there = known.get(control.index());
        if (there != null && there.revision() >= control.revision()) {
          LedgerEntry lost = there == control ? null : control;
          control = null;
          if (lost != null && there.revision() == lost.revision()) {
            control = agreement.change(lost.phrase().parameters(), head + behaviour.margin());
          }
        }
      }
      agreement.prepare(head + behaviour.ahead());
      long end = head + TICK;
      agreement.continueUntil(end);
      played.put(head, new Played(sounding(head + 1), sounding(end)));
      checkOrder();
      head = end;
      while (timeline.beginning(head - LEAD_FRAMES) != null) {
        // What begins to sound is not told to anybody here.
      }
    }

    private LedgerEntry sounding(long frame) {
      return timeline.before(frame).entry();
    }

    private void checkOrder() {
      Timeline.Placed before = null;
      for (Timeline.Placed placed : timeline.fromCurrent()) {
        if (before != null && before.endFrame() != placed.fromFrame()) {
          faults.add(before + " ends at " + before.endFrame() + ", then comes " + placed);
        }
        before = placed;
      }
    }
  }

  /** Phrases of two bars that tell who composed them, and after what. */
  private record Counting(String version) implements Composer {

    @Override
    public Phrase compose(
        long seed, long index, GenerationParameters parameters, PhraseEnding previous) {
      int pitch =
          48 + Math.floorMod(31 * (int) index + version.hashCode() + parameters.hashCode(), 24);
      return new Phrase(
          index,
          parameters,
          SHORT_PHRASE_BARS,
          List.of(),
          List.of(new Note(Instrument.LEAD, pitch, 0, Phrase.TICKS_PER_BAR, 0.5, 0, 0.5)),
          previous);
    }
  }
}
