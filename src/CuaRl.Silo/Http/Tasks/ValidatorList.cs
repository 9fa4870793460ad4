namespace CuaRl.Silo.Http.Tasks;

/// <summary>The validators of a task.</summary>
internal sealed record ValidatorList
{
    public required IReadOnlyList<ValidatorDetails> Items { get; init; }
}
