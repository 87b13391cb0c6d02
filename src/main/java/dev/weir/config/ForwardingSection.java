package dev.weir.config;

import dev.weir.route.ForwardingRules;
import dev.weir.route.ForwardingRules.Fields;
import dev.weir.route.ForwardingRules.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * {@code host}, {@code path}, {@code request-fields} and {@code response-fields} of an origin or of a route.
 *
 * @param keepsHost nothing where it is not said
 * @param path nothing where it is not said
 */
record ForwardingSection(Optional<Boolean> keepsHost, Optional<Path> path, Fields request, Fields response) {
    static final ForwardingSection NOTHING =
            new ForwardingSection(Optional.empty(), Optional.empty(), Fields.SAME, Fields.SAME);

    private static final Form<Boolean> HOST = Choices.of("keep or origin", Map.of("keep", true, "origin", false));

    private static final Form<String> BEGINNING = Texts.matching(
                    "(?:/[A-Za-z0-9._~!$&'()+,;=:@-]+)*",
                    "the beginning of a path in whole segments, such as /api, without a slash at its end")
            .where(text -> Arrays.stream(text.split("/", -1)).noneMatch(PathPatterns::isDotSegment));

    /** Over h2c a client would speak to the origin past every check (RFC 9113 §3.1 has done away with it). */
    private static final Form<String> PROTOCOL = Texts.matching(
                    "[A-Za-z0-9!#$%&'*+.^_`|~-]+(?:/[A-Za-z0-9!#$%&'*+.^_`|~-]+)?",
                    "a protocol such as websocket, and not h2c, h2, tls or HTTP itself")
            .map(text -> text.toLowerCase(Locale.ROOT))
            .where(name -> Stream.of("h2", "http", "tls").noneMatch(name::startsWith));

    private static final Form<Long> CONTENT = Sizes.between("1B", "1024GiB");

    static ForwardingSection read(Section section) {
        return new ForwardingSection(
                section.find("host", HOST),
                section.at("path").isAbsent()
                        ? Optional.empty()
                        : Optional.of(section.section("path", ForwardingSection::path)),
                section.section("request-fields", FieldsSection::ofRequest),
                section.section("response-fields", FieldsSection::ofResponse));
    }

    private static Path path(Section path) {
        return new Path(path.get("strip", BEGINNING, ""), path.get("add", BEGINNING, ""));
    }

    /** A route's rules: what it says itself, and else what its origin says. */
    static ForwardingRules read(Section route, ForwardingSection origin) {
        ForwardingSection own = read(route);
        Path path = own.path().or(origin::path).orElse(Path.SAME);
        return new ForwardingRules(
                own.keepsHost().or(origin::keepsHost).orElse(true),
                path,
                origin.request().then(own.request()),
                origin.response().then(own.response()),
                route.get("max-request-body", CONTENT, ForwardingRules.UNLIMITED),
                Set.copyOf(route.list("upgrade", PROTOCOL)),
                route.get("stream-idle", Durations.WAIT, ForwardingRules.STANDARD.quiet()));
    }

    /** Else the route would take paths of which nothing can be stripped. */
    static void requireStripped(Section route, ForwardingRules rules, String pattern) {
        String strip = rules.path().strip();
        if (!pattern.equals(strip) && !pattern.startsWith(strip + '/')) {
            route.at("path").report(strip + " to strip from " + pattern, "what match.path begins with");
        }
    }
}
