package io.auralis.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.auralis.composition.AmbientComposer;
import io.auralis.composition.Phrase;
import io.auralis.composition.PhraseEnding;
import io.auralis.music.GenerationParameters;
import io.auralis.music.Key;
import io.auralis.music.Tempo;
import io.auralis.score.MidiReader.Struck;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sound.midi.Sequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the JDK's own reader makes of the files. */
class MidiFileTest {

  @ParameterizedTest
  @EnumSource(Key.class)
  void everyNoteIsReadAsItWasWritten(Key key) {
    // Given
    Score score = score(key, 120, 1);

    // When
    MidiReader file = MidiReader.of(MidiFile.write(score));

    // Then
    Set<Struck> keys = new HashSet<>();
    for (ScoreNote note : score.notes()) {
      long end =
          score.notes().stream()
              .filter(
                  later ->
                      later.part() == note.part()
                          && note.part().midiKey(later.pitch()) == note.part().midiKey(note.pitch())
                          && later.onsetTicks() > note.onsetTicks())
              .mapToLong(ScoreNote::onsetTicks)
              .reduce(note.endTicks(), Math::min);
      keys.add(
          new Struck(
              note.onsetTicks(),
              end - note.onsetTicks(),
              note.part().midiChannel(),
              note.part().midiKey(note.pitch()),
              Math.max(1, (int) Math.round(note.velocity() * 127))));
    }
    assertThat(file.notes()).containsExactlyInAnyOrderElementsOf(keys);
    assertThat(keys).hasSizeGreaterThan(60);
  }

  @ParameterizedTest
  @CsvSource({"40, 1500000", "70, 857143", "200, 300000"})
  void theConductorKnowsTempoMeterKeyAndChords(int bpm, int microsPerQuarter) {
    // Given
    Score score = score(Key.F_MINOR, bpm, 0.5);

    // When
    MidiReader file = MidiReader.of(MidiFile.write(score));

    // Then
    assertThat(file.sequence().getDivisionType()).isEqualTo(Sequence.PPQ);
    assertThat(file.sequence().getResolution()).isEqualTo(960);
    assertThat(file.sequence().getTickLength()).isEqualTo(32 * 960);
    assertThat(file.sequence().getMicrosecondLength() / 1e6)
        .isEqualTo(score.seconds(), org.assertj.core.api.Assertions.within(1e-4));
    assertThat(file.tempo()).isEqualTo(microsPerQuarter);
    assertThat(file.meta(0x58)).containsExactly(4, 2, 24, 8);
    assertThat(file.meta(0x59)).containsExactly((byte) -4, (byte) 1);
    assertThat(file.markers())
        .isEqualTo(
            score.chords().stream()
                .map(chord -> chord.onsetTicks() + " " + chord.name().replace('♭', 'b'))
                .toList());
  }

  @Test
  void eachPartHasATrackWithItsNameAndProgram() {
    // Given
    Score score = score(Key.C_MAJOR, 70, 1);

    // When
    MidiReader file = MidiReader.of(MidiFile.write(score));

    // Then
    assertThat(file.trackNames())
        .containsExactly(
            "Auralis phrase 12, C major",
            "Pad",
            "Lead",
            "Bass",
            "Kick",
            "Swell",
            "Bells",
            "Breath");
    assertThat(file.programs())
        .containsExactly("1: 90", "2: 80", "3: 40", "10: 1", "5: 123", "4: 99", "6: 122");
    assertThat(file.notes())
        .filteredOn(note -> note.channel() == 10)
        .isNotEmpty()
        .allMatch(note -> note.key() == 36);
  }

  @Test
  void aKeyThatIsStruckAgainWhileItIsDownIsLetGoFirst() {
    // Given: two bells that overlap, and two strokes at once
    Score score =
        new Score(
            0,
            new GenerationParameters(Key.A_MINOR, new Tempo(60), 0.5),
            4,
            List.of(),
            List.of(
                new ScoreNote(Part.BELL, 76, "E5", 0, 2_000, 0.5),
                new ScoreNote(Part.KICK, 33, "A1", 0, 480, 0.2),
                new ScoreNote(Part.KICK, 33, "A1", 0, 480, 0.4),
                new ScoreNote(Part.BELL, 76, "E5", 960, 960, 0.001)));

    // When
    MidiReader file = MidiReader.of(MidiFile.write(score));

    // Then
    assertThat(file.notes())
        .containsExactlyInAnyOrder(
            new Struck(0, 960, 4, 76, 64),
            new Struck(960, 960, 4, 76, 1),
            new Struck(0, 480, 10, 36, 51));
  }

  @Test
  void aRestIsAFileOfItsLength() {
    // Given
    Score rest =
        new Score(
            7, new GenerationParameters(Key.A_MINOR, new Tempo(60), 0), 6, List.of(), List.of());

    // When
    MidiReader file = MidiReader.of(MidiFile.write(rest));

    // Then
    assertThat(file.trackNames()).containsExactly("Auralis phrase 7, A minor");
    assertThat(file.sequence().getTickLength()).isEqualTo(6 * 960);
  }

  @Test
  void theFileNameSaysWhichPhrase() {
    assertThat(MidiFile.nameOf(score(Key.A_MINOR, 70, 0.5)))
        .isEqualTo("auralis-phrase-12-a-minor.mid");
  }

  private static Score score(Key key, int bpm, double intensity) {
    Phrase phrase =
        new AmbientComposer()
            .compose(
                42,
                12,
                new GenerationParameters(key, new Tempo(bpm), intensity),
                PhraseEnding.none());
    return Score.of(phrase, 32);
  }
}
