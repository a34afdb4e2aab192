package holdfast.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class ProcessMemoryTest {
    @AfterEach
    void open() {
        assertThat(ProcessMemory.setDumpable(true)).isTrue();
    }

    @Test
    void closedProcess_isNotDumpable() {
        assertThat(ProcessMemory.isDumpable()).isTrue();
        ProcessMemory.closeToOthers();
        assertThat(ProcessMemory.isDumpable()).isFalse();
    }
}
