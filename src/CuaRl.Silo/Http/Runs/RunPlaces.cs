namespace CuaRl.Silo.Http.Runs;

/// <summary>The states that the original APIs name of a run.</summary>
internal static class RunPlaces
{
    /// <summary>The state that a run branched off; null for one that is no branch.</summary>
    public static StateId? BranchPoint(this RunInfo run) =>
        run.Definition.ParentRunId is null ? null : run.Definition.StartsAfter;

    /// <summary>The state that it started from: given to it, branched at, or its own first; null while there is none.</summary>
    public static StateId? Root(this RunInfo run) =>
        run.Definition.StartsAfter ?? (run.Head < 0 ? null : new StateId(run.Id, 0));
}
