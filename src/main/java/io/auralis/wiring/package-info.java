/**
 * Builds the objects of the service from its settings. Nothing else reads the configuration.
 *
 * <p>May import all packages; nothing imports this one.
 */
package io.auralis.wiring;
