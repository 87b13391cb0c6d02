/**
 * Everything that speaks to Redis: connections, scripts, and the ports of other packages implemented over them.
 *
 * <p>Start reading at {@code RedisLink}, then {@code RedisCacheStore}; for the log of purges at {@code FleetLog}.
 */
@NullMarked
package dev.weir.redis;

import org.jspecify.annotations.NullMarked;
