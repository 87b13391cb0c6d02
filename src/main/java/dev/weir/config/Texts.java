package dev.weir.config;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Values that are text of a certain shape. */
final class Texts {
    /** Names of routes and origins, which appear in meters. */
    static final Form<String> NAME = matching("[a-z0-9-]{1,64}", "a name of a-z, 0-9 and -, at most 64 characters")
            .suggesting(text -> Optional.of(text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]+", "-")));

    static final Form<String> NAMESPACE = matching(
                    "[a-z0-9][a-z0-9._-]{0,63}", "a-z, 0-9, then also ., _ and -, at most 64 characters")
            .suggesting(text -> Optional.of(text.toLowerCase(Locale.ROOT)));

    /** RFC 6750 §2.1: what can follow {@code Bearer}. */
    static final Form<String> TOKEN = matching("[A-Za-z0-9._~+/-]+=*", "a token of letters, digits and -._~+/")
            .showing(text -> Shown.MASK);

    /** An empty one is none, as a variable that is not set. */
    static final Form<String> PASSWORD =
            matching("[^\\p{Cntrl}]{0,1024}", "a password").showing(text -> Shown.MASK);

    static final Form<String> REDIS_USER = matching("[^\\s\\p{Cntrl}]{0,256}", "a user's name without spaces");
    static final Form<String> MASTER_NAME = matching("[A-Za-z0-9._-]{0,256}", "a name of letters, digits, ., - and _");

    /** RFC 9110 §5.6.2. */
    private static final String HTTP_TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]+";

    static final Form<String> FIELD =
            matching(HTTP_TOKEN, "a header field's name").map(text -> text.toLowerCase(Locale.ROOT));
    static final Form<String> FIELD_AS_WRITTEN = matching(HTTP_TOKEN, "a header field's name");
    static final Form<String> COOKIE = matching(HTTP_TOKEN, "a cookie's name");
    static final Form<String> METHOD = matching("[A-Z][A-Z0-9-]*", "a method in upper case, such as GET")
            .suggesting(text -> Optional.of(text.toUpperCase(Locale.ROOT)));

    /** Parameters are named as they stand in the URL. */
    static final Form<String> PARAMETER = matching("[^\\s\\p{C}*&=#]+", "a query parameter's name");

    static final Form<String> PARAMETERS =
            matching("[^\\s\\p{C}*&=#]+\\*?|\\*", "a query parameter's name, or a prefix and *");

    static final Form<String> FIELD_VALUE = matching("[\\x20-\\x7e]+", "a field value of printable ASCII");

    /** It may be what the origin knows the gateway by. */
    static final Form<String> SECRET_FIELD_VALUE =
            FIELD_VALUE.where(text -> text.equals(text.strip())).showing(text -> Shown.MASK);

    static final Form<String> GROUP = matching("[\\x20-\\x7e&&[^,]]+", "a group's name of printable ASCII, no comma");

    private Texts() {}

    static Form<String> matching(String regex, String expected) {
        Pattern pattern = Pattern.compile(regex);
        return Form.of(expected, text -> Optional.of(text).filter(pattern.asMatchPredicate()));
    }
}
