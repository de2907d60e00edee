/**
 * What node authors link: {@link org.dora.node.Node} takes events and sends messages, {@link
 * org.dora.node.Event} is what it is told, {@link org.dora.node.Metadata} travels beside the data.
 * Everything that authors do not call is package-private.
 */
@NullMarked
package org.dora.node;

import org.jspecify.annotations.NullMarked;
