/**
 * Writes the synthesis graph of {@code models/}: the modules, the voice banks built from them and
 * the exporter.
 *
 * <p>A tool: compiled with the tests, never shipped. It may import the control columns and formats
 * of the service, so that graph and host share one definition of the tensor layout.
 */
package io.auralis.model;
