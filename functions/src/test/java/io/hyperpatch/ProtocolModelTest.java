package io.hyperpatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The model of the protocol speaks of this code, and its page of this model. */
class ProtocolModelTest {
    private static final Path MODEL = Path.of("../docs/model/protocol.pml");
    private static final Path PAGE = Path.of("../docs/model/README.md");
    private static final Pattern CODE = Pattern.compile("code: (?!Class\\.method)([\\w., ]*\\w)");
    private static final Pattern INVARIANT = Pattern.compile("/\\* invariant: (.*?) \\*/");
    private static final Pattern SAFEGUARD = Pattern.compile("(?m)^#ifn?def ([A-Z_]+)");

    private final String model = read(MODEL);
    private final String page = read(PAGE);

    @Test
    void everyActionIsNamedAfterAMethodThatIsThere() {
        JavaClasses product = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.hyperpatch");
        List<String> named = CODE.matcher(model)
                .results()
                .flatMap(comment -> Pattern.compile(", ").splitAsStream(comment.group(1)))
                .toList();

        assertThat(named).hasSizeGreaterThan(20).allSatisfy(name -> {
            String type = name.substring(0, name.lastIndexOf('.'));
            String method = name.substring(name.lastIndexOf('.') + 1);
            List<JavaClass> classes = product.stream()
                    .filter(each -> each.getSimpleName().equals(type))
                    .toList();
            assertThat(classes).as("the one class " + type + " of the product").hasSize(1);
            assertThat(classes.getFirst().getAllMethods())
                    .as("methods of " + type)
                    .anyMatch(each -> each.getName().equals(method));
        });
    }

    @Test
    void thePageListsTheInvariantsOfTheModel() {
        Set<String> listed = found(Pattern.compile("(?m)^- (.*)$"), page);

        assertThat(listed).isNotEmpty().isEqualTo(found(INVARIANT, model));
        assertThat(model.lines().filter(line -> line.contains("assert(")))
                .as("assertions with a word on what they are about")
                .allMatch(line -> INVARIANT.matcher(line).find());
    }

    @Test
    void thePageListsTheSafeguardsOfTheModel() {
        Set<String> listed = found(Pattern.compile("(?m)^\\| `([A-Z_]+)` \\|"), page);

        assertThat(listed).isNotEmpty().isEqualTo(found(SAFEGUARD, model));
    }

    private static Set<String> found(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        pattern.matcher(text).results().forEach(each -> found.add(each.group(1)));
        return found;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(file + " cannot be read", e);
        }
    }
}
