/** Tells the style sheet how far a slider is filled. */
export function paintRange(input) {
  const share = (input.valueAsNumber - input.min) / (input.max - input.min || 1);
  input.style.setProperty('--fill', `${share * 100}%`);
}
