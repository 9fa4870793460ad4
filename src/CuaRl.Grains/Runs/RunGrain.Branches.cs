namespace CuaRl.Grains.Runs;

internal sealed partial class RunGrain
{
    /// <summary>The tree knows every history; it reads about this run from the database and never calls back.</summary>
    async Task<RunInfo> IRunGrain.BranchFrom(BranchRequest request) => await Tree(Known()).BranchFromState(Id, request);
}
