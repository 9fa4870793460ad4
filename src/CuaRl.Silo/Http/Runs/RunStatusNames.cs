namespace CuaRl.Silo.Http.Runs;

/// <summary>Statuses as they are stored and shown.</summary>
internal static class RunStatusNames
{
    public const string Description = "active, paused, completed, failed or pruned.";

    public static string Of(RunStatus status) => status switch
    {
        RunStatus.Active => "active",
        RunStatus.Paused => "paused",
        RunStatus.Completed => "completed",
        RunStatus.Failed => "failed",
        RunStatus.Pruned => "pruned",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };
}
