namespace CuaRl.Grains.Trainings;

/// <summary>How a command reaches all that lies below: pass after pass, until a listing names nothing that was not visited.</summary>
internal static class Sweep
{
    /// <summary>How many are visited by one call or tick of a sweep that goes on by itself.</summary>
    public const int PieceSize = 512;

    /// <summary>How many are visited at once.</summary>
    private const int Width = 32;

    /// <summary>Visits all; what is created meanwhile, too.</summary>
    public static async Task AllAsync(Func<Task<IReadOnlyList<Guid>>> list, Func<string, Task> visit)
    {
        HashSet<Guid> visited = [];
        for (var found = Unvisited(await list(), visited); found.Length > 0; found = Unvisited(await list(), visited))
        {
            await VisitAsync(found, id => visit(id.ToString()));
        }
    }

    /// <summary>Visits in order, so many at once.</summary>
    public static async Task VisitAsync<T>(IEnumerable<T> found, Func<T, Task> visit)
    {
        foreach (var chunk in found.Chunk(Width))
        {
            await Task.WhenAll(chunk.Select(visit));
        }
    }

    /// <summary>Ends something that may have ended by itself meanwhile.</summary>
    public static async Task EndAsync(Task end)
    {
        try
        {
            await end;
        }
        catch (InvalidTransitionException)
        {
            // It ended before the call reached it.
        }
    }

    private static Guid[] Unvisited(IReadOnlyList<Guid> ids, HashSet<Guid> visited) => [.. ids.Where(visited.Add)];
}
