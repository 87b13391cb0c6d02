package dev.weir.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorKindTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "OOM command not allowed when used memory > 'maxmemory'.|OOM",
                "READONLY You can't write against a read only replica.|READONLY",
                "LOADING Redis is loading the dataset in memory|LOADING",
                "MOVED 3999 127.0.0.1:6381|MOVED",
                "WRONGTYPE Operation against a key holding the wrong kind of value|WRONGTYPE",
                "ERR Error running script (call to f_ab): @user_script:26: -OOM command not allowed|OOM",
                "ERR Error running script (call to f_ab): @user_script:26: @user_script: 26: -READONLY You can't|READONLY",
                "OOM command not allowed when used memory > 'maxmemory'. script: ab, on @user_script:12.|OOM",
                "ERR unknown command|OTHER",
                "ERRATIC something new|OTHER",
                "''|OTHER"
            })
    void kind_isTheFirstWord_orWhatAScriptMet(String message, ErrorKind kind) {
        assertThat(ErrorKind.of(message)).isEqualTo(kind);
    }
}
