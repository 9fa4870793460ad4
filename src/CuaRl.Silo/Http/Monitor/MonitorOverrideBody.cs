using System.ComponentModel;

namespace CuaRl.Silo.Http.Monitor;

/// <summary>A person's judgement of a rollout, as the original's clients send it.</summary>
internal sealed record MonitorOverrideBody
{
    [Description("Whether the task was done.")]
    public required bool Success { get; init; }

    public string? Reason { get; init; }

    public string? Actor { get; init; }
}
