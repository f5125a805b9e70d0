/* Owns what is seen and said of stations: those to choose from, whose the one is that is heard. */
import { pathsOf } from '../stations/directory.js';
import { Channels } from './channels.js';
import { StationBar } from './station-bar.js';
import { goneInWords, missedInWords, playingInWords } from './station-words.js';

const OWN_TITLE = 'Yours';

export class StationViews {
  #choice;
  #tuner;
  #announcer;
  #notice;
  #channels;
  #bar;
  #announced;

  /**
   * @param choice whose stations there are
   * @param tuner which is heard
   * @param announcer says what else would only be seen
   * @param notice tells what failed
   */
  constructor(choice, tuner, announcer, notice) {
    this.#choice = choice;
    this.#tuner = tuner;
    this.#announcer = announcer;
    this.#notice = notice;
    this.#announced = tuner.station.id;
    this.#channels = new Channels(document.getElementById('channels'), (id) => choice.tune(id));
    this.#bar = new StationBar({
      onMake: () => choice.making || choice.make(),
      onBack: () => choice.tune(choice.origin.id),
      link: () => this.#link(),
      onCopied: (sentence) => announcer.say(sentence),
      onTell: (sentence) => notice.tell(sentence),
    });
  }

  show() {
    const { own, shared, personal, control, origin, making } = this.#choice;
    const { station, lost } = this.#tuner;
    const yours = own ? [{ ...own, title: OWN_TITLE }] : [];
    this.#channels.show([...shared, ...yours], station.id);
    const offered = personal.offered;
    this.#bar.show({ control, origin, offered, busy: making, lost: lost !== null });
  }

  /** Says which station is heard now, if it is another one. */
  announce() {
    const { station, session } = this.#tuner;
    if (session && station.id !== this.#announced) {
      this.#announcer.say(playingInWords(this.#choice.control, station));
    }
    this.#announced = station.id;
  }

  /** Tells why a station is not heard after all. */
  missed(station, why) {
    this.#notice.tell(missedInWords(station, why));
  }

  /** Where the station went that is gone. */
  get goneWords() {
    const { control, personal } = this.#choice;
    const { offered, linger_sec: lingerSeconds } = personal;
    return goneInWords({ control, offered, lingerSeconds });
  }

  #link() {
    return new URL(pathsOf(this.#tuner.station.id).page, location.origin + location.pathname).href;
  }
}
