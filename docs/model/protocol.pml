/*
 * The protocol that keeps two runs, a reconcile and a crash from calling UpdateClusterSoftware twice.
 * README.md says what is abstracted. A comment of the form "code: Class.method" names what an action stands for;
 * one of the form "invariant: …" says what an assertion is about. A test holds both against the code and README.md.
 */
#define RECONCILE 2
#define THEIRS 9
#define PER_RUN 2
#define first(r) ((r) * PER_RUN)
#define second(r) ((r) * PER_RUN + 1)

mtype = { FREE, HELD, PARKED, NONE, PLANNED, CALLED, RESOLVED, LOST, ACCEPTED, CONFLICT,
          SIGHTED, ENDED, NOTHING_BEGAN, REFUSED, UNKNOWN };

/* The lease: one item of the store. */
mtype lstate = FREE; byte lholder = 0; byte lrun = 0; byte ltoken = 0;

/* The intents: two for each run. */
mtype istate[4] = NONE; byte itoken[4]; byte before[4]; mtype answer[4] = LOST; bit sighted[4];

/* Whether an intent's wire was read back as OK, for the plan as it stands; how often a plan may be made anew because it is old. */
bit armed[4]; byte renewals = RENEWALS;

/* What is wanted of the cluster, by its number; what each run was admitted for, and whether it has called. */
byte wanted = 0; byte admitted[2]; bit began[2]; byte changes = CHANGES;

/* Executions. The last one is the reconcile's. */
bit running[3]; bit over[2]; bit died[3]; byte crashes = CRASHES; byte redrives = REDRIVES;

/* Invocations of the start function that the workflow, or the service's retry, has asked for: each names its intent. */
byte invoked[4]; byte doubles = DOUBLES;

/* The cluster: whose update is in effect, whether reads show it, how many have begun to show. */
byte flight = 0; bit shown = 0; byte shows = 0; byte theirs = OTHERS;

/* The truth that no function sees: calls on their way, made, accepted. */
byte onTheWay[4]; byte calls[4]; bit begun[4];

#define held(t) (lstate == HELD && ltoken == (t))
#define called(r) (istate[first(r)] == CALLED || istate[second(r)] == CALLED)
#define alive(r) (running[r])
#define mayStillCall(j) (onTheWay[j] > 0 && calls[j] == 0)
#define undecided(j) (mayStillCall(j) || istate[j] == CALLED || flight == (j) + 1)

#ifdef TAKE_OVER_FROM_THE_LIVING
#define abandoned(h) true
#else
#define abandoned(h) (!running[h])              /* code: LeaseRules.abandoned */
#endif

#ifdef NO_SETTLING
#define settled(j) true
#else
#define settled(j) (onTheWay[j] == 0 && !(flight == (j) + 1 && !shown))   /* code: Patience.settled */
#endif

#ifdef NO_TOKEN_IN_CALL
#define fenced(j) false
#else
#define fenced(j) (!held(itoken[j]))            /* code: Leases.held */
#endif

#ifdef NO_CALLED_CONDITION
#define uncalled(j) true
#else
#define uncalled(j) (istate[j] == PLANNED)
#endif

#ifdef NO_ARMED
#define mayStart(j) true
#else
#define mayStart(j) (armed[j])                  /* code: Intents.call */
#endif

#ifdef NO_GENERATION
#define isWanted(r) true
#else
#define isWanted(r) (began[r] || admitted[r] == wanted)   /* code: Generations.isStill */
#endif

#ifdef NO_TOKEN_IN_LOOK
#define mayLook(t) true
#else
#define mayLook(t) held(t)                      /* code: Leases.isHeld */
#endif

#ifdef NO_TOKEN_GROWTH
#define grown(t) (t)
#else
#define grown(t) ((t) + 1)
#endif

inline withdraw(which) {                            /* code: Intents.withdraw */
  atomic { if
#ifdef NO_WITHDRAWAL
    :: istate[which] == PLANNED -> skip
#else
    :: istate[which] == PLANNED -> istate[which] = RESOLVED
#endif
    :: else
  fi }
}

inline takeOver(who, whose) {                         /* code: Leases.takeOver */
  assert(died[lholder]);                        /* invariant: no lease is taken from the living */
  assert(lrun == whose || !called(lrun));       /* invariant: no lease is taken from a run with an undecided call */
  lstate = HELD; lholder = who; lrun = whose; ltoken = grown(ltoken)
}

