namespace CuaRl;

/// <summary>Shorter ways to say common things to a run.</summary>
public static class RunGrainExtensions
{
    /// <summary>Starts a new run at a step of this one's history; see <see cref="IRunGrain.BranchFrom"/>.</summary>
    public static Task<RunInfo> BranchFrom(
        this IRunGrain run, long step, string name, JsonText? configOverrides = null, string? description = null) =>
        run.BranchFrom(new BranchRequest
        {
            Step = step,
            Name = name,
            ConfigOverrides = configOverrides ?? JsonText.EmptyObject,
            Description = description,
        });

    /// <summary>Starts a new run at a state of this one's history; see <see cref="IRunGrain.BranchFrom"/>.</summary>
    public static Task<RunInfo> BranchFrom(
        this IRunGrain run, StateId state, string name, JsonText? configOverrides = null, string? description = null) =>
        run.BranchFrom(new BranchRequest
        {
            State = state,
            Name = name,
            ConfigOverrides = configOverrides ?? JsonText.EmptyObject,
            Description = description,
        });

    /// <summary>Appends states wherever the run stands; see <see cref="IRunGrain.Append"/>.</summary>
    public static Task<AppendReceipt> Append(this IRunGrain run, params ReadOnlySpan<StateContent> states) =>
        run.Append(new AppendRequest { States = [.. states] });
}
