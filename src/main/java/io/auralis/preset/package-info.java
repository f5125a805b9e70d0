/**
 * Settings that go well together, under a name: a file that people write, checked when it is read.
 *
 * <p>May import music.
 */
package io.auralis.preset;
