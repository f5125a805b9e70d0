/* Owns the stations to choose from: a link for each, so that one may also be opened beside. */
import { pathsOf } from '../stations/directory.js';
import { titleOf } from './station-words.js';

export class Channels {
  #nav;
  #list;
  #onChoose;
  #drawn = '';

  /**
   * @param nav takes the links
   * @param onChoose takes the id of the station that the listener chose
   */
  constructor(nav, onChoose) {
    this.#nav = nav;
    this.#list = nav.querySelector('ul');
    this.#onChoose = onChoose;
  }

  /**
   * Shows them; nothing where there is nothing to choose.
   *
   * @param stations { id, title } each
   * @param current the id of the one that is heard
   */
  show(stations, current) {
    const several = stations.length > 1;
    this.#nav.hidden = !several;
    document.documentElement.toggleAttribute('data-channels', several);
    const choices = several ? stations : [];
    const now = JSON.stringify(choices.map(({ id, title }) => [id, title]));
    if (now !== this.#drawn) {
      this.#drawn = now;
      this.#list.replaceChildren(...choices.map((station) => this.#item(station)));
    }
    for (const link of this.#list.querySelectorAll('a')) {
      link.ariaCurrent = link.dataset.station === current ? 'true' : null;
    }
  }

  #item(station) {
    const { id } = station;
    const item = document.createElement('li');
    const link = document.createElement('a');
    link.href = pathsOf(id).page;
    link.textContent = titleOf(station);
    link.dataset.station = id;
    link.addEventListener('click', (event) => {
      if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
        event.preventDefault();
        this.#onChoose(id);
      }
    });
    item.append(link);
    return item;
  }
}
