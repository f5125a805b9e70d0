package io.auralis.composition;

import static io.auralis.composition.Compositions.parameters;
import static io.auralis.composition.Compositions.play;
import static org.assertj.core.api.Assertions.assertThat;

import io.auralis.music.Tempo;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChaptersTest {

  @Test
  void whoJoinsAtAChapterHearsWhatTheOthersHear() {
    // Given
    int last = Chapters.PHRASES + 20;
    List<Phrase> played = play(5, parameters(0.5), last + 1);

    // When
    Composer composer = new AmbientComposer();
    long index = Chapters.firstOf(last);
    PhraseEnding ending = Chapters.before(index, parameters(0.5).tempo());
    for (; index <= last; index++) {
      Phrase phrase = composer.compose(5, index, parameters(0.5), ending);

      // Then
      assertThat(phrase).isEqualTo(played.get((int) index));
      ending = phrase.ending();
    }
  }

  @Test
  void aChapterHasMotifsOfItsOwn() {
    List<Phrase> played = play(5, parameters(0.5), Chapters.PHRASES + 40);

    assertThat(played.subList(0, Chapters.PHRASES))
        .allMatch(phrase -> phrase.ending().motifs().newest() < Chapters.PHRASES - 4);
    assertThat(played.subList(Chapters.PHRASES, played.size()))
        .allMatch(phrase -> phrase.ending().motifs().current() >= Chapters.PHRASES - 3);
  }

  @Test
  void phrasesBelongToTheChapterThatBeganLast() {
    assertThat(Chapters.firstOf(0)).isZero();
    assertThat(Chapters.firstOf(511)).isZero();
    assertThat(Chapters.firstOf(512)).isEqualTo(512);
    assertThat(Chapters.firstOf(1_151_999)).isEqualTo(1_151_488);
    assertThat(Chapters.before(0, new Tempo(70))).isEqualTo(PhraseEnding.none());
  }
}
