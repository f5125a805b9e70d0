/** Writes the documents that follow from the code: the table of settings, the chart's README. */
package io.auralis.manual;
