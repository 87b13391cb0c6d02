/** What attackers send, class by class, over bare sockets: what reached the origin, what came back, what is stored after. */
package dev.weir.security;