inline giveBack() {                             /* code: Leases.giveBack */
  assert(!called(lrun));                        /* invariant: the lease is never free while a call is undecided */
  assert(!mayStillCall(first(lrun)) && !mayStillCall(second(lrun)));   /* invariant: the lease is never free while a call is undecided */
  lstate = FREE
}


inline park() { lstate = PARKED; ltoken = grown(ltoken) }   /* code: Leases.park */

/* What one reading of the cluster says of intent j; blocks while the answer would be "wait". code: Watch.look */
inline tell(which, said) {
  if
  :: flight == which + 1 && shown && !sighted[which] -> said = SIGHTED
  :: sighted[which] && flight != which + 1 -> said = ENDED
  :: !sighted[which] && answer[which] == CONFLICT -> said = REFUSED
  :: !sighted[which] && answer[which] != CONFLICT && settled(which) && !(flight != 0 && shown) && before[which] != shows ->
       if :: answer[which] == ACCEPTED -> said = ENDED :: else -> said = UNKNOWN fi
  :: !sighted[which] && answer[which] != CONFLICT && settled(which) && flight == THEIRS && shown -> said = UNKNOWN
  :: !sighted[which] && answer[which] == LOST && settled(which) && !(flight != 0 && shown) && before[which] == shows ->
       said = NOTHING_BEGAN
  fi
}
#define tellable(j) ((flight == (j) + 1 && shown && !sighted[j]) || (sighted[j] && flight != (j) + 1) \
  || (!sighted[j] && answer[j] == CONFLICT) \
  || (!sighted[j] && settled(j) && !(flight != 0 && shown) && before[j] != shows) \
  || (!sighted[j] && settled(j) && flight == THEIRS && shown) \
  || (!sighted[j] && answer[j] == LOST && settled(j) && !(flight != 0 && shown) && before[j] == shows))

/* Writes down what was told. code: Aftermath.record */
inline record(which, said) {
  if
  :: said == SIGHTED -> sighted[which] = 1             /* code: Intents.sighted */
  :: said == NOTHING_BEGAN && istate[which] == CALLED ->
       assert(!begun[which] && !mayStillCall(which));   /* invariant: NothingBegan is true */
       istate[which] = RESOLVED                     /* code: Intents.resolve */
  :: (said == REFUSED || said == ENDED) && istate[which] == CALLED ->
       assert(said != REFUSED || !begun[which]);   /* invariant: Refused is true */
       assert(flight != which + 1);             /* invariant: what is said to have ended, or to be refused, is not in effect */
       istate[which] = RESOLVED                     /* code: Intents.resolve */
  :: else
  fi
}

/* One invocation of the start function; it outlives the execution that began it. code: StartUpdateFunction.handle */
proctype StartUpdate(byte r) {
  byte i; mtype a;
end:
  do
  :: d_step { if :: invoked[first(r)] > 0 -> i = first(r) :: invoked[second(r)] > 0 -> i = second(r) fi;
       invoked[i]--; a = 0 }                                              /* code: Intents.find */
     if
     :: atomic { uncalled(i) && !fenced(i) && istate[i] != NONE && mayStart(i) && isWanted(r) ->   /* code: Intents.call */
          assert(armed[i]);                     /* invariant: no call before its wire is armed */
          assert(began[r] || admitted[r] == wanted);   /* invariant: no first call for what is no longer wanted */
          assert(held(itoken[i]));              /* invariant: no call by a fenced holder */
          assert(i == 0 || !undecided(0)); assert(i == 1 || !undecided(1));   /* invariant: no new call while an earlier one is undecided */
          assert(i == 2 || !undecided(2)); assert(i == 3 || !undecided(3));   /* invariant: no new call while an earlier one is undecided */
          istate[i] = CALLED; onTheWay[i]++; began[r] = 1 }
        if
        :: d_step { onTheWay[i]-- }                                       /* dies, or the call is lost before it works */
        :: d_step { calls[i]++;
             assert(calls[i] == 1);             /* invariant: no second call for an intent */
             if
             :: flight == 0 -> flight = i + 1; shown = 0; begun[i] = 1; a = ACCEPTED;
                  assert(istate[i] == CALLED)   /* invariant: no intent is resolved while its call may still take effect */
             :: else -> a = CONFLICT
             fi }
           if
           :: d_step { answer[i] = a; onTheWay[i]-- }                     /* code: Intents.answered */
           :: d_step { onTheWay[i]-- }                                    /* dies, or the answer is lost */
           fi;
           a = LOST
        fi
     :: d_step { !(uncalled(i) && !fenced(i) && mayStart(i) && isWanted(r)) -> skip }   /* AlreadyCalled, Fenced, Unarmed, Superseded */
     :: skip                                                              /* dies before it writes */
     fi
  od
}

