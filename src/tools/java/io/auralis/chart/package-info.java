/**
 * Writes the parts of the Helm chart that follow from others: its README and the schema of
 * settings.
 */
package io.auralis.chart;
