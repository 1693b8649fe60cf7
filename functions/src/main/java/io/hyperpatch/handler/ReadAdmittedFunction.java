package io.hyperpatch.handler;

import io.hyperpatch.admission.AdmittedCluster;
import io.hyperpatch.admission.AdmittedPages;
import io.hyperpatch.store.Store;
import java.util.List;
import java.util.Objects;

/** Reads the next page of the clusters that an event has admitted. */
public final class ReadAdmittedFunction extends JsonFunction<ReadAdmittedFunction.Input, ReadAdmittedFunction.Answer> {
    private final AdmittedPages pages;

    /**
     * @param parent the execution for which they were admitted
     * @param page from 1; the first page, 0, came with the admission
     */
    public record Input(String parent, int page) {
        public Input {
            Objects.requireNonNull(parent, "parent");
        }
    }

    public record Answer(List<AdmittedCluster> clusters) {}

    public ReadAdmittedFunction() {
        this(Deployed.production());
        aroundSnapshot(Priming.of(ProductFunction.READ_ADMITTED));
    }

    ReadAdmittedFunction(Deployed deployed) {
        this(deployed.store());
    }

    public ReadAdmittedFunction(Store store) {
        super(Input.class);
        this.pages = new AdmittedPages(store);
    }

    @Override
    protected Answer handle(Input input) {
        return new Answer(pages.read(input.parent(), input.page()));
    }
}