/* A patch-cluster execution: every state begins only while it runs; a function that has begun goes on without it. */
proctype PatchCluster(byte r) {
  byte token; byte seenToken; byte seenBefore; byte i; mtype v; mtype seen; byte seenHolder; byte seenRun;

end_take: atomic { alive(r) -> admitted[r] = (began[r] -> admitted[r] : wanted); seen = lstate; seenToken = ltoken; seenHolder = lholder; seenRun = lrun }
  if                                            /* code: TakeLeaseFunction.handle */
  :: seen == FREE ->
       atomic { if
         :: lstate == FREE && ltoken == seenToken ->                      /* code: Leases.take */
              lstate = HELD; lholder = r; lrun = r; ltoken++; token = ltoken
         :: else -> goto done
       fi }
  :: seen == PARKED -> goto done
  :: seen == HELD ->
       if
       :: !abandoned(seenHolder) -> goto done
       :: abandoned(seenHolder)
       fi;
#ifndef NO_PARKING_BEFORE_TAKING_OVER
       atomic { if
         :: held(seenToken) -> assert(died[lholder]); park(); seenToken = ltoken   /* invariant: no lease is taken from the living */
         :: else -> goto done
       fi }
#endif
       withdraw(first(seenRun)); withdraw(second(seenRun));
       if                                       /* code: Intents.open */
       :: called(seenRun) ->
#ifdef NO_PARKING_BEFORE_TAKING_OVER
            atomic { if :: held(seenToken) -> park() :: else fi };
#endif
            goto done
       :: !called(seenRun)
       fi;
       atomic { if
         :: lstate != FREE && ltoken == seenToken -> takeOver(r, r); token = ltoken
         :: else -> goto done
       fi }
  fi;

end_plan: atomic { alive(r) -> seen = 0; seenToken = 0; seenHolder = 0; seenRun = 0; v = 0; seenBefore = shows; i = (istate[first(r)] == NONE -> first(r) : second(r)) }
  if                                            /* code: PlanIntentFunction.handle */
  :: (r == 1 && istate[first(r)] != NONE) || istate[second(r)] != NONE || (flight != 0 && shown) -> goto end_release
  :: else
  fi;
  atomic { if                                   /* code: Intents.plan */
    :: held(token) -> istate[i] = PLANNED; itoken[i] = token; before[i] = seenBefore; armed[i] = 0
    :: else -> goto done
  fi };

end_arm: atomic { alive(r) -> if :: istate[i] == PLANNED && held(token) -> armed[i] = 1 :: else fi }   /* code: Intents.arm */

end_start: atomic { alive(r) -> invoked[i]++ }

end_look: atomic { alive(r) && (!mayLook(token) || istate[i] != CALLED || tellable(i)) ->
    if                                          /* code: LookAtUpdateFunction.handle */
    :: !mayLook(token) -> goto done             /* Fenced */
    :: mayLook(token) && istate[i] == CALLED && tellable(i) -> tell(i, v); assert(held(token))   /* invariant: no look by a fenced holder */
    :: mayLook(token) && istate[i] != CALLED -> v = NONE; assert(held(token))   /* invariant: no look by a fenced holder */
    fi }
  if
  :: atomic { v == NONE && renewals > 0 && istate[i] == PLANNED && held(token) ->
       renewals--; armed[i] = 0; before[i] = shows }                       /* code: Intents.renew */
     goto end_arm
  :: v == NONE ->
       withdraw(i);
#ifndef NO_WITHDRAWAL
       if :: istate[i] == CALLED -> goto end_look :: else fi;
#endif
       goto end_plan
  :: else -> atomic { record(i, v) }
  fi;
  if
  :: v == SIGHTED -> goto end_look
  :: v == NOTHING_BEGAN -> goto end_plan
  :: else
  fi;

end_release: atomic { alive(r) -> skip }
  if                                            /* code: ReleaseLeaseFunction.handle */
  :: d_step { lstate == HELD && lholder == r -> seenToken = ltoken }
  :: d_step { !(lstate == HELD && lholder == r) -> skip }; goto done
  fi;
  withdraw(first(r)); withdraw(second(r));
#ifndef FREE_INSTEAD_OF_PARK
  if
  :: called(r) -> atomic { if :: held(seenToken) -> park() :: else fi }; goto done
  :: !called(r)
  fi;
#endif
  atomic { if :: held(seenToken) -> giveBack() :: else fi };

done:
  atomic { running[r] = 0; died[r] = 1; over[r] = 1;
    token = 0; seenToken = 0; seenBefore = 0; i = 0; v = 0; seen = 0; seenHolder = 0; seenRun = 0 }
}

