using CuaRl.Core.Tasks;

namespace CuaRl.Core.Phones;

/// <summary>What the simulated phone knows of a task.</summary>
/// <param name="Id">The task's id.</param>
/// <param name="Query">The query that validates it; null for none.</param>
/// <param name="Expected">What that query expects, as JSON; null for nothing.</param>
public sealed record PhoneTask(string Id, string? Query, string? Expected)
{
    /// <summary>What the phone knows of that task.</summary>
    public static PhoneTask Of(CuaTask task) => new(task.Id, task.ValidationQuery, task.ExpectedResult);
}
