using System.ComponentModel;

namespace CuaRl.Silo.Http.Trees;

/// <summary>A name of a state.</summary>
internal sealed record TagDetails
{
    public required string Name { get; init; }

    public required string StateId { get; init; }

    [Description(UtcTimestamp.Description)]
    public required string CreatedAt { get; init; }

    public static TagDetails From(StateTag tag) =>
        new() { Name = tag.Name, StateId = tag.State.ToString(), CreatedAt = UtcTimestamp.Format(tag.CreatedAt) };
}