/* What one look of a reconcile makes of an intent; where it tells nothing, the intent stays open. code: StepResolving.resolve */
inline look(which) {
  if
  :: atomic { istate[which] == CALLED && tellable(which) -> tell(which, v) }
     if
     :: atomic { v == UNKNOWN && flight == 0 && held(token) -> istate[which] = RESOLVED }   /* code: Conclusion.of */
     :: v == UNKNOWN && !(flight == 0 && held(token))                                       /* code: Conclusion.of */
     :: atomic { v != UNKNOWN -> if :: mayLook(token) -> record(which, v) :: else fi }
     fi
  :: !(istate[which] == CALLED && tellable(which))
  fi
}

/* Another reconcile would change something. One that would only take over and park again is left out: it would only let tokens grow. */
#define ripe(j) (istate[j] == CALLED && tellable(j) && (flight == 0 || flight == (j) + 1 || sighted[j] || answer[j] == CONFLICT))
#define worthwhile(r) (!called(r) || ripe(first(r)) || ripe(second(r)))
#define dies crashes > 0 -> crashes--; running[RECONCILE] = 0; died[RECONCILE] = 1

/* Every hour: takes over first, so that nobody else can write, looks once, and gives back or parks again. */
proctype Reconcile() {
  byte token; byte r; mtype v; mtype seen; byte seenToken;
#ifndef NO_RECONCILE
end:
  do
  :: d_step { (lstate == PARKED || (lstate == HELD && abandoned(lholder))) && worthwhile(lrun) ->
       seen = lstate; seenToken = ltoken }                                /* code: FindStuckFunction.handle */
     atomic { if
       :: seen == HELD && held(seenToken) && abandoned(lholder) ->
            assert(died[lholder]);                                        /* invariant: no lease is taken from the living */
            park(); seenToken = ltoken                                    /* code: AbandonedLeases.park */
       :: seen == PARKED
       :: else -> goto again
     fi };
     atomic { if                                                          /* code: TakeOverFunction.handle */
       :: lstate == PARKED && ltoken == seenToken ->
            r = lrun; lholder = RECONCILE; lstate = HELD; ltoken = grown(ltoken); token = ltoken;
            running[RECONCILE] = 1; died[RECONCILE] = 0
       :: else -> goto again
     fi };
     if :: d_step { dies }; goto again :: skip fi;
     withdraw(first(r)); withdraw(second(r));                             /* code: ResolveIntentsFunction.handle */
     look(first(r)); look(second(r));
     if :: d_step { dies }; goto again :: skip fi;
     atomic { if                                                          /* code: LeaseReturn.giveBackOrPark */
       :: held(token) && called(r) -> park()
       :: held(token) && !called(r) -> giveBack()
       :: !held(token)
     fi;
     running[RECONCILE] = 0; died[RECONCILE] = 1 };
again: atomic { token = 0; r = 0; v = 0; seen = 0; seenToken = 0 }
  od
#endif
}

/* Everything that nobody asked for. */
proctype World() {
end:
  do
  :: d_step { flight != 0 && !shown -> shown = 1; shows++ }
  :: d_step { flight != 0 && shown -> flight = 0 }
  :: d_step { theirs > 0 && flight == 0 -> theirs--; flight = THEIRS; shown = 0 }
  :: d_step { doubles > 0 && invoked[0] > 0 -> doubles--; invoked[0]++ }
  :: d_step { changes > 0 -> changes--; wanted++ }
  :: d_step { crashes > 0 && running[0] -> crashes--; running[0] = 0; died[0] = 1 }
  :: d_step { crashes > 0 && running[1] -> crashes--; running[1] = 0; died[1] = 1 }
  :: d_step { redrives > 0 && !running[0] && !over[0] -> redrives--; running[0] = 1 }
  :: d_step { redrives > 0 && !running[1] && !over[1] -> redrives--; running[1] = 1 }
  od
}

init {
  atomic {
    running[0] = 1; running[1] = 1;
    run PatchCluster(0); run PatchCluster(1); run Reconcile(); run World();
    run StartUpdate(0); run StartUpdate(0); run StartUpdate(1)
  }
  timeout;
  assert(lstate == FREE)                        /* invariant: when nothing moves any more, the lease is free */
}
