/* The jitter buffer as the worklet processor `auralis-jitter-buffer`, on the audio thread. */
import { JitterBuffer } from './jitter-buffer.js';

const REPORT_SECONDS = 0.1;

registerProcessor(
  'auralis-jitter-buffer',
  class extends AudioWorkletProcessor {
    #buffer = new JitterBuffer(sampleRate);
    #sinceReport = 0;

    constructor() {
      super();
      // What is no chunk says that the device stood still.
      this.port.onmessage = ({ data }) => (data ? this.#buffer.push(data) : this.#buffer.forget());
    }

    process(_, [[left, right]]) {
      this.#buffer.pull(left, right);
      this.#sinceReport += left.length;
      if (this.#sinceReport >= REPORT_SECONDS * sampleRate) {
        this.#sinceReport = 0;
        const readAt = currentTime + left.length / sampleRate;
        this.port.postMessage({ ...this.#buffer.report(), readAt });
      }
      return true;
    }
  },
);
