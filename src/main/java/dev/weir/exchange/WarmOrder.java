package dev.weir.exchange;

import dev.weir.message.FieldLines;
import dev.weir.message.TargetUri;
import java.util.List;

/**
 * What is to be fetched before clients ask for it.
 *
 * @param fields of every request, beside Host
 * @param concurrency most requests at once
 * @param rate most requests begun a second; 0 for as fast as the origins' budgets allow
 */
public record WarmOrder(List<TargetUri> urls, FieldLines fields, int concurrency, int rate) {}
