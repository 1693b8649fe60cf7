package io.hyperpatch.rehearsal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DisplayTest {
    private static final Path CLUSTER = Path.of("src", "main", "resources", "clusters", "eks-67.json");
    private static final Pattern BAR = Pattern.compile("^.{14}\\S+ +(\\[[#.]+\\]) +\\d+/\\d+");

    @TempDir
    private Path files;

    private List<String> bars(String login, String gpu) throws IOException {
        String document = Files.readString(CLUSTER)
                .replace("\"InstanceGroupName\": \"canary\"", "\"InstanceGroupName\": \"" + login + "\"")
                .replace("\"InstanceGroupName\": \"gpu\"", "\"InstanceGroupName\": \"" + gpu + "\"");
        Path cluster = Files.writeString(files.resolve("cluster.json"), document);
        StringWriter out = new StringWriter();
        Main.run(new PrintWriter(out), new PrintWriter(out), "rehearse", "--cluster", cluster.toString());
        return out.toString().lines().filter(line -> BAR.matcher(line).find()).toList();
    }

    @Test
    void barsOfLongNamesStandUnderThoseOfShortOnes() throws IOException {
        List<String> bars = bars("canary", "training-gpu-p5-48xlarge-a");

        assertThat(bars)
                .anyMatch(line -> line.contains("training-gpu-p5-48xlarge-a"))
                .anyMatch(line -> line.contains("canary "));
        assertThat(bars.stream().map(line -> line.indexOf('[')))
                .containsOnly(bars.getFirst().indexOf('['));
        assertThat(bars.stream().map(line -> line.indexOf(']'))).containsOnly(14 + 56 + 2);
    }

    @Test
    void theLongestNamesKeepTheirBeginningAndTheirEnd() throws IOException {
        String same = "training-gpu-capacity-block-of-the-research-department-in-az-";
        List<String> bars = bars(same + "a", same + "b");

        assertThat(bars)
                .anyMatch(line -> line.contains("training-gpu-capaci..-department-in-az-a ["))
                .anyMatch(line -> line.contains("training-gpu-capaci..-department-in-az-b ["));
        assertThat(bars.stream().map(line -> line.indexOf(']'))).containsOnly(14 + 56 + 2);
    }
}
