namespace CuaRl.Core.Pictures;

/// <summary>A run as <see cref="RunTreePicture"/> draws it.</summary>
public sealed record PicturedRun
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its name, any text.</summary>
    public required string Name { get; init; }

    /// <summary>active, paused, completed, failed or pruned; any other is drawn in a colour of its own.</summary>
    public required string Status { get; init; }

    /// <summary>The run that owns the state it starts after; null for a root. One that is not drawn counts as none.</summary>
    public string? OwnerId { get; init; }

    /// <summary>The step of the state it starts after; null for a root of its own, whose first state has step 0.</summary>
    public long? StartStep { get; init; }

    /// <summary>The step of its last state, inherited ones included; -1 while its history is empty.</summary>
    public required long Head { get; init; }

    /// <summary>How many states it appended after the one it started from.</summary>
    public required long TotalSteps { get; init; }

    /// <summary>Its total reward as JSON; a number gets a bar.</summary>
    public string? TotalReward { get; init; }
}
