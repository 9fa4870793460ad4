namespace CuaRl.Core.Tasks;

/// <summary>A task for an agent, as selection sees it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Category">Such as <c>settings</c>.</param>
/// <param name="Difficulty"><c>easy</c>, <c>medium</c> or <c>hard</c>.</param>
/// <param name="MaxSteps">How many turns it may take.</param>
/// <param name="ValidationType"><c>state</c>, <c>screenshot</c> or <c>api</c>.</param>
/// <param name="ValidationQuery">The query that validates it; null for none.</param>
/// <param name="ExpectedResult">What that query expects, as JSON; null for nothing.</param>
/// <param name="Description">What the agent is told to do.</param>
public sealed record CuaTask(
    string Id,
    string Name,
    string Category,
    string Difficulty,
    int MaxSteps,
    string ValidationType,
    string? ValidationQuery,
    string? ExpectedResult,
    string Description)
{
    private const int UsualSteps = 10;

    /// <summary>A task that is a description and no more; nothing validates it.</summary>
    public static CuaTask OfDescription(string id, string name, string description) =>
        new(id, name, "system", "medium", UsualSteps, "state", null, null, description);
}
