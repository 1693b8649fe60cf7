package io.hyperpatch.rehearsal.oracle;

import java.util.List;
import java.util.function.Function;

/** Holds the evidence of a rehearsal against everything that must always be true. */
public final class Oracle {

    private static final List<Function<Evidence, Invariant>> ALL = List.of(
            Updates::neverTwoInEffect,
            StartCalls::neverASecondCallForOneIntent,
            StartCalls::everyCallIsItsIntents,
            StartCalls::everyResolutionIsTheTruth,
            PolicyKept::noForbiddenStartCall,
            Harmed::neverBegunAgain,
            Canaries::ranBeforeAnythingElseBegins,
            Updates::nothingChangedWhereNothingWasToBe,
            Updates::onlyImagesThatTheRunPinnedOrFound,
            Reports::outcomeIsTheTruth,
            Reports::patchedNodesRunThePin,
            Claims::everyReportIsWhole,
            Claims::everyWordHasItsGround,
            Claims::noProofWithoutReadingTheNodes,
            Told::oneFinalNotification,
            Told::machinesHearTheSame,
            Told::repeatsAreFurtherAndFurtherApart,
            Told::noExecutionEndsUntold,
            Stalls::areToldInTime,
            Leases::freeOrParked,
            Wires::armedBeforeTheCall,
            Snapshots::areYoungAtTheCall,
            Wires::outliveTheirIntents,
            Holders::noLeaseIsTakenFromTheLiving,
            Holders::noLookWithoutTheLease,
            WakeUps::newsIsFollowedByALook,
            Executions::historyUnderItsLimit,
            Executions::endInBoundedTime,
            Roles::noCallOutsideTheRole,
            OneAtATime::oneClusterOfAPolicyAtATime,
            OneAtATime::nothingAfterABadEnd,
            AtRest::everyLeaseIsFree,
            AtRest::unknownOnlyWhereNoReadingCouldTell);

    private Oracle() {}

    /** Every invariant, in a fixed order. */
    public static List<Invariant> judge(Evidence evidence) {
        return ALL.stream().map(invariant -> invariant.apply(evidence)).toList();
    }
}
